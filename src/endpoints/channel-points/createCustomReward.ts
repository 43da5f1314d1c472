import { one, type WriteEndpoint } from '../../endpoint.ts'
import { together } from '../../request/rules.ts'
import { integer, self, text } from '../../schema/parameters.ts'
import { type CustomReward, customReward } from './customReward.ts'
import { type CustomRewardOptions, rewardOptions } from './rewardOptions.ts'

export interface CreateCustomRewardParams extends CustomRewardOptions {
  /** @defaultValue the signed-in user; Twitch takes no other */
  broadcaster_id?: string
  /** 1 to 45 characters, other than those of the channel's other rewards. */
  title: string
  /** At least 1 Channel Point. */
  cost: number
}

/**
 * Makes a reward that viewers of your channel get for Channel Points. Only the application that made a reward can
 * change it, delete it or deal with its redemptions. A channel can have 50, disabled ones included. Its image can only
 * be set on Twitch's own pages.
 *
 * Takes a user token with the scope `channel:manage:redemptions`. `bad_request`: the title is taken, or there are 50.
 * `forbidden`: the channel is not that of an affiliate or partner.
 *
 * @see https://dev.twitch.tv/docs/api/reference#create-custom-rewards
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
