import { exchange } from '../request/exchange.ts'
import type { CallOptions, Network } from '../spec.ts'
import { checkedToken } from './validateToken.ts'

/** Options of {@link revokeToken}. */
export interface RevokeTokenOptions extends Network, CallOptions {
  /** The client id that the token was issued for. */
  readonly clientId: string
}

/**
 * Revokes a token permanently. Rejects with code `bad_request` if the token was no longer valid. You do not need it for
 * `signOut`, which does this itself.
 *
 * @see https://dev.twitch.tv/docs/authentication/revoke-tokens
 * @example
 * ```ts
 * import { revokeToken } from 'tinyhelix'
 *
 * await revokeToken('a token', { clientId: 'abc' })
 * ```
 */
export async function revokeToken(token: string, options: RevokeTokenOptions): Promise<void> {
  const body = new URLSearchParams({ client_id: options.clientId, token: checkedToken(token) })
  // The user may leave the page at the same moment.
  const request = { method: 'POST', path: '/revoke', body, keepalive: true }
  await exchange(options, 'authURL', request, options, token)
}
