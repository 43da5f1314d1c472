import { jsonLines } from '../tools/jsonLines.ts'

/** One export as planned. Names of parameters end with `*` where Twitch requires them. */
export interface Row {
  readonly export: string
  readonly category: string
  /** Twitch's name for the operation, which is also its anchor in the reference. */
  readonly operation: string
  readonly method: string
  readonly path: string
  /** None: it needs no token. */
  readonly tokens: readonly string[]
  readonly scopes: readonly string[]
  readonly query: readonly string[]
  readonly body: readonly string[]
  /** Ids that default to the signed-in user's. */
  readonly self: readonly string[]
  readonly result: 'one' | 'maybe' | 'list' | 'object' | 'envelope' | 'page' | 'text' | 'void'
  readonly maxFirst: number | null
  /** What is checked before sending, at the least. */
  readonly checks: readonly string[]
}

/** A documented answer, or a documented request's body. */
export interface Example {
  readonly operation: string
  readonly name: string
  readonly value: unknown
}

/** A documented parameter; what is inside a body's lists and objects reads like `choices[].title`. */
export interface Parameter {
  readonly operation: string
  readonly name: string
  readonly place: 'query' | 'body'
  /** Of one value, where several are taken. */
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'any'
  readonly enum?: readonly (string | number)[]
  readonly repeated?: boolean
  readonly required?: boolean
}

/** Documented fields of an answer with their types, by names such as `data[].tags[]`. */
export interface Fields {
  readonly operation: string
  readonly fields: Readonly<Record<string, string>>
}

// One JSON text a line: facts from Twitch's reference of February 2026, and of what is newer.
const lines = <T>(name: string) => jsonLines<T>(new URL(`data/${name}.jsonl`, import.meta.url))

export const list = lines<Row>('list')
export const answers = lines<Example & { readonly status: number }>('answers')
export const requests = lines<Example>('requests')
export const parameters = lines<Parameter>('parameters')
export const fields = lines<Fields>('fields')

/** The groups of Twitch's reference: each has a page of its own. A folder of the sources is named after it. */
const groups: Readonly<Record<string, string>> = {
  Ads: 'ads',
  Analytics: 'analytics',
  Bits: 'bits',
  CCLs: 'ccls',
  'Channel Points': 'channel-points',
  Channels: 'channels',
  Charity: 'charity',
  Chat: 'chat',
  Clips: 'clips',
  Conduits: 'conduits',
  Entitlements: 'entitlements',
  EventSub: 'eventsub',
  Extensions: 'extensions',
  Games: 'games',
  Goals: 'goals',
  'Guest Star': 'guest-star',
  'Hype Train': 'hype-train',
  Moderation: 'moderation',
  Polls: 'polls',
  Predictions: 'predictions',
  Raids: 'raids',
  Schedule: 'schedule',
  Search: 'search',
  Streams: 'streams',
  Subscriptions: 'subscriptions',
  Teams: 'teams',
  Users: 'users',
  Videos: 'videos',
  Whispers: 'whispers',
}

/** The folder of an endpoint's file, which is also the page of its group in Twitch's reference. */
export const groupOf = ({ category }: Row): string => groups[category] ?? `no group: ${category}`

/** A parameter's name without the mark of what is required. */
export const bare = (name: string) => name.replace('*', '')
