import { callError } from '../errors.ts'
import type { Page } from '../paginator.ts'
import { copyParameters } from '../request/copyParameters.ts'
import type { AuthState, HelixClient, PagedUse, Params, TokenKind } from '../spec.ts'
import { stateOf } from './authState.ts'
import { type BuiltQuery, buildQuery } from './buildQuery.ts'
import type { HelixKey } from './helixKey.ts'
import type { IfOptional, OnlyPaged, PagedQueryable } from './queryable.ts'
import type { QuerySettings } from './settings.ts'

/** The pages so far, each with the cursor of its request; `''` for the first page. */
export interface HelixPages<T> {
  pages: T[]
  pageParams: string[]
}

/** The options of an infinite query in addition to TanStack's. */
export interface InfiniteReadOptions {
  /** The maximum time for each attempt in milliseconds. @defaultValue the client's `timeout` */
  timeout?: number | undefined
  /**
   * Lets Twitch's events update the answer while a component shows it: see `syncQueries` of `tinyhelix/query/live`.
   * @defaultValue `false`
   */
  live?: boolean | undefined
}

/** The options of {@link helixInfiniteQuery}: TanStack's options and a few more. */
export interface HelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends InfiniteReadOptions,
    QuerySettings<HelixPages<T>> {
  /**
   * The maximum number of pages in the cache: the last ones that were fetched. Lists go only forwards. To get dropped
   * pages back, restart the query with TanStack's `resetQueries`.
   */
  maxPages?: number
  /** Transforms the pages: see `flattenPages`. */
  select?: (data: HelixPages<T>) => D
}

/** An infinite query that every adapter of TanStack Query accepts. */
export interface HelixInfiniteQuery<T, D = HelixPages<T>>
  extends Omit<HelixInfiniteQueryOptions<T, D>, keyof InfiniteReadOptions> {
  queryKey: HelixKey
  queryFn: (context: { readonly signal: AbortSignal; readonly pageParam: string }) => Promise<T>
  initialPageParam: string
  getNextPageParam: (last: T, pages: T[], cursor: string, cursors: string[]) => string | null
}

/** The parameters without the cursor, which the query manages. */
export type ListParams<P> = Omit<P, 'after' | 'before'>

/**
 * Creates an infinite query for an endpoint with pages, for any adapter of TanStack Query. Each page has its rows in
 * `data`, and other fields of Twitch's answer such as `total`. `flattenPages` joins the rows of all pages.
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
export function helixInfiniteQuery<P, T, X, K extends TokenKind, D = HelixPages<Page<T, X>>, Use = PagedUse>(
  client: HelixClient<K>,
  endpoint: PagedQueryable<P, T, X, NoInfer<K>, Use> & OnlyPaged<Use>,
  params: ListParams<NoInfer<P>> | null,
  options?: HelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): HelixInfiniteQuery<Page<T, X>, D>
export function helixInfiniteQuery<P, T, X, K extends TokenKind, Use = PagedUse>(
  client: HelixClient<K>,
  endpoint: PagedQueryable<P, T, X, NoInfer<K>, Use> & OnlyPaged<Use> & IfOptional<P>,
): HelixInfiniteQuery<Page<T, X>>
export function helixInfiniteQuery<T, X, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: PagedQueryable<unknown, T, X, NoInfer<K>>,
  params: Params | null = {},
  options: HelixInfiniteQueryOptions<Page<T, X>, unknown> = {},
): HelixInfiniteQuery<Page<T, X>, unknown> {
  return infiniteQueryFor(client, stateOf(client), endpoint, params, options)
}

/** The parts of every infinite query of this library. */
export type BuiltInfiniteQuery<T> = BuiltQuery<T> & Pick<HelixInfiniteQuery<T>, 'initialPageParam' | 'getNextPageParam'>

/** Creates the infinite query for a component that has rendered the auth in the state `seen`. */
export function infiniteQueryFor<T, X, O extends InfiniteReadOptions, K extends TokenKind>(
  client: HelixClient<K>,
  seen: AuthState,
  endpoint: PagedQueryable<unknown, T, X, NoInfer<K>>,
  params: Params | null = {},
  options: O,
): Omit<O, 'timeout' | 'live'> & BuiltInfiniteQuery<Page<T, X>> {
  const { spec } = endpoint
  if (spec.result !== 'page') throw callError('parameter', spec, 'has no pages: use helixQuery or useHelixQuery.')
  const { after: _, before: __, ...rest } = copyParameters(spec, params ?? {})
  return {
    initialPageParam: '',
    // Twitch sometimes ends a list with a cursor that it sent before.
    getNextPageParam: ({ data, cursor }, _pages, _cursor, cursors) =>
      (data.length || spec.emptyPages) && cursor && !cursors.includes(cursor) ? cursor : null,
    ...buildQuery(client, seen, endpoint, params && rest, 'infinite', options, (known, call, pageParam) =>
      endpoint(client, { ...known, after: pageParam || undefined } as never, call).nextPage(),
    ),
  }
}
