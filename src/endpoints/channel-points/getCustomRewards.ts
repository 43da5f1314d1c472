import { type Endpoint, list } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'
import { type CustomReward, customReward } from './customReward.ts'

export interface GetCustomRewardsParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** Up to 50 rewards. @defaultValue all */
  id?: OneOrMore<string> | undefined
  /** Returns only the rewards that this application created, and so can change. @defaultValue `false` */
  only_manageable_rewards?: boolean | undefined
}

/**
 * All rewards of your channel, disabled ones included: at most 50.
 *
 * Takes a user token with the scope `channel:manage:redemptions` or `channel:read:redemptions`. Rejects with
 * `not_found` if none of the ids is known. Rejects with `forbidden` if the channel does not belong to an affiliate or
 * partner.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channel-points#get-custom-reward
 * @example
 * ```ts
 * import { type HelixClient, getCustomRewards } from 'tinyhelix'
 *
 * async function mine(client: HelixClient) {
 *   return await getCustomRewards(client, { only_manageable_rewards: true })
 * }
 * ```
 */
export const getCustomRewards: Endpoint<GetCustomRewardsParams, CustomReward[]> = list({
  path: '/channel_points/custom_rewards',
  scopes: ['channel:manage:redemptions', 'channel:read:redemptions'],
  params: { broadcaster_id: self, id: optional(ids(50)), only_manageable_rewards: optional(boolean) },
  item: customReward,
  staleTime: 60_000,
})
