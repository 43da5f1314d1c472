import type { InfiniteReadOptions } from '../query/helixInfiniteQuery.ts'
import type { WriteOptions } from '../query/helixMutation.ts'
import type { ReadOptions } from '../query/helixQuery.ts'
import type { FilledIn } from '../query/queryable.ts'
import type { OptimisticUse, WriteUse } from '../spec.ts'
import type { ClientOption } from './sessionView.ts'

/** The members that a hook does not show: those that the endpoint fills in, and those that TanStack keeps for itself. */
type Hidden = FilledIn | 'behavior' | `_${string}`

/** A hook's options of a query: TanStack's own `Options` without the hidden members. */
export type HookQueryOptions<Options> = Omit<Options, Hidden> & ReadOptions & ClientOption

/** The same of an infinite query. */
export type HookInfiniteQueryOptions<Options> = Omit<Options, Hidden> & InfiniteReadOptions & ClientOption

/** The same of a mutation. */
export type HookMutationOptions<Options, Use = WriteUse | OptimisticUse> = Omit<Options, 'mutationFn' | Hidden> &
  Omit<WriteOptions<Use>, 'queryClient'> &
  ClientOption
