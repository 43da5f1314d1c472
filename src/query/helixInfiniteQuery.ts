import { failure } from '../errors.ts'
import type { Page } from '../paginator.ts'
import type { AuthState, HelixClient, Params, TokenKind } from '../spec.ts'
import { stateOf } from './authState.ts'
import { type BuiltQuery, buildQuery } from './buildQuery.ts'
import type { HelixKey } from './helixKey.ts'
import type { IfOptional, PagedQueryable } from './queryable.ts'
import type { QuerySettings } from './settings.ts'

/** The pages fetched so far, each with the cursor that it was fetched with: `''` for the first. */
export interface HelixPages<T> {
  pages: T[]
  pageParams: string[]
}

/** What an infinite query of this library takes beside TanStack's options. */
export interface InfiniteReadOptions {
  /** Milliseconds that each attempt may take. @defaultValue the client's */
  timeout?: number | undefined
  /**
   * Changes the answer by itself, with Twitch's events, while something shows it: see `syncQueries` of
   * `tinyhelix/query/live`.
   * @defaultValue `false`
   */
  live?: boolean | undefined
}

/** The options of {@link helixInfiniteQuery}: TanStack's, and a few of this library's. */
export interface HelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends InfiniteReadOptions,
    QuerySettings<HelixPages<T>> {
  /**
   * How many pages are kept: the last that were fetched. Lists go forwards only, so a page that was dropped comes back when
   * the query starts anew, with TanStack's `resetQueries`.
   */
  maxPages?: number
  /** Makes of the pages what is wanted of them: see `flattenPages`. */
  select?: (data: HelixPages<T>) => D
}

/** What every adapter of TanStack Query takes as an infinite query. */
export interface HelixInfiniteQuery<T, D = HelixPages<T>>
  extends Omit<HelixInfiniteQueryOptions<T, D>, keyof InfiniteReadOptions> {
  queryKey: HelixKey
  queryFn: (context: { readonly signal: AbortSignal; readonly pageParam: string }) => Promise<T>
  initialPageParam: string
  getNextPageParam: (last: T, pages: T[], cursor: string, cursors: string[]) => string | null
}

/** A list's own parameters: where to start is the query's business. */
export type ListParams<P> = Omit<P, 'after' | 'before'>

/**
 * An infinite query of an endpoint with pages, for any adapter of TanStack Query. Each page has its rows in `data` and
 * beside them what Twitch sends along, such as `total`; `flattenPages` makes one list of them.
 *
 * @example
 * ```ts
 * import { InfiniteQueryObserver, type QueryClient } from '@tanstack/query-core'
 * import { getStreams, type HelixClient } from 'tinyhelix'
 * import { flattenPages, helixInfiniteQuery } from 'tinyhelix/query'
 *
 * function watch(queryClient: QueryClient, client: HelixClient) {
 *   const observer = new InfiniteQueryObserver(queryClient, helixInfiniteQuery(client, getStreams, { language: 'en' }))
 *   return observer.subscribe(({ data }) => console.log(flattenPages(data).length))
 * }
 * ```
 */
export function helixInfiniteQuery<P, T, X, K extends TokenKind, D = HelixPages<Page<T, X>>>(
  client: HelixClient<K>,
  endpoint: PagedQueryable<P, T, X, NoInfer<K>>,
  params: ListParams<NoInfer<P>> | null,
  options?: HelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): HelixInfiniteQuery<Page<T, X>, D>
export function helixInfiniteQuery<P, T, X, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: PagedQueryable<P, T, X, NoInfer<K>> & IfOptional<P>,
): HelixInfiniteQuery<Page<T, X>>
export function helixInfiniteQuery<T, X, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: PagedQueryable<unknown, T, X, NoInfer<K>>,
  params: Params | null = {},
  options: HelixInfiniteQueryOptions<Page<T, X>, unknown> = {},
): HelixInfiniteQuery<Page<T, X>, unknown> {
  return infiniteQueryFor(client, stateOf(client), endpoint, params, options)
}

/** What every infinite query of this library consists of. */
export type BuiltInfiniteQuery<T> = BuiltQuery<T> & Pick<HelixInfiniteQuery<T>, 'initialPageParam' | 'getNextPageParam'>

/** The infinite query for what has seen the auth in the state `seen`. */
export function infiniteQueryFor<T, X, O extends InfiniteReadOptions, K extends TokenKind>(
  client: HelixClient<K>,
  seen: AuthState,
  endpoint: PagedQueryable<unknown, T, X, NoInfer<K>>,
  params: Params | null = {},
  options: O,
): Omit<O, 'timeout' | 'live'> & BuiltInfiniteQuery<Page<T, X>> {
  const { spec } = endpoint
  if (spec.result !== 'page') throw failure('parameter', spec, 'has no pages: use helixQuery or useHelixQuery.')
  const { after: _, before: __, ...rest } = params ?? {}
  return {
    initialPageParam: '',
    // Twitch now and then ends a list with a cursor that it gave before.
    getNextPageParam: ({ data, cursor }, _pages, _cursor, cursors) =>
      (data.length || spec.emptyPages) && cursor && !cursors.includes(cursor) ? cursor : null,
    ...buildQuery(client, seen, endpoint, params && rest, 'infinite', options, (known, call, pageParam) =>
      endpoint(client, { ...known, after: pageParam || undefined } as never, call).nextPage(),
    ),
  }
}
