import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { atLeastOne } from '../../request/rules.ts'
import { optional } from '../../schema/object.ts'
import { choice, id, ids, type OneOrMore, self } from '../../schema/parameters.ts'
import { type CustomRewardRedemption, redemption } from './redemption.ts'

export interface GetCustomRewardRedemptionsParams extends PageParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The reward that was redeemed. */
  reward_id: string
  /** Required unless `id` is given. */
  status?: 'CANCELED' | 'FULFILLED' | 'UNFULFILLED' | undefined
  /** Up to 50 redemptions. */
  id?: OneOrMore<string> | undefined
  /** The order by time of redemption. @defaultValue `'OLDEST'` */
  sort?: 'OLDEST' | 'NEWEST' | undefined
}

/**
 * The redemptions of one reward, selected by `status` or `id`. `await` returns the first page, `for await` iterates
 * over the rows of all pages. Twitch deletes fulfilled and canceled redemptions after a few days.
 *
 * Takes a user token with the scope `channel:manage:redemptions` or `channel:read:redemptions`. Rejects with
 * `forbidden` if another application created the reward. Rejects with `not_found` if none of the ids is known.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channel-points#get-custom-reward-redemption
 * @example
 * ```ts
 * import { type HelixClient, getCustomRewardRedemptions } from 'tinyhelix'
 *
 * async function queue(client: HelixClient, reward_id: string) {
 *   return await getCustomRewardRedemptions(client, { reward_id, status: 'UNFULFILLED' })
 * }
 * ```
 */
export const getCustomRewardRedemptions: PageEndpoint<GetCustomRewardRedemptionsParams, CustomRewardRedemption> = page({
  path: '/channel_points/custom_rewards/redemptions',
  scopes: ['channel:manage:redemptions', 'channel:read:redemptions'],
  params: {
    broadcaster_id: self,
    reward_id: id,
    status: optional(choice('CANCELED', 'FULFILLED', 'UNFULFILLED')),
    id: optional(ids(50)),
    sort: optional(choice('OLDEST', 'NEWEST')),
  },
  rules: [atLeastOne('status', 'id')],
  maxFirst: 50,
  item: redemption,
  staleTime: 5_000,
})
