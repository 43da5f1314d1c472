import type { Auth, AuthState, Session } from 'tinyhelix'

/** An auth whose user changes at once. Its tokens are `secret-` and the user's id, or the given token. */
export const controlledAuth = (first: string | null, token?: string) => {
  const listeners = new Set<(state: AuthState) => void>()
  const stateOf = (userId: string | null, scopes: Session['scopes'] = null): AuthState =>
    userId === null
      ? { status: 'signed-out', session: null, error: null }
      : {
          status: 'signed-in',
          session: { userId, login: userId, clientId: 'app', scopes, expiresAt: null },
          error: null,
        }
  let state = stateOf(first)
  const auth: Auth<'user'> = {
    kind: 'user',
    get state() {
      return state
    },
    subscribe: listener => {
      listeners.add(listener)
      listener(state)
      return () => void listeners.delete(listener)
    },
    getToken: async () => token ?? `secret-${state.session?.userId}`,
    invalidate: () => {},
  }
  return {
    auth,
    listeners,
    signIn: (userId: string | null, scopes?: Session['scopes']) => {
      state = stateOf(userId, scopes)
      for (const listener of [...listeners]) listener(state)
    },
  }
}
