import type { PageCallOptions } from '../endpoint.ts'
import type { Paginator } from '../paginator.ts'
import type {
  EndpointSpec,
  EndpointTypes,
  HelixClient,
  OptimisticUse,
  PagedUse,
  ReadUse,
  TokenKind,
  WriteUse,
} from '../spec.ts'

/** An endpoint that reads. It takes `P`, returns `R`, and can be called with tokens of kind `K`. */
export interface Queryable<P, R, K extends TokenKind, Use = ReadUse | PagedUse> {
  (client: HelixClient<K>, params: never, options?: PageCallOptions): PromiseLike<unknown>
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R, Use>
}

/** An endpoint whose rows `T` come in pages. Each page also has the fields of `Extra`. */
export interface PagedQueryable<P, T, Extra, K extends TokenKind, Use = PagedUse> {
  (client: HelixClient<K>, params: never, options?: PageCallOptions): Paginator<T, Extra>
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, unknown, Use>
}

/** An endpoint that changes something at Twitch. `Use` tells whether the change can be shown before Twitch has answered. */
export interface Mutable<P, R, K extends TokenKind, Use = WriteUse | OptimisticUse> {
  (client: HelixClient<K>, params: never, options?: PageCallOptions): PromiseLike<unknown>
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R, Use>
}

/** A type to intersect with an endpoint's type: it then accepts only endpoints without required parameters. */
export type IfOptional<P> =
  Record<never, never> extends P ? unknown : { readonly 'pass this endpoint its parameters': P }

/**
 * A type to intersect with an endpoint's type: it then accepts only endpoints with one of the uses `Allowed`. Otherwise the
 * compiler's message begins with the words of the endpoint's own use.
 */
type OnlyUse<Use, Allowed> = [Use] extends [Allowed] ? unknown : Use

/** Accepts only endpoints that read. */
export type OnlyRead<Use> = OnlyUse<Use, ReadUse | PagedUse>
/** Accepts only endpoints whose rows come in pages. */
export type OnlyPaged<Use> = OnlyUse<Use, PagedUse>
/** Accepts only endpoints that change something. */
export type OnlyWrite<Use> = OnlyUse<Use, WriteUse | OptimisticUse>

/** All keys of a type; of a union, the keys of all its members. */
type KeysOf<T> = T extends unknown ? keyof T : never

/**
 * A type to intersect with parameters `Given` that a function returns: the compiler then refuses keys that `P` does not
 * have. It does so by itself only for objects that are passed as they are.
 */
export type OnlyKeysOf<P, Given> = [Exclude<KeysOf<Given>, keyof P>] extends [never]
  ? unknown
  : { readonly [Key in Exclude<KeysOf<Given>, keyof P>]: never }

/** The cursors that parameters certainly have. An optional one, as in an endpoint's own type, does not count. */
type CursorsOf<T> = T extends { readonly after: unknown }
  ? 'after'
  : T extends { readonly before: unknown }
    ? 'before'
    : never

/** The same for an infinite query, which knows where its pages start: the compiler refuses a cursor, too. */
export type OnlyListKeysOf<P, Given> = OnlyKeysOf<P, Given> &
  ([P] extends [Given] ? unknown : { readonly [Key in CursorsOf<Given>]: never })

/** The TanStack options that an endpoint's description fills in. */
export type FilledIn = 'queryKey' | 'queryFn' | 'initialPageParam' | 'getNextPageParam'
