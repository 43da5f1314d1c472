import { addChannelModerator } from '../../../endpoints/moderation/addChannelModerator.ts'
import { getModeratedChannels } from '../../../endpoints/moderation/getModeratedChannels.ts'
import { getModerators } from '../../../endpoints/moderation/getModerators.ts'
import { removeChannelModerator } from '../../../endpoints/moderation/removeChannelModerator.ts'
import { bansOf } from '../../world/bans.ts'
import { moderatorsOf } from '../../world/moderators.ts'
import { asBroadcaster, asUser, type Person, usersOf } from '../../world/users.ts'
import { vipsOf } from '../../world/vips.ts'
import { second } from '../../world/world.ts'
import { allowance } from '../allowance.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, many, route } from '../route.ts'

const tooMany = (what: string) => `The broadcaster exceeded the number of moderators that they may ${what}.`
const spendAdding = allowance(10, 10 * second, tooMany('add'))
const spendRemoving = allowance(10, 10 * second, tooMany('remove'))

const isPerson = (person: Person | undefined) => person !== undefined

export const moderators: Family = [
  route(getModerators, ({ world, params, broadcaster, page }) => {
    const ids = many(params.user_id)
    const found = [...moderatorsOf(world, broadcaster.id)].filter(id => !ids || ids.includes(id))
    return page(found.map(usersOf(world).byId).filter(isPerson).map(asUser))
  }),
  route(addChannelModerator, ({ world, params, broadcaster }) => {
    spendAdding(world, broadcaster.id)
    const person = usersOf(world).byId(params.user_id)
    if (!person || person === broadcaster) return refuse(400, 'The ID in user_id is not valid.')
    const all = moderatorsOf(world, broadcaster.id)
    if (all.has(person.id)) refuse(400, 'user is already a mod')
    if (bansOf(world, broadcaster.id).has(person.id)) refuse(400, 'user is banned from the channel')
    if (vipsOf(world, broadcaster.id).has(person.id)) refuse(422, 'The user is a VIP.')
    all.add(person.id)
    return noContent
  }),
  route(removeChannelModerator, ({ world, params, broadcaster }) => {
    spendRemoving(world, broadcaster.id)
    if (!moderatorsOf(world, broadcaster.id).delete(params.user_id)) refuse(400, 'user is not a mod')
    return noContent
  }),
  route(getModeratedChannels, ({ world, user, page }) => {
    return page(
      usersOf(world)
        .all.filter(({ id }) => moderatorsOf(world, id).has(user.id))
        .map(asBroadcaster),
    )
  }),
]
