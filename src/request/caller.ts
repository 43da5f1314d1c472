import { callError, type Named } from '../errors.ts'
import type { Auth, Caller, Credentials, Session } from '../spec.ts'

/** What is known about a token that has not been validated. */
export const unknownSession: Session = { userId: null, login: null, clientId: null, scopes: null, expiresAt: null }

/** The user who makes a call now. */
export const callerOf = (auth: Auth | null | undefined): Caller => ({ userId: auth?.state.session?.userId ?? null })

/** Throws an error if another user than the one who made the call is signed in. */
export function requireCaller(called: Named, caller: Caller, { userId }: Session): void {
  caller.userId ??= userId
  if (caller.userId !== userId) {
    throw callError('token', called, 'was not sent: its user is no longer signed in. Call again as the new user.')
  }
}

/** Returns the token and its session. With `needsUser`, it waits until the user is known, if that is possible. */
export async function credentialsOf(
  auth: Auth,
  called: Named,
  needsUser: boolean,
  signal: AbortSignal | undefined,
): Promise<Credentials> {
  if (auth.getCredentials) return auth.getCredentials(signal, needsUser)
  // A page's own auth returns token and session separately, so this checks for a change between the two.
  const before = callerOf(auth)
  const token = await auth.getToken(signal)
  const session = auth.state.session ?? unknownSession
  requireCaller(called, before, session)
  return { token, session }
}
