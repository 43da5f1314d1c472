/** The scenes of every fake, with what a channel goes through in them. */
export const scenes: readonly (readonly [name: string, title: string])[] = [
  ['follow', 'Somebody follows'],
  ['gifts', 'Ten gift subscriptions'],
  ['raid', 'A raid of 200'],
  ['train', 'A Hype Train to level 3'],
  ['chat', '50 chat messages'],
  ['poll', 'A poll with votes'],
  ['prediction', 'A prediction'],
  ['redemptions', 'A queue of redemptions'],
  ['bans', 'Spammers are banned'],
  ['online', 'The stream starts'],
  ['offline', 'The stream ends'],
]
