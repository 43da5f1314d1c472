import type { AuthState, HelixClient, TokenKind } from '../spec.ts'
import { batched } from './batched.ts'
import type { HelixKey } from './helixKey.ts'
import type { Asked } from './ownership.ts'
import type { IfOptional, Queryable } from './queryable.ts'
import { type Reading, read } from './reading.ts'
import type { QuerySettings } from './settings.ts'

/** What a query of this library takes beside TanStack's options. */
export interface ReadOptions {
  /** How many rows at the most, page after page. @defaultValue one page */
  limit?: number | undefined
  /** Milliseconds that each attempt may take. @defaultValue the client's */
  timeout?: number | undefined
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
/**
 * For components, which say what they have seen of the auth.
 * @internal
 */
export function helixQuery<R, O extends ReadOptions, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<unknown, R, NoInfer<K>>,
  params: Asked | undefined,
  options: O | undefined,
  seen: AuthState,
): Omit<O, keyof ReadOptions> & Reading<R>
export function helixQuery<R, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<unknown, R, NoInfer<K>>,
  params?: Asked,
  { limit, batch, ...options }: HelixQueryOptions<R, unknown> = {},
  seen?: AuthState,
): HelixQuery<R, unknown> {
  return read(client, endpoint, params, limit, options, seen, (asked, call): PromiseLike<R> => {
    const [[key = '', id] = [], another] = Object.entries(asked)
    if (batch && !another && typeof id === 'string' && endpoint.spec.batch?.includes(key)) {
      const row = batched(client, endpoint as never, key as never)(id, call)
      return row.then(found => (found ? [found] : []) as R)
    }
    return endpoint(client, asked as never, { ...call, limit }) as PromiseLike<R>
  })
}
