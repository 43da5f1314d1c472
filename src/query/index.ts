export { type AnswerCache, type InfiniteQueryFor, type QueryFor, readAnswer, updateRows } from './answers.ts'
export { batched, type Lookup, type RowKey } from './batched.ts'
export type { CachedQuery, CacheFilter, OneQueryFilter, QueryCacheClient } from './cache.ts'
export { type FetchedPages, flattenPages } from './flattenPages.ts'
export { type HelixFilterOptions, helixFilter } from './helixFilter.ts'
export {
  type HelixInfiniteQuery,
  type HelixInfiniteQueryOptions,
  type HelixPages,
  helixInfiniteQuery,
  type InfiniteReadOptions,
  type ListParams,
} from './helixInfiniteQuery.ts'
export { type HelixKey, type HelixKeyParts, type HelixShape, helixKey, parseHelixKey } from './helixKey.ts'
export {
  type HelixMutation,
  type HelixMutationOptions,
  type HelixVariables,
  helixMutation,
  type MutationContext,
  type Optimistic,
  type WriteOptions,
} from './helixMutation.ts'
export { type HelixQuery, type HelixQueryOptions, helixQuery, type ReadOptions } from './helixQuery.ts'
export type { IfOptional, Mutable, PagedQueryable, Queryable } from './queryable.ts'
export { type Remedy, remedyOf } from './remedyOf.ts'
export type { RowOf } from './rows.ts'
export type { QuerySettings, QueryView } from './settings.ts'
export { type ForgettingClient, syncSession } from './syncSession.ts'
