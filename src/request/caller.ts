import type { Auth, Caller, Credentials, Session } from '../spec.ts'

/** What is known about a token that has not been validated. */
export const unknownSession: Session = { userId: null, login: null, clientId: null, scopes: null, expiresAt: null }

/** The user who makes a call now. */
export const callerOf = (auth: Auth | null | undefined): Caller => ({ userId: auth?.state.session?.userId ?? null })

/** Returns the token and its session. With `needsUser`, it waits until the user is known, if that is possible. */
export const credentialsOf = async (
  auth: Auth,
  needsUser: boolean,
  signal: AbortSignal | undefined,
): Promise<Credentials> =>
  // A page's own auth returns token and session separately.
  (await auth.getCredentials?.(signal, needsUser)) ?? {
    token: await auth.getToken(signal),
    session: auth.state.session ?? unknownSession,
  }
