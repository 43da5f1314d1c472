import type { BlockedTerm } from '../../endpoints/moderation/blockedTerm.ts'
import { uuid } from './random.ts'
import { hour, perChannel, timestamp, type World } from './world.ts'

const words = ['buy followers', 'cheap viewers', 'spoiler*', 'first!!!', 'your mic is off', 'f2p']

const everyTermOf: (world: World, channelId: string) => BlockedTerm[] = perChannel((world, channelId) =>
  words.map((text, index) => {
    const since = timestamp(world.begun - (index + 1) * 100 * hour)
    return {
      broadcaster_id: channelId,
      moderator_id: channelId,
      id: uuid(channelId, 'term', index),
      text,
      created_at: since,
      updated_at: since,
      expires_at: index === 4 ? timestamp(world.begun + hour) : null,
    }
  }),
)

/** What may not be said in a channel, the newest first. One that AutoMod put there goes away by itself. May be changed. */
export function blockedTermsOf(world: World, channelId: string): BlockedTerm[] {
  const all = everyTermOf(world, channelId)
  const current = all.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > world.now())
  if (current.length < all.length) all.splice(0, Infinity, ...current)
  return all
}
