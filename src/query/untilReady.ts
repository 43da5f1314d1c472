import type { AuthState } from '../auth/auth.ts'
import type { EndpointSpec } from '../endpoint.ts'
import type { HelixKey } from './helixKey.ts'
import { needsUser } from './ownership.ts'

/** A component's query, which waits for the auth before it asks. */
export function untilReady<Q extends { readonly queryKey: HelixKey }>(
  query: Q,
  { spec }: { readonly spec: EndpointSpec },
  { status }: AuthState,
): Q {
  const mustWait = needsUser(spec, query.queryKey[3]) ? status !== 'signed-in' : status === 'pending'
  return mustWait ? { ...query, enabled: false } : query
}
