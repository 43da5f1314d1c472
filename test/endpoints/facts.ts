import { jsonLines } from '../tools/jsonLines.ts'

/** The planned facts of an export. Required parameters end with `*`. */
export interface Row {
  readonly export: string
  readonly category: string
  /** Twitch's name for the operation, which is also its anchor in the reference. */
  readonly operation: string
  readonly method: string
  readonly path: string
  /** Empty: no token is needed. */
  readonly tokens: readonly string[]
  readonly scopes: readonly string[]
  readonly query: readonly string[]
  readonly body: readonly string[]
  /** Ids that default to the signed-in user's. */
  readonly self: readonly string[]
  readonly result: 'one' | 'maybe' | 'list' | 'object' | 'envelope' | 'page' | 'text' | 'void'
  readonly maxFirst: number | null
  /** The minimum of checks before sending. */
  readonly checks: readonly string[]
}

/** A documented answer, or a documented body of a request. */
export interface Example {
  readonly operation: string
  readonly name: string
  readonly value: unknown
}

/** A documented parameter. Fields inside lists and objects have paths such as `choices[].title`. */
export interface Parameter {
  readonly operation: string
  readonly name: string
  readonly place: 'query' | 'body'
  /** The limit of one value, if several are accepted. */
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'any'
  readonly enum?: readonly (string | number)[]
  readonly repeated?: boolean
  readonly required?: boolean
}

/** The documented fields of an answer with their types, by paths such as `data[].tags[]`. */
export interface Fields {
  readonly operation: string
  readonly fields: Readonly<Record<string, string>>
}

// One JSON text on each line: facts from Twitch's reference of February 2026 and later.
const lines = <T>(name: string) => jsonLines<T>(new URL(`data/${name}.jsonl`, import.meta.url))

export const list = lines<Row>('list')
export const answers = lines<Example & { readonly status: number }>('answers')
export const requests = lines<Example>('requests')
export const parameters = lines<Parameter>('parameters')
export const fields = lines<Fields>('fields')

/** The groups of Twitch's reference, which have a page each. The folders of the sources have their names. */
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

/** The name of a parameter without its mark. */
export const bare = (name: string) => name.replace('*', '')
