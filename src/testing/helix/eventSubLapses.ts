import type { EventSubStatus } from '../../endpoints/eventsub/subscription.ts'
import { tokensOf } from '../tokens.ts'
import { bansOf } from '../world/bans.ts'
import type { KeptSubscription } from '../world/eventSub.ts'
import { eventTypeOf } from '../world/eventTypes.ts'
import { moderates } from '../world/moderators.ts'
import type { World } from '../world/world.ts'

/** Why a subscription that was once allowed is no more; `null`: it still is. */
export function lapseOf(world: World, { row, clientId }: KeptSubscription): EventSubStatus | null {
  const { by } = eventTypeOf(row.type, row.version) ?? {}
  if (!by) return null
  const personId = row.condition[by] ?? ''
  const channelId = row.condition['broadcaster_user_id'] ?? personId
  if (!tokensOf(world).grantedBy(personId, clientId)) return 'authorization_revoked'
  if (by === 'moderator_user_id' && !moderates(world, personId, channelId)) return 'moderator_removed'
  return by === 'user_id' && bansOf(world, channelId).has(personId) ? 'chat_user_banned' : null
}
