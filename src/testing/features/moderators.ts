import { addChannelModerator } from '../../endpoints/moderation/addChannelModerator.ts'
import { getModeratedChannels } from '../../endpoints/moderation/getModeratedChannels.ts'
import { getModerators } from '../../endpoints/moderation/getModerators.ts'
import { removeChannelModerator } from '../../endpoints/moderation/removeChannelModerator.ts'
import { channelModeratorAdd } from '../../eventsub/types/channelModeratorAdd.ts'
import { channelModeratorRemove } from '../../eventsub/types/channelModeratorRemove.ts'
import { allowance } from '../wire/helix/allowance.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { moderatorsOf, vipsOf } from '../world/roles.ts'
import { asBroadcaster, asUser, type Person, usersOf } from '../world/users.ts'
import { second, type World } from '../world/world.ts'
import { bansOf } from './bans.ts'
import { type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { ofChannel, ofUser } from './people.ts'

const tooMany = (what: string) => `The broadcaster exceeded the number of moderators that they may ${what}.`
const spendAdding = allowance(10, 10 * second, tooMany('add'))
const spendRemoving = allowance(10, 10 * second, tooMany('remove'))

const isPerson = (person: Person | undefined) => person !== undefined

/** Makes a user a moderator. The user loses other roles in the channel. */
export function makeModerator(world: World, channel: Person, person: Person | undefined): void {
  if (!person || person === channel) return
  vipsOf(world, channel.id).delete(person.id)
  bansOf(world, channel.id).delete(person.id)
  moderatorsOf(world, channel.id).add(person.id)
}

export const moderators: Feature = [
  route(getModerators, ({ world, params, broadcaster, page }) => {
    const ids = many(params.user_id)
    const found = [...moderatorsOf(world, broadcaster.id)].filter(id => !ids || ids.includes(id))
    return page(found.map(usersOf(world).byId).filter(isPerson).map(asUser))
  }),
  route(addChannelModerator, context => {
    const { world, params, broadcaster, emit } = context
    spendAdding(world, broadcaster.id)
    const person = usersOf(world).byId(params.user_id)
    if (!person || person === broadcaster) return refuse(400, 'The ID in user_id is not valid.')
    const all = moderatorsOf(world, broadcaster.id)
    if (all.has(person.id)) refuse(400, 'user is already a mod')
    if (bansOf(world, broadcaster.id).has(person.id)) refuse(400, 'user is banned from the channel')
    if (vipsOf(world, broadcaster.id).has(person.id)) refuse(422, 'The user is a VIP.')
    all.add(person.id)
    emit(channelModeratorAdd, { ...ofChannel(broadcaster), ...ofUser(person) })
    moderated(context, 'mod', { mod: ofUser(person) })
    return noContent
  }),
  route(removeChannelModerator, context => {
    const { world, params, broadcaster, emit } = context
    const { user_id } = params
    spendRemoving(world, broadcaster.id)
    if (!moderatorsOf(world, broadcaster.id).delete(user_id)) refuse(400, 'user is not a mod')
    emit(channelModeratorRemove, { ...ofChannel(broadcaster), user_id })
    moderated(context, 'unmod', { unmod: { user_id } })
    return noContent
  }),
  route(getModeratedChannels, ({ world, actor, page }) => {
    return page(
      usersOf(world)
        .all.filter(({ id }) => moderatorsOf(world, id).has(actor.id))
        .map(asBroadcaster),
    )
  }),
  onEvent(channelModeratorAdd, ({ world, channel, event, person }) =>
    makeModerator(world, channel, person(event.user_id)),
  ),
  onEvent(channelModeratorRemove, ({ world, channel, event }) => {
    moderatorsOf(world, channel.id).delete(event.user_id)
  }),
]
