import { closedError } from '../auth/grant.ts'
import type { ImplicitGrantAuth, SignInOptions } from '../auth/implicitGrant.ts'
import { observeState } from '../auth/observeState.ts'
import { HelixError } from '../errors.ts'
import { unknownSession } from '../request/caller.ts'
import type { Scope } from '../scope.ts'
import type { ClosableAuth, Credentials, Session, TokenKind, UserSession } from '../spec.ts'
import type { Token } from './wire/tokens.ts'
import type { Person } from './world/users.ts'

/** Options of one sign-in. Options about the way to Twitch, such as `popup`, change nothing. */
export interface FakeSignInOptions extends SignInOptions {
  /** The user by login or id. @defaultValue the last user, at first `ada` */
  readonly user?: string | undefined
}

/**
 * The auth of a test. It has the functions of an auth that signs users in at Twitch, but no page opens, and each of them
 * takes effect at once.
 */
export interface FakeAuth extends ImplicitGrantAuth {
  /** Signs a user in, in place of the one who is signed in. Resolves to the session. */
  readonly signIn: (options?: FakeSignInOptions) => Promise<UserSession>
}

/** A token of an auth, and its user. */
export interface GrantedToken extends Token {
  /** `null` for tokens without a user. */
  readonly user: Person | null
}

const ended = () => new HelixError('token', 'The fake has ended this token.')

/** The session of a token without a user. */
export const sessionOf = ({ clientId }: GrantedToken): Session => ({ ...unknownSession, clientId })

const userSessionOf = ({ user, clientId, scopes, expiresAt }: GrantedToken): UserSession => {
  if (!user) throw ended()
  return { userId: user.id, login: user.login, clientId, scopes, expiresAt }
}

/**
 * Creates the auth of a token that the fake issued, and a function that replaces the token. A refused token signs it
 * out.
 */
export function createGrantedAuth<K extends TokenKind, S extends Session>(
  kind: K,
  first: GrantedToken | null,
  sessionOf: (granted: GrantedToken) => S,
) {
  const { current, subscribe, publish } = observeState<S>()
  let granted = first
  let isClosed = false
  const set = (next: GrantedToken | null, error: HelixError | null = null): S | null => {
    if (isClosed) throw closedError()
    granted = next
    publish(next && sessionOf(next), error)
    return current().session
  }
  set(first)
  const getCredentials = async (): Promise<Credentials> => {
    const { session, error } = current()
    if (session && granted) return { token: granted.token, session }
    throw error ?? new HelixError('token', 'Nobody is signed in: call signIn of this auth.')
  }
  const auth: ClosableAuth<K, S> = {
    kind,
    get state() {
      return current()
    },
    subscribe,
    getToken: async () => (await getCredentials()).token,
    getCredentials,
    invalidate: token => {
      if (token === granted?.token) set(null, ended())
    },
    close: () => {
      if (isClosed) return
      set(null, closedError())
      isClosed = true
    },
  }
  return { auth, set, granted: () => granted }
}

/** The functions of a fake that its auths need. */
interface FakeAuthSource {
  /** Without `scopes`, the token has all scopes. */
  readonly issue: (user: string, scopes: readonly Scope[] | undefined) => GrantedToken
  readonly revoke: (token: string) => void
}

/** Creates an auth whose user can sign in, out and switch. `null`: nobody is signed in at first. */
export function createFakeAuth(
  { issue, revoke }: FakeAuthSource,
  first: string | null,
  scopes: readonly Scope[] | undefined,
): FakeAuth {
  let user = first ?? 'ada'
  let asked = scopes
  const { auth, set, granted } = createGrantedAuth('user', first === null ? null : issue(first, scopes), userSessionOf)
  return {
    ...auth,
    get state() {
      return auth.state
    },
    restore: async () => auth.state.session,
    signIn: async ({ user: name = user, scopes: more = [] } = {}) => {
      const wanted = asked && [...new Set([...asked, ...more])]
      const session = set(issue(name, wanted))
      user = name
      asked = wanted
      return session ?? Promise.reject(ended())
    },
    signOut: async () => {
      const token = granted()?.token
      set(null)
      if (token !== undefined) revoke(token)
    },
  }
}
