import { HelixError } from '../errors.ts'
import { exchange } from '../request/exchange.ts'
import { nullish } from '../schema/object.ts'
import { id } from '../schema/parameters.ts'
import type { CallOptions, Network } from '../spec.ts'
import { endOf, lifetime, readAnswer, texts } from './readAnswer.ts'

/** The user, the client id and the scopes of a token. */
export interface TokenInfo {
  readonly clientId: string
  /** `null` for an app's token. */
  readonly userId: string | null
  /** `null` for an app's token. */
  readonly login: string | null
  readonly scopes: readonly string[]
  /** In milliseconds since 1970; `null` for the tokens of very old applications, which do not expire. */
  readonly expiresAt: number | null
}

/**
 * Asks Twitch whether a token is valid, and returns its user, client id and scopes. Rejects with code `unauthorized` if
 * it is no longer valid, and with `network`, `timeout` or `schema` if Twitch gave no usable answer. The auths of this
 * library do this themselves.
 *
 * @see https://dev.twitch.tv/docs/authentication/validate-tokens
 * @example
 * ```ts
 * import { validateToken } from 'tinyhelix'
 *
 * const { login, scopes } = await validateToken('a token')
 * ```
 */
export async function validateToken(token: string, options: Network & CallOptions = {}): Promise<TokenInfo> {
  // Do not add headers: the CORS policy of id.twitch.tv refuses them.
  const headers = { Authorization: `OAuth ${checkedToken(token)}` }
  const request = { method: 'GET', path: '/validate', headers }
  const answer = readAnswer(request, await exchange(options, 'authURL', request, options, token), {
    client_id: id,
    user_id: nullish(id),
    login: nullish(id),
    scopes: nullish(texts),
    expires_in: nullish(lifetime),
  })
  const { client_id: clientId, user_id: userId = null, login = null, scopes, expires_in } = answer
  return { clientId, userId, login, scopes: scopes ?? [], expiresAt: endOf(expires_in) }
}

/**
 * Returns a token that is valid in a header, without white space around it. The error does not show the value, because
 * it may be a token with a line break.
 */
export function checkedToken(token: unknown): string {
  const text = typeof token === 'string' ? token.trim() : ''
  if (/^(?!oauth:)[\x21-\x7e]+$/.test(text)) return text
  const [scheme] = /^(Bearer |OAuth |oauth:)/i.exec(text) ?? []
  const problem = text
    ? scheme
      ? `write it without "${scheme}"`
      : 'it has characters that no token has'
    : 'it is empty'
  throw new HelixError('token', `This is no token: ${problem}.`)
}
