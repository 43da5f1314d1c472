import type { OptimisticUse, WriteUse } from '../spec.ts'
import type { InfiniteReadOptions } from './helixInfiniteQuery.ts'
import type { WriteOptions } from './helixMutation.ts'
import type { ReadOptions } from './helixQuery.ts'
import type { FilledIn } from './queryable.ts'
import type { ClientOption } from './sessionView.ts'

/** A hook's options of a query: TanStack's own `Options` without the members that the endpoint fills in. */
export type HookQueryOptions<Options> = Omit<Options, FilledIn> & ReadOptions & ClientOption

/** The same of an infinite query. */
export type HookInfiniteQueryOptions<Options> = Omit<Options, FilledIn> & InfiniteReadOptions & ClientOption

/** The same of a mutation. */
export type HookMutationOptions<Options, Use = WriteUse | OptimisticUse> = Omit<Options, 'mutationFn'> &
  Omit<WriteOptions<Use>, 'queryClient'> &
  ClientOption
