import type { EndpointSpec, EndpointTypes } from '../spec.ts'
import type { CacheFilter } from './cache.ts'
import { type HelixKeyParts, parseHelixKey } from './helixKey.ts'

/** What to find: everything that all members given agree on. */
export interface HelixFilterOptions<P = Readonly<Record<string, unknown>>> {
  /** Answers of this endpoint. */
  endpoint?: { readonly spec: EndpointSpec; readonly '~types'?: EndpointTypes<P, unknown> }
  /** Answers of every endpoint with this path, such as `/clips`. */
  path?: string
  /** Answers to these parameters, one value each, whatever else was asked for along with them. */
  params?: { readonly [Key in keyof P]?: Exclude<P[Key], readonly unknown[]> }
  /** What belongs to this user; `null`: what is the same for all users. */
  user?: string | null
}

/** Whether a key's shape is that of a list that comes in pages: one page, so many rows, or all pages so far. */
const isPaged = (shape: string | number) =>
  typeof shape === 'number' || shape === 'page' || shape === 'all' || shape === 'infinite'

/** Endpoints may share a path: their answers are pages or are not, or differ in the parameters that were given. */
const isAnswerOf = ({ result, params: schemas }: EndpointSpec, { shape, params }: HelixKeyParts) =>
  (result === 'page') === isPaged(shape) &&
  Object.keys({ ...schemas, ...params }).every(key =>
    params && key in params ? schemas[key] : schemas[key]?.type.endsWith('optional'),
  )

/**
 * Finds this library's queries in a cache, for every function of TanStack's that takes a filter. Without options it finds
 * all of them.
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
        // A user's id that was left out is the one of the user whose answer it is.
        Object.entries(params).every(([name, value]) =>
          [key.params?.[name] ?? key.user].flat().some(one => one === value),
        )
      )
    },
  }
}
