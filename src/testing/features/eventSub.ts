import { createEventSubSubscription } from '../../endpoints/eventsub/createEventSubSubscription.ts'
import { deleteEventSubSubscription } from '../../endpoints/eventsub/deleteEventSubSubscription.ts'
import { getEventSubSubscriptionById } from '../../endpoints/eventsub/getEventSubSubscriptionById.ts'
import { getEventSubSubscriptions } from '../../endpoints/eventsub/getEventSubSubscriptions.ts'
import { getEventSubSubscriptionsByStatus } from '../../endpoints/eventsub/getEventSubSubscriptionsByStatus.ts'
import { getEventSubSubscriptionsByType } from '../../endpoints/eventsub/getEventSubSubscriptionsByType.ts'
import { getEventSubSubscriptionsByUserId } from '../../endpoints/eventsub/getEventSubSubscriptionsByUserId.ts'
import { getEventSubSubscriptionsSummary } from '../../endpoints/eventsub/getEventSubSubscriptionsSummary.ts'
import type { EventSubSubscription, EventSubSubscriptionStatus } from '../../endpoints/eventsub/subscription.ts'
import type { EventSubTotals } from '../../endpoints/eventsub/totals.ts'
import type { EventSubTransport } from '../../endpoints/eventsub/transport.ts'
import { eventTypesOf } from '../wire/eventsub/eventTypes.ts'
import { sessionsOf } from '../wire/eventsub/sessions.ts'
import { eventSubscriptionsOf, isCounted, type KeptSubscription } from '../wire/eventsub/subscriptions.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { envelope, noContent } from '../wire/helix/response.ts'
import { type Call, type Context, route } from '../wire/helix/route.ts'
import { tokensOf } from '../wire/tokens.ts'
import { freshId } from '../world/freshId.ts'
import { second, timestamp, type World } from '../world/world.ts'
import { checkSubscription } from './eventSubChecks.ts'
import type { Feature } from './feature.ts'

/** The number of rows on a page of this list. */
const pageLength = 100

/** The maximum cost of all subscriptions: of a user's websockets, and of an application's webhooks. */
const maxCost = (kind: Call['kind']) => (kind === 'user' ? 10 : 10_000)

/** The maximum number of subscriptions with the same type and condition, and of subscriptions on one websocket. */
const maxAlike = 3
const maxInSession = 300

/** The maximum number of a user's websockets with subscriptions. */
const maxSessions = 3

type Caller = Pick<Call, 'world' | 'clientId' | 'kind' | 'viewer'>

/** A user token lists that user's websockets, an app token lists all other transports. */
const ownOf = ({ world, clientId, kind, viewer }: Caller): KeptSubscription[] =>
  eventSubscriptionsOf(world).filter(
    kept => kept.clientId === clientId && kept.userId === (kind === 'user' ? (viewer?.id ?? null) : null),
  )

const totalsOf = (caller: Caller, own: readonly KeptSubscription[]): EventSubTotals => ({
  total: own.length,
  total_cost: own.filter(isCounted).reduce((sum, { row }) => sum + row.cost, 0),
  max_total_cost: maxCost(caller.kind),
})

/** The current state: a webhook answers its challenge after a second. */
function current({ world }: Caller, kept: KeptSubscription): EventSubSubscription {
  const { row, createdAt } = kept
  if (row.status === 'webhook_callback_verification_pending' && world.now() >= createdAt + second) {
    row.status = 'enabled'
  }
  return { ...row, transport: { ...row.transport } }
}

const statuses = new Set<EventSubSubscriptionStatus>([
  'enabled',
  'webhook_callback_verification_pending',
  'webhook_callback_verification_failed',
  'notification_failures_exceeded',
  'authorization_revoked',
  'moderator_removed',
  'user_removed',
  'chat_user_banned',
  'version_removed',
  'beta_maintenance',
  'conduit_deleted',
  'websocket_disconnected',
  'websocket_failed_ping_pong',
  'websocket_received_inbound_traffic',
  'websocket_connection_unused',
  'websocket_internal_error',
  'websocket_network_timeout',
  'websocket_network_error',
  'websocket_failed_to_reconnect',
])

interface Filters {
  readonly status?: EventSubSubscriptionStatus | undefined
  readonly type?: string | undefined
}

/** Returns the page of matching subscriptions, with the totals of all. Refuses impossible filters. */
function listed(
  context: Context<object>,
  passes: (row: EventSubSubscription) => boolean,
  { status, type }: Filters = {},
) {
  if (status !== undefined && !statuses.has(status)) refuse(400, 'The value in status is not valid.')
  if (type !== undefined && !eventTypesOf(context.world).has(type)) refuse(400, 'The value in type is not valid.')
  const own = ownOf(context)
  const rows = own.map(kept => current(context, kept)).filter(passes)
  return context.page(rows, { beside: totalsOf(context, own), size: pageLength })
}

