import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'

export interface DeleteEventSubSubscriptionParams {
  /** The subscription. */
  id: string
}

/**
 * Deletes a subscription.
 *
 * Takes a user token if its events come over a websocket, an app token otherwise; needs no scope. Rejects with
 * `not_found` if your application has no such subscription.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#delete-eventsub-subscription
 * @example
 * ```ts
 * import { type HelixClient, deleteEventSubSubscription } from 'tinyhelix'
 *
 * async function unsubscribe(client: HelixClient, id: string) {
 *   await deleteEventSubSubscription(client, { id })
 * }
 * ```
 */
export const deleteEventSubSubscription: WriteEndpoint<DeleteEventSubSubscriptionParams, void, 'app' | 'user'> =
  voidResult({
    method: 'DELETE',
    path: '/eventsub/subscriptions',
    tokens: ['app', 'user'],
    params: { id },
  })
