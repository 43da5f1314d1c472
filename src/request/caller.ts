import { failure, type Named } from '../errors.ts'
import type { Auth, Caller, Credentials, Session } from '../spec.ts'

/** What is known of a token that nobody has asked about. */
export const nothingKnown: Session = { userId: null, login: null, clientId: null, scopes: null, expiresAt: null }

/** Whoever makes a call now. */
export const callerOf = (auth: Auth | null | undefined): Caller => ({ userId: auth?.state.session?.userId ?? null })

/** Refuses to go on with a call as anybody but the user who made it. */
export function requireCaller(called: Named, caller: Caller, { userId }: Session): void {
  caller.userId ??= userId
  if (caller.userId !== userId) {
    throw failure('token', called, 'was not sent: its user is no longer signed in. Call again as the new user.')
  }
}

/** The token and whose it is. With `needsUser` it waits until the user is known, where that can be found out. */
export async function credentialsOf(
  auth: Auth,
  called: Named,
  needsUser: boolean,
  signal: AbortSignal | undefined,
): Promise<Credentials> {
  if (auth.getCredentials) return auth.getCredentials(signal, needsUser)
  // An auth of the page's own making gives token and session apart, so a change between the two is looked for.
  const before = callerOf(auth)
  const token = await auth.getToken(signal)
  const session = auth.state.session ?? nothingKnown
  requireCaller(called, before, session)
  return { token, session }
}
