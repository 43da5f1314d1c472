import { envelope, type WriteEndpoint } from '../../endpoint.ts'
import { array, object } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { recordOf } from '../../schema/recordOf.ts'
import { type EventSubSubscription, subscription } from './subscription.ts'
import { type EventSubTotals, totals } from './totals.ts'
import {
  type ConduitTransport,
  transportRequest,
  type WebhookTransport,
  type WebSocketTransport,
} from './transportRequest.ts'

export interface CreateEventSubSubscriptionParams {
  /** Such as `channel.follow`. */
  type: string
  /** The version of the type, such as `'2'`. */
  version: string
  /** What the events are about: ids, by names that depend on the type. */
  condition: Readonly<Record<string, string>>
  /** A websocket with a user token; a webhook or a conduit with an app token. */
  transport: WebhookTransport | WebSocketTransport | ConduitTransport
}

/** The new subscription, and what all of them come to now. */
export interface CreatedEventSubSubscription extends EventSubTotals {
  /** Only the new one. */
  data: EventSubSubscription[]
}

/**
 * Subscribes to a type of events. A webhook's subscription brings nothing until its address has answered Twitch's
 * challenge; a websocket's session takes its first one within ten seconds of its welcome.
 *
 * Takes a user token for a websocket, an app token otherwise; what scope the user must have granted depends on the
 * type. `forbidden`: the scope is missing. `conflict`: there is such a subscription already, perhaps still that of a
 * lost session. `rate_limited`: too many of the kind, or too many websockets. `bad_request` may mean that Twitch does
 * not know a new session yet, and then not come again.
 *
 * @see https://dev.twitch.tv/docs/api/reference#create-eventsub-subscription
 * @example
 * ```ts
 * import { type HelixClient, createEventSubSubscription } from 'tinyhelix'
 *
 * async function tellWhenLive(client: HelixClient, broadcaster_user_id: string, session_id: string) {
 *   await createEventSubSubscription(client, {
 *     type: 'stream.online',
 *     version: '1',
 *     condition: { broadcaster_user_id },
 *     transport: { method: 'websocket', session_id },
 *   })
 * }
 * ```
 */
export const createEventSubSubscription: WriteEndpoint<
  CreateEventSubSubscriptionParams,
  CreatedEventSubSubscription,
  'app' | 'user'
> = envelope({
  method: 'POST',
  path: '/eventsub/subscriptions',
  tokens: ['app', 'user'],
  params: {
    type: id,
    version: id,
    condition: recordOf(id),
    transport: transportRequest('webhook', 'websocket', 'conduit'),
  },
  rules: [
    {
      keys: ['transport'],
      expected: 'websocket with user tokens, and only then',
      test: ({ transport }, kind) => (Object(transport).method === 'websocket') === (kind === 'user'),
    },
  ],
  query: [],
  item: object<CreatedEventSubSubscription>({ ...totals, data: array(subscription) }),
})
