import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { atMostOne } from '../../request/rules.ts'
import { optional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { listing } from './listing.ts'
import type { EventSubSubscription, EventSubSubscriptionStatus } from './subscription.ts'
import type { EventSubTotals } from './totals.ts'

/** Accepts one filter at a time. */
export interface GetEventSubSubscriptionsParams extends Pick<PageParams, 'after'> {
  /** Returns only the subscriptions with this status. */
  status?: EventSubSubscriptionStatus | undefined
  /** Such as `channel.follow`. */
  type?: string | undefined
  /** A user whose id is in the condition of the subscription. */
  user_id?: string | undefined
  /** Returns only this subscription. */
  subscription_id?: string | undefined
  /** Returns only the subscriptions of this conduit. */
  conduit_id?: string | undefined
}

/**
 * The application's subscriptions, the oldest first. `await` returns the first page, `for await` iterates over the rows
 * of all pages. With a user token, it returns only the websocket subscriptions of that user; with an app token, all
 * others. The subscriptions of a closed websocket stay in the list for up to an hour. Each page has `total`,
 * `total_cost` and `max_total_cost`. Twitch decides how many rows a page has.
 *
 * Takes a user or app token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#get-eventsub-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getEventSubSubscriptions } from 'tinyhelix'
 *
 * async function all(client: HelixClient) {
 *   return await getEventSubSubscriptions(client, {}, { limit: Infinity })
 * }
 *
 * async function howMany(client: HelixClient) {
 *   return (await getEventSubSubscriptions(client).nextPage()).total
 * }
 * ```
 */
export const getEventSubSubscriptions: PageEndpoint<
  GetEventSubSubscriptionsParams,
  EventSubSubscription,
  'app' | 'user',
  EventSubTotals
> = page({
  ...listing,
  params: {
    status: optional(id),
    type: optional(id),
    user_id: optional(id),
    subscription_id: optional(id),
    conduit_id: optional(id),
  },
  rules: [atMostOne('status', 'type', 'user_id', 'subscription_id', 'conduit_id')],
})
