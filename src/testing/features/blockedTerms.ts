import { addBlockedTerm } from '../../endpoints/moderation/addBlockedTerm.ts'
import type { BlockedTerm } from '../../endpoints/moderation/blockedTerm.ts'
import { getBlockedTerms } from '../../endpoints/moderation/getBlockedTerms.ts'
import { removeBlockedTerm } from '../../endpoints/moderation/removeBlockedTerm.ts'
import { automodTermsUpdate } from '../../eventsub/types/automodTermsUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent, one } from '../wire/helix/response.ts'
import { type Context, route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { uuid } from '../world/random.ts'
import type { Person } from '../world/users.ts'
import { hour, perChannel, timestamp, type World } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
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

/** The blocked terms of a channel, the newest first. Terms that AutoMod added expire. May be changed. */
export function blockedTermsOf(world: World, channelId: string): BlockedTerm[] {
  const all = everyTermOf(world, channelId)
  const current = all.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > world.now())
  if (current.length < all.length) all.splice(0, Infinity, ...current)
  return all
}

function addTerm(
  world: World,
  { id: broadcaster_id }: Person,
  { id: moderator_id }: Person,
  text: string,
): BlockedTerm {
  const since = timestamp(world.now())
  const term: BlockedTerm = {
    broadcaster_id,
    moderator_id,
    id: freshId(world, 'term'),
    text,
    created_at: since,
    updated_at: since,
    expires_at: null,
  }
  blockedTermsOf(world, broadcaster_id).unshift(term)
  return term
}

/** Adds or removes a blocked term, unless that has been done already. */
export function setTerm(world: World, channel: Person, moderator: Person, text: string, isBlocked: boolean): void {
  const terms = blockedTermsOf(world, channel.id)
  const index = terms.findIndex(term => term.text === text)
  if (isBlocked && index < 0) addTerm(world, channel, moderator, text)
  if (!isBlocked && index >= 0) terms.splice(index, 1)
}

/** Sends the event of an added or removed term. */
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
    const { world, params, broadcaster, actor } = context
    const known = blockedTermsOf(world, broadcaster.id).find(({ text }) => text === params.text)
    if (known) return one(known)
    const term = addTerm(world, broadcaster, actor, params.text)
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
  onEvent(automodTermsUpdate, ({ world, channel, event, person }) => {
    const moderator = person(event.moderator_user_id)
    if (!moderator || !event.action.endsWith('_blocked')) return
    for (const text of event.terms) setTerm(world, channel, moderator, text, event.action === 'add_blocked')
  }),
]
