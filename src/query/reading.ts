import { failure } from '../errors.ts'
import type { AuthState, CallOptions, EndpointSpec, HelixClient, TokenKind } from '../spec.ts'
import { type HelixKey, type HelixShape, helixKey } from './helixKey.ts'
import { type Asked, needsUser } from './ownership.ts'

/** What TanStack calls a query function with. */
interface ReadContext {
  readonly signal: AbortSignal
  readonly pageParam?: unknown
}

/** The options that every query of this library looks at. */
interface ReadSettings extends Pick<CallOptions, 'timeout'> {
  readonly staleTime?: unknown
  readonly retry?: unknown
}

/** What every query of this library consists of. */
export interface Reading<R> {
  readonly queryKey: HelixKey
  readonly queryFn: (context: ReadContext) => Promise<R>
}

/**
 * Describes a query that lets nothing into the cache which does not belong there.
 *
 * @param given - Of the options, `timeout` is for the call, and TanStack gets the others.
 * @param seen - The auth's state as a component renders it.
 */
export function read<R, O extends ReadSettings>(
  client: HelixClient<TokenKind>,
  endpoint: { readonly spec: EndpointSpec },
  params: Asked | undefined,
  shape: HelixShape | undefined,
  given: O,
  seen: AuthState | undefined,
  fetch: (asked: Readonly<Record<string, unknown>>, call: CallOptions, pageParam: unknown) => PromiseLike<R>,
): Omit<O, 'timeout'> & Reading<R> {
  const { spec } = endpoint
  if (spec.method !== 'GET') throw failure('parameter', spec, 'is no query: use helixMutation.')
  const { timeout, ...options } = given
  const { retry = false, staleTime = spec.staleTime } = given
  const queryKey = helixKey(client, endpoint, params, shape, seen)
  const [, , , asked, user] = queryKey

  /** Since the key was made, another user may have signed in. */
  const checkUser = () => {
    const isAnybodys = client.auth?.kind !== 'user' || !(user || needsUser(spec, asked))
    if (isAnybodys || client.auth.state.session?.userId === user) return
    throw failure('token', spec, 'needs its user signed in.')
  }

  return {
    ...options,
    // Given as `undefined`, it would be TanStack's own.
    retry,
    ...(staleTime !== undefined && { staleTime }),
    ...(!asked && { enabled: false }),
    queryKey,
    queryFn: async ({ signal, pageParam }) => {
      if (!asked) throw failure('parameter', spec, 'needs its parameters.')
      checkUser()
      const answer = await fetch(asked, { signal, timeout }, pageParam)
      checkUser()
      return answer
    },
  }
}
