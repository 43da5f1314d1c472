import { object, string } from '../../schema/object.ts'
import { type EventSubTransport, transport } from '../eventsub/transport.ts'

/** The status of a shard: only `enabled` shards get events. */
export type ConduitShardStatus =
  | 'enabled'
  | 'webhook_callback_verification_pending'
  | 'webhook_callback_verification_failed'
  | 'notification_failures_exceeded'
  | 'websocket_disconnected'
  | 'websocket_failed_ping_pong'
  | 'websocket_received_inbound_traffic'
  | 'websocket_internal_error'
  | 'websocket_network_timeout'
  | 'websocket_network_error'
  | 'websocket_failed_to_reconnect'
  | (string & {})

/** A part of a conduit. */
export interface ConduitShard {
  /** `'0'` for the first. */
  id: string
  status: ConduitShardStatus
  /** A webhook or a websocket. */
  transport: EventSubTransport
}

export const shard = object<ConduitShard>({ id: string, status: string, transport })
