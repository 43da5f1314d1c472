import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface DeleteCustomRewardParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The reward. */
  id: string
}

/**
 * Deletes a reward of your channel. Its redemptions that are still waiting become `FULFILLED`.
 *
 * Takes a user token with the scope `channel:manage:redemptions`. Rejects with `forbidden` if another application
 * created the reward.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channel-points#delete-custom-reward
 * @example
 * ```ts
 * import { type HelixClient, deleteCustomReward } from 'tinyhelix'
 *
 * async function remove(client: HelixClient, id: string) {
 *   await deleteCustomReward(client, { id })
 * }
 * ```
 */
export const deleteCustomReward: WriteEndpoint<DeleteCustomRewardParams, void> = voidResult({
  method: 'DELETE',
  path: '/channel_points/custom_rewards',
  scopes: ['channel:manage:redemptions'],
  params: { broadcaster_id: self, id },
  invalidates: ['/channel_points/custom_rewards', '/channel_points/custom_rewards/redemptions'],
})
