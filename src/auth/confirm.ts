import { HelixError } from '../errors.ts'
import type { Session } from '../spec.ts'

/** What is known of a token, and when Twitch is to be asked about it again, in milliseconds since 1970. */
export interface Confirmed {
  readonly session: Session
  readonly checkAt: number
}

export const ended = (): HelixError => new HelixError('token', 'The token has expired or was revoked: sign in again.')

/** Whether an error says that a token or a sign-in has come to its end; after any other it is worth asking again. */
export const isFinal = (error: unknown): boolean => /unauthorized|token|sign_in/.test(Object(error).code)

/**
 * Brings up to date what is known of a token; rejects if it has ended. `ask` finds out whose it is, and by when to ask
 * again if that is sooner than in an hour. Where nobody can be asked, what is known holds.
 */
export async function confirm(
  session: Session,
  ask: () => Promise<Partial<Session> & { readonly checkAt?: number }>,
): Promise<Confirmed> {
  const now = Date.now()
  if ((session.expiresAt ?? Infinity) <= now) throw ended()
  const { checkAt = now + 3_600_000, ...found } = await ask().catch(error => {
    if (isFinal(error)) throw error.status ? ended() : error
    // Without a client id nothing can be called, so there is no use in waiting.
    return { checkAt: session.clientId ? now + 60_000 : now }
  })
  const known = { ...session, ...found }
  // Twitch counts in seconds: a smaller difference is none.
  const isSame = Math.abs(Number(known.expiresAt) - Number(session.expiresAt)) < 2000
  if (isSame) known.expiresAt = session.expiresAt
  return { session: known, checkAt: Math.min(checkAt, known.expiresAt ?? checkAt) }
}
