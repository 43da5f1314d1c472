import { number, object, string } from '../../schema/object.ts'
import { recordOf } from '../../schema/recordOf.ts'
import { type EventSubTransport, transport } from './transport.ts'

/** The status of a subscription: only `enabled` subscriptions send events. */
export type EventSubSubscriptionStatus =
  | 'enabled'
  | 'webhook_callback_verification_pending'
  | 'webhook_callback_verification_failed'
  | 'notification_failures_exceeded'
  | 'authorization_revoked'
  | 'moderator_removed'
  | 'user_removed'
  | 'chat_user_banned'
  | 'version_removed'
  | 'beta_maintenance'
  | 'conduit_deleted'
  | 'websocket_disconnected'
  | 'websocket_failed_ping_pong'
  | 'websocket_received_inbound_traffic'
  | 'websocket_connection_unused'
  | 'websocket_internal_error'
  | 'websocket_network_timeout'
  | 'websocket_network_error'
  | 'websocket_failed_to_reconnect'
  | (string & {})

/** A subscription to a type of events. */
export interface EventSubSubscription {
  id: string
  status: EventSubSubscriptionStatus
  /** Such as `channel.follow`. */
  type: string
  version: string
  /** The ids that the events are about. Their names depend on the type. */
  condition: Record<string, string>
  /** In RFC 3339. */
  created_at: string
  transport: EventSubTransport
  /** The cost that it adds to `total_cost`; `0` if its user has authorized the application. */
  cost: number
}

export const subscription = object<EventSubSubscription>({
  id: string,
  status: string,
  type: string,
  version: string,
  condition: recordOf(string),
  created_at: string,
  transport,
  cost: number,
})
