import { addBlockedTerm } from '../../../endpoints/moderation/addBlockedTerm.ts'
import type { BlockedTerm } from '../../../endpoints/moderation/blockedTerm.ts'
import { getBlockedTerms } from '../../../endpoints/moderation/getBlockedTerms.ts'
import { removeBlockedTerm } from '../../../endpoints/moderation/removeBlockedTerm.ts'
import { freshId } from '../../world/freshId.ts'
import { uuid } from '../../world/random.ts'
import { hour, perChannel, timestamp, type World } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent, one } from '../response.ts'
import { type Family, route } from '../route.ts'

const words = ['buy followers', 'cheap viewers', 'spoiler*', 'first!!!', 'your mic is off', 'f2p']

/** The newest first. One that AutoMod put there goes away by itself. */
const termsOf: (world: World, channelId: string) => BlockedTerm[] = perChannel((world, channelId) =>
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

export const blockedTerms: Family = [
  route(getBlockedTerms, ({ world, broadcaster, page, now }) => {
    const current = ({ expires_at }: BlockedTerm) => expires_at === null || Date.parse(expires_at) > now()
    return page(termsOf(world, broadcaster.id).filter(current))
  }),
  route(addBlockedTerm, ({ world, params, broadcaster, user, now }) => {
    const terms = termsOf(world, broadcaster.id)
    const known = terms.find(({ text }) => text === params.text)
    if (known) return one(known)
    const since = timestamp(now())
    const term: BlockedTerm = {
      broadcaster_id: broadcaster.id,
      moderator_id: user.id,
      id: freshId(world, 'term'),
      text: params.text,
      created_at: since,
      updated_at: since,
      expires_at: null,
    }
    terms.unshift(term)
    return one(term)
  }),
  route(removeBlockedTerm, ({ world, params, broadcaster }) => {
    const terms = termsOf(world, broadcaster.id)
    const index = terms.findIndex(({ id }) => id === params.id)
    if (index < 0) refuse(404, 'The blocked term was not found.')
    terms.splice(index, 1)
    return noContent
  }),
]
