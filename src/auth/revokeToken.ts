import { exchange } from '../request/exchange.ts'
import type { CallOptions, Network } from '../spec.ts'
import { checkedToken } from './validateToken.ts'

/** What {@link revokeToken} needs beside the token. */
export interface RevokeTokenOptions extends Network, CallOptions {
  /** The application that the token was made for. */
  readonly clientId: string
}

/**
 * Ends a token for good. Rejects with code `bad_request` if it was no longer valid anyway. The auths' `signOut` does
 * this by itself.
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
  // The page may be left at the same moment.
  const request = { method: 'POST', path: '/revoke', body, keepalive: true }
  await exchange(options, 'authURL', request, options, token)
}
