import type { AuthState, HelixClient, Params, ReadUse, TokenKind } from '../spec.ts'
import { stateOf } from './authState.ts'
import { batched } from './batched.ts'
import { type BuiltQuery, buildQuery } from './buildQuery.ts'
import type { HelixKey } from './helixKey.ts'
import type { IfOptional, OnlyRead, Queryable } from './queryable.ts'
import type { QuerySettings } from './settings.ts'

/** The options of a query in addition to TanStack's. */
export interface ReadOptions {
  /** The maximum number of rows, from as many pages as needed. @defaultValue one page */
  limit?: number | undefined
  /** The maximum time for each attempt in milliseconds. @defaultValue the client's `timeout` */
  timeout?: number | undefined
  /**
   * Lets Twitch's events update the answer while a component shows it: see `syncQueries` of `tinyhelix/query/live`.
   * @defaultValue `false`
   */
  live?: boolean | undefined
  /** Merges this query for one id with all others of the same tick into one request: see `batched`. */
  batch?: boolean | undefined
}

/** The options of {@link helixQuery}: TanStack's options and a few more. */
export interface HelixQueryOptions<R, D = R> extends ReadOptions, QuerySettings<R> {
  /** Transforms the result. */
  select?: (data: R) => D
}

/**
 * A query that every adapter of TanStack Query accepts. Its type has no `initialData`, because Vue's `useQueries` could
 * not infer types then.
 */
export interface HelixQuery<R, D = R> extends Omit<HelixQueryOptions<R, D>, keyof ReadOptions | 'initialData'> {
  queryKey: HelixKey
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<R>
}

/**
 * Creates a query for an endpoint, for any adapter of TanStack Query: its key, its function and how long the answer is
 * fresh. The result is that of `await`: for an endpoint with pages, the rows of the first page, or `limit` rows. With
 * `null` parameters the query waits until they are known.
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
export function helixQuery<P, R, K extends TokenKind, D = R, Use = ReadUse>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>, Use> & OnlyRead<Use>,
  params: NoInfer<P> | null,
  options?: HelixQueryOptions<NoInfer<R>, D>,
): HelixQuery<R, D>
export function helixQuery<P, R, K extends TokenKind, Use = ReadUse>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>, Use> & OnlyRead<Use> & IfOptional<P>,
): HelixQuery<R>
export function helixQuery<R, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<unknown, R, NoInfer<K>>,
  params: Params | null = {},
  options: HelixQueryOptions<R, unknown> = {},
): HelixQuery<R, unknown> {
  return queryFor(client, stateOf(client), endpoint, params, options)
}

/** Creates the query for a component that has rendered the auth in the state `seen`. */
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
