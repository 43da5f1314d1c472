import { failure, HelixError } from '../errors.ts'
import { parameter } from '../schema/parameters.ts'
import type { CallOptions, EndpointSpec, HelixClient } from '../spec.ts'
import { type Input, isSameCondition, type SubscribeFailure, type Topic } from './machine.ts'

/** What the machine made; it need not be checked. */
const made = /* @__PURE__ */ parameter<unknown>('anything', () => true)

const described = (method: EndpointSpec['method'], ...keys: string[]): EndpointSpec => ({
  result: 'envelope',
  method,
  path: '/eventsub/subscriptions',
  tokens: ['user'],
  scopes: [],
  params: Object.fromEntries(keys.map(key => [key, made])),
  rules: [],
  ...(method === 'POST' && { query: [] }),
})

/** How a request for a subscription ended. */
type Outcome = Extract<Input, { readonly type: 'subscribed' | 'subscribe-failed' }>

const failed = (thrown: unknown): { readonly reason: SubscribeFailure; readonly error: HelixError } => {
  const { status, detail, retryAt } = Object(thrown)
  const error = thrown instanceof HelixError ? thrown : new HelixError('network', `EventSub failed: ${thrown}`)
  if (status === 429 && !retryAt) {
    if (!/transport/i.test(detail)) return { reason: 'limit', error }
    const advice = 'has no place: three pages of this user listen already. Close other tabs, or tests of them.'
    return { reason: 'limit', error: failure('rate_limited', 'EventSub', advice, { status, detail }) }
  }
  if (status === 409) return { reason: 'exists', error }
  if (status === 400 && /session does not exist|disconnected/i.test(detail)) return { reason: 'unknown-session', error }
  return { reason: [400, 403, 404, 410, 422].includes(status) ? 'refused' : 'again', error }
}

/** Subscribes to a topic. Never rejects. */
export const subscribe = (
  { request }: HelixClient,
  options: CallOptions,
  key: string,
  { type, version, condition }: Topic,
  sessionId: string,
): Promise<Outcome> =>
  request(
    described('POST', 'type', 'version', 'condition', 'transport'),
    { type, version, condition, transport: { method: 'websocket', session_id: sessionId } },
    options,
  ).then(
    ({ body }) => {
      const { data, total_cost: total, max_total_cost: max } = Object(body)
      const { id, cost } = Object(data?.[0])
      return { type: 'subscribed', key, sessionId, id: `${id}`, cost: Number(cost), totalCost: { total, max } }
    },
    thrown => ({ type: 'subscribe-failed', key, sessionId, ...failed(thrown) }),
  )

/** Finds a subscription of this session that exists already. Never rejects. */
export async function find(
  { request }: HelixClient,
  options: CallOptions,
  key: string,
  { type, version, condition }: Topic,
  sessionId: string,
): Promise<Outcome> {
  try {
    let after: unknown
    do {
      const { body } = await request(described('GET', 'type', 'after'), { type, ...(after ? { after } : {}) }, options)
      const { data, pagination } = Object(body)
      for (const row of data ?? []) {
        const isOurs = row.status === 'enabled' && row.version === version && row.transport?.session_id === sessionId
        if (isOurs && isSameCondition(row.condition, condition)) {
          return { type: 'subscribed', key, sessionId, id: row.id, cost: row.cost }
        }
      }
      after = pagination?.cursor
    } while (after)
    const error = failure('conflict', 'EventSub', `cannot subscribe to ${type}: Twitch says that it exists already.`)
    return { type: 'subscribe-failed', key, sessionId, reason: 'limit', error }
  } catch (thrown) {
    return { type: 'subscribe-failed', key, sessionId, reason: 'again', error: failed(thrown).error }
  }
}

/** Deletes a subscription. Never rejects. */
export const unsubscribe = (
  { request }: HelixClient,
  options: CallOptions,
  id: string,
  cost: number,
): Promise<Extract<Input, { readonly type: 'unsubscribed' }>> =>
  request(described('DELETE', 'id'), { id }, options).then(
    () => ({ type: 'unsubscribed', id, cost, isGone: true }),
    error => ({ type: 'unsubscribed', id, cost, isGone: [400, 403, 404].includes(Object(error).status) }),
  )
