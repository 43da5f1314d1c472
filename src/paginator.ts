/** One page of a list, with what the answer carries beside its rows (`total`, `points`, …). */
export type Page<T, Extra = unknown> = Extra & {
  /** The rows, in Twitch's order. A page may be short though more follow. */
  data: T[]
  /** Where the next page begins, or `null` if this is the last one. */
  cursor: string | null
}

/** What a page is asked for with: at most one of the two. */
export interface PagePosition {
  readonly after?: unknown
  readonly before?: unknown
}

/** How a list is walked. */
export interface PagingFacts {
  /** Whether Twitch takes `before` here. */
  readonly backward?: boolean | undefined
  /** Whether an empty page may occur before the end. */
  readonly emptyPages?: boolean | undefined
}

/** One position in a list, and the way on from there. */
interface Reader<T, Extra> {
  /**
   * The page after the current position, and moves there; an empty one past the end, without a request. A list that was
   * begun at `before` goes backward.
   */
  nextPage(): Promise<Page<T, Extra>>
  /**
   * The page before the current position, and moves there; an empty one before the start, without a request unless the
   * list was begun further on.
   */
  previousPage(): Promise<Page<T, Extra>>
  /** The cursor that came with the current page: `null` before the first page and at the end. */
  readonly cursor: string | null
  /** Whether the current page is the last one. */
  readonly done: boolean
  /** How many items `nextPage` and `previousPage` have fetched. */
  readonly fetchedCount: number
}

/**
 * A list that comes in pages: `await` it for the first `limit` items (without a limit those of one page), loop over it
 * for all of them, or take page after page. Nothing is requested until then. Awaiting it any number of times makes its
 * requests once; every loop starts anew.
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
  /** Every item up to `limit`, fetched page by page as the loop gets there. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>
  /** Page after page, each with the rest of its answer; ends with the page that reaches `limit`. */
  pages(): AsyncGenerator<Page<T, Extra>, void, undefined>
}

/** The same for values that are the same in every field. What is nested too deeply to be read is the same as nothing. */
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
  /** Where each page up to the next one begins; none after the last page. */
  const stops: PagePosition[] = [start]
  let index = -1
  let rows: T[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const move = async (step: 1 | -1): Promise<Page<T, Extra>> => {
    const { cursor } = reader
    let position = stops[index + step]
    if (step < 0 && backward && cursor && (position || start[ahead])) position = { [behind]: cursor }
    // Past either end there is no answer, so what would stand beside its rows is absent.
    if (!position) return { data: [], cursor: null } as unknown as Page<T, Extra>
    const page = await fetchPage(position)
    if (index + step >= 0) index += step
    // Where nothing is before, a list that was begun further on has come to its start, and stays there.
    else if (page.data.length) stops.unshift(position)
    if (!stops[index + 1]) {
      const repeated = stops.some(stop => stop[ahead] === page.cursor)
      // Twitch now and then answers the last cursor with the page before it, once more.
      if (repeated && comparable(page.data) === comparable(rows)) page.data = []
      if (page.cursor && !repeated && (page.data.length || emptyPages)) stops.push({ [ahead]: page.cursor })
    }
    rows = page.data
    reader.cursor = page.cursor
    reader.done = !stops[index + 1]
    reader.fetchedCount += rows.length
    return page
  }

  /** Moves take turns, so that two at once fetch two pages. */
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

/** @param limit - How many items at the most; `undefined`: one page when awaited, all when iterated. */
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
    for await (const { data } of pages()) {
      // One by one: engines take no more than about 100,000 arguments.
      for (const item of data) all.push(item)
    }
    return all.slice(0, limit)
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
