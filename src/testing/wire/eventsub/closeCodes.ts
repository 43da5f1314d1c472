import type { EventSubSubscriptionStatus } from '../../../endpoints/eventsub/subscription.ts'

/** The reasons why Twitch closes a WebSocket, and the status that the subscriptions of its session get. */
interface Closing {
  readonly reason: string
  readonly status: EventSubSubscriptionStatus
}

const closings = {
  1000: { reason: 'client disconnected', status: 'websocket_disconnected' },
  4000: { reason: 'internal server error', status: 'websocket_internal_error' },
  4001: { reason: 'client sent inbound traffic', status: 'websocket_received_inbound_traffic' },
  4002: { reason: 'client failed ping-pong', status: 'websocket_failed_ping_pong' },
  4003: { reason: 'connection unused', status: 'websocket_connection_unused' },
  4004: { reason: 'client reconnect grace time expired', status: 'websocket_failed_to_reconnect' },
  4005: { reason: 'network timeout', status: 'websocket_network_timeout' },
  4006: { reason: 'network error', status: 'websocket_network_error' },
  4007: { reason: 'invalid reconnect attempt', status: 'websocket_disconnected' },
} satisfies Readonly<Record<number, Closing>>

const byCode: ReadonlyMap<number, Closing> = new Map(
  Object.entries(closings).map(([code, closing]) => [Number(code), closing]),
)

/** A close code with a meaning at Twitch. */
export type EventSubCloseCode = keyof typeof closings

/** The reason and the status of a code. Other codes count as a failure of the server. */
export const closingOf = (code: number): Closing => byCode.get(code) ?? { ...closings[4000], reason: '' }
