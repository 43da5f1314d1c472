export { readAnswer, updateRows } from './answers.ts'
export { batched, type Lookup, type RowKey } from './batched.ts'
export type { CacheFilter, QueryCacheClient } from './cache.ts'
export { flattenPages } from './flattenPages.ts'
export { type HelixFilterOptions, helixFilter } from './helixFilter.ts'
export {
  type HelixInfiniteQuery,
  type HelixInfiniteQueryOptions,
  type HelixPages,
  helixInfiniteQuery,
  type ListParams,
} from './helixInfiniteQuery.ts'
export { type HelixKey, type HelixKeyParts, type HelixShape, helixKey, parseHelixKey } from './helixKey.ts'
export {
  type HelixMutation,
  type HelixMutationOptions,
  type HelixVariables,
  helixMutation,
} from './helixMutation.ts'
export { type HelixQuery, type HelixQueryOptions, helixQuery } from './helixQuery.ts'
export type { Mutable, PagedQueryable, Queryable } from './queryable.ts'
export { type Remedy, remedyOf } from './remedyOf.ts'
export { syncSession } from './syncSession.ts'
