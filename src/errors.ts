import type { Scope } from './scope.ts'

/** What went wrong, for `switch`: by status, without an answer, or found before or after the network. */
export type HelixErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'unprocessable'
  | 'rate_limited'
  | 'server_error'
  | 'http'
  | 'network'
  | 'timeout'
  | 'token'
  | 'scope'
  | 'parameter'
  | 'schema'
  | 'sign_in'
  | 'revoked'

/** Why a sign-in ended without a session. */
export type SignInFailure =
  | 'denied'
  | 'state'
  | 'client'
  | 'popup_blocked'
  | 'popup_closed'
  | 'timeout'
  | 'unreachable'
  | 'cancelled'

/** One thing that is wrong with a parameter (code `parameter`) or with an answer (code `schema`). */
export interface HelixIssue {
  /** Where: a parameter's name, or a field's place in the answer, such as `data.0.viewer_count`. */
  readonly path: string
  /** What was expected there and, of what was there instead, as much as helps. */
  readonly message: string
}

/** The fields that a {@link HelixError} has beside its code and message, as they apply. */
export interface HelixErrorDetails {
  /** The HTTP status of Twitch's answer. */
  readonly status?: number | undefined
  /** Method and path, such as `GET /streams`. */
  readonly endpoint?: string | undefined
  /** Twitch's own message, verbatim. */
  readonly detail?: string | undefined
  /** When to try again, in milliseconds since 1970. */
  readonly retryAt?: number | undefined
  /** What is wrong, place by place. */
  readonly issues?: readonly HelixIssue[] | undefined
  /** Scopes of which any one would have sufficed. */
  readonly missing?: readonly Scope[] | undefined
  /** Why a sign-in failed. */
  readonly reason?: SignInFailure | undefined
}

/**
 * The one error that this library raises. Tell errors apart by `code`; everything else is there for messages and logs
 * and never contains a token. A call that its caller aborted rejects with the platform's `AbortError` instead.
 *
 * @example
 * ```ts
 * import { type HelixClient, getStreamKey, isHelixError } from 'tinyhelix'
 *
 * async function streamKey(client: HelixClient) {
 *   try {
 *     return (await getStreamKey(client)).stream_key
 *   } catch (error) {
 *     if (isHelixError(error, 'scope')) console.log('ask for', error.missing)
 *     throw error
 *   }
 * }
 * ```
 */
export class HelixError extends Error implements HelixErrorDetails {
  override readonly name = 'HelixError'
  declare readonly code: HelixErrorCode
  declare readonly status?: number | undefined
  declare readonly endpoint?: string | undefined
  declare readonly detail?: string | undefined
  declare readonly retryAt?: number | undefined
  declare readonly issues?: readonly HelixIssue[] | undefined
  declare readonly missing?: readonly Scope[] | undefined
  declare readonly reason?: SignInFailure | undefined

  constructor(code: HelixErrorCode, message: string, details?: HelixErrorDetails) {
    super(message)
    Object.assign(this, { code }, details)
  }
}

/**
 * Whether a value is a {@link HelixError}, of one code if given. It goes by name, so it also knows errors of another
 * copy of this library.
 */
export function isHelixError<C extends HelixErrorCode>(
  error: unknown,
  code: C,
): error is HelixError & { readonly code: C }
export function isHelixError(error: unknown): error is HelixError
export function isHelixError(error: unknown, code?: HelixErrorCode): boolean {
  const { name, code: found } = Object(error)
  return name === 'HelixError' && found === (code ?? found)
}

/** Something that is sent to Twitch: an endpoint's description, or one request. */
export interface Named {
  readonly method: string
  readonly path: string
}

/** What an endpoint is called in messages, such as `GET /streams`. */
export const nameOf = ({ method, path }: Named): string => `${method} ${path}`

/** The start of a text, as a text of its own: engines keep the whole of one that was cut. */
export const startOf = (text: string, length: number): string => [...text.slice(0, length)].join('')

/** An error of a call, which its message begins with. */
export const failure = (
  code: HelixErrorCode,
  called: Named,
  problem: string,
  details?: HelixErrorDetails,
): HelixError => {
  const endpoint = nameOf(called)
  return new HelixError(code, `${endpoint} ${problem}`, { endpoint, ...details })
}

/** An error that names what is wrong place by place, the first of it in its message. */
export const mismatch = (
  code: 'parameter' | 'schema',
  called: Named,
  problem: string,
  issues: readonly HelixIssue[],
): HelixError =>
  failure(
    code,
    called,
    `${problem}. ${issues
      .slice(0, 5)
      .map(({ path, message }) => `${path}: ${message}.`)
      .join(' ')}`,
    { issues },
  )
