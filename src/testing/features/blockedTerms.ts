import { addBlockedTerm } from '../../endpoints/moderation/addBlockedTerm.ts'
import type { BlockedTerm } from '../../endpoints/moderation/blockedTerm.ts'
import { getBlockedTerms } from '../../endpoints/moderation/getBlockedTerms.ts'
import { removeBlockedTerm } from '../../endpoints/moderation/removeBlockedTerm.ts'
import { automodTermsUpdate } from '../../eventsub/types/automodTermsUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent, one } from '../wire/helix/response.ts'
import { type Context, type Feature, route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { uuid } from '../world/random.ts'
import { hour, perChannel, timestamp, type World } from '../world/world.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel } from './people.ts'

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

/** Tells that a term was blocked, or is no more. */
function termsUpdated(context: Context<unknown>, action: 'add' | 'remove', text: string): void {
  const { emit, broadcaster, actor } = context
  const change = { from_automod: false, terms: [text] }
  emit(automodTermsUpdate, {
    ...ofChannel(broadcaster),
    ...byModerator(actor),
    action: `${action}_blocked`,
    ...change,
  })
  moderated(context, `${action}_blocked_term`, { automod_terms: { action, list: 'blocked', ...change } })
}

export const blockedTerms: Feature = [
  route(getBlockedTerms, ({ world, broadcaster, page }) => {
    return page(blockedTermsOf(world, broadcaster.id))
  }),
  route(addBlockedTerm, context => {
    const { world, params, broadcaster, actor, now } = context
    const terms = blockedTermsOf(world, broadcaster.id)
    const known = terms.find(({ text }) => text === params.text)
    if (known) return one(known)
    const since = timestamp(now())
    const term: BlockedTerm = {
      broadcaster_id: broadcaster.id,
      moderator_id: actor.id,
      id: freshId(world, 'term'),
      text: params.text,
      created_at: since,
      updated_at: since,
      expires_at: null,
    }
    terms.unshift(term)
    termsUpdated(context, 'add', term.text)
    return one(term)
  }),
  route(removeBlockedTerm, context => {
    const { world, params, broadcaster } = context
    const terms = blockedTermsOf(world, broadcaster.id)
    const term = terms.find(({ id }) => id === params.id)
    if (!term) return refuse(404, 'The blocked term was not found.')
    terms.splice(terms.indexOf(term), 1)
    termsUpdated(context, 'remove', term.text)
    return noContent
  }),
]
