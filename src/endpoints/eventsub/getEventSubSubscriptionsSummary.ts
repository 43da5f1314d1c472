import { type Endpoint, envelope, type NoParams } from '../../endpoint.ts'
import { object } from '../../schema/object.ts'
import { type EventSubTotals, totals } from './totals.ts'

/**
 * The number of subscriptions and their cost, without the subscriptions; with a user token, only for the websocket
 * subscriptions of that user.
 *
 * Takes a user or app token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#get-eventsub-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getEventSubSubscriptionsSummary } from 'tinyhelix'
 *
 * async function costLeft(client: HelixClient) {
 *   const { total_cost, max_total_cost } = await getEventSubSubscriptionsSummary(client)
 *   return max_total_cost - total_cost
 * }
 * ```
 */
export const getEventSubSubscriptionsSummary: Endpoint<NoParams, EventSubTotals, 'app' | 'user'> = envelope({
  path: '/eventsub/subscriptions',
  tokens: ['app', 'user'],
  without: ['data', 'pagination'],
  item: object<EventSubTotals>(totals),
  staleTime: 5_000,
})
