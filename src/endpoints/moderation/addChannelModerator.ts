import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface AddChannelModeratorParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** The user to make a moderator. */
  user_id: string
}

/**
 * Makes a user a moderator of the signed-in user's channel. Twitch allows 10 calls in 10 seconds.
 *
 * Takes a user token with the scope `channel:manage:moderators`. `broadcaster_id` defaults to the signed-in user and
 * must be that user. Rejects with `bad_request` if the user is a moderator already or is banned. Rejects with
 * `unprocessable` if the user is a VIP: remove the VIP first.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#add-channel-moderator
 * @example
 * ```ts
 * import { type HelixClient, addChannelModerator } from 'tinyhelix'
 *
 * async function promote(client: HelixClient, user_id: string) {
 *   await addChannelModerator(client, { user_id })
 * }
 * ```
 */
export const addChannelModerator: WriteEndpoint<AddChannelModeratorParams, void> = voidResult({
  method: 'POST',
  path: '/moderation/moderators',
  scopes: ['channel:manage:moderators'],
  params: { broadcaster_id: self, user_id: id },
})
