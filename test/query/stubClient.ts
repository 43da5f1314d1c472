import { type Auth, type AuthState, createClient, type HelixClient, HelixError, type Session } from 'tinyhelix'
import type { ScriptedFetch } from '../scripted/asFetch.ts'

/** An auth whose state the test sets. */
export interface StubAuth extends Auth<'user'> {
  readonly signInAs: (user: string, scopes?: string[]) => void
  readonly signOut: () => Promise<void>
  /** The number of requests for a token. */
  readonly starts: () => number
  /** The number of subscribers. */
  readonly listeners: () => number
}

export function stubAuth(user?: string): StubAuth {
  const listeners = new Set<(state: AuthState) => void>()
  let state: AuthState = { status: 'pending', session: null, error: null }
  let starts = 0
  const set = (next: AuthState) => {
    state = next
    for (const listener of [...listeners]) listener(state)
  }
  const signInAs = (id: string, scopes: string[] | null = null) => {
    const session: Session = { userId: id, login: id, clientId: 'client-id', scopes, expiresAt: null }
    set({ status: 'signed-in', session, error: null })
  }
  if (user) signInAs(user)
  return {
    kind: 'user',
    get state() {
      return state
    },
    subscribe: listener => {
      listeners.add(listener)
      listener(state)
      return () => void listeners.delete(listener)
    },
    getToken: async () => {
      starts++
      while (state.status === 'pending') {
        await new Promise<void>(resolve => {
          const heard = () => {
            listeners.delete(heard)
            resolve()
          }
          listeners.add(heard)
        })
      }
      if (state.session) return `token-of-${state.session.userId}`
      throw new HelixError('token', 'Nobody is signed in.')
    },
    invalidate: () => {},
    signInAs,
    signOut: async () => set({ status: 'signed-out', session: null, error: null }),
    starts: () => starts,
    listeners: () => listeners.size,
  }
}

/** A client of a scripted Twitch, with a user signed in unless an auth is given. */
export const stubClient = (twitch: ScriptedFetch, auth: Auth<'user'> = stubAuth('1')): HelixClient =>
  createClient({ auth, fetch: twitch.fetch, validate: 'off' })
