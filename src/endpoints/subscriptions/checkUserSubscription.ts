import { maybe, type SelfEndpoint } from '../../endpoint.ts'
import { boolean, object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface CheckUserSubscriptionParams {
  /** The channel: an affiliate's or partner's. */
  broadcaster_id: string
  /** The user who may have subscribed. @defaultValue the signed-in user; required with an app token */
  user_id?: string
}

/** A user's own subscription to a channel. */
export interface UserSubscription {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  is_gift: boolean
  /** Only if it is a gift. */
  gifter_id?: string | undefined
  /** Only if it is a gift. */
  gifter_login?: string | undefined
  /** Only if it is a gift. */
  gifter_name?: string | undefined
  /** Tier 1, 2 or 3. */
  tier: '1000' | '2000' | '3000' | (string & {})
}

/**
 * The user's subscription to a channel, or `null` without one.
 *
 * Takes a user token with the scope `user:read:subscriptions`, or an app token of an extension to which the user
 * granted it. `user_id` defaults to the signed-in user and must be that user, else the call rejects with
 * `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/subscriptions#check-user-subscription
 * @example
 * ```ts
 * import { type HelixClient, checkUserSubscription } from 'tinyhelix'
 *
 * async function tierOf(client: HelixClient, broadcaster_id: string) {
 *   const subscription = await checkUserSubscription(client, { broadcaster_id })
 *   return subscription?.tier ?? 'none'
 * }
 * ```
 */
export const checkUserSubscription: SelfEndpoint<
  CheckUserSubscriptionParams,
  'user_id',
  UserSubscription | null,
  'app' | 'user'
> = maybe({
  path: '/subscriptions/user',
  tokens: ['app', 'user'],
  scopes: ['user:read:subscriptions'],
  params: { broadcaster_id: id, user_id: self },
  notFoundIsEmpty: true,
  item: object<UserSubscription>({
    broadcaster_id: string,
    broadcaster_login: string,
    broadcaster_name: string,
    is_gift: boolean,
    gifter_id: optional(string),
    gifter_login: optional(string),
    gifter_name: optional(string),
    tier: string,
  }),
  staleTime: 60_000,
})
