import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { HelixError } from 'tinyhelix'
import { scrolled } from './scrolled.ts'
import { Trouble } from './Trouble.tsx'
import { useHash } from './useHash.ts'

interface EndlessListProps<T> {
  readonly query: UseInfiniteQueryResult<readonly T[], HelixError>
  /** What the list is called. */
  readonly name: string
  /** How many there are in all, if Twitch says so. */
  readonly total?: number | undefined
  readonly idOf: (item: T) => string
  readonly row: (item: T) => ReactNode
  /** What there is to say if there are no rows. */
  readonly empty: ReactNode
}

/** The heights of rows by the list's name, so that a list is as high as before when one comes back to it. */
const measured = new Map<string, VirtualItem[]>()

/** How many rows before the loaded ones end the next page is fetched. */
const margin = 20

const bones = (
  <div className="row" aria-hidden="true">
    <span className="avatar bone" />
    <span className="bone bone-line" />
  </div>
)

/** The rows of an infinite query, of which only those near the screen are in the page. */
export function EndlessList<T>({ query, name, total, idOf, row, empty }: EndlessListProps<T>) {
  const { data = [], error, isPending, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = query
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const place = scrolled.get(useHash()) ?? 0

  const rows = useWindowVirtualizer({
    count: data.length,
    estimateSize: () => 72,
    overscan: 8,
    scrollMargin: top,
    getItemKey: index => {
      const item = data[index]
      return item === undefined ? index : idOf(item)
    },
    initialMeasurementsCache: measured.get(name) ?? [],
    // It scrolls there whenever its effects begin, which React's strict mode does twice.
    initialOffset: place,
    // The focused row stays, however far one scrolls. So do its neighbours: Tab leads to them.
    rangeExtractor: range => {
      const near = defaultRangeExtractor(range)
      const focused = focusedId === null ? -1 : data.findIndex(item => idOf(item) === focusedId)
      const kept = focused < 0 ? [] : [focused - 1, focused, focused + 1].filter(index => data[index] !== undefined)
      return [...new Set([...near, ...kept])].sort((a, b) => a - b)
    },
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0

  useLayoutEffect(() => {
    if (list.current) setTop(Math.round(list.current.getBoundingClientRect().top + scrollY))
  })
  // Rows that come in above are not to move those that one looks at: a click would hit another.
  const firstId = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    const added = data.findIndex(item => idOf(item) === firstId.current)
    firstId.current = data[0] && idOf(data[0])
    if (added > 0 && scrollY > top) scrollBy(0, (rows.measurementsCache[added]?.start ?? top) - top)
  }, [data, idOf, rows, top])
  useLayoutEffect(() => () => void measured.set(name, rows.measurementsCache), [name, rows])
  useEffect(() => {
    if (last >= data.length - margin && hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [last, data.length, hasNextPage, isFetching, error, fetchNextPage])

  if (query.isSuccess && !data.length) return empty
  return (
    <section className="endless" tabIndex={-1} aria-label={name}>
      <ul ref={list} style={{ height: rows.getTotalSize() }} aria-busy={isPending || isFetchingNextPage}>
        {shown.map(({ key, index, start }) => {
          const item = data[index]
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={hasNextPage ? (total ?? -1) : data.length}
              style={{ transform: `translateY(${start - top}px)` }}
              onFocus={() => setFocusedId(idOf(item))}
              onBlur={({ relatedTarget }) => {
                // If the focus moves to another row, both stay until then.
                if (!list.current?.contains(relatedTarget)) setFocusedId(null)
              }}
            >
              {row(item)}
            </li>
          )
        })}
      </ul>
      {(isPending || isFetchingNextPage) && !error && [1, 2, 3, 4, 5].map(number => <div key={number}>{bones}</div>)}
      {!isFetching && <Trouble error={error} retry={data.length ? fetchNextPage : refetch} />}
    </section>
  )
}
