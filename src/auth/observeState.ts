import type { HelixError } from '../errors.ts'
import type { Auth, AuthState, Session } from '../spec.ts'

/** The observable part of an auth. */
export interface ObservedState {
  readonly current: () => AuthState
  /** Subscribes without starting anything. */
  readonly listen: Auth['subscribe']
  /** Subscribes. In a page this calls `start` while the state is pending, so that no state stays pending. */
  readonly subscribe: Auth['subscribe']
  /** Signs in, or out. `error` says what went wrong. What is equal is no change, and a session keeps the error told beside it. */
  readonly publish: (session: Session | null, error?: HelixError | null) => void
}

/** Keeps an auth's state and its listeners. */
export function observeState(start?: () => unknown): ObservedState {
  const listeners = new Set<(state: AuthState) => void>()
  let state = { status: 'pending', session: null, error: null } as AuthState
  const listen: Auth['subscribe'] = listener => {
    listeners.add(listener)
    listener(state)
    return () => void listeners.delete(listener)
  }
  return {
    current: () => state,
    listen,
    subscribe: listener => {
      const stop = listen(listener)
      // A server, which has no documents, renders pages with auths that are pending.
      if (state.status === 'pending' && typeof Document !== 'undefined') start?.()
      return stop
    },
    publish: (session, error = null) => {
      const isSame = JSON.stringify(session) === JSON.stringify(state.session) && state.status !== 'pending'
      if (isSame && (error === state.error || (session && !error))) return
      // The compiler does not see that the status goes with the session.
      state = { status: session ? 'signed-in' : 'signed-out', session: Object.freeze(session), error } as AuthState
      for (const listener of [...listeners]) {
        try {
          if (listeners.has(listener)) listener(state)
        } catch (error) {
          // The page sees the fault of its listener; the other listeners are called all the same.
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
  }
}
