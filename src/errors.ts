import type { Scope } from './scope.ts'

/**
 * What went wrong, for `switch`: a status of Twitch's answer, no answer, or a problem that this library found itself.
 */
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
  | 'bits'

/** Why a sign-in failed. */
export type SignInFailure =
  | 'denied'
  | 'state'
  | 'client'
  | 'popup_blocked'
  | 'popup_closed'
  | 'timeout'
  | 'unreachable'
  | 'cancelled'

/** Why no Bits were used: the viewer cancelled, Bits are disabled here, or another purchase is still open. */
export type BitsFailure = 'cancelled' | 'disabled' | 'busy'

/** One problem with a parameter (code `parameter`) or with an answer (code `schema`). */
export interface HelixIssue {
  /** A parameter's name, or the path of a field in the answer, such as `data.0.viewer_count`. */
  readonly path: string
  /** What was expected, and what was there instead. */
  readonly message: string
}

/** The further fields of a {@link HelixError}. Each is present only if it applies. */
export interface HelixErrorDetails {
  /** The HTTP status of Twitch's answer. */
  readonly status?: number | undefined
  /** Method and path, such as `GET /streams`. */
  readonly endpoint?: string | undefined
  /** Twitch's message, unchanged. */
  readonly detail?: string | undefined
  /** When to try again, in milliseconds since 1970. */
  readonly retryAt?: number | undefined
  /** All problems, each with its path. */
  readonly issues?: readonly HelixIssue[] | undefined
  /** The missing scopes: any one of them is enough. */
  readonly missing?: readonly Scope[] | undefined
  /** Why a sign-in failed, or why no Bits were used. */
  readonly reason?: SignInFailure | BitsFailure | undefined
}

/**
 * The error class of this library. Distinguish errors by `code`; the other fields are for messages and logs. No field
 * ever contains a token. A call that its caller aborted rejects with the platform's `AbortError` instead.
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
  declare readonly reason?: SignInFailure | BitsFailure | undefined

  constructor(code: HelixErrorCode, message: string, details?: HelixErrorDetails) {
    super(message)
    Object.assign(this, { code }, details)
  }
}

/**
 * Returns whether a value is a {@link HelixError}, and whether it has the given code. It checks the name, so it also
 * recognizes errors of another copy of this library.
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

/** Something that has a method and a path: an endpoint's description, or one request. */
export interface Named {
  readonly method: string
  readonly path: string
}

/** The name of an endpoint in messages, such as `GET /streams`. */
export const nameOf = ({ method, path }: Named): string => `${method} ${path}`

/** The start of a text, as a new string. Engines keep a long string in memory as long as a slice of it exists. */
export const startOf = (text: string, length: number): string => [...text.slice(0, length)].join('')

/** Creates an error for a call. The message begins with the name of the call. */
export const callError = (
  code: HelixErrorCode,
  called: Named,
  problem: string,
  details?: HelixErrorDetails,
): HelixError => {
  const endpoint = nameOf(called)
  return new HelixError(code, `${endpoint} ${problem}`, { endpoint, ...details })
}

/** Creates the error for a part of an answer that has no usable value. */
export const unusable = (called: Named, place: string): HelixError =>
  callError('schema', called, `answered with an unusable ${place}.`)

/** Creates an error that lists all problems. Its message shows the first one. */
export const mismatch = (
  code: 'parameter' | 'schema',
  called: Named,
  problem: string,
  issues: readonly HelixIssue[],
): HelixError =>
  callError(
    code,
    called,
    `${problem}. ${issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.replace(/\.(\d+)/g, '[$1]')}: ${message}.`)
      .join(' ')}`,
    { issues },
  )
