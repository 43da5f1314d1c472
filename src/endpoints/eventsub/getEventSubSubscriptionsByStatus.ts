import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { listing } from './listing.ts'
import type { EventSubSubscription, EventSubSubscriptionStatus } from './subscription.ts'
import type { EventSubTotals } from './totals.ts'

export interface GetEventSubSubscriptionsByStatusParams extends Pick<PageParams, 'after'> {
  /** Returns only the subscriptions with this status. */
  status: EventSubSubscriptionStatus
}

/**
 * The application's subscriptions of one status, the oldest first; with a user token, only the websocket subscriptions
 * of that user. `await` returns the first page, `for await` iterates over the rows of all pages. Each page has `total`,
 * `total_cost` and `max_total_cost`.
 *
 * Takes a user or app token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#get-eventsub-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getEventSubSubscriptionsByStatus } from 'tinyhelix'
 *
 * async function lost(client: HelixClient) {
 *   return await getEventSubSubscriptionsByStatus(client, { status: 'websocket_disconnected' })
 * }
 *
 * async function howMany(client: HelixClient) {
 *   return (await getEventSubSubscriptionsByStatus(client, { status: 'websocket_disconnected' }).nextPage()).total
 * }
 * ```
 */
export const getEventSubSubscriptionsByStatus: PageEndpoint<
  GetEventSubSubscriptionsByStatusParams,
  EventSubSubscription,
  'app' | 'user',
  EventSubTotals
> = page({ ...listing, params: { status: id } })
