import type { AuthState, HelixClient, Params, TokenKind } from '../spec.ts'
import { stateOf } from './authState.ts'
import { batched } from './batched.ts'
import { type BuiltQuery, buildQuery } from './buildQuery.ts'
import type { HelixKey } from './helixKey.ts'
import type { IfOptional, Queryable } from './queryable.ts'
import type { QuerySettings } from './settings.ts'

/** What a query of this library takes beside TanStack's options. */
export interface ReadOptions {
  /** How many rows at the most, page after page. @defaultValue one page */
  limit?: number | undefined
  /** Milliseconds that each attempt may take. @defaultValue the client's */
  timeout?: number | undefined
  /**
   * Changes the answer by itself, with Twitch's events, while something shows it: see `syncQueries` of
   * `tinyhelix/query/live`.
   * @defaultValue `false`
   */
  live?: boolean | undefined
  /** Asks for a single id together with all others of the same tick: see `batched`. */
  batch?: boolean | undefined
}

/** The options of {@link helixQuery}: TanStack's, and a few of this library's. */
export interface HelixQueryOptions<R, D = R> extends ReadOptions, QuerySettings<R> {
  /** Makes of the result what is wanted of it. */
  select?: (data: R) => D
}

/** What every adapter of TanStack Query takes as a query; Vue's `useQueries` cannot infer with `initialData` in its type. */
export interface HelixQuery<R, D = R> extends Omit<HelixQueryOptions<R, D>, keyof ReadOptions | 'initialData'> {
  queryKey: HelixKey
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<R>
}

/**
 * A query of an endpoint, for any adapter of TanStack Query: key, function and how long the answer is fresh. The result is
 * what awaiting the endpoint gives: of pages the rows of the first one, or `limit` rows. `null` parameters disable it
 * until they are known.
 *
 * @example
 * ```ts
 * import type { QueryClient } from '@tanstack/query-core'
 * import { getUsers, type HelixClient } from 'tinyhelix'
 * import { helixQuery } from 'tinyhelix/query'
 *
 * async function greet(queryClient: QueryClient, client: HelixClient, login: string) {
 *   const [user] = await queryClient.fetchQuery(helixQuery(client, getUsers, { login }))
 *   return `Hello, ${user?.display_name}`
 * }
 * ```
 */
export function helixQuery<P, R, K extends TokenKind, D = R>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>>,
  params: NoInfer<P> | null,
  options?: HelixQueryOptions<NoInfer<R>, D>,
): HelixQuery<R, D>
export function helixQuery<P, R, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>> & IfOptional<P>,
): HelixQuery<R>
export function helixQuery<R, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<unknown, R, NoInfer<K>>,
  params: Params | null = {},
  options: HelixQueryOptions<R, unknown> = {},
): HelixQuery<R, unknown> {
  return queryFor(client, stateOf(client), endpoint, params, options)
}

/** The query for what has seen the auth in the state `seen`. */
export function queryFor<R, O extends ReadOptions, K extends TokenKind>(
  client: HelixClient<K>,
  seen: AuthState,
  endpoint: Queryable<unknown, R, NoInfer<K>>,
  params: Params | null = {},
  { limit, batch, ...options }: O,
): Omit<Omit<O, 'limit' | 'batch'>, 'timeout' | 'live'> & BuiltQuery<R> {
  return buildQuery(client, seen, endpoint, params, limit, options, (known, call): PromiseLike<R> => {
    const [[key = '', id] = [], another] = Object.entries(known)
    if (batch && !another && typeof id === 'string' && endpoint.spec.batch?.includes(key)) {
      const row = batched(client, endpoint as never, key as never)(id, call)
      return row.then(found => (found ? [found] : []) as R)
    }
    return endpoint(client, known as never, { ...call, limit }) as PromiseLike<R>
  })
}
