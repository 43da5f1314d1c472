import { HelixError, type HelixErrorCode, isHelixError } from '../errors.ts'
import type { Session } from '../spec.ts'

/** A token, and what is known about it. */
export interface Grant<S extends Session = Session> {
  readonly token: string
  /** Names a stored token in the messages of tabs. */
  readonly id?: string
  /** The token that renews this one. */
  readonly refreshToken?: string | undefined
  readonly session: S
  /** When the token must be validated again, by the page's time. */
  readonly checkAt: number
  /**
   * When the token has certainly expired, by `performance.now()`. The page's time also follows a system clock that is set
   * ahead, and that alone does not end a token.
   */
  readonly deadline?: number | undefined
}

/** Whether the token seems to have expired. The clock may be wrong, so this alone does not end the session. */
export const looksExpired = ({ session }: Pick<Grant, 'session'>): boolean =>
  (session.expiresAt ?? Infinity) <= Date.now()

/** When the token expires, if that is in the future. */
export const futureExpiry = (grant: Grant): number =>
  looksExpired(grant) ? Infinity : (grant.session.expiresAt ?? Infinity)

export const expiredError = (): HelixError =>
  new HelixError('token', 'The token has expired or was revoked: sign in again.')

export const closedError = (): HelixError => new HelixError('token', 'This auth was closed: make a new one.')

const finalCodes: readonly HelixErrorCode[] = ['unauthorized', 'token', 'sign_in']

/** Whether an error ends a token or a sign-in. After any other error, a retry may succeed. */
export const isFinal = (error: unknown): boolean => isHelixError(error) && finalCodes.includes(error.code)
