import type * as v from 'valibot'
import { parameter } from '../../parameters.ts'

/** Events come as requests to a server. */
export interface WebhookTransport {
  method: 'webhook'
  /** An https address on port 443; redirects are not followed. */
  callback: string
  /** 10 to 100 ASCII characters, with which Twitch signs what it sends. */
  secret: string
}

/** Events come over a WebSocket. */
export interface WebSocketTransport {
  method: 'websocket'
  /** From the socket's welcome message. */
  session_id: string
}

/** Events go to a conduit, which spreads them over its shards. */
export interface ConduitTransport {
  method: 'conduit'
  conduit_id: string
}

const fields: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  webhook: { callback: /^https:\/\/[^\s/?#:]+(:443)?([/?#]\S*)?$/, secret: /^[ -~]{10,100}$/ },
  websocket: { session_id: /./ },
  conduit: { conduit_id: /./ },
}

/** A transport with all that its method needs, and nothing else. */
export const transportRequest = /* @__NO_SIDE_EFFECTS__ */ <
  T extends WebhookTransport | WebSocketTransport | ConduitTransport,
>(
  ...methods: T['method'][]
): v.GenericSchema<T> =>
  parameter<T>(
    `${methods.join(' or ')} with https callback (port 443) and secret (10 to 100 ASCII characters), session_id or conduit_id`,
    value => {
      const { method, ...given } = Object(value)
      const needed = methods.includes(method) && fields[method]
      if (!needed) return false
      return Object.keys({ ...needed, ...given }).every(key =>
        needed[key] ? typeof given[key] === 'string' && needed[key].test(given[key]) : given[key] === undefined,
      )
    },
  )
