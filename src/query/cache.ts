/** The part of a filter that this library uses. It is compatible with TanStack's filter. */
export interface CacheFilter {
  queryKey?: readonly unknown[]
  predicate?: (query: CachedQuery) => boolean
}

/** A filter whose `queryKey` can be the whole key of one query. */
export interface OneQueryFilter extends CacheFilter {
  exact?: boolean
}

/** The part of TanStack's `Query` that this library looks at. */
export interface CachedQuery {
  readonly queryKey: readonly unknown[]
  readonly state?: { readonly status: string }
}

/** The part of TanStack's `QueryClient` that this library uses. It fits every copy of TanStack. */
export interface QueryCacheClient {
  invalidateQueries(filter: OneQueryFilter): Promise<void>
  cancelQueries(filter: CacheFilter): Promise<void>
  removeQueries(filter: CacheFilter): void
  getQueriesData(filter: CacheFilter): [queryKey: readonly unknown[], data: unknown][]
  setQueryData(queryKey: readonly unknown[], update: (data: unknown) => unknown): unknown
}
