import { failure, HelixError, isHelixError } from '../errors.ts'
import { parameter } from '../schema/parameters.ts'
import type { CallOptions, EndpointSpec, HelixClient } from '../spec.ts'
import { type Effect, type Input, isSameCondition, type SubscribeFailure } from './machine.ts'

/** What the machine made need not be checked. */
const made = /* @__PURE__ */ parameter<unknown>('', () => true)

/** What an endpoint's description says of all these requests. */
const described = {
  result: 'envelope',
  path: '/eventsub/subscriptions',
  tokens: ['user'],
  scopes: [],
  rules: [],
  params: { type: made, version: made, condition: made, transport: made, after: made, id: made },
} as const

/** A function that sends a request of a method, and resolves to the parts of its answer. */
const requestWith = ({ request }: HelixClient, options: CallOptions) => {
  return async (method: EndpointSpec['method'], params: Record<string, unknown>) => {
    const isPost = method === 'POST'
    // The others have all in the query.
    const { body } = await request({ ...described, method, ...(isPost && { query: [] }) }, params, options)
    const { data, pagination, total_cost, max_total_cost } = Object(body)
    return { rows: [...(data ?? [])], cursor: pagination?.cursor, total: total_cost, max: max_total_cost }
  }
}

/** Any error as one of this library's. */
export const asHelixError = (error: unknown): HelixError =>
  isHelixError(error) ? error : new HelixError('network', `EventSub failed: ${error}`)

const reasonOf = ({ status, detail, retryAt }: HelixError): SubscribeFailure => {
  // With `retryAt` it is the limit of all requests.
  if (status === 429 && !retryAt) return 'limit'
  if (status === 409) return 'exists'
  if (status === 400 && /session does|disconnected/.test(`${detail}`)) return 'unknown-session'
  return [400, 403, 404, 410, 422].includes(status ?? 0) ? 'refused' : 'again'
}

/** Sends what the machine asks for, and resolves to the outcome. Never rejects. */
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
      ({ status }) => [400, 403, 404].includes(status),
    )
    return { type: 'unsubscribed', id, cost, isGone }
  }
  const { key, sessionId, topic } = effect
  const { type, version, condition } = topic
  const isFind = effect.type === 'find'
  try {
    if (!isFind) {
      const transport = { method: 'websocket', session_id: sessionId }
      const { rows, total, max } = await request('POST', { type, version, condition, transport })
      const { id, cost } = Object(rows[0])
      return { type: 'subscribed', key, sessionId, id: `${id}`, cost, totalCost: { total, max } }
    }
    for (let after: unknown; ; ) {
      const { rows, cursor } = await request('GET', after ? { type, after } : { type })
      const found = rows.find(
        ({ status, version: other, transport, condition: about }) =>
          status === 'enabled' &&
          other === version &&
          transport.session_id === sessionId &&
          isSameCondition(about, condition),
      )
      if (found) return { type: 'subscribed', key, sessionId, id: found.id, cost: found.cost }
      after = cursor
      if (!after) break
    }
    const error = failure('conflict', type, 'exists already, says Twitch, though not for this page.')
    return { type: 'subscribe-failed', key, sessionId, reason: 'limit', error }
  } catch (thrown) {
    let error = asHelixError(thrown)
    const { status, detail } = error
    const reason = isFind ? 'again' : reasonOf(error)
    if (reason === 'limit' && /transport/.test(`${detail}`)) {
      const advice = 'has no place: three sockets of this user are open. Close other tabs.'
      error = failure('rate_limited', type, advice, { status, detail })
    }
    return { type: 'subscribe-failed', key, sessionId, reason, error }
  }
}
