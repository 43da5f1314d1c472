import { one, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, integer, self, text } from '../../schema/parameters.ts'
import { type CustomReward, customReward } from './customReward.ts'
import { type CustomRewardOptions, rewardOptions } from './rewardOptions.ts'

export interface UpdateCustomRewardParams extends CustomRewardOptions {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The reward. */
  id: string
  /** 1 to 45 characters. No other reward of the channel may have the same title. */
  title?: string | undefined
  /** At least 1 Channel Point. */
  cost?: number | undefined
  /** Viewers cannot redeem a paused reward. */
  is_paused?: boolean | undefined
}

/**
 * Changes the given fields of a reward of your channel. To switch a limit on, also give its number unless it was set
 * before.
 *
 * Takes a user token with the scope `channel:manage:redemptions`. Rejects with `forbidden` if another application
 * created the reward.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channel-points#update-custom-reward
 * @example
 * ```ts
 * import { type HelixClient, updateCustomReward } from 'tinyhelix'
 *
 * async function pause(client: HelixClient, id: string) {
 *   await updateCustomReward(client, { id, is_paused: true })
 * }
 * ```
 */
export const updateCustomReward: WriteEndpoint<UpdateCustomRewardParams, CustomReward> = one({
  method: 'PATCH',
  path: '/channel_points/custom_rewards',
  scopes: ['channel:manage:redemptions'],
  params: {
    broadcaster_id: self,
    id,
    title: optional(text(1, 45)),
    cost: optional(integer(1)),
    is_paused: optional(boolean),
    ...rewardOptions,
  },
  query: ['broadcaster_id', 'id'],
  item: customReward,
})
