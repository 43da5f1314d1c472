import type * as v from 'valibot'
import { objectBy } from '../../objectBy.ts'
import { choice, id } from '../../parameters.ts'
import { custom } from '../../schema.ts'

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

// What was given is not repeated: it may be a secret, whether or not it is of use.
const unneeded = /* @__PURE__ */ custom(value => value === undefined, 'expected nothing of this name')

/** What each method needs. */
const needs: Readonly<Record<string, Readonly<Record<string, v.GenericSchema>>>> = {
  webhook: {
    callback: /* @__PURE__ */ custom(
      value => typeof value === 'string' && /^https:\/\/[^\s/?#:]+(:443)?([/?#]\S*)?$/.test(value),
      'expected https, port 443',
    ),
    secret: /* @__PURE__ */ custom(
      value => typeof value === 'string' && /^[ -~]{10,100}$/.test(value),
      'expected 10 to 100 ASCII characters',
    ),
  },
  websocket: { session_id: id },
  conduit: { conduit_id: id },
}

/** A transport with all that its method needs, and nothing else. */
export const transportRequest = /* @__NO_SIDE_EFFECTS__ */ <
  T extends WebhookTransport | WebSocketTransport | ConduitTransport,
>(
  ...methods: T['method'][]
): v.GenericSchema<T> => {
  const method = choice(...methods)
  return objectBy(value => {
    const fields: Record<string, v.GenericSchema> = { method, ...needs[Object(value).method] }
    for (const key in Object(value)) fields[key] ??= unneeded
    return fields
  })
}
