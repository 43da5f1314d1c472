import { object, optional, string } from '../../schema/object.ts'

/** Where Twitch sends events. */
export interface EventSubTransport {
  method: 'webhook' | 'websocket' | 'conduit' | (string & {})
  /** The URL that a webhook calls. */
  callback?: string | undefined
  /** The session of a websocket. */
  session_id?: string | undefined
  /** When the websocket was opened, in RFC 3339. */
  connected_at?: string | undefined
  /** When the websocket was lost, in RFC 3339. */
  disconnected_at?: string | undefined
  /** The conduit. */
  conduit_id?: string | undefined
}

export const transport = object<EventSubTransport>({
  method: string,
  callback: optional(string),
  session_id: optional(string),
  connected_at: optional(string),
  disconnected_at: optional(string),
  conduit_id: optional(string),
})
