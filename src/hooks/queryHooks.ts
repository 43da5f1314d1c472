import type { RegisteredKind } from '../auth/register.ts'
import type { Page } from '../paginator.ts'
import type { BuiltQuery } from '../query/buildQuery.ts'
import { type BuiltInfiniteQuery, type InfiniteReadOptions, infiniteQueryFor } from '../query/helixInfiniteQuery.ts'
import {
  type BuiltMutation,
  type MutationContext,
  mutationFor,
  type OwnOptions,
  type WriteOptions,
} from '../query/helixMutation.ts'
import { queryFor, type ReadOptions } from '../query/helixQuery.ts'
import type { Mutable, PagedQueryable, Queryable } from '../query/queryable.ts'
import type { Params } from '../spec.ts'
import type { ClientOption, SessionView } from './sessionView.ts'
import { waitForAuth } from './waitForAuth.ts'

/** The arguments of the implementation behind the overloads of a query's hook. */
export type QueryCall<Options, Given = Params | null> = [
  endpoint: Queryable<unknown, unknown, RegisteredKind>,
  params?: Given,
  options?: Options,
]

/** The same of an infinite query's hook. */
export type InfiniteQueryCall<Options, Given = Params | null> = [
  endpoint: PagedQueryable<unknown, unknown, unknown, RegisteredKind>,
  params?: Given,
  options?: Options,
]

/** The same of a mutation's hook. */
export type MutationCall<P, R, Options> = [endpoint: Mutable<P, R, RegisteredKind>, options?: Options]

/** The options that a hook passes to TanStack's function for queries. */
export function hookQuery<O extends ReadOptions & ClientOption>(
  { client, state }: SessionView,
  ...[endpoint, params, options]: QueryCall<O>
): Omit<Omit<Omit<O, 'client'>, 'limit' | 'batch'>, 'timeout' | 'live'> & BuiltQuery<unknown> {
  const { client: _, ...rest } = options ?? ({} as O)
  return waitForAuth(queryFor(client(), state(), endpoint, params, rest), state())
}

/** The options that a hook passes to TanStack's function for infinite queries. */
export function hookInfiniteQuery<O extends InfiniteReadOptions & ClientOption>(
  { client, state }: SessionView,
  ...[endpoint, params, options]: InfiniteQueryCall<O>
): Omit<Omit<O, 'client'>, 'timeout' | 'live'> & BuiltInfiniteQuery<Page<unknown>> {
  const { client: _, ...rest } = options ?? ({} as O)
  return waitForAuth(infiniteQueryFor(client(), state(), endpoint, params, rest), state())
}

/** The options that a hook passes to TanStack's function for mutations. */
export function hookMutation<P, R, C, Context extends MutationContext, O extends WriteOptions & ClientOption>(
  { client, state }: SessionView,
  ...[endpoint, options]: MutationCall<P, R, O & OwnOptions<P, C, Context>>
): Omit<Omit<O & OwnOptions<P, C, Context>, 'client'>, keyof WriteOptions | keyof OwnOptions<P, C, Context>> &
  BuiltMutation<P, R, C, Context> {
  const { client: _, ...rest } = options ?? ({} as O & OwnOptions<P, C, Context>)
  return mutationFor(client(), state(), endpoint, rest)
}
