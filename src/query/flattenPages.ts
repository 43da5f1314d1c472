/** What an infinite query has fetched so far. */
export interface FetchedPages<T> {
  readonly pages: readonly { readonly data: readonly T[] }[]
}

/**
 * All rows of an infinite query in one list, each once: a list that moves while it is paged through repeats rows, which
 * then have an `id` that came before, or are the same in every field.
 *
 * @example
 * ```ts
 * import { getStreams, type HelixClient } from 'tinyhelix'
 * import { flattenPages, helixInfiniteQuery } from 'tinyhelix/query'
 *
 * const streams = (client: HelixClient) =>
 *   helixInfiniteQuery(client, getStreams, { language: 'en' }, { select: flattenPages }) // data: Stream[]
 * ```
 */
export function flattenPages<T>(data: FetchedPages<T> | undefined): T[] {
  const rows = new Map<unknown, T>()
  for (const { data: page } of data?.pages ?? []) {
    for (const row of page) {
      const { id = JSON.stringify(row) } = Object(row)
      if (!rows.has(id)) rows.set(id, row)
    }
  }
  return [...rows.values()]
}
