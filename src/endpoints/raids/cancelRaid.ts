import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'

export interface CancelRaidParams {
  /** The channel that raids. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/**
 * Cancels a raid that has not started yet. Rejects with `not_found` if there is no such raid, and with `rate_limited`
 * after ten calls in ten minutes.
 *
 * Takes a user token with the scope `channel:manage:raids`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/raids#cancel-a-raid
 * @example
 * ```ts
 * import { cancelRaid, type HelixClient } from 'tinyhelix'
 *
 * async function stay(client: HelixClient) {
 *   await cancelRaid(client)
 * }
 * ```
 */
export const cancelRaid: WriteEndpoint<CancelRaidParams, void> = voidResult({
  method: 'DELETE',
  path: '/raids',
  scopes: ['channel:manage:raids'],
  params: { broadcaster_id: self },
  invalidates: [],
})
