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
  const known = new Set<unknown>()
  return (data?.pages ?? [])
    .flatMap(page => page.data)
    .filter(row => {
      const { id = JSON.stringify(row) } = Object(row)
      return known.size < known.add(id).size
    })
}
