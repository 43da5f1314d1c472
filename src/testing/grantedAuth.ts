import { observeState } from '../auth/observeState.ts'
import { HelixError } from '../errors.ts'
import { nothingKnown } from '../request/caller.ts'
import type { Auth, Credentials, TokenKind } from '../spec.ts'
import type { Token } from './wire/tokens.ts'
import type { Person } from './world/users.ts'

/**
 * Creates the auth of a token that the fake issued. It is signed in from the start, and signed out when the token is
 * refused.
 */
export function grantedAuth<K extends TokenKind>(
  kind: K,
  { token, clientId, scopes, expiresAt }: Token,
  user: Person | null,
): Auth<K> {
  const { current, subscribe, publish } = observeState()
  publish(user ? { userId: user.id, login: user.login, clientId, scopes, expiresAt } : { ...nothingKnown, clientId })
  const getCredentials = async (): Promise<Credentials> => {
    const { session, error } = current()
    if (session) return { token, session }
    throw error ?? new HelixError('token', 'The fake has ended this token.')
  }
  return {
    kind,
    get state() {
      return current()
    },
    subscribe,
    getToken: async () => (await getCredentials()).token,
    getCredentials,
    invalidate: () => publish(null, new HelixError('token', 'The fake has ended this token.')),
  }
}
