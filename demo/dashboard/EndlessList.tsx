import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { HelixError } from 'tinyhelix'
import { Trouble } from './Trouble.tsx'

interface EndlessListProps<T> {
  readonly query: UseInfiniteQueryResult<readonly T[], HelixError>
  readonly idOf: (item: T) => string
  readonly row: (item: T) => ReactNode
  /** Stands for a row that is on its way. */
  readonly skeleton: ReactNode
  /** What there is to say if there are no rows. */
  readonly empty: ReactNode
  readonly className: string
}

/** The rows of an infinite query. The next page is fetched whenever the list's end comes near the screen. */
export function EndlessList<T>({ query, idOf, row, skeleton, empty, className }: EndlessListProps<T>) {
  const { data = [], error, isPending, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = query
  const waiting = isPending || isFetchingNextPage

  const watch = (end: HTMLElement | null) => {
    if (!end) return
    const observer = new IntersectionObserver(
      // Under load several changes come at once, the oldest first.
      entries => {
        if (entries.at(-1)?.isIntersecting) void fetchNextPage()
      },
      { rootMargin: '800px' },
    )
    observer.observe(end)
    return () => observer.disconnect()
  }

  if (query.isSuccess && !data.length) return empty
  return (
    <div className="endless">
      <ul className={className} aria-busy={waiting}>
        {data.map(item => (
          <li key={idOf(item)}>{row(item)}</li>
        ))}
      </ul>
      {waiting && !error && (
        <ul className={className} aria-hidden="true">
          {Array.from({ length: 12 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: all are alike
            <li key={index}>{skeleton}</li>
          ))}
        </ul>
      )}
      {error && !isFetching && <Trouble error={error} retry={data.length ? fetchNextPage : refetch} />}
      {hasNextPage && !isFetching && !error && <div ref={watch} />}
    </div>
  )
}
