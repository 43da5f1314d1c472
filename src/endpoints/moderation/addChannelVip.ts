import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface AddChannelVipParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** The user to make a VIP. */
  user_id: string
}

/**
 * Makes a user a VIP of the signed-in user's channel. Twitch allows 10 calls in 10 seconds.
 *
 * Takes a user token with the scope `channel:manage:vips`. `broadcaster_id` defaults to the signed-in user and must be
 * that user. Rejects with `unprocessable` if the user is a VIP already, or a moderator: remove the moderator first.
 * Rejects with `conflict` if the channel has no VIP slot left, and with `http` and status 425 if the channel has not
 * unlocked VIPs yet.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#add-channel-vip
 * @example
 * ```ts
 * import { type HelixClient, addChannelVip, isHelixError } from 'tinyhelix'
 *
 * async function honour(client: HelixClient, user_id: string) {
 *   try {
 *     await addChannelVip(client, { user_id })
 *   } catch (error) {
 *     if (!isHelixError(error, 'conflict')) throw error
 *     console.log('No place for another VIP')
 *   }
 * }
 * ```
 */
export const addChannelVip: WriteEndpoint<AddChannelVipParams, void> = voidResult({
  method: 'POST',
  path: '/channels/vips',
  scopes: ['channel:manage:vips'],
  params: { broadcaster_id: self, user_id: id },
})
