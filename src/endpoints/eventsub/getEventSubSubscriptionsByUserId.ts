import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { listing } from './listing.ts'
import type { EventSubSubscription } from './subscription.ts'
import type { EventSubTotals } from './totals.ts'

export interface GetEventSubSubscriptionsByUserIdParams extends Pick<PageParams, 'after'> {
  /** A user whose id is in the condition of the subscription. */
  user_id: string
}

/**
 * The application's subscriptions about one user, the oldest first; with a user token, only the websocket subscriptions
 * of its user. `await` returns the first page, `for await` iterates over the rows of all pages. Each page has `total`,
 * `total_cost` and `max_total_cost`.
 *
 * Takes a user or app token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#get-eventsub-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getEventSubSubscriptionsByUserId } from 'tinyhelix'
 *
 * async function about(client: HelixClient, user_id: string) {
 *   return await getEventSubSubscriptionsByUserId(client, { user_id })
 * }
 *
 * async function howMany(client: HelixClient, user_id: string) {
 *   return (await getEventSubSubscriptionsByUserId(client, { user_id }).nextPage()).total
 * }
 * ```
 */
export const getEventSubSubscriptionsByUserId: PageEndpoint<
  GetEventSubSubscriptionsByUserIdParams,
  EventSubSubscription,
  'app' | 'user',
  EventSubTotals
> = page({ ...listing, params: { user_id: id } })
