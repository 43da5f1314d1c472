import type { AuthState, EndpointSpec, HelixClient, TokenKind } from '../spec.ts'
import { type Asked, needsUser } from './ownership.ts'
import type { IfOptional, Queryable } from './queryable.ts'

/**
 * Where an answer is in the cache: the library's name, the endpoint's path, the shape of what is kept, the parameters,
 * and the user's id if the answer is one user's.
 */
export type HelixKey = readonly ['tinyhelix', path: string, shape: string | number, params: Asked, user: string | null]

/** What is kept, where it is not the endpoint's usual result: pages that are added to, or so many rows. */
export type HelixShape = 'infinite' | number

/**
 * The parameters in the one form that all ways to write them have in common; `null` while they are not known. Of those
 * whose absence changes whose data is read, `undefined` says that they are not known yet. Lists are copies: frameworks'
 * reactive ones change in place.
 */
function settle({ params }: EndpointSpec, asked: NonNullable<Asked>): Asked {
  const settled: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(asked).sort()) {
    const values = [value].flat()
    if (value !== undefined) settled[key] = values.length === 1 ? values[0] : values
    else if (params[key] && params[key].type !== 'optional') return null
  }
  return settled
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
/**
 * For what has seen another state of the auth than the present one.
 * @internal
 */
export function helixKey(
  client: HelixClient<TokenKind>,
  endpoint: { readonly spec: EndpointSpec },
  params: Asked | undefined,
  shape: HelixShape | undefined,
  seen: AuthState | undefined,
): HelixKey
export function helixKey(
  { auth }: HelixClient<TokenKind>,
  { spec }: { readonly spec: EndpointSpec },
  params: Asked = {},
  shape?: HelixShape,
  seen: AuthState | undefined = auth?.state,
): HelixKey {
  return [
    'tinyhelix',
    spec.path,
    // JSON has no Infinity.
    shape === Infinity ? 'all' : (shape ?? spec.result),
    params && settle(spec, params),
    (needsUser(spec, params) !== null && seen?.session?.userId) || null,
  ]
}
