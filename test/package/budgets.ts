/** A way to import the package, and what it may weigh minified and brotli-compressed, in bytes, on any bundler. */
export interface Shape {
  /** For people. */
  readonly title: string
  /** Exports of the package; `*` stands for every endpoint. */
  readonly names: readonly string[]
  /** The most that it may weigh with the package's dependencies. */
  readonly total?: number
  /** The most that it may weigh without them. */
  readonly own?: number
}

const first = ['createClient', 'userToken', 'getStreams']

const ten = [
  'getUsers',
  'getChannelInformation',
  'getChannelFollowers',
  'searchChannels',
  'getTopGames',
  'getGames',
  'getVideosByUserId',
  'getChatSettings',
  'banUser',
]

/** Held, so that nothing grows unseen. The aims are lower: 8200 and 3300 for the first, 19,000 for the last. */
export const shapes: readonly Shape[] = [
  { title: '`createClient`, `userToken`, `getStreams`', names: first, total: 9700, own: 5250 },
  { title: 'the same with `implicitGrant`', names: ['createClient', 'implicitGrant', 'getStreams'] },
  { title: 'the first with ten endpoints', names: [...first, ...ten] },
  { title: 'the first with every endpoint', names: ['createClient', 'userToken', '*'], total: 20_000 },
]

/** What one more endpoint may add (aims: 150 and 500) to a page that has `names`. */
export const additions = {
  names: first,
  /** A usual one. */
  usual: { name: 'getGames', most: 150 },
  /** Any. */
  largest: 800,
}
