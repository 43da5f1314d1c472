import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface RemoveChannelVipParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The VIP. */
  user_id: string
}

/**
 * Removes a VIP from a channel. The broadcaster can call it, or the VIP with the channel's `broadcaster_id`. Twitch
 * allows 10 calls in 10 seconds.
 *
 * Takes a user token with the scope `channel:manage:vips`. `broadcaster_id` defaults to the signed-in user. Rejects
 * with `unprocessable` if the user is not a VIP there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#remove-channel-vip
 * @example
 * ```ts
 * import { type HelixClient, removeChannelVip } from 'tinyhelix'
 *
 * async function remove(client: HelixClient, user_id: string) {
 *   await removeChannelVip(client, { user_id })
 * }
 * ```
 */
export const removeChannelVip: WriteEndpoint<RemoveChannelVipParams, void> = voidResult({
  method: 'DELETE',
  path: '/channels/vips',
  scopes: ['channel:manage:vips'],
  params: { broadcaster_id: self, user_id: id },
})
