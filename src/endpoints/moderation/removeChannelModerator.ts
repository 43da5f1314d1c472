import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface RemoveChannelModeratorParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** The moderator to remove. */
  user_id: string
}

/**
 * Removes a moderator from the signed-in user's channel. Twitch allows 10 calls in 10 seconds.
 *
 * Takes a user token with the scope `channel:manage:moderators`. `broadcaster_id` defaults to the signed-in user and
 * must be that user. Rejects with `bad_request` if the user is not a moderator.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#remove-channel-moderator
 * @example
 * ```ts
 * import { type HelixClient, removeChannelModerator } from 'tinyhelix'
 *
 * async function demote(client: HelixClient, user_id: string) {
 *   await removeChannelModerator(client, { user_id })
 * }
 * ```
 */
export const removeChannelModerator: WriteEndpoint<RemoveChannelModeratorParams, void> = voidResult({
  method: 'DELETE',
  path: '/moderation/moderators',
  scopes: ['channel:manage:moderators'],
  params: { broadcaster_id: self, user_id: id },
})
