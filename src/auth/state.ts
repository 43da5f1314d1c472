import type { HelixError } from '../errors.ts'
import type { Auth, AuthState, Session } from '../spec.ts'

export const nothingKnown: Session = { userId: null, login: null, clientId: null, scopes: null, expiresAt: null }

/** The observable part of an auth. */
export interface Observed {
  readonly current: () => AuthState
  readonly subscribe: Auth['subscribe']
  /** Signs in, or out with an error if something went wrong. Equal sessions are no change. */
  readonly publish: (session: Session | null, error?: HelixError | null) => void
}

export function observe(): Observed {
  const listeners = new Set<(state: AuthState) => void>()
  let state = { status: 'pending', session: null, error: null } as AuthState
  return {
    current: () => state,
    subscribe: listener => {
      listeners.add(listener)
      listener(state)
      return () => void listeners.delete(listener)
    },
    publish: (session, error = null) => {
      if (session && JSON.stringify(session) === JSON.stringify(state.session)) return
      // An error comes without a session only, as the keepers see to.
      state = { status: session ? 'signed-in' : 'signed-out', session: Object.freeze(session), error } as AuthState
      for (const listener of [...listeners]) {
        try {
          if (listeners.has(listener)) listener(state)
        } catch (error) {
          // A fault of one listener is the page's to see, and nobody else's to suffer from.
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
  }
}
