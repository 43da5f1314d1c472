import { comparable } from '../paginator.ts'

/** The data of an infinite query. */
export interface FetchedPages<T> {
  readonly pages: readonly { readonly data: readonly T[] }[]
}

/** The remembered result for a list, so that another page costs only the work for its own rows. */
interface Flattened {
  /** The lists of rows, page by page. A changed page has a new list. */
  readonly lists: (readonly unknown[])[]
  /** The keys that identify the rows. */
  readonly known: Set<unknown>
  readonly rows: unknown[]
}

/** The results by their last list. Both are garbage-collected together. */
const flattened = /* @__PURE__ */ new WeakMap<readonly unknown[], Flattened>()

/**
 * Returns all rows of an infinite query in one list without duplicates. If a list changes between pages, rows can
 * appear twice. A row is a duplicate if its `id` or all of its fields are equal to those of an earlier row.
 *
 * Results are remembered: after one more page, it looks only at the rows of that page. To change rows, give their page
 * a new list, as usual with TanStack's `setQueryData`.
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
  const lists = (data?.pages ?? []).map(page => page.data)
  const { known, rows, ...done } = flattenedStart(lists)
  for (const list of lists.slice(done.lists.length)) {
    done.lists.push(list)
    for (const row of list) {
      const { id = comparable(row) } = Object(row)
      if (known.size < known.add(id).size) rows.push(row)
    }
  }
  const last = lists.at(-1)
  if (last) flattened.set(last, { known, rows, ...done })
  // The list belongs to the caller, who may sort it. Its rows come from pages of `T`.
  return rows.slice() as T[]
}

/** Finds the longest remembered start of this list. It will be continued, so it is removed. */
function flattenedStart(lists: readonly (readonly unknown[])[]): Flattened {
  for (let length = lists.length; length; length--) {
    const last = lists[length - 1] ?? []
    const start = flattened.get(last)
    flattened.delete(last)
    if (start?.lists.length === length && start.lists.every((list, index) => list === lists[index])) return start
  }
  return { lists: [], known: new Set(), rows: [] }
}
