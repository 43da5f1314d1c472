import type { EventType, EventTypeSpec } from '../../eventsub/eventType.ts'
import type { Scope } from '../../scope.ts'
import type { EndpointTypes } from '../../spec.ts'
import type { RowOf } from '../rows.ts'

/** A read whose answers are updated by events: any endpoint that reads, or {@link answersOf} its path. */
export interface LiveRead<P, R> {
  readonly spec: { readonly path: string }
  readonly '~types'?: EndpointTypes<P, R> | undefined
  /** The ids of a subscription's condition and the parameters of the read that hold them: see {@link answersOf}. */
  readonly about?: About | null | undefined
}

/** Ids of a condition, each with the parameter that has the same id. The first one says what an answer is about. */
export type About = Readonly<Record<string, string>>

/** The fields of an event whose type fits a field of the row. */
type FieldFor<E, V> = { [Key in keyof E]-?: E[Key] extends V ? Key : never }[keyof E]

/** The source of a row's field: a field of the event, or a function of the event. */
type Source<E, V> = FieldFor<E, V> | ((event: E) => V)

/** Some fields of a row. */
export type LiveFields<E, T> = { readonly [Key in keyof T]?: Source<E, T[Key]> }

/** All required fields of a row. */
export type WholeRow<E, T> = LiveFields<E, T> & {
  readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: Source<E, T[Key]>
}

/** Selects the events, answers and rows of a rule. */
interface Concerns<E, P> {
  /** Only events for which this returns `true` have an effect. @defaultValue all events */
  readonly when?: ((event: E) => boolean) | undefined
  /**
   * Only answers with these parameters. A parameter that was left out in the query matches.
   * @defaultValue all answers of the channel or user
   */
  readonly match?: { readonly [Key in keyof P]?: (event: E) => string } | undefined
}

/** Identifies the row: its field `row` equals the event's field `from`. */
interface RowByField<E, T> {
  readonly row: keyof T & string
  readonly from: keyof E & string
}

/** What an event does not tell about a row. The answer is stale afterwards. */
interface Unfinished<T> {
  /**
   * `true`, or the fields of the row that the event does not tell. An answer without these fields does not become
   * stale.
   */
  readonly partial?: true | readonly (keyof T & string)[] | undefined
}

/**
 * The effect of an event on answers. `E` is the event, `T` a row, `R` the whole answer, `P` the parameters of the read.
 */
export type LiveEffect<E, T, R, P> = Concerns<E, P> &
  (
    | ({ readonly effect: 'patch'; readonly fields: LiveFields<E, T> } & (RowByField<E, T> | { readonly row?: never }) &
        Unfinished<T>)
    | ({
        readonly effect: 'insert'
        readonly fields: WholeRow<E, T>
        /** The maximum number of rows in one page. */
        readonly maxFirst: number
        /** Whether the `total` of the pages grows by one. */
        readonly total?: true | undefined
        /**
         * The field with the time by which reads sort rows, the newest first. Without it, a row that a read had on a later
         * page is inserted and counted twice.
         */
        readonly newestBy?: (keyof T & string) | undefined
      } & RowByField<E, T> &
        Unfinished<T>)
    | ({
        readonly effect: 'remove'
        /**
         * Whether the `total` of the pages falls by one if a page has the row. If none has it, the answer becomes stale.
         */
        readonly total?: true | undefined
        /**
         * The new `status` of the row. The row is removed from answers for another `status`. The answer for the new
         * `status` is refetched. Answers for all statuses keep the row.
         */
        readonly status?: ((event: E) => string) | undefined
        /**
         * How many milliseconds reads may still list the row. Until then it is also removed from later answers, unless
         * its `started_at` is after the event.
         */
        readonly listedFor?: number | undefined
      } & RowByField<E, T> &
        Unfinished<T>)
    | ({
        readonly effect: 'set'
        readonly fields: null extends R ? WholeRow<E, T> : LiveFields<E, T>
      } & Unfinished<T>)
    | {
        readonly effect: 'refetch'
        /** Refetches after these times in milliseconds, because Helix may be behind its events. */
        readonly after?: readonly number[] | undefined
        /** Stops when a row's field equals the event's field of that name. */
        readonly until?: (keyof T & keyof E & string) | undefined
      }
  )

/** One rule without its types. {@link liveRule} creates it. */
export interface LiveRule {
  readonly type: EventTypeSpec
  readonly path: string
  readonly about: About | null
  readonly effect: AnyEffect
}

