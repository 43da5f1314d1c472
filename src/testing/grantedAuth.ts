import { nothingKnown, observe } from '../auth/state.ts'
import { HelixError } from '../errors.ts'
import type { Auth, TokenKind } from '../spec.ts'
import type { Token } from './tokens.ts'
import type { Person } from './world/users.ts'

/** The auth of a token that the fake gave out: signed in from the start, and out once the token is refused. */
export function grantedAuth<K extends TokenKind>(
  kind: K,
  { token, clientId, scopes, expiresAt }: Token,
  user: Person | null,
): Auth<K> {
  const { current, subscribe, publish } = observe()
  publish(user ? { userId: user.id, login: user.login, clientId, scopes, expiresAt } : { ...nothingKnown, clientId })
  return {
    kind,
    get state() {
      return current()
    },
    subscribe,
    getToken: async () => {
      if (current().status === 'signed-in') return token
      throw current().error ?? new HelixError('token', 'The fake has ended this token.')
    },
    invalidate: () => publish(null, new HelixError('token', 'The fake has ended this token.')),
  }
}
