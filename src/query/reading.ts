import type { AuthState, TokenKind } from '../auth/auth.ts'
import type { HelixClient } from '../client.ts'
import type { EndpointSpec } from '../endpoint.ts'
import { failure } from '../errors.ts'
import { stateOf } from './authState.ts'
import { type HelixKey, type HelixShape, keyOf } from './helixKey.ts'
import { type Asked, mustWait, ownerOf } from './ownership.ts'

/** What TanStack calls a query function with. */
export interface ReadContext {
  readonly signal: AbortSignal
  readonly pageParam?: unknown
}

/** What every query of this library consists of. */
export interface Reading<R> {
  readonly queryKey: HelixKey
  readonly queryFn: (context: ReadContext) => Promise<R>
}

/**
 * Describes a query that lets nothing into the cache which does not belong there.
 *
 * @param options - TanStack's, as the caller gave them.
 * @param seen - The auth's state as a component renders it, which then waits for a better one.
 */
export function read<R, O extends { readonly staleTime?: unknown; readonly retry?: unknown }>(
  client: HelixClient<TokenKind>,
  spec: EndpointSpec,
  params: Asked,
  shape: HelixShape | undefined,
  options: O,
  seen: AuthState | undefined,
  fetch: (asked: Readonly<Record<string, unknown>>, context: ReadContext) => PromiseLike<R>,
): O & Reading<R> {
  if (spec.method !== 'GET') throw failure('parameter', spec, 'is no query: use helixMutation.')
  const { retry = false, staleTime = spec.staleTime } = options
  const queryKey = keyOf(spec, params, shape, seen ?? stateOf(client))
  const [, , , asked, user] = queryKey

  /** Since the key was made, another user may have signed in. */
  const checkUser = () => {
    const { status, session } = stateOf(client)
    const isTheirs = status === 'signed-in' && session.userId === user
    if (client.kind !== 'user' || isTheirs || (!user && ownerOf(spec, asked) !== 'user')) return
    throw failure('token', spec, 'needs to know the user: see auth.state.')
  }

  return {
    ...options,
    // Given as `undefined`, it would be TanStack's own.
    retry,
    ...(staleTime !== undefined && { staleTime }),
    ...((!asked || (seen && mustWait(spec, asked, seen))) && { enabled: false }),
    queryKey,
    queryFn: async context => {
      if (!asked) throw failure('parameter', spec, 'lacks its parameters.')
      checkUser()
      const answer = await fetch(asked, context)
      checkUser()
      return answer
    },
  }
}
