import { type HelixErrorCode, isHelixError } from '../errors.ts'

/** What a page can offer to the user after an error. */
export type Remedy = 'retry' | 'sign_in' | 'allow'

const remedies: Partial<Record<HelixErrorCode, Remedy>> = {
  network: 'retry',
  timeout: 'retry',
  server_error: 'retry',
  rate_limited: 'retry',
  token: 'sign_in',
  unauthorized: 'sign_in',
  sign_in: 'sign_in',
  scope: 'allow',
}

/** The user's own decisions, which need no remedy. */
const decided: readonly unknown[] = ['denied', 'cancelled']

/**
 * Returns what a page can offer to the user after an error: `retry`, to try again (not before `error.retryAt`, if it is
 * set); `sign_in`, to sign in; `allow`, to sign in with the scopes in `error.missing`. Returns `null` if none of them
 * helps, or if the user refused or cancelled the sign-in.
 *
 * @example
 * ```ts
 * import type { HelixError } from 'tinyhelix'
 * import { remedyOf } from 'tinyhelix/query'
 *
 * const labels = { retry: 'Try again', sign_in: 'Sign in', allow: 'Allow it' }
 *
 * function labelFor(error: HelixError) {
 *   const remedy = remedyOf(error)
 *   return remedy && labels[remedy]
 * }
 * ```
 */
export function remedyOf(error: unknown): Remedy | null {
  if (!isHelixError(error) || decided.includes(error.reason)) return null
  // The code of another copy of this library may be any text.
  return (Object.hasOwn(remedies, error.code) && remedies[error.code]) || null
}
