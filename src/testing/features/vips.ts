import { addChannelVip } from '../../endpoints/moderation/addChannelVip.ts'
import { getVips } from '../../endpoints/moderation/getVips.ts'
import { removeChannelVip } from '../../endpoints/moderation/removeChannelVip.ts'
import { channelVipAdd } from '../../eventsub/types/channelVipAdd.ts'
import { channelVipRemove } from '../../eventsub/types/channelVipRemove.ts'
import { allowance } from '../wire/helix/allowance.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { moderatorsOf, vipSlots, vipsOf } from '../world/roles.ts'
import { asUser, type Person, usersOf } from '../world/users.ts'
import { second, type World } from '../world/world.ts'
import { bansOf } from './bans.ts'
import { blocksOf } from './blocks.ts'
import { type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { ofChannel, ofUser } from './people.ts'

const spendAdding = allowance(10, 10 * second, 'The broadcaster exceeded the number of VIPs that they may add.')
const spendRemoving = allowance(10, 10 * second, 'The broadcaster exceeded the number of VIPs that they may remove.')

/** Makes a user a VIP. The user loses other roles in the channel. */
export function makeVip(world: World, channel: Person, person: Person | undefined): void {
  if (!person || person === channel) return
  moderatorsOf(world, channel.id).delete(person.id)
  bansOf(world, channel.id).delete(person.id)
  vipsOf(world, channel.id).add(person.id)
}

export const vips: Feature = [
  route(getVips, ({ world, params, broadcaster, page }) => {
    const ids = many(params.user_id)
    const found = [...vipsOf(world, broadcaster.id)].filter(id => !ids || ids.includes(id))
    const people = found.map(usersOf(world).byId).filter(person => person !== undefined)
    return page(people.map(asUser))
  }),
  route(addChannelVip, context => {
    const { world, params, broadcaster, emit } = context
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
    emit(channelVipAdd, { ...ofChannel(broadcaster), ...ofUser(person) })
    moderated(context, 'vip', { vip: ofUser(person) })
    return noContent
  }),
  route(removeChannelVip, context => {
    const { world, params, broadcaster, emit } = context
    const { user_id } = params
    spendRemoving(world, broadcaster.id)
    if (!usersOf(world).byId(user_id)) refuse(404, 'The ID in user_id was not found.')
    if (!vipsOf(world, broadcaster.id).delete(user_id)) refuse(422, 'The user is not a VIP.')
    emit(channelVipRemove, { ...ofChannel(broadcaster), user_id })
    moderated(context, 'unvip', { unvip: { user_id } })
    return noContent
  }),
  onEvent(channelVipAdd, ({ world, channel, event, person }) => makeVip(world, channel, person(event.user_id))),
  onEvent(channelVipRemove, ({ world, channel, event }) => {
    vipsOf(world, channel.id).delete(event.user_id)
  }),
]
