import type { EventType, EventTypeSpec } from '../../eventsub/eventType.ts'
import type { Scope } from '../../scope.ts'
import type { EndpointTypes } from '../../spec.ts'

/** A read whose answers events change: any endpoint that reads, or {@link answersOf} its path. */
export interface LiveRead<P, R> {
  readonly spec: { readonly path: string }
  readonly '~types'?: EndpointTypes<P, R> | undefined
  /** The ids of a subscription's condition and the parameters of the read that hold them: see {@link answersOf}. */
  readonly about?: About | null | undefined
}

/** Ids of a condition, each with the parameter that holds it. The first says what an answer is about. */
export type About = Readonly<Record<string, string>>

/** A row of an answer `R`: the one, or one of the list. */
export type RowOf<R> = R extends readonly (infer T)[] ? T : NonNullable<R>

/** The fields of an event whose value a field of the row can take. */
type FieldFor<E, V> = { [Key in keyof E]-?: E[Key] extends V ? Key : never }[keyof E]

/** Where a field of the row comes from: a field of the event, or what a function makes of the event. */
type Source<E, V> = FieldFor<E, V> | ((event: E) => V)

/** Some fields of a row. */
export type LiveFields<E, T> = { readonly [Key in keyof T]?: Source<E, T[Key]> }

/** All fields of a row that it cannot be without. */
export type WholeRow<E, T> = LiveFields<E, T> & {
  readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: Source<E, T[Key]>
}

/** What decides which rows and answers an event concerns. */
interface Concerns<E, P> {
  /** Only events for which this is true change anything. @defaultValue all */
  readonly when?: ((event: E) => boolean) | undefined
  /** Only answers whose parameters are these, where they were given. @defaultValue all of the channel or user */
  readonly match?: { readonly [Key in keyof P]?: (event: E) => string } | undefined
}

/** The row in question: the one whose field `row` equals the event's field `from`. */
interface RowByField<E, T> {
  readonly row: keyof T & string
  readonly from: keyof E & string
}

/** What an event does not tell of a row, so that the answer counts as stale afterwards. */
interface Unfinished<T> {
  /** `true`, or the fields of the row that the event does not tell: an answer without them is not stale. */
  readonly partial?: true | readonly (keyof T & string)[] | undefined
}

