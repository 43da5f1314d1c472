import { comparable } from '../paginator.ts'

/** What an infinite query has fetched so far. */
export interface FetchedPages<T> {
  readonly pages: readonly { readonly data: readonly T[] }[]
}

/** What became of a list so far, so that one more page costs no more than its own rows. */
interface Flattened {
  /** The lists of rows in it, page after page. A page that changes comes with another list. */
  readonly lists: (readonly unknown[])[]
  /** By what each of the rows is known. */
  readonly known: Set<unknown>
  readonly rows: unknown[]
}

/** By the last of its lists, and so forgotten together with it. */
const flattened = /* @__PURE__ */ new WeakMap<readonly unknown[], Flattened>()

/**
 * All rows of an infinite query in one list, each once: a list that moves while it is paged through repeats rows, which
 * then have an `id` that came before, or are the same in every field.
 *
 * Pages are remembered: flattening a list again after one more page looks at the rows of that page only. Change rows by
 * giving their page another list, as TanStack's `setQueryData` wants it.
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
  // The list is the caller's, who may sort it. Its rows come from pages of `T`.
  return rows.slice() as T[]
}

/** The longest start of this list that is remembered. It is to be continued, and so remembered no more. */
function flattenedStart(lists: readonly (readonly unknown[])[]): Flattened {
  for (let length = lists.length; length; length--) {
    const last = lists[length - 1] ?? []
    const start = flattened.get(last)
    flattened.delete(last)
    if (start?.lists.length === length && start.lists.every((list, index) => list === lists[index])) return start
  }
  return { lists: [], known: new Set(), rows: [] }
}
