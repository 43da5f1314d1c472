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

/** Words of a page, and how much it says that one of them was asked for. */
export interface Weighted {
  readonly words: readonly string[]
  readonly stems: readonly string[]
  readonly weight: number
}

export const weighted = (words: readonly string[], weight: number): Weighted => {
  const own = [...new Set(words)]
  return { words: own, stems: own.map(stem), weight }
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

/** A word of a query that says something. */
interface Term {
  readonly word: string
  readonly stem: string
  /** What may be meant. */
  readonly others: readonly string[]
}

function termsOf(query: string): readonly Term[] {
  const words = wordsOf(query)
  const telling = words.filter(word => !empty.has(word))
  return (telling.length ? telling : words).map(word => {
    const own = stem(word)
    const others = [...(alike[word] ?? []), ...(alike[own] ?? []), ...(alike[word.replace(/s$/, '')] ?? [])]
    return { word, stem: own, others: [...new Set(others.map(stem))].filter(other => other !== own) }
  })
}

/** How well a word fits a field's words, from 0 to 1. */
function fit({ word, stem, others }: Term, { words, stems }: Weighted): number {
  if (words.includes(word)) return 1
  if (stems.includes(stem)) return 0.9
  if (word.length > 1 && words.some(other => other.startsWith(word))) return 0.7
  if (others.some(other => stems.includes(other))) return 0.6
  return word.length > 3 && words.some(other => other.includes(word)) ? 0.3 : 0
}

function scoreOf({ fields, title, kind }: Entry, query: string, terms: readonly Term[]): number {
  let score = 0
  let missed = 0
  for (const term of terms) {
    let best = 0
    for (const field of fields) best = Math.max(best, field.weight * fit(term, field))
    score += best
    if (!best) missed += 1
  }
  if (!score || missed > terms.length / 2) return 0
  score *= 1 - (0.6 * missed) / terms.length
  // Of two that fit, the one whose name has little beside what was asked for comes first.
  const [name] = fields
  const asked = name?.stems.filter(own =>
    terms.some(({ stem, others, word }) => own === stem || others.includes(own) || own.startsWith(word)),
  )
  score += (3 * (asked?.length ?? 0)) / Math.max(name?.stems.length ?? 1, 1)
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
