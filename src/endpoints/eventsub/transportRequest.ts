import type * as v from 'valibot'
import { objectBy } from '../../objectBy.ts'
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

const id = /./

/** The text that each method needs. */
const forms: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  webhook: { callback: /^https:\/\/[^\s/:]+(:443)?(\/\S*)?$/, secret: /^[ -~]{10,100}$/ },
  websocket: { session_id: id },
  conduit: { conduit_id: id },
}

/** A transport with all that its method needs, and nothing else. `methods` are those that are taken. */
export const transportRequest = /* @__NO_SIDE_EFFECTS__ */ <
  T extends WebhookTransport | WebSocketTransport | ConduitTransport,
>(
  methods: RegExp,
): v.GenericSchema<T> =>
  objectBy(value => {
    const needed: Readonly<Record<string, RegExp>> = { method: methods, ...forms[Object(value).method] }
    const fields = { ...Object(value), ...needed }
    for (const key in fields) {
      const form = needed[key] ?? /^$/
      // What was given is not repeated: it may be a secret.
      fields[key] = custom(text => typeof text === 'string' && form.test(text), `expected text like ${form}`)
    }
    return fields
  })
