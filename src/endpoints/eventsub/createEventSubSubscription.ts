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
  /** The ids that the events are about. Their names depend on the type. */
  condition: Readonly<Record<string, string>>
  /** A websocket with a user token; a webhook or a conduit with an app token. */
  transport: WebhookTransport | WebSocketTransport | ConduitTransport
}

/** The new subscription, and the totals of all subscriptions. */
export interface CreatedEventSubSubscription extends EventSubTotals {
  /** Only the new one. */
  data: EventSubSubscription[]
}

/**
 * Subscribes to a type of events. A webhook gets no events until it has answered Twitch's challenge. A websocket
 * session must get its first subscription within ten seconds of its welcome message.
 *
 * Takes a user token for a websocket, an app token otherwise; the required scope depends on the type. Rejects with
 * `forbidden` if the scope is missing. Rejects with `conflict` if the same subscription exists already; it may belong
 * to a lost session. Rejects with `rate_limited` if there are too many equal subscriptions or too many websockets. A
 * `bad_request` can mean that Twitch does not know a new session yet: try again then.
 *
 * @see https://dev.twitch.tv/docs/api/reference/eventsub#create-eventsub-subscription
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
