import type { CreateEventSubSubscriptionParams } from '../../endpoints/eventsub/createEventSubSubscription.ts'
import { eventTypesOf, type KnownEventType } from '../wire/eventsub/eventTypes.ts'
import { sessionsOf } from '../wire/eventsub/sessions.ts'
import { eventSubscriptionsOf } from '../wire/eventsub/subscriptions.ts'
import { refuse } from '../wire/helix/refusal.ts'
import type { Context } from '../wire/helix/route.ts'
import { tokensOf } from '../wire/tokens.ts'
import { moderates } from '../world/roles.ts'
import { usersOf } from '../world/users.ts'
import { bansOf } from './bans.ts'
import { conduitsOf } from './conduits.ts'

type Asked = Context<CreateEventSubSubscriptionParams>

const unauthorized = (): never => refuse(403, 'subscription missing proper authorization')

/** Refuses a subscription that Twitch would refuse whatever other subscriptions exist. Returns what its type requires. */
export function checkSubscription(asked: Asked): KnownEventType {
  const { type, version, transport } = asked.params
  const wanted = eventTypesOf(asked.world).get(type)?.get(version)
  if (!wanted) return refuse(400, 'invalid subscription type and version')
  const { overWebSocket = true, intoConduit = true } = wanted
  if ((transport.method === 'websocket' && !overWebSocket) || (transport.method === 'conduit' && !intoConduit)) {
    refuse(400, 'invalid transport for subscription type')
  }
  checkCondition(asked, wanted)
  checkTransport(asked)
  checkAuthorization(asked, wanted)
  return wanted
}

const isAboutUser = (key: string) => key.endsWith('user_id')

function checkCondition({ world, params, kind }: Asked, { required, rules }: KnownEventType): void {
  const { condition } = params
  const missing = required.find(key => !condition[key])
  if (missing) {
    refuse(
      400,
      `unknown validation error: Key: 'SubscriptionCondition.${missing}' Error:Field validation for '${missing}' failed on the 'required' tag`,
    )
  }
  const broken = rules.find(({ keys, test }) => !keys.some(key => condition[key]) || !test(condition, kind))
  if (broken) refuse(400, `invalid condition: either ${broken.keys.join(' or ')} must be specified`)
  const { byId } = usersOf(world)
  if (Object.entries(condition).some(([key, id]) => isAboutUser(key) && !byId(id))) {
    refuse(400, 'The user specified in the condition object does not exist.')
  }
}

function checkTransport({ world, params, clientId, viewer }: Asked): void {
  const { transport } = params
  if (transport.method === 'conduit') {
    const { conduit_id } = transport
    if (!conduitsOf(world).some(({ id, clientId: owner }) => id === conduit_id && owner === clientId)) {
      refuse(400, 'invalid conduit id')
    }
  }
  if (transport.method === 'websocket') {
    const { session_id } = transport
    if (!sessionsOf(world).byId.has(session_id)) {
      refuse(400, 'websocket transport session does not exist or has already disconnected')
    }
    const inSession = eventSubscriptionsOf(world).filter(({ row }) => row.transport.session_id === session_id)
    if (inSession.some(({ userId }) => userId !== viewer?.id)) {
      refuse(400, 'websocket transport cannot have subscriptions created by different users')
    }
  }
}

/** Over a websocket, the token's user must have granted the scopes; otherwise the user in the condition. */
function checkAuthorization({ world, params, clientId, kind, viewer, scopes }: Asked, wanted: KnownEventType): void {
  const { condition } = params
  if (wanted.application && condition[wanted.application] !== clientId) unauthorized()
  if (!wanted.owner) return
  const tokens = tokensOf(world)
  const personId = condition[wanted.owner] ?? ''
  const channelId = condition['broadcaster_user_id'] ?? personId
  if (kind === 'user' && viewer?.id !== personId) unauthorized()
  const granted = kind === 'user' ? new Set(scopes) : tokens.grantedBy(personId, clientId)
  if (!wanted.scopes.every(list => list.some(scope => granted?.has(scope)))) unauthorized()
  if (wanted.owner === 'moderator_user_id' && !moderates(world, personId, channelId)) unauthorized()
  if (wanted.owner !== 'user_id' || channelId === personId) return
  // The user who reads a chat must have access to it. A bot needs the permission of the channel.
  if (bansOf(world, channelId).has(personId)) unauthorized()
  const isWanted =
    granted?.has('user:bot') &&
    (moderates(world, personId, channelId) || tokens.grantedBy(channelId, clientId)?.has('channel:bot'))
  if (kind !== 'user' && !isWanted) unauthorized()
}
