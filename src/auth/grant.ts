import { HelixError, type HelixErrorCode, isHelixError } from '../errors.ts'
import type { Session } from '../spec.ts'

/** A token with what is known of it. */
export interface Grant {
  readonly token: string
  /** Gets the next token when this one has ended. */
  readonly refreshToken?: string | undefined
  readonly session: Session
  /** When Twitch is to be asked about it again, in milliseconds since 1970. */
  readonly checkAt: number
  /** When it has ended for certain, by the clock of `performance.now()`, which nobody can set. */
  readonly deadline?: number | undefined
}

/** Whether its time seems to be over. The clock may be wrong, so this alone ends nothing. */
export const seemsOver = ({ session }: Grant): boolean => (session.expiresAt ?? Infinity) <= Date.now()

/** When it ends, if that lies ahead. */
export const endAhead = (grant: Grant): number => (seemsOver(grant) ? Infinity : (grant.session.expiresAt ?? Infinity))

export const hasEnded = (): HelixError =>
  new HelixError('token', 'The token has expired or was revoked: sign in again.')

const finalCodes: readonly HelixErrorCode[] = ['unauthorized', 'token', 'sign_in']

/** Whether an error ends a token or a sign-in. After any other error it is worth trying again. */
export const isFinal = (error: unknown): boolean => isHelixError(error) && finalCodes.includes(error.code)