const names = (row: EventSubSubscription, userId: string) => Object.values(row.condition).includes(userId)

/** The visible fields of a transport, without the secret of a webhook. */
function shown(
  world: World,
  transport: Parameters<typeof createEventSubSubscription>[1]['transport'],
): EventSubTransport {
  switch (transport.method) {
    case 'webhook':
      return { method: 'webhook', callback: transport.callback }
    case 'websocket':
      return {
        method: 'websocket',
        session_id: transport.session_id,
        connected_at: sessionsOf(world).byId.get(transport.session_id)?.connectedAt,
      }
    case 'conduit':
      return { method: 'conduit', conduit_id: transport.conduit_id }
  }
}

const sorted = (condition: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(condition).sort())

/** Whether both deliver their events to the same place. */
const goTogether = (a: EventSubSubscription, b: EventSubSubscription) =>
  a.transport.callback === b.transport.callback &&
  a.transport.session_id === b.transport.session_id &&
  a.transport.conduit_id === b.transport.conduit_id

export const eventSub: Feature = [
  route(createEventSubSubscription, context => {
    const { world, params, clientId, kind, viewer, grantId, now } = context
    const { type, version, condition, transport } = params
    const wanted = checkSubscription(context)
    const all = eventSubscriptionsOf(world)
    const own = ownOf(context)
    const row: EventSubSubscription = {
      id: freshId(world, 'subscription'),
      status: transport.method === 'webhook' ? 'webhook_callback_verification_pending' : 'enabled',
      type,
      version,
      condition: { ...condition },
      created_at: timestamp(now()),
      transport: shown(world, transport),
      // Subscriptions to users who have authorized the application cost nothing.
      cost: wanted.owner || Object.values(condition).some(id => tokensOf(world).grantedBy(id, clientId)) ? 0 : 1,
    }
    const counted = own.filter(isCounted)
    const alike = counted.filter(kept => kept.row.type === type && sorted(kept.row.condition) === sorted(condition))
    if (alike.some(kept => kept.row.version === version && goTogether(kept.row, row))) {
      refuse(409, 'subscription already exists')
    }
    if (alike.length >= maxAlike) refuse(429, 'maximum subscriptions with type and condition exceeded')
    const { session_id } = row.transport
    const sessions = new Set([session_id, ...counted.map(kept => kept.row.transport.session_id)])
    if (transport.method === 'websocket' && sessions.size > maxSessions) {
      refuse(429, 'number of websocket transports limit exceeded')
    }
    if (session_id && counted.filter(kept => kept.row.transport.session_id === session_id).length >= maxInSession) {
      refuse(429, 'number of subscriptions in a websocket transport limit exceeded')
    }
    const { total_cost, max_total_cost } = totalsOf(context, own)
    if (total_cost + row.cost > max_total_cost) refuse(429, 'number of subscriptions exceeds the maximum total cost')
    const isOfUser = kind === 'user'
    const kept: KeptSubscription = {
      row,
      clientId,
      userId: isOfUser ? (viewer?.id ?? null) : null,
      grantId: isOfUser ? grantId : null,
      createdAt: now(),
      closedAt: null,
    }
    all.push(kept)
    const session = sessionsOf(world).byId.get(session_id ?? '')
    if (session) session.isUsed = true
    return envelope({ data: [row], ...totalsOf(context, [...own, kept]) }, 202)
  }),
  route(deleteEventSubSubscription, context => {
    const found = ownOf(context).find(({ row }) => row.id === context.params.id)
    if (!found) return refuse(404, 'subscription not found')
    const all = eventSubscriptionsOf(context.world)
    all.splice(all.indexOf(found), 1)
    return noContent
  }),
  route(getEventSubSubscriptions, context => {
    const { status, type, user_id, subscription_id, conduit_id } = context.params
    return listed(
      context,
      row =>
        (status === undefined || row.status === status) &&
        (type === undefined || row.type === type) &&
        (user_id === undefined || names(row, user_id)) &&
        (subscription_id === undefined || row.id === subscription_id) &&
        (conduit_id === undefined || row.transport.conduit_id === conduit_id),
      context.params,
    )
  }),
  route(getEventSubSubscriptionsByStatus, context =>
    listed(context, row => row.status === context.params.status, context.params),
  ),
  route(getEventSubSubscriptionsByType, context =>
    listed(context, row => row.type === context.params.type, context.params),
  ),
  route(getEventSubSubscriptionsByUserId, context => listed(context, row => names(row, context.params.user_id))),
  route(getEventSubSubscriptionById, context => listed(context, row => row.id === context.params.subscription_id)),
  route(getEventSubSubscriptionsSummary, context => {
    const own = ownOf(context)
    return envelope({ data: own.map(kept => current(context, kept)), ...totalsOf(context, own), pagination: {} })
  }),
]
