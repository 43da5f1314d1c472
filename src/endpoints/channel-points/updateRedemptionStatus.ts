import { list, type OptimisticEndpoint } from '../../endpoint.ts'
import { choice, id, ids, type OneOrMore, self } from '../../schema/parameters.ts'
import { type CustomRewardRedemption, redemption } from './redemption.ts'

export interface UpdateRedemptionStatusParams {
  /** Up to 50 redemptions, all of them `UNFULFILLED`. */
  id: OneOrMore<string>
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The reward that was redeemed. */
  reward_id: string
  /** `CANCELED` returns the points to the viewer. */
  status: 'CANCELED' | 'FULFILLED'
}

/**
 * Fulfils or cancels redemptions that are waiting, and returns the updated redemptions.
 *
 * Takes a user token with the scope `channel:manage:redemptions`. Rejects with `not_found` if a redemption is unknown
 * or no longer waiting. Rejects with `forbidden` if another application created the reward.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channel-points#update-redemption-status
 * @example
 * ```ts
 * import { type HelixClient, updateRedemptionStatus } from 'tinyhelix'
 *
 * async function refund(client: HelixClient, reward_id: string, id: string[]) {
 *   await updateRedemptionStatus(client, { reward_id, id, status: 'CANCELED' })
 * }
 * ```
 */
export const updateRedemptionStatus: OptimisticEndpoint<UpdateRedemptionStatusParams, CustomRewardRedemption[]> = list({
  method: 'PATCH',
  path: '/channel_points/custom_rewards/redemptions',
  scopes: ['channel:manage:redemptions'],
  params: { id: ids(50), broadcaster_id: self, reward_id: id, status: choice('CANCELED', 'FULFILLED') },
  query: ['id', 'broadcaster_id', 'reward_id'],
  item: redemption,
  optimistic: { row: 'id', from: 'id' },
})
