import { type Endpoint, maybe } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { type EventSubSubscription, subscription } from './subscription.ts'

export interface GetEventSubSubscriptionByIdParams {
  /** The subscription to return. */
  subscription_id: string
}

/**
 * One subscription of your application, or `null` if there is no such subscription.
 *
 * Takes a user token if its events come over a websocket, an app token otherwise; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#get-eventsub-subscriptions
 * @example
 * ```ts
 * import { type HelixClient, getEventSubSubscriptionById } from 'tinyhelix'
 *
 * async function isEnabled(client: HelixClient, subscription_id: string) {
 *   return (await getEventSubSubscriptionById(client, { subscription_id }))?.status === 'enabled'
 * }
 * ```
 */
export const getEventSubSubscriptionById: Endpoint<
  GetEventSubSubscriptionByIdParams,
  EventSubSubscription | null,
  'app' | 'user'
> = maybe({
  path: '/eventsub/subscriptions',
  tokens: ['app', 'user'],
  params: { subscription_id: id },
  item: subscription,
  staleTime: 5_000,
})
