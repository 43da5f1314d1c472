import { type BidirectionalPageParams, page, type SelfPageEndpoint } from '../../endpoint.ts'
import { boolean, number, object, optional, string } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'

export interface GetBroadcasterSubscriptionsParams extends BidirectionalPageParams {
  /** The channel: the user's own. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** Returns only these subscribers; up to 100. Excludes `after` and `before`. */
  user_id?: OneOrMore<string> | undefined
}

/** A user's subscription to a channel. */
export interface BroadcasterSubscription {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  is_gift: boolean
  /** `''` unless it is a gift. */
  gifter_id: string
  /** `''` unless it is a gift. */
  gifter_login: string
  /** `''` unless it is a gift. */
  gifter_name: string
  plan_name: string
  /** Tier 1, 2 or 3. */
  tier: '1000' | '2000' | '3000' | (string & {})
  user_id: string
  user_login: string
  user_name: string
}

/** The fields of a page in addition to its rows. They are absent if `user_id` was given. */
export interface SubscriptionTotals {
  /** The number of subscribers. */
  total?: number | undefined
  /** Subscriber points, which unlock emote slots: 1, 2 or 6 for a subscription of tier 1, 2 or 3. */
  points?: number | undefined
}

/**
 * A channel's subscribers. `await` returns the first page, `for await` iterates over the rows of all pages.
 *
 * Takes a user token with the scope `channel:read:subscriptions`, or an app token of an extension to which the
 * broadcaster granted it. `broadcaster_id` defaults to the signed-in user and must be that user, else the call rejects
 * with `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/subscriptions#get-broadcaster-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getBroadcasterSubscriptions } from 'tinyhelix'
 *
 * async function subscriberGoal(client: HelixClient) {
 *   const { total, points } = await getBroadcasterSubscriptions(client, { first: 1 }).nextPage()
 *   return { total, points }
 * }
 * ```
 */
export const getBroadcasterSubscriptions: SelfPageEndpoint<
  GetBroadcasterSubscriptionsParams,
  'broadcaster_id',
  BroadcasterSubscription,
  'app' | 'user',
  SubscriptionTotals
> = page({
  path: '/subscriptions',
  tokens: ['app', 'user'],
  scopes: ['channel:read:subscriptions'],
  params: { broadcaster_id: self, user_id: optional(ids(100)) },
  rules: [
    {
      keys: ['after', 'before'],
      expected: 'left out together with user_id',
      test: ({ user_id, after, before }) => user_id === undefined || (after ?? before) === undefined,
    },
  ],
  maxFirst: 100,
  backward: true,
  item: object<BroadcasterSubscription>({
    broadcaster_id: string,
    broadcaster_login: string,
    broadcaster_name: string,
    is_gift: boolean,
    gifter_id: string,
    gifter_login: string,
    gifter_name: string,
    plan_name: string,
    tier: string,
    user_id: string,
    user_login: string,
    user_name: string,
  }),
  extra: object<SubscriptionTotals>({ total: optional(number), points: optional(number) }),
  staleTime: 60_000,
})
