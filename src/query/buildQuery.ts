import { callError } from '../errors.ts'
import { warnOnce } from '../inDevelopment.ts'
import type { AuthState, CallOptions, EndpointSpec, HelixClient, Params, TokenKind } from '../spec.ts'
import { isAtServer } from './authState.ts'
import { type HelixKey, type HelixShape, keyFor } from './helixKey.ts'
import { syncsOf } from './syncs.ts'

/** The argument of a TanStack query function. */
interface QueryContext {
  readonly signal: AbortSignal
  /** The `QueryClient`. */
  readonly client?: object
  readonly pageParam?: unknown
}

/** The options that all queries of this library use. */
interface QueryDefaults extends Pick<CallOptions, 'timeout'> {
  readonly staleTime?: unknown
  readonly retry?: unknown
  readonly live?: boolean | undefined
  readonly meta?: unknown
}

/** The parts of every query of this library. */
export interface BuiltQuery<R> {
  readonly queryKey: HelixKey
  readonly queryFn: (context: QueryContext) => Promise<R>
}

/**
 * Creates a query for a component that has rendered the auth in the state `seen`. The state may have changed since.
 *
 * @param given - The options. `timeout` goes to the call, `live` goes into `meta`, and the others go to TanStack.
 */
export function buildQuery<R, O extends QueryDefaults>(
  client: HelixClient<TokenKind>,
  seen: AuthState,
  { spec }: { readonly spec: EndpointSpec },
  params: Params | null,
  shape: HelixShape | undefined,
  given: O,
  fetch: (params: Params, call: CallOptions, pageParam: unknown) => PromiseLike<R>,
): Omit<O, 'timeout' | 'live'> & BuiltQuery<R> {
  if (spec.method !== 'GET') throw callError('parameter', spec, 'is a write: use helixMutation or useHelixMutation.')
  const { timeout, live, ...options } = given
  const { retry = false, staleTime = spec.staleTime } = given
  const queryKey = keyFor(client, seen, spec, params, shape)
  const [, , , known, user] = queryKey
  if (params && !known) {
    // Usually a parameter's name is misspelled, or its value never arrives.
    warnOnce(() => {
      const [key] =
        Object.entries(spec.params).find(
          ([key, { type }]) => key in params && params[key] === undefined && type !== 'optional',
        ) ?? []
      return `The query of ${spec.path} waits until ${key} is no longer undefined. Pass null as its parameters to say so.`
    })
  }

  /** Another user may have signed in since the key was created. */
  const checkUser = () => {
    if (user === '' || (user && client.auth?.state.session?.userId !== user)) {
      throw callError('token', spec, 'needs its user to be signed in.')
    }
  }

  return {
    ...options,
    // If it is `undefined`, TanStack uses its own default.
    retry,
    ...(staleTime !== undefined && { staleTime }),
    ...(live && { meta: { ...Object(options.meta), live } }),
    ...((!known || user === '') && { enabled: false }),
    queryKey,
    queryFn: async ({ signal, pageParam, client: queryClient }) => {
      if (!known) throw callError('parameter', spec, 'needs its parameters.')
      checkUser()
      const answer = await fetch(known, { signal, timeout, caller: { userId: user || null } }, pageParam)
      checkUser()
      // Pages call syncQueries at the latest while the first answer is on its way.
      if (live && queryClient) {
        warnOnce(() =>
          syncsOf(queryClient).size || isAtServer()
            ? null
            : `The query of ${spec.path} has live: true, but syncQueries has not been called with its QueryClient. Call it where the page starts: syncQueries(queryClient, createEventSub(client), [families]).`,
        )
      }
      return answer
    },
  }
}
