import type { HelixError } from '../errors.ts'

/** The part of TanStack's `Query` that option functions get. */
export interface QueryView<Data> {
  readonly queryKey: readonly unknown[]
  readonly state: {
    readonly data: Data | undefined
    readonly error: HelixError | null
    readonly dataUpdatedAt: number
    readonly status: 'pending' | 'error' | 'success'
    readonly fetchStatus: 'fetching' | 'paused' | 'idle'
  }
}

/** TanStack's options of a query, with the same names and meanings. */
export interface QuerySettings<Data> {
  enabled?: boolean | (() => boolean)
  staleTime?: number | 'static'
  gcTime?: number
  refetchInterval?: number | false | ((query: QueryView<Data>) => number | false | undefined)
  refetchIntervalInBackground?: boolean
  refetchOnMount?: boolean | 'always'
  refetchOnReconnect?: boolean | 'always'
  refetchOnWindowFocus?: boolean | 'always'
  initialData?: Data | (() => Data | undefined)
  initialDataUpdatedAt?: number | (() => number | undefined)
  placeholderData?: Data | ((previous: Data | undefined) => Data | undefined)
  structuralSharing?: boolean
  networkMode?: 'online' | 'always' | 'offlineFirst'
  meta?: Record<string, unknown>
  throwOnError?: boolean | ((error: HelixError, query: QueryView<Data>) => boolean)
  /** @defaultValue `false`, because the client already repeats requests if that can help */
  retry?: boolean | number | ((failureCount: number, error: HelixError) => boolean)
}
