import { jsonLines } from '../../tools/jsonLines.ts'

/** The changes that events make to the answers of one path. */
export interface LiveFact {
  /** The family's name. */
  readonly live: string
  readonly path: string
  /** The endpoints that have this path. */
  readonly endpoints: readonly string[]
  /** The ids of a condition, each with its parameter; `null` stands for the signed-in user. */
  readonly about: Readonly<Record<string, string | null>>
  /** Lists of scopes, of which one each is needed. */
  readonly scopes: readonly (readonly string[])[]
  /** Whether it makes no subscriptions of its own. */
  readonly passive?: true
  readonly events: readonly EventFact[]
}

export interface EventFact {
  /** The export of the type. */
  readonly on: string
  readonly type: string
  readonly version: string
  readonly effect: 'patch' | 'insert' | 'remove' | 'set' | 'refetch'
  readonly row?: string
  readonly from?: string
  /** Parameters, each with the event's field that must equal it. */
  readonly match?: Readonly<Record<string, string>>
  /** Fields of the row: a field of the event (with dots), `= value`, or `made of it`. */
  readonly fields?: Readonly<Record<string, string>>
  readonly partial?: true
  readonly after?: readonly number[]
}

/** All paths that events can update. Other reads have no events. */
export const liveFacts = jsonLines<LiveFact>(new URL('../data/live.jsonl', import.meta.url))
