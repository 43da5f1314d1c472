import { one, type WriteEndpoint } from '../../endpoint.ts'
import { together } from '../../request/rules.ts'
import { integer, self, text } from '../../schema/parameters.ts'
import { type CustomReward, customReward } from './customReward.ts'
import { type CustomRewardOptions, rewardOptions } from './rewardOptions.ts'

export interface CreateCustomRewardParams extends CustomRewardOptions {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** 1 to 45 characters. No other reward of the channel may have the same title. */
  title: string
  /** At least 1 Channel Point. */
  cost: number
}

/**
 * Creates a reward that viewers of your channel can buy with Channel Points. Only the application that created a reward
 * can change it, delete it or manage its redemptions. A channel can have 50 rewards, disabled ones included. The image
 * of a reward can be set only on Twitch's own pages.
 *
 * Takes a user token with the scope `channel:manage:redemptions`. Rejects with `bad_request` if the title is taken, or
 * if there are 50 rewards already. Rejects with `forbidden` if the channel does not belong to an affiliate or partner.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channel-points#create-custom-rewards
 * @example
 * ```ts
 * import { type HelixClient, createCustomReward } from 'tinyhelix'
 *
 * async function addSongRequest(client: HelixClient) {
 *   const options = { is_user_input_required: true, is_global_cooldown_enabled: true, global_cooldown_seconds: 300 }
 *   return await createCustomReward(client, { title: 'Song request', cost: 500, ...options })
 * }
 * ```
 */
export const createCustomReward: WriteEndpoint<CreateCustomRewardParams, CustomReward> = one({
  method: 'POST',
  path: '/channel_points/custom_rewards',
  scopes: ['channel:manage:redemptions'],
  params: { broadcaster_id: self, title: text(1, 45), cost: integer(1), ...rewardOptions },
  rules: [
    together('is_max_per_stream_enabled', 'max_per_stream'),
    together('is_max_per_user_per_stream_enabled', 'max_per_user_per_stream'),
    together('is_global_cooldown_enabled', 'global_cooldown_seconds'),
  ],
  query: ['broadcaster_id'],
  item: customReward,
})
