import { callSafely } from '../callSafely.ts'
import type { HelixError } from '../errors.ts'
import type { Auth, AuthState, Session, TokenKind } from '../spec.ts'

/** The observable part of an auth. */
export interface ObservedState<S extends Session> {
  readonly current: () => AuthState<S>
  /** Subscribes without starting anything. */
  readonly listen: Auth<TokenKind, S>['subscribe']
  /**
   * Subscribes. In a page it also calls `start` while the state is pending, so that the state does not stay pending.
   */
  readonly subscribe: Auth<TokenKind, S>['subscribe']
  /**
   * Signs in or out. `error` says what went wrong. An equal state is not a change. An equal session keeps its earlier
   * error.
   */
  readonly publish: (session: S | null, error?: HelixError | null) => void
}

/** Creates the state of an auth and its listeners. */
export function observeState<S extends Session>(start?: () => unknown): ObservedState<S> {
  const listeners = new Set<(state: AuthState<S>) => void>()
  let state = { status: 'pending', session: null, error: null } as AuthState<S>
  const listen: Auth<TokenKind, S>['subscribe'] = listener => {
    listeners.add(listener)
    listener(state)
    return () => void listeners.delete(listener)
  }
  return {
    current: () => state,
    listen,
    subscribe: listener => {
      const stop = listen(listener)
      // A server has no `document`. It renders pages while auths are pending.
      if (state.status === 'pending' && typeof Document !== 'undefined') start?.()
      return stop
    },
    publish: (session, error = null) => {
      const isSame = JSON.stringify(session) === JSON.stringify(state.session) && state.status !== 'pending'
      if (isSame && (error === state.error || (session && !error))) return
      // The compiler cannot tell that the status belongs to the session.
      state = { status: session ? 'signed-in' : 'signed-out', session: Object.freeze(session), error } as AuthState<S>
      for (const listener of [...listeners]) if (listeners.has(listener)) callSafely(listener, state)
    },
  }
}
