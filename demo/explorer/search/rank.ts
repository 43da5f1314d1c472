/** A page that can be found. */
export interface Entry {
  readonly address: string
  readonly title: string
  /** What stands beneath the title. */
  readonly subtitle: string
  readonly kind: 'endpoint' | 'event' | 'family' | 'guide'
  /** What it can be found by, the weightiest first. */
  readonly fields: readonly Weighted[]
}

interface Weighted {
  readonly words: readonly string[]
  readonly weight: number
}

/** A page that was found. */
export interface Found {
  readonly entry: Entry
  readonly score: number
}

/** Words that say nothing about what somebody looks for. */
const empty = new Set(
  'a an the is are am was be do does did i me my mine you your it its this that these those to of in on at for from by with and or how what which can could should want need please let there all any some when where if'.split(
    ' ',
  ),
)

/** What people say, and what Twitch says. */
const alike: Readonly<Record<string, readonly string[]>> = {
  timeout: ['ban', 'time'],
  mute: ['ban'],
  kick: ['ban'],
  mod: ['moderator'],
  who: ['list'],
  live: ['stream', 'online'],
  online: ['stream', 'live'],
  offline: ['stream'],
  viewer: ['chatter', 'stream'],
  sub: ['subscription', 'subscriber'],
  subscriber: ['subscription'],
  follow: ['follower'],
  title: ['information'],
  category: ['game'],
  game: ['category'],
  say: ['send', 'message'],
  write: ['send'],
  message: ['chat'],
  vote: ['poll'],
  bet: ['prediction'],
  gamble: ['prediction'],
  avatar: ['user', 'profile'],
  picture: ['profile'],
  profile: ['user'],
  login: ['sign'],
  signin: ['sign'],
  oauth: ['sign', 'token'],
  donation: ['charity'],
  points: ['reward'],
  redeem: ['redemption'],
  advert: ['ad', 'commercial'],
  ads: ['ad', 'commercial'],
  dm: ['whisper'],
  hosting: ['raid'],
  bits: ['cheer'],
  vod: ['video'],
  recording: ['video'],
  calendar: ['schedule'],
  mock: ['fake'],
  start: ['create', 'begin'],
  stop: ['end', 'cancel'],
  change: ['update', 'modify'],
  edit: ['update', 'modify'],
  set: ['update', 'modify'],
  remove: ['delete'],
  new: ['create', 'begin'],
  make: ['create'],
  add: ['create'],
  find: ['search'],
  delete: ['remove'],
  block: ['blocked'],
  emoji: ['emote'],
  happen: ['event'],
  quota: ['rate', 'limit'],
}

/** A word without its ending, so that `followers` finds `follow`. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:ers|er|ings|ing|ed|es|s)$/, '')
    .replace(/(.)\1$/, '$1')
    .replace(/e$/, '')
}

/** The words of a text: `getChannelFollowers`, `/channels/followers` and `moderator:read:followers` have followers. */
export const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** What a query is made of: the words that say something, as they are, and what may be meant. */
function termsOf(query: string): { readonly word: string; readonly others: readonly string[] }[] {
  const words = wordsOf(query)
  const telling = words.filter(word => !empty.has(word))
  return (telling.length ? telling : words).map(word => {
    const stemmed = stem(word)
    const others = [...(alike[word] ?? []), ...(alike[stemmed] ?? []), ...(alike[word.replace(/s$/, '')] ?? [])]
    return { word, others: [...new Set(others.map(stem))].filter(other => other !== stemmed) }
  })
}

/** How well a word fits one of a field's words, from 0 to 1. */
function fit(word: string, words: readonly string[]): number {
  const stemmed = stem(word)
  let best = 0
  for (const other of words) {
    if (other === word) return 1
    if (stem(other) === stemmed) best = Math.max(best, 0.9)
    else if (word.length > 1 && other.startsWith(word)) best = Math.max(best, 0.7)
    else if (word.length > 3 && other.includes(word)) best = Math.max(best, 0.3)
  }
  return best
}

function scoreOf({ fields, title, kind }: Entry, query: string, terms: ReturnType<typeof termsOf>): number {
  let score = 0
  let missed = 0
  const main = fields[0]?.words ?? []
  for (const { word, others } of terms) {
    let best = 0
    for (const { words, weight } of fields) {
      best = Math.max(best, weight * fit(word, words))
      for (const other of others)
        best = Math.max(best, weight * 0.6 * (words.some(known => stem(known) === other) ? 1 : 0))
    }
    if (best) score += best
    else missed += 1
  }
  if (!score || missed > terms.length / 2) return 0
  score *= 1 - (0.6 * missed) / terms.length
  // What has little beside what was asked for comes first.
  const asked = main.filter(word =>
    terms.some(term => fit(term.word, [word]) || term.others.includes(stem(word))),
  ).length
  score += (3 * asked) / Math.max(main.length, 1)
  if (title.toLowerCase() === query.trim().toLowerCase()) score += 100
  return kind === 'guide' ? score * 0.8 : score
}

/** The pages that fit a query, the best first. */
export function rank(entries: readonly Entry[], query: string, limit = 30): Found[] {
  const terms = termsOf(query)
  if (!terms.length) return []
  return entries
    .map(entry => ({ entry, score: scoreOf(entry, query, terms) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.title.length - b.entry.title.length)
    .slice(0, limit)
}
