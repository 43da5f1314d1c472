/** One page of a list: its rows, and the other fields of the answer (`total`, `points`, …). */
export type Page<T, Extra = unknown> = Extra & {
  /** The rows, in Twitch's order. A page may have few rows even if more pages follow. */
  data: T[]
  /** The cursor of the next page, or `null` if this is the last page. */
  cursor: string | null
}

/** The cursor of a request for a page: at most one of the two. */
export interface PagePosition {
  readonly after?: unknown
  readonly before?: unknown
}

/** How a paginator walks through a list. */
export interface PagingFacts {
  /** Whether the endpoint accepts `before`. */
  readonly backward?: boolean | undefined
  /** Whether a page before the end may be empty. */
  readonly emptyPages?: boolean | undefined
}

/** A position in a list. It moves from page to page. */
interface Reader<T, Extra> {
  /**
   * Moves to the next page and returns it. After the last page it returns an empty page without a request. A list that
   * was started with `before` moves backwards.
   */
  nextPage(): Promise<Page<T, Extra>>
  /**
   * Moves to the previous page and returns it. Before the first page it returns an empty page, and makes no request
   * unless the list was started with a cursor.
   */
  previousPage(): Promise<Page<T, Extra>>
  /** The cursor of the current page; `null` before the first page and at the end. */
  readonly cursor: string | null
  /** Whether the current page is the last one. */
  readonly done: boolean
  /** The number of rows that `nextPage` and `previousPage` have fetched. */
  readonly fetchedCount: number
}

/**
 * A list with pages. `await` returns the first `limit` rows, or one page without a limit; a `for await` loop iterates
 * over all rows; `pages()` and `nextPage()` return whole pages. It requests nothing before that. You can await it
 * several times: the requests are made once. Every loop makes its own requests.
 *
 * @example
 * ```ts
 * import { type HelixClient, getChannelFollowers } from 'tinyhelix'
 *
 * async function followers(client: HelixClient) {
 *   const newest = await getChannelFollowers(client) // one request
 *   for await (const follower of getChannelFollowers(client)) console.log(follower.user_name) // all, page by page
 *   const { total } = await getChannelFollowers(client, { first: 1 }).nextPage()
 *   return { newest, total }
 * }
 * ```
 */
export interface Paginator<T, Extra = unknown> extends Promise<T[]>, AsyncIterable<T>, Reader<T, Extra> {
  /** Iterates over all rows up to `limit`. It fetches each page when the loop gets there. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>
  /** Iterates over the pages, each with the other fields of its answer. It ends with the page that reaches `limit`. */
  pages(): AsyncGenerator<Page<T, Extra>, void, undefined>
}

/** A key that is equal for values with equal fields. A value that is nested too deeply has no key. */
export function comparable(value: unknown): unknown {
  try {
    return JSON.stringify(value)
  } catch {
    return {}
  }
}

type FetchPage<T, Extra> = (position: PagePosition) => Promise<Page<T, Extra>>

function openReader<T, Extra>(
  fetchPage: FetchPage<T, Extra>,
  start: PagePosition,
  { backward, emptyPages }: PagingFacts,
): Reader<T, Extra> {
  const [ahead, behind] = start.before ? (['before', 'after'] as const) : (['after', 'before'] as const)
  /** The cursors of all pages up to the next one. After the last page there is no further cursor. */
  const stops: PagePosition[] = [start]
  let index = -1
  let rows: T[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const move = async (step: 1 | -1): Promise<Page<T, Extra>> => {
    const { cursor } = reader
    let position = stops[index + step]
    if (step < 0 && backward && cursor && (position || start[ahead])) position = { [behind]: cursor }
    // Outside of the list there is no answer, so the other fields of a page are absent.
    if (!position) return { data: [], cursor: null } as unknown as Page<T, Extra>
    const page = await fetchPage(position)
    if (index + step >= 0) index += step
    // If there is no previous page, a list that was started with a cursor is at its start and stays there.
    else if (page.data.length) stops.unshift(position)
    if (!stops[index + 1]) {
      const repeated = stops.some(stop => stop[ahead] === page.cursor)
      // Twitch sometimes answers the last cursor with the previous page again.
      if (repeated && comparable(page.data) === comparable(rows)) page.data = []
      if (page.cursor && !repeated && (page.data.length || emptyPages)) stops.push({ [ahead]: page.cursor })
    }
    rows = page.data
    reader.cursor = page.cursor
    reader.done = !stops[index + 1]
    reader.fetchedCount += rows.length
    return page
  }

  /** Moves wait for each other, so two calls at the same time fetch two pages. */
  const queue = (step: 1 | -1) => {
    const go = () => move(step)
    const moved = turn.then(go, go)
    turn = moved
    return moved
  }

  const reader = {
    cursor: null as string | null,
    done: false,
    fetchedCount: 0,
    nextPage: () => queue(1),
    previousPage: () => queue(-1),
  }
  return reader
}

/**
 * @param limit - The maximum number of rows. If it is `undefined`, `await` returns one page and a loop returns all
 * rows.
 */
export function createPaginator<T, Extra>(
  fetchPage: FetchPage<T, Extra>,
  start: PagePosition,
  limit: number | undefined,
  facts: PagingFacts,
): Paginator<T, Extra> {
  let items: Promise<T[]> | undefined
  const open = () => openReader(fetchPage, start, facts)

  async function* pages(): AsyncGenerator<Page<T, Extra>, void, undefined> {
    const reader = open()
    for (let left = limit ?? Infinity; left !== 0 && !reader.done; ) {
      const page = await reader.nextPage()
      left = Math.max(left - page.data.length, 0)
      yield page
    }
  }

  const collect = async () => {
    if (limit === undefined) return (await fetchPage(start)).data
    const all: T[] = []
    for await (const item of list) all.push(item)
    return all
  }

  const list: Omit<Paginator<T, Extra>, keyof Reader<T, Extra>> = {
    then: (onFulfilled, onRejected) => {
      items ??= collect()
      return items.then(onFulfilled, onRejected)
    },
    catch: onRejected => list.then(null, onRejected),
    finally: onFinally => list.then().finally(onFinally),
    async *[Symbol.asyncIterator]() {
      let left = limit ?? Infinity
      for await (const { data } of pages()) {
        yield* data.slice(0, left)
        left -= data.length
      }
    },
    pages,
    [Symbol.toStringTag]: 'Paginator',
  }
  return Object.assign(open(), list)
}
