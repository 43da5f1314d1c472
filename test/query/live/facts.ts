import { jsonLines } from '../../tools/jsonLines.ts'

/** What events do to the answers of one path. */
export interface LiveFact {
  /** The family's name. */
  readonly live: string
  readonly path: string
  /** The endpoints that have this path. */
  readonly endpoints: readonly string[]
  /** The ids of a condition, each with the parameter that holds it; `null`: it is the signed-in user. */
  readonly about: Readonly<Record<string, string | null>>
  /** Lists of scopes, of each of which one is needed. */
  readonly scopes: readonly (readonly string[])[]
  /** Whether it subscribes to nothing of its own. */
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
  /** Parameters, each with the field of the event that they have to equal. */
  readonly match?: Readonly<Record<string, string>>
  /** Fields of the row: an event's field (with dots), `= value`, or `made of it`. */
  readonly fields?: Readonly<Record<string, string>>
  readonly partial?: true
  readonly after?: readonly number[]
}

/** All paths that events keep true. For other reads there is no event. */
export const liveFacts = jsonLines<LiveFact>(new URL('../data/live.jsonl', import.meta.url))
