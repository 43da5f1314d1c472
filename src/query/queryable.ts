import type { PageCallOptions } from '../endpoint.ts'
import type { Paginator } from '../paginator.ts'
import type { EndpointSpec, EndpointTypes, HelixClient, TokenKind } from '../spec.ts'

/** An endpoint of any kind that takes `P`, gives `R` and can be called with tokens of kind `K`. */
export interface Queryable<P, R, K extends TokenKind> {
  (client: HelixClient<K>, params: never, options?: PageCallOptions): PromiseLike<unknown>
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R>
}

/** An endpoint whose rows `T` come in pages, each with `Extra` beside them. */
export interface PagedQueryable<P, T, Extra, K extends TokenKind> {
  (client: HelixClient<K>, params: never, options?: PageCallOptions): Paginator<T, Extra>
  readonly spec: EndpointSpec & { readonly result: 'page' }
  readonly '~types'?: EndpointTypes<P, unknown>
}

/** Added to an endpoint's type, makes it acceptable only if nothing in its parameters is required. */
export type IfOptional<P> =
  Record<never, never> extends P ? unknown : { readonly 'pass this endpoint its parameters': P }

/** The options of TanStack's that an endpoint's description fills in. */
export type FilledIn = 'queryKey' | 'queryFn' | 'initialPageParam' | 'getNextPageParam'
