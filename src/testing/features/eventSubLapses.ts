import type { EventSubSubscriptionStatus } from '../../endpoints/eventsub/subscription.ts'
import { eventTypesOf } from '../wire/eventsub/eventTypes.ts'
import { revoke } from '../wire/eventsub/sessions.ts'
import { eventSubscriptionsOf, type KeptSubscription } from '../wire/eventsub/subscriptions.ts'
import { tokensOf } from '../wire/tokens.ts'
import { moderates } from '../world/roles.ts'
import type { World } from '../world/world.ts'
import { bansOf } from './bans.ts'

/** The data that many subscriptions are checked against. It is read from the tokens once. */
function grantsOf(world: World) {
  const tokens = tokensOf(world)
  const scopes = new Map<string, ReadonlySet<string> | null>()
  const grants = new Map<number, boolean>()
  return {
    scopesOf: (userId: string, clientId: string) => {
      const key = `${userId} ${clientId}`
      if (!scopes.has(key)) scopes.set(key, tokens.grantedBy(userId, clientId))
      return scopes.get(key)
    },
    isGranted: (id: number) => {
      if (!grants.has(id)) grants.set(id, tokens.isGranted(id))
      return grants.get(id)
    },
  }
}

/** Returns why a subscription is no longer allowed, or `null` if it is. */
function lapseOf(
  world: World,
  { scopesOf, isGranted }: ReturnType<typeof grantsOf>,
  { row, clientId, grantId }: KeptSubscription,
): EventSubSubscriptionStatus | null {
  const { owner, scopes = [] } = eventTypesOf(world).get(row.type)?.get(row.version) ?? {}
  if (!owner) return null
  const personId = row.condition[owner] ?? ''
  const channelId = row.condition['broadcaster_user_id'] ?? personId
  const granted = scopesOf(personId, clientId)
  const hasScopes = scopes.every(list => list.some(scope => granted?.has(scope)))
  if (!hasScopes || (grantId !== null && !isGranted(grantId))) return 'authorization_revoked'
  if (owner === 'moderator_user_id' && !moderates(world, personId, channelId)) return 'moderator_removed'
  return owner === 'user_id' && bansOf(world, channelId).has(personId) ? 'chat_user_banned' : null
}

/** Revokes subscriptions that are no longer allowed, after a change. */
export function endLapsed(world: World): void {
  const grants = grantsOf(world)
  for (const kept of [...eventSubscriptionsOf(world)]) {
    const status = kept.row.status === 'enabled' ? lapseOf(world, grants, kept) : null
    if (status) revoke(world, kept.row, status)
  }
}
