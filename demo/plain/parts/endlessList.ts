import type { Paginator } from 'tinyhelix'
import { h } from '../page/h.ts'
import type { Place } from '../page/router.ts'
import { errorNotice } from './errorNotice.ts'
import { windowedList } from './windowedList.ts'

interface EndlessList<T, Extra> {
  /** Begins the list; called again to begin it anew. */
  readonly list: (signal: AbortSignal) => Paginator<T, Extra>
  readonly key: (item: T) => string
  readonly row: (item: T) => HTMLElement
  readonly empty: () => HTMLElement
  readonly className: string
  /** Stands for a row that is on its way. */
  readonly skeleton: () => HTMLElement
  /** Told of what a page carries beside its rows, and how many rows there are so far. */
  readonly onPage?: (page: Extra, count: number) => void
}

/** A list that fetches its next page whenever its end comes near the screen. */
export function endlessList<T, Extra>(
  place: Pick<Place, 'signal'>,
  { list, key, row, empty, className, skeleton, onPage }: EndlessList<T, Extra>,
) {
  const rows = windowedList({ key, row, className })
  const end = h('div', { className: 'list-end', tabIndex: -1 })
  const waiting = h(
    'ul',
    { className, ariaHidden: 'true' },
    ...Array.from({ length: 12 }, () => h('li', {}, skeleton())),
  )
  let items: T[] = []
  let leave = () => {}
  let isWhole = false

  const update = () => rows.show(items, isWhole)

  const start = () => {
    const controller = new AbortController()
    const { signal } = controller
    if (place.signal.aborted) controller.abort()
    const pages = list(signal)
    const known = new Set<string>()

    const fetchNext = async () => {
      observer.unobserve(end)
      rows.node.ariaBusy = 'true'
      end.replaceChildren(waiting)
      let notice: Node | undefined
      try {
        // #region how it is done
        const page = await pages.nextPage() // whenever the end comes near the screen
        // Streams move while they are paged through, so Twitch sends some twice.
        items = items.concat(page.data.filter(item => known.size < known.add(key(item)).size))
        // #endregion
        isWhole = pages.done
        onPage?.(page, known.size)
        if (isWhole && !known.size) notice = empty()
      } catch (error) {
        if (signal.aborted) return
        notice = errorNotice(error, fetchNext)
      }
      rows.node.ariaBusy = 'false'
      end.replaceChildren(...(notice ? [notice] : []))
      update()
      // Told at once if the end is still in sight.
      if (!notice && !pages.done) observer.observe(end)
    }

    const observer = new IntersectionObserver(
      entries => {
        // A jump passes the end and leaves it again in one go: what holds now is the last entry.
        if (entries.at(-1)?.isIntersecting) void fetchNext()
      },
      { rootMargin: '800px' },
    )
    leave = () => {
      controller.abort()
      observer.disconnect()
    }
    items = []
    isWhole = false
    update()
    void fetchNext()
  }

  place.signal.addEventListener('abort', () => {
    leave()
    rows.stop()
  })
  start()
  return {
    node: h('div', { className: 'endless' }, rows.node, end),
    /** Empties the list and begins it anew. */
    restart: () => {
      leave()
      start()
    },
    /** Takes out a row. If it has the focus, its neighbour gets it. */
    remove: (id: string) => {
      items = items.filter(item => key(item) !== id)
      if (isWhole && !items.length) end.replaceChildren(empty())
      const { row, neighbour } = rows.find(id)
      if (row?.contains(document.activeElement)) (neighbour?.querySelector<HTMLElement>('button') ?? end).focus()
      update()
    },
  }
}
