import type { Paginator } from 'tinyhelix'
import { h } from '../page/h.ts'
import type { Place } from '../page/router.ts'
import { errorNotice } from './errorNotice.ts'

interface EndlessList<T, Extra> {
  /** Begins the list; called again to begin it anew. */
  readonly list: (signal: AbortSignal) => Paginator<T, Extra>
  readonly key: (item: T) => string
  readonly row: (item: T) => HTMLElement
  readonly empty: () => Node
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
  const rows = h('ul', { className, role: 'list' })
  const end = h('div', { className: 'list-end' })
  const waiting = h('ul', { className, ariaHidden: 'true' }, ...Array.from({ length: 12 }, skeleton))
  let leave = () => {}

  const start = () => {
    const controller = new AbortController()
    const signal = AbortSignal.any([place.signal, controller.signal])
    const pages = list(signal)
    const known = new Set<string>()

    const fetchNext = async () => {
      observer.unobserve(end)
      rows.ariaBusy = 'true'
      end.replaceChildren(waiting)
      let notice: Node | undefined
      try {
        // #region how it is done
        const page = await pages.nextPage() // whenever the end comes near the screen
        // Streams move while they are paged through, so Twitch sends some twice.
        const fresh = page.data.filter(item => known.size < known.add(key(item)).size)
        rows.append(...fresh.map(item => h('li', {}, row(item))))
        // #endregion
        onPage?.(page, known.size)
        if (pages.done && !known.size) notice = empty()
      } catch (error) {
        if (signal.aborted) return
        notice = errorNotice(error, fetchNext)
      }
      rows.ariaBusy = 'false'
      end.replaceChildren(...(notice ? [notice] : []))
      // Told at once if the end is still in sight.
      if (!notice && !pages.done) observer.observe(end)
    }

    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNext()
      },
      { rootMargin: '800px' },
    )
    leave = () => {
      controller.abort()
      observer.disconnect()
    }
    rows.replaceChildren()
    void fetchNext()
  }

  place.signal.addEventListener('abort', () => leave())
  start()
  return {
    node: h('div', { className: 'endless' }, rows, end),
    /** Empties the list and begins it anew. */
    restart: () => {
      leave()
      start()
    },
  }
}