/** What an event does to answers. `E` is the event, `T` a row, `R` the whole answer, `P` the parameters of the read. */
export type LiveEffect<E, T, R, P> = Concerns<E, P> &
  (
    | ({ readonly effect: 'patch'; readonly fields: LiveFields<E, T> } & (RowByField<E, T> | { readonly row?: never }) &
        Unfinished<T>)
    | ({
        readonly effect: 'insert'
        readonly fields: WholeRow<E, T>
        /** The most rows of one page. */
        readonly largest: number
        /** Whether the `total` beside pages grows by one. */
        readonly total?: true | undefined
      } & RowByField<E, T> &
        Unfinished<T>)
    | ({
        readonly effect: 'remove'
        /** Whether the `total` beside pages falls by one. */
        readonly total?: true | undefined
        /**
         * What the row's `status` is from now on. It leaves the answers to another `status`; the answer to this one is
         * asked for again; an answer to any status shows it.
         */
        readonly status?: ((event: E) => string) | undefined
        /**
         * Reads go on listing the row for so many milliseconds. Until then it is taken out of later answers too, unless its
         * `started_at` is after the event.
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
        /** Asks again after so many milliseconds, where Helix is behind its events. */
        readonly after?: readonly number[] | undefined
        /** Until a row's field equals the event's field of that name. */
        readonly until?: (keyof T & keyof E & string) | undefined
      }
  )

/** One rule, whatever its types. Made by {@link on}. */
export interface LiveRule {
  readonly type: EventTypeSpec
  readonly path: string
  readonly about: About | null
  readonly effect: AnyEffect
}

/** An effect, whatever its types. */
export interface AnyEffect {
  readonly effect: 'patch' | 'insert' | 'remove' | 'set' | 'refetch'
  readonly when?: ((event: never) => boolean) | undefined
  readonly match?: Readonly<Record<string, ((event: never) => string) | undefined>> | undefined
  readonly row?: string | undefined
  readonly from?: string | undefined
  readonly fields?: Readonly<Record<string, string | ((event: never) => unknown) | undefined>> | undefined
  readonly partial?: true | readonly string[] | undefined
  readonly largest?: number | undefined
  readonly total?: true | undefined
  readonly status?: ((event: never) => string) | undefined
  readonly listedFor?: number | undefined
  readonly after?: readonly number[] | undefined
  readonly until?: string | undefined
}

/** What keeps a family of answers true. `scopesFor` takes it, for the scopes that its events need. */
export interface LiveFamily {
  readonly spec: {
    readonly scopes: readonly Scope[]
    readonly also: readonly (readonly Scope[])[]
  }
  readonly rules: readonly LiveRule[]
}

const channel: About = { broadcaster_user_id: 'broadcaster_id' }

/**
 * A read by its path alone, with the types of the endpoint: a family of this kind does not bring the endpoint into the
 * page. `about` says which parameter holds which id of a subscription's condition; the first decides what the answer is
 * about. A parameter that was left out is the user whose answer it is. `null`: nothing is subscribed to for it.
 *
 * @defaultValue `about`: the read's `broadcaster_id` is the condition's `broadcaster_user_id`
 * @example
 * ```ts
 * import type { getVideosByUserId } from 'tinyhelix'
 * import { streamOffline } from 'tinyhelix/eventsub'
 * import { answersOf, live, on } from 'tinyhelix/query/live'
 *
 * const videos = answersOf<typeof getVideosByUserId>('/videos', { broadcaster_user_id: 'user_id' })
 * export const liveVideos = live([on(streamOffline, videos, { effect: 'refetch', after: [60_000] })])
 * ```
 */
export const answersOf = /* @__NO_SIDE_EFFECTS__ */ <E extends { readonly '~types'?: EndpointTypes<unknown, unknown> }>(
  path: string,
  about?: Readonly<Record<string, keyof NonNullable<E['~types']>['params'] & string>> | null,
): LiveRead<NonNullable<E['~types']>['params'], NonNullable<E['~types']>['result']> => ({
  spec: { path },
  // The parameters' names are text; the compiler cannot tell as long as `E` is open.
  about: about as About | null | undefined,
})

/**
 * One rule of a family: what events of a type do to the answers of a read. The compiler holds the fields against event
 * and row.
 *
 * - `patch`: the row gets these fields, wherever it is cached.
 * - `insert`: the same, or the row comes first where the query's parameters let it in.
 * - `remove`: the row goes; a single answer becomes `null`.
 * - `set`: the single answer of that channel gets these fields.
 * - `refetch`: answers about the event's channel or user are asked for again, at most once a second.
 *
 * @example
 * ```ts
 * import { getCustomRewards } from 'tinyhelix'
 * import { channelPointsCustomRewardRemove } from 'tinyhelix/eventsub'
 * import { on } from 'tinyhelix/query/live'
 *
 * export const removal = on(channelPointsCustomRewardRemove, getCustomRewards, { effect: 'remove', row: 'id', from: 'id' })
 * ```
 */
export const on = /* @__NO_SIDE_EFFECTS__ */ <C, E, P, R>(
  type: EventType<C, E>,
  { spec: { path }, about = channel }: LiveRead<P, R>,
  effect: NoInfer<LiveEffect<E, RowOf<R>, R, P>>,
): LiveRule => ({
  type: type.spec,
  path,
  about,
  // From here on types are forgotten: an event meets the rules of its own type only.
  effect: effect as unknown as AnyEffect,
})

/**
 * A family of answers that events keep true: give it to `syncQueries`, and to `scopesFor`.
 *
 * @example
 * ```ts
 * import { getCustomRewards } from 'tinyhelix'
 * import { channelPointsCustomRewardAdd, channelPointsCustomRewardRemove } from 'tinyhelix/eventsub'
 * import { live, on } from 'tinyhelix/query/live'
 *
 * export const liveRewardList = live([
 *   on(channelPointsCustomRewardAdd, getCustomRewards, { effect: 'refetch' }),
 *   on(channelPointsCustomRewardRemove, getCustomRewards, { effect: 'remove', row: 'id', from: 'id' }),
 * ])
 * ```
 */
export const live = /* @__NO_SIDE_EFFECTS__ */ (rules: readonly LiveRule[]): LiveFamily => ({
  spec: { scopes: [], also: rules.flatMap(({ type }) => [type.scopes, ...(type.also ?? [])]) },
  rules,
})
