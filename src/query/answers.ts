import type { OneQueryFilter } from './cache.ts'
import type { HelixPages } from './helixInfiniteQuery.ts'
import { parseHelixKey } from './helixKey.ts'
import { type Row, type RowOf, rowsOf, withRows } from './rows.ts'

/** The part of TanStack's `QueryClient` that reads and changes answers. It fits every copy of TanStack. */
export interface AnswerCache {
  getQueryData(queryKey: readonly unknown[]): unknown
  getQueryState(
    queryKey: readonly unknown[],
  ): { readonly dataUpdatedAt: number; readonly isInvalidated: boolean } | undefined
  setQueryData(
    queryKey: readonly unknown[],
    update: (data: unknown) => unknown,
    options?: { updatedAt?: number },
  ): unknown
  invalidateQueries(filter: OneQueryFilter & { refetchType?: 'none' }): Promise<void>
}

/** A query whose answer is an `R`, such as that of `helixQuery`. */
export interface QueryFor<R> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (context: never) => Promise<R>
}

/** An infinite query whose pages are `T`, such as that of `helixInfiniteQuery`. */
export interface InfiniteQueryFor<T> extends QueryFor<T> {
  readonly initialPageParam: string
}

/**
 * Returns the cached answer of a query, with its type; `undefined` if there is none.
 *
 * @example
 * ```ts
 * import type { QueryClient } from '@tanstack/query-core'
 * import { getPolls, type HelixClient } from 'tinyhelix'
 * import { helixQuery, readAnswer } from 'tinyhelix/query'
 *
 * const isPollRunning = (queryClient: QueryClient, client: HelixClient) =>
 *   readAnswer(queryClient, helixQuery(client, getPolls))?.some(({ status }) => status === 'ACTIVE')
 * ```
 */
export function readAnswer<T>(
  queryClient: Pick<AnswerCache, 'getQueryData'>,
  query: InfiniteQueryFor<T>,
): HelixPages<T> | undefined
export function readAnswer<R>(queryClient: Pick<AnswerCache, 'getQueryData'>, query: QueryFor<R>): R | undefined
export function readAnswer(queryClient: Pick<AnswerCache, 'getQueryData'>, { queryKey }: QueryFor<unknown>): unknown {
  return queryClient.getQueryData(queryKey)
}

/**
 * Changes the rows of a query's cached answer: those of a list, those of all pages of an infinite query, or the single
 * row of any other answer. It does nothing if there is no answer.
 *
 * `update` returns the new rows; it must not change the given ones. Rows that it adds or removes change the first pages
 * of an infinite query, so that the last ones stay full. Without rows an answer that can be `null` becomes `null`.
 *
 * The answer becomes stale when it would have without the change. A read that is on its way replaces the rows.
 *
 * @example
 * ```ts
 * import type { QueryClient } from '@tanstack/query-core'
 * import { getCustomRewards, type HelixClient } from 'tinyhelix'
 * import { helixQuery, updateRows } from 'tinyhelix/query'
 *
 * function showPaused(queryClient: QueryClient, client: HelixClient, id: string) {
 *   updateRows(queryClient, helixQuery(client, getCustomRewards), rewards =>
 *     rewards.map(reward => (reward.id === id ? { ...reward, is_paused: true } : reward)),
 *   )
 * }
 * ```
 */
export function updateRows<T>(
  queryClient: AnswerCache,
  query: InfiniteQueryFor<{ readonly data: readonly T[] }>,
  update: (rows: T[]) => readonly NoInfer<T>[],
): void
export function updateRows<R>(
  queryClient: AnswerCache,
  query: QueryFor<R>,
  update: (rows: RowOf<R>[]) => readonly NoInfer<RowOf<R>>[],
): void
export function updateRows(
  queryClient: AnswerCache,
  { queryKey }: QueryFor<unknown>,
  update: (rows: never[]) => readonly unknown[],
): void {
  const { dataUpdatedAt, isInvalidated } = queryClient.getQueryState(queryKey) ?? {}
  queryClient.setQueryData(
    queryKey,
    answer => {
      if (answer === undefined) return
      const before = rowsOf(answer)
      // The rows have the type that the overloads promise.
      const rows = [...update(before.flat() as never[])]
      const isSingle = !Array.isArray(answer) && !Object(answer).pages
      if (isSingle && !rows.length && parseHelixKey(queryKey)?.shape !== 'maybe') return
      const after = [...before]
      for (let page = before.length - 1; page >= 0; page--) {
        const old = before[page] ?? []
        const list = rows.splice(page && Math.max(0, rows.length - old.length)) as Row[]
        if (list.length !== old.length || list.some((row, index) => row !== old[index])) after[page] = list
      }
      return withRows(answer, after)
    },
    dataUpdatedAt === undefined ? {} : { updatedAt: dataUpdatedAt },
  )
  if (isInvalidated) void queryClient.invalidateQueries({ queryKey, exact: true, refetchType: 'none' })
}
