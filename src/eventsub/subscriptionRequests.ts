import { callError, HelixError, isHelixError } from '../errors.ts'
import { parameter } from '../schema/parameters.ts'
import type { CallOptions, EndpointSpec, HelixClient } from '../spec.ts'
import { type Effect, type Input, isSameCondition, type SubscribeFailure } from './machine.ts'

/** The machine's parameters need no check. */
const made = /* @__PURE__ */ parameter<unknown>('', () => true)

/** The common part of the descriptions of these requests. */
const described = {
  result: 'envelope',
  path: '/eventsub/subscriptions',
  tokens: ['user'],
  scopes: [],
  rules: [],
  params: { type: made, version: made, condition: made, transport: made, after: made, id: made },
} as const

/**
 * Returns a function that sends a request with this method, and resolves to its answer. If a field is missing in the
 * answer, the code that reads it fails.
 */
const requestWith = ({ request }: HelixClient, options: CallOptions) => {
  return async (method: EndpointSpec['method'], params: Record<string, unknown>) => {
    // All parameters that are not sent as JSON go into the query.
    const body = await request({ ...described, method, ...(method === 'POST' && { query: [] }) }, params, options)
    return Object(body)
  }
}

/** The list of a user's subscriptions has at most ten pages or so. */
const maxPages = 20

/** Converts any error to a `HelixError`. */
export const asHelixError = (error: unknown): HelixError =>
  // Engines quote a text that is not JSON, and the auth of a page may have taken its token for JSON.
  isHelixError(error) ? error : new HelixError('network', `EventSub failed: ${error}`.replace(/".*"/s, 'text'))

const reasonOf = ({ status, detail, retryAt }: HelixError): SubscribeFailure => {
  // With `retryAt`, it is the rate limit of all requests.
  if (status === 429 && !retryAt) return /transports/.test(`${detail}`) ? 'sockets' : 'limit'
  if (status === 409) return 'exists'
  // The messages of Twitch and of its mock server.
  if (status === 400 && /session does|disconnected|non-existent/.test(`${detail}`)) return 'unknown-session'
  return /^4(0[034]|10|22)/.test(`${status}`) ? 'refused' : 'again'
}

/** Sends the request that the machine wants, and resolves to the outcome. Never rejects. */
export async function sendRequest(
  client: HelixClient,
  options: CallOptions,
  effect: Extract<Effect, { readonly type: 'subscribe' | 'find' | 'unsubscribe' }>,
): Promise<Input> {
  const request = requestWith(client, options)
  if (effect.type === 'unsubscribe') {
    const { id, cost } = effect
    const isGone = await request('DELETE', { id }).then(
      () => true,
      error => reasonOf(error) === 'refused',
    )
    return { type: 'unsubscribed', id, cost, isGone }
  }
  const { key, sessionId, topic } = effect
  const { type, version, condition } = topic
  const called = { method: 'EventSub', path: type }
  const isFind = effect.type === 'find'
  const failed = (reason: SubscribeFailure, error: HelixError): Input => ({
    type: 'subscribe-failed',
    key,
    sessionId,
    reason,
    error,
  })
  try {
    if (!isFind) {
      const transport = { method: 'websocket', session_id: sessionId }
      const answer = await request('POST', { type, version, condition, transport })
      const [{ id, cost }] = answer.data
      const totalCost = { total: answer.total_cost, max: answer.max_total_cost }
      return { type: 'subscribed', key, sessionId, id, cost, totalCost }
    }
    let after: string | undefined
    let pages = 0
    do {
      const { data, pagination } = await request('GET', { type, ...(after && { after }) })
      for (const { id, cost, status, version: other, condition: about, transport } of data) {
        const isOurs = status === 'enabled' && other === version && transport.session_id === sessionId
        if (isOurs && isSameCondition(about, condition)) return { type: 'subscribed', key, sessionId, id, cost }
      }
      after = pagination?.cursor
    } while (after && ++pages < maxPages)
    return failed('limit', callError('conflict', called, 'exists already, but not for this page.'))
  } catch (thrown) {
    const error = asHelixError(thrown)
    const { status, detail } = error
    const reason = isFind ? 'again' : reasonOf(error)
    const advice = 'finds three sockets open. Close other tabs, or use shareTabs().'
    return failed(reason, reason === 'sockets' ? callError('rate_limited', called, advice, { status, detail }) : error)
  }
}
