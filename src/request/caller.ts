import { callError, type Named } from '../errors.ts'
import type { Auth, Caller, Credentials, Session } from '../spec.ts'

/** What is known about a token that has not been validated. */
export const unknownSession: Session = { userId: null, login: null, clientId: null, scopes: null, expiresAt: null }

/** The user who makes a call now. */
export const callerOf = (auth: Auth | null | undefined): Caller => ({ userId: auth?.state.session?.userId ?? null })

/**
 * Returns the token and its session. With `needsUser`, it waits until the user is known, if that is possible. With a
 * `caller`, it throws an error if another user than the one who made the call is signed in.
 */
export async function credentialsOf(
  auth: Auth,
  called: Named,
  needsUser: boolean,
  signal: AbortSignal | undefined,
  caller: Caller = { userId: null },
): Promise<Credentials> {
  // A page's own auth returns token and session separately.
  const { token, session } = (await auth.getCredentials?.(signal, needsUser)) ?? {
    token: await auth.getToken(signal),
    session: auth.state.session ?? unknownSession,
  }
  caller.userId ??= session.userId
  if (caller.userId !== session.userId) {
    throw callError('token', called, 'was not sent: its user is no longer signed in. Call again as the new user.')
  }
  return { token, session }
}
