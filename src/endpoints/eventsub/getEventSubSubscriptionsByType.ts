import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { listing } from './listing.ts'
import type { EventSubSubscription } from './subscription.ts'
import type { EventSubTotals } from './totals.ts'

export interface GetEventSubSubscriptionsByTypeParams extends Pick<PageParams, 'after'> {
  /** Such as `channel.follow`. */
  type: string
}

/**
 * The application's subscriptions to one type, the oldest first; with a user token, only the websocket subscriptions of
 * that user. `await` returns the first page, `for await` iterates over the rows of all pages. Each page has `total`,
 * `total_cost` and `max_total_cost`.
 *
 * Takes a user or app token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#get-eventsub-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getEventSubSubscriptionsByType } from 'tinyhelix'
 *
 * async function follows(client: HelixClient) {
 *   return await getEventSubSubscriptionsByType(client, { type: 'channel.follow' })
 * }
 *
 * async function howMany(client: HelixClient) {
 *   return (await getEventSubSubscriptionsByType(client, { type: 'channel.follow' }).nextPage()).total
 * }
 * ```
 */
export const getEventSubSubscriptionsByType: PageEndpoint<
  GetEventSubSubscriptionsByTypeParams,
  EventSubSubscription,
  'app' | 'user',
  EventSubTotals
> = page({ ...listing, params: { type: id } })
