import type { AuthState, EndpointSpec } from '../spec.ts'
import type { CachedQuery } from './cache.ts'
import type { HelixKey } from './helixKey.ts'
import { needsUser } from './ownership.ts'

/**
 * A component's query, which waits for the auth before it asks. What it showed before, as `keepPreviousData` keeps it,
 * counts only as long as the user is the same.
 */
export function untilReady<Q extends { readonly queryKey: HelixKey; readonly placeholderData?: unknown }>(
  query: Q,
  { spec }: { readonly spec: EndpointSpec },
  { status }: AuthState,
): Q {
  const { queryKey, placeholderData } = query
  const mustWait = needsUser(spec, queryKey[3]) ? status !== 'signed-in' : status === 'pending'
  return {
    ...query,
    ...(mustWait && { enabled: false }),
    ...(typeof placeholderData === 'function' && {
      placeholderData: (data: unknown, previous?: CachedQuery) =>
        previous?.queryKey[4] === queryKey[4] ? placeholderData(data, previous) : placeholderData(),
    }),
  }
}
