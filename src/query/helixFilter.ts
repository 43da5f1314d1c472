import type { EndpointSpec, EndpointTypes } from '../spec.ts'
import type { CacheFilter } from './cache.ts'
import { type HelixKeyParts, parseHelixKey } from './helixKey.ts'

/** Selects queries. A query must match all given members. */
export interface HelixFilterOptions<P = Readonly<Record<string, unknown>>> {
  /** Answers of this endpoint. */
  endpoint?: { readonly spec: EndpointSpec; readonly '~types'?: EndpointTypes<P, unknown> }
  /** Answers of every endpoint with this path, such as `/clips`. */
  path?: string
  /** Answers for these parameters, one value each. The query may have further parameters and values. */
  params?: { readonly [Key in keyof P]?: Exclude<P[Key], readonly unknown[]> }
  /** Answers that belong to this user; `null`: answers that are the same for all users. */
  user?: string | null
}

/** Whether a key's shape is that of a list with pages: one page, a number of rows, or an infinite query. */
const isPaged = (shape: string | number) =>
  typeof shape === 'number' || shape === 'page' || shape === 'all' || shape === 'infinite'

/** Several endpoints may share a path. They differ in whether they have pages, or in their parameters. */
const isAnswerOf = ({ result, params: schemas }: EndpointSpec, { shape, params }: HelixKeyParts) =>
  (result === 'page') === isPaged(shape) &&
  Object.keys({ ...schemas, ...params }).every(key =>
    params && key in params ? schemas[key] : schemas[key]?.type.endsWith('optional'),
  )

/**
 * Creates a filter for this library's queries, for every TanStack function that takes a filter. Without options it
 * matches all of them.
 *
 * @example
 * ```ts
 * import type { QueryClient } from '@tanstack/query-core'
 * import { getChannelFollowers } from 'tinyhelix'
 * import { helixFilter } from 'tinyhelix/query'
 *
 * async function refresh(queryClient: QueryClient, broadcaster_id: string) {
 *   await queryClient.invalidateQueries(helixFilter({ endpoint: getChannelFollowers, params: { broadcaster_id } }))
 *   await queryClient.invalidateQueries(helixFilter({ path: '/streams' }))
 *   queryClient.removeQueries(helixFilter({ user: broadcaster_id }))
 * }
 * ```
 */
export function helixFilter<P = Readonly<Record<string, unknown>>>({
  endpoint,
  path = endpoint?.spec.path,
  params = {},
  user,
}: HelixFilterOptions<P> = {}): Required<CacheFilter> {
  return {
    queryKey: ['tinyhelix', ...(path ? [path] : [])],
    predicate: ({ queryKey }) => {
      const key = parseHelixKey(queryKey)
      return (
        !!key &&
        (user === undefined || key.user === user) &&
        (!endpoint || isAnswerOf(endpoint.spec, key)) &&
        // A user id that was left out is the id of the user whose answer it is.
        Object.entries(params).every(([name, value]) =>
          [key.params?.[name] ?? key.user].flat().some(one => one === value),
        )
      )
    },
  }
}
