import type { AuthState, EndpointSpec, HelixClient, Params, TokenKind } from '../spec.ts'
import { stateOf } from './authState.ts'
import { isPublic } from './isPublic.ts'
import type { IfOptional, Queryable } from './queryable.ts'

/**
 * The key of a cached answer. Read its parts with {@link parseHelixKey}.
 *
 * `user` is whose answer it is: a user's id, `''` while that is not known, `null` if the answer is the same for all users.
 */
export type HelixKey = readonly [
  'tinyhelix',
  path: string,
  shape: string | number,
  params: Params | null,
  user: string | null,
]

/** What is cached, where it is not the endpoint's usual result: the pages of an infinite query, or so many rows. */
export type HelixShape = 'infinite' | number

/** The parts of a {@link HelixKey}. */
export interface HelixKeyParts {
  /** The endpoint's path, such as `/streams`. */
  readonly path: string
  /** The kind of the endpoint's result, `infinite` for an infinite query, or a `limit`: a number or `all`. */
  readonly shape: string | number
  /** The parameters; `null` while they are not known. */
  readonly params: Params | null
  /** Whose answer it is; `null` if it is the same for all users, `''` while the user is not known. */
  readonly user: string | null
}

/**
 * Reads the parts of a query key; returns `null` if the key is not one of this library's.
 *
 * @example
 * ```ts
 * import type { QueryClient } from '@tanstack/query-core'
 * import { parseHelixKey } from 'tinyhelix/query'
 *
 * const cachedPaths = (queryClient: QueryClient) =>
 *   queryClient.getQueryCache().getAll().map(query => parseHelixKey(query.queryKey)?.path)
 * ```
 */
export function parseHelixKey(queryKey: readonly unknown[]): HelixKeyParts | null {
  if (queryKey[0] !== 'tinyhelix' || queryKey.length !== 5) return null
  // Nothing but `helixKey` makes keys that begin so.
  const [, path, shape, params, user] = queryKey as HelixKey
  return { path, shape, params, user }
}

/**
 * The parameters in the one form that all ways to write them have in common; `null` while they are not known. Where
 * absence changes whose data is read, `undefined` says that a parameter is not known yet. Lists are copies: frameworks'
 * reactive ones change in place.
 */
function normalize({ params: schemas }: EndpointSpec, params: Params): Params | null {
  const normalized: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(params).sort()) {
    const values = [value].flat()
    if (value !== undefined) normalized[key] = values.length === 1 ? values[0] : values
    else if (schemas[key] && schemas[key].type !== 'optional') return null
  }
  return normalized
}

/** The key for what has seen the auth in this state, which may have changed since. */
export const keyFor = (
  { auth }: HelixClient<TokenKind>,
  { session }: AuthState,
  spec: EndpointSpec,
  params: Params | null,
  shape: HelixShape | undefined,
): HelixKey => {
  const user = session?.userId || (auth?.kind === 'user' ? '' : null)
  return [
    'tinyhelix',
    spec.path,
    // JSON has no Infinity.
    shape === Infinity ? 'all' : (shape ?? spec.result),
    params && normalize(spec, params),
    isPublic(spec, params) ? null : user,
  ]
}

/**
 * The key under which `helixQuery` keeps an answer, to read or write it in the cache. It never holds a token.
 *
 * @param shape - `'infinite'` for the key of `helixInfiniteQuery`, or the `limit` that the query was given.
 * @example
 * ```ts
 * import type { QueryClient } from '@tanstack/query-core'
 * import { getStreams, type HelixClient, type Stream } from 'tinyhelix'
 * import { helixKey } from 'tinyhelix/query'
 *
 * function cachedStreams(queryClient: QueryClient, client: HelixClient) {
 *   return queryClient.getQueryData<Stream[]>(helixKey(client, getStreams, { language: 'en' }))
 * }
 * ```
 */
export function helixKey<P, R, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>>,
  params: NoInfer<P> | null,
  shape?: HelixShape,
): HelixKey
export function helixKey<P, R, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>> & IfOptional<P>,
): HelixKey
export function helixKey(
  client: HelixClient<TokenKind>,
  { spec }: { readonly spec: EndpointSpec },
  params: Params | null = {},
  shape?: HelixShape,
): HelixKey {
  return keyFor(client, stateOf(client), spec, params, shape)
}
