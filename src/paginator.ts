/** One page of a list, with what the answer carries beside its rows (`total`, `points`, …). */
export type Page<T, Extra = unknown> = Extra & {
  /** The rows, in Twitch's order. A page may be short though more follow. */
  data: T[]
  /** Where the next page begins, or `null` if this is the last one. */
  cursor: string | null
}

/** What a page is asked for with: at most one of the two. */
export interface PagePosition {
  readonly after?: string | undefined
  readonly before?: string | undefined
}

/** How a list is walked. */
export interface PaginatorPlan<T, Extra> {
  readonly fetchPage: (position: PagePosition) => Promise<Page<T, Extra>>
  /** Where the caller asked to start. */
  readonly start: PagePosition
  /** How many items at the most; `undefined`: one page when awaited, all when iterated. */
  readonly limit: number | undefined
  /** Whether Twitch takes `before` here. */
  readonly backward: boolean | undefined
  /** Whether an empty page may occur before the end. */
  readonly emptyPages: boolean | undefined
}

/**
 * A list that comes in pages: `await` it for the first items, loop over it for all of them, or take page after page.
 * Nothing is requested until then. Awaiting it any number of times makes its requests once; every loop starts anew.
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
export interface Paginator<T, Extra = unknown> extends AsyncIterable<T> {
  /** The first `limit` items; without a limit those of one page. */
  then<A = T[], B = never>(
    onFulfilled?: ((items: T[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B>
  /** As a promise's `catch`. */
  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T[] | B>
  /** As a promise's `finally`. */
  finally(onFinally?: (() => void) | null): Promise<T[]>
  /** Every item up to `limit`, fetched page by page as the loop gets there. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>
  /** Page after page, each with the rest of its answer; ends with the page that reaches `limit`. */
  pages(): AsyncGenerator<Page<T, Extra>, void, undefined>
  /** The page after the current position, and moves there; an empty one past the end, without a request. */
  nextPage(): Promise<Page<T, Extra>>
  /** The page before the current position, and moves there; an empty one before the start, without a request. */
  previousPage(): Promise<Page<T, Extra>>
  /** The cursor that came with the current page: `null` before the first page and at the end. */
  readonly cursor: string | null
  /** Whether the current page is the last one. */
  readonly done: boolean
  /** How many items `nextPage` and `previousPage` have fetched. */
  readonly fetchedCount: number
}

export function createPaginator<T, Extra>(plan: PaginatorPlan<T, Extra>): Paginator<T, Extra> {
  const { fetchPage, start, limit, backward, emptyPages } = plan
  const most = limit ?? Infinity
  /** Where each page so far was fetched from; `index` is the current one. */
  const trail = [start]
  let index = -1
  let cursor: string | null = null
  let done = false
  let fetchedCount = 0
  let items: Promise<T[]> | undefined
  let turn: Promise<unknown> = Promise.resolve()

  async function* pages(): AsyncGenerator<Page<T, Extra>, void, undefined> {
    const direction = start.before ? 'before' : 'after'
    const seen = new Set([start[direction]])
    let position = start
    let previous = ''
    for (let count = 0; count < most; ) {
      const page = await fetchPage(position)
      const repeated = page.cursor && seen.has(page.cursor)
      // Twitch now and then answers the last cursor with the page before it, once more.
      const rows = JSON.stringify(page.data)
      if (repeated && rows === previous) return
      yield page
      count += page.data.length
      if (!page.cursor || repeated || isEnd(page)) return
      seen.add(page.cursor)
      previous = rows
      position = { [direction]: page.cursor }
    }
  }

  const isEnd = ({ data }: Page<T, Extra>) => !data.length && !emptyPages

  const collect = async () => {
    const all: T[] = []
    for await (const page of pages()) {
      for (const item of page.data) all.push(item)
      if (limit === undefined) break
    }
    return all.slice(0, limit)
  }

  /** Moves take turns, so that two at once fetch two pages. */
  const move = (step: 1 | -1): Promise<Page<T, Extra>> => {
    const moved = turn.then(async () => {
      const position =
        step < 0 && backward && cursor
          ? { before: cursor }
          : (trail[index + step] ?? (step > 0 && !done ? { after: cursor ?? undefined } : null))
      // Past either end there is no answer, so what would stand beside its rows is absent.
      if (!position) return { data: [], cursor: null } as unknown as Page<T, Extra>
      const page = await fetchPage(position)
      index += step
      if (step > 0) trail[index] = position
      cursor = page.cursor
      done = step > 0 && (!cursor || cursor === position.after || isEnd(page))
      fetchedCount += page.data.length
      return page
    })
    turn = moved.catch(() => {})
    return moved
  }

  const result: Paginator<T, Extra> = {
    // biome-ignore lint/suspicious/noThenProperty: a list that can be awaited is the point
    then: (onFulfilled, onRejected) => (items ??= collect()).then(onFulfilled, onRejected),
    catch: onRejected => result.then(null, onRejected),
    finally: onFinally => result.then().finally(onFinally),
    async *[Symbol.asyncIterator]() {
      let left = most
      for await (const page of pages()) {
        for (const item of page.data) {
          if (left-- <= 0) return
          yield item
        }
      }
    },
    pages,
    nextPage: () => move(1),
    previousPage: () => move(-1),
    get cursor() {
      return cursor
    },
    get done() {
      return done
    },
    get fetchedCount() {
      return fetchedCount
    },
  }
  return result
}