/** An effect without its types. */
export interface AnyEffect {
  readonly effect: 'patch' | 'insert' | 'remove' | 'set' | 'refetch'
  readonly when?: ((event: never) => boolean) | undefined
  readonly match?: Readonly<Record<string, ((event: never) => string) | undefined>> | undefined
  readonly row?: string | undefined
  readonly from?: string | undefined
  readonly fields?: Readonly<Record<string, string | ((event: never) => unknown) | undefined>> | undefined
  readonly partial?: true | readonly string[] | undefined
  readonly maxFirst?: number | undefined
  readonly total?: true | undefined
  readonly newestBy?: string | undefined
  readonly status?: ((event: never) => string) | undefined
  readonly listedFor?: number | undefined
  readonly after?: readonly number[] | undefined
  readonly until?: string | undefined
}

/**
 * A family of rules that keep answers up to date. `scopesFor` accepts it and returns the scopes that its events need.
 */
export interface LiveFamily {
  readonly spec: {
    readonly scopes: readonly Scope[]
    readonly also: readonly (readonly Scope[])[]
  }
  readonly rules: readonly LiveRule[]
}

const channel: About = { broadcaster_user_id: 'broadcaster_id' }

/**
 * Describes a read by its path and the types of its endpoint, so that the bundle does not include the endpoint. `about`
 * maps the ids of a subscription's condition to parameters of the read. The first one says what the answer is about. A
 * parameter that was left out is the user whose answer it is. With `null`, no subscription is made for the read.
 *
 * @defaultValue the condition's `broadcaster_user_id` is the read's `broadcaster_id`
 * @example
 * ```ts
 * import type { getVideosByUserId } from 'tinyhelix'
 * import { streamOffline } from 'tinyhelix/eventsub'
 * import { answersOf, defineLiveFamily, liveRule } from 'tinyhelix/query/live'
 *
 * const videos = answersOf<typeof getVideosByUserId>('/videos', { broadcaster_user_id: 'user_id' })
 * export const liveVideos = defineLiveFamily([liveRule(streamOffline, videos, { effect: 'refetch', after: [60_000] })])
 * ```
 */
export const answersOf = /* @__NO_SIDE_EFFECTS__ */ <E extends { readonly '~types'?: EndpointTypes<unknown, unknown> }>(
  path: string,
  about?: Readonly<Record<string, keyof NonNullable<E['~types']>['params'] & string>> | null,
): LiveRead<NonNullable<E['~types']>['params'], NonNullable<E['~types']>['result']> => ({
  spec: { path },
  // The names of the parameters are strings. The compiler cannot tell while `E` is generic.
  about: about as About | null | undefined,
})

/**
 * Creates one rule of a family: the effect of a type of events on the answers of a read. The compiler checks the fields
 * of event and row.
 *
 * - `patch`: sets these fields of the row in all cached answers.
 * - `insert`: the same; if the row is missing, adds it as the first row if it matches the query's parameters.
 * - `remove`: removes the row; a single answer becomes `null`.
 * - `set`: sets these fields of the single answer of that channel.
 * - `refetch`: refetches answers about the event's channel or user, at most once a second.
 *
 * @example
 * ```ts
 * import { getCustomRewards } from 'tinyhelix'
 * import { channelPointsCustomRewardRemove } from 'tinyhelix/eventsub'
 * import { liveRule } from 'tinyhelix/query/live'
 *
 * export const removal = liveRule(channelPointsCustomRewardRemove, getCustomRewards, { effect: 'remove', row: 'id', from: 'id' })
 * ```
 */
export const liveRule = /* @__NO_SIDE_EFFECTS__ */ <C, E, P, R>(
  type: EventType<C, E>,
  { spec: { path }, about = channel }: LiveRead<P, R>,
  effect: NoInfer<LiveEffect<E, RowOf<R>, R, P>>,
): LiveRule => ({
  type: type.spec,
  path,
  about,
  // The types are dropped here. It is safe, because an event meets only the rules of its own type.
  effect: effect as unknown as AnyEffect,
})

/**
 * Creates a family of rules. Pass it to `syncQueries`, and to `scopesFor`.
 *
 * @example
 * ```ts
 * import { getCustomRewards } from 'tinyhelix'
 * import { channelPointsCustomRewardAdd, channelPointsCustomRewardRemove } from 'tinyhelix/eventsub'
 * import { defineLiveFamily, liveRule } from 'tinyhelix/query/live'
 *
 * export const liveRewardList = defineLiveFamily([
 *   liveRule(channelPointsCustomRewardAdd, getCustomRewards, { effect: 'refetch' }),
 *   liveRule(channelPointsCustomRewardRemove, getCustomRewards, { effect: 'remove', row: 'id', from: 'id' }),
 * ])
 * ```
 */
export const defineLiveFamily = /* @__NO_SIDE_EFFECTS__ */ (rules: readonly LiveRule[]): LiveFamily => ({
  spec: { scopes: [], also: rules.flatMap(({ type }) => [type.scopes, ...(type.also ?? [])]) },
  rules,
})
