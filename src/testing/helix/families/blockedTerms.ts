import { addBlockedTerm } from '../../../endpoints/moderation/addBlockedTerm.ts'
import type { BlockedTerm } from '../../../endpoints/moderation/blockedTerm.ts'
import { getBlockedTerms } from '../../../endpoints/moderation/getBlockedTerms.ts'
import { removeBlockedTerm } from '../../../endpoints/moderation/removeBlockedTerm.ts'
import { blockedTermsOf } from '../../world/blockedTerms.ts'
import { freshId } from '../../world/freshId.ts'
import { timestamp } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent, one } from '../response.ts'
import { type Family, route } from '../route.ts'

export const blockedTerms: Family = [
  route(getBlockedTerms, ({ world, broadcaster, page }) => {
    return page(blockedTermsOf(world, broadcaster.id))
  }),
  route(addBlockedTerm, ({ world, params, broadcaster, user, now }) => {
    const terms = blockedTermsOf(world, broadcaster.id)
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
    const terms = blockedTermsOf(world, broadcaster.id)
    const index = terms.findIndex(({ id }) => id === params.id)
    if (index < 0) refuse(404, 'The blocked term was not found.')
    terms.splice(index, 1)
    return noContent
  }),
]
