import { objectFor } from '../../schema/objectFor.ts'
import { choice, id } from '../../schema/parameters.ts'
import type { FieldSchema } from '../../schema/schema.ts'
import { secretParameter } from '../../schema/secretParameter.ts'

/** Twitch sends events as requests to a server. */
export interface WebhookTransport {
  method: 'webhook'
  /** An https URL on port 443. Twitch does not follow redirects. */
  callback: string
  /** A secret of 10 to 100 ASCII characters. Twitch signs its requests with it. */
  secret: string
}

/** Twitch sends events over a WebSocket. */
export interface WebSocketTransport {
  method: 'websocket'
  /** From the socket's welcome message. */
  session_id: string
}

/** Twitch sends events to a conduit, which distributes them over its shards. */
export interface ConduitTransport {
  method: 'conduit'
  conduit_id: string
}

const unneeded = /* @__PURE__ */ secretParameter('nothing of this name', value => value === undefined)

/** What each method needs. */
const needs: Readonly<Record<string, Readonly<Record<string, FieldSchema>>>> = {
  webhook: {
    callback: /* @__PURE__ */ secretParameter(
      'https, port 443',
      value => typeof value === 'string' && /^https:\/\/[^\s/?#:]+(:443)?([/?#]\S*)?$/.test(value),
    ),
    secret: /* @__PURE__ */ secretParameter(
      '10 to 100 ASCII characters',
      value => typeof value === 'string' && /^[ -~]{10,100}$/.test(value),
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
): FieldSchema<T> => {
  const method = choice(...methods)
  return objectFor(value => {
    const fields: Record<string, FieldSchema> = { method, ...needs[Object(value).method] }
    for (const key in Object(value)) fields[key] ??= unneeded
    return fields
  })
}
