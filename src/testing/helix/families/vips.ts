import { addChannelVip } from '../../../endpoints/moderation/addChannelVip.ts'
import { getVips } from '../../../endpoints/moderation/getVips.ts'
import { removeChannelVip } from '../../../endpoints/moderation/removeChannelVip.ts'
import { bansOf } from '../../world/bans.ts'
import { blocksOf } from '../../world/blocks.ts'
import { moderatorsOf } from '../../world/moderators.ts'
import { asUser, usersOf } from '../../world/users.ts'
import { vipSlots, vipsOf } from '../../world/vips.ts'
import { second } from '../../world/world.ts'
import { allowance } from '../allowance.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, many, route } from '../route.ts'

const spendAdding = allowance(10, 10 * second, 'The broadcaster exceeded the number of VIPs that they may add.')
const spendRemoving = allowance(10, 10 * second, 'The broadcaster exceeded the number of VIPs that they may remove.')

export const vips: Family = [
  route(getVips, ({ world, params, broadcaster, page }) => {
    const ids = many(params.user_id)
    const found = [...vipsOf(world, broadcaster.id)].filter(id => !ids || ids.includes(id))
    const people = found.map(usersOf(world).byId).filter(person => person !== undefined)
    return page(people.map(asUser))
  }),
  route(addChannelVip, ({ world, params, broadcaster }) => {
    spendAdding(world, broadcaster.id)
    const person = usersOf(world).byId(params.user_id)
    if (!person) return refuse(404, 'The ID in user_id was not found.')
    if (person === broadcaster) refuse(400, 'The ID in user_id is not valid.')
    if (blocksOf(world, broadcaster.id).has(person.id))
      refuse(400, "The user is blocked from the broadcaster's channel.")
    const all = vipsOf(world, broadcaster.id)
    if (all.has(person.id)) refuse(422, 'The user is already a VIP.')
    if (moderatorsOf(world, broadcaster.id).has(person.id)) refuse(422, 'The user is a moderator.')
    if (bansOf(world, broadcaster.id).has(person.id)) refuse(422, 'The user is banned.')
    if (all.size >= vipSlots) refuse(409, 'The broadcaster does not have available VIP slots.')
    all.add(person.id)
    return noContent
  }),
  route(removeChannelVip, ({ world, params, broadcaster }) => {
    spendRemoving(world, broadcaster.id)
    if (!usersOf(world).byId(params.user_id)) refuse(404, 'The ID in user_id was not found.')
    if (!vipsOf(world, broadcaster.id).delete(params.user_id)) refuse(422, 'The user is not a VIP.')
    return noContent
  }),
]
