import { isPublic } from '../request/completeRequest.ts'
import { copyParameters } from '../request/copyParameters.ts'
import type { AuthState, EndpointSpec, HelixClient, Params, TokenKind } from '../spec.ts'
import { stateOf } from './authState.ts'
import type { IfOptional, Queryable } from './queryable.ts'

/**
 * The key of a cached answer. Read its parts with {@link parseHelixKey}.
 *
 * `user` is the user whose answer it is: a user id, `''` while it is not known, or `null` if the answer is the same for
 * all users.
 */
export type HelixKey = readonly [
  'tinyhelix',
  path: string,
  shape: string | number,
  params: Params | null,
  user: string | null,
]

/** What is cached, if it is not the endpoint's usual result: the pages of an infinite query, or a number of rows. */
export type HelixShape = 'infinite' | number

/** The parts of a {@link HelixKey}. */
export interface HelixKeyParts {
  /** The endpoint's path, such as `/streams`. */
  readonly path: string
  /** The kind of the endpoint's result, `infinite` for an infinite query, or a `limit`: a number or `all`. */
  readonly shape: string | number
  /** The parameters; `null` while they are not known. */
  readonly params: Params | null
  /** The user whose answer it is; `null` if the answer is the same for all users, `''` while the user is not known. */
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
  // Only `helixKey` creates keys with this beginning.
  const [, path, shape, params, user] = queryKey as HelixKey
  return { path, shape, params, user }
}

/**
 * Returns the parameters in a normal form; `null` while they are not known. For a parameter that selects whose data is
 * read, `undefined` means that it is not known yet. Lists are copied, because reactive lists of frameworks change in
 * place.
 */
function normalize(spec: EndpointSpec, params: Params): Params | null {
  const { params: schemas } = spec
  const normalized: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(copyParameters(spec, params)).sort()) {
    const values = [value].flat()
    if (value !== undefined) normalized[key] = values.length === 1 ? values[0] : values
    else if (schemas[key] && schemas[key].type !== 'optional') return null
  }
  return normalized
}

/** Returns the key for a component that has rendered the auth in this state. The state may have changed since. */
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
    isPublic(spec, params ?? {}) ? null : user,
  ]
}

/**
 * Returns the key under which `helixQuery` caches an answer. Use it to read or write the cache. A key never contains a
 * token.
 *
 * @param shape - `'infinite'` for the key of `helixInfiniteQuery`, or the `limit` of the query.
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
