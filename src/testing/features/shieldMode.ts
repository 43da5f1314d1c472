import { getShieldModeStatus } from '../../endpoints/moderation/getShieldModeStatus.ts'
import type { ShieldModeStatus } from '../../endpoints/moderation/shieldModeStatus.ts'
import { updateShieldModeStatus } from '../../endpoints/moderation/updateShieldModeStatus.ts'
import { channelShieldModeBegin } from '../../eventsub/types/channelShieldModeBegin.ts'
import { channelShieldModeEnd } from '../../eventsub/types/channelShieldModeEnd.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import type { Person } from '../world/users.ts'
import { perChannel, timestamp, type World } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
import { byModerator, ofChannel } from './people.ts'

/** Whether Shield Mode is on in a channel, and the user who turned it on last. */
const shieldModeOf: (world: World, channelId: string) => ShieldModeStatus = perChannel(() => ({
  is_active: false,
  moderator_id: '',
  moderator_login: '',
  moderator_name: '',
  last_activated_at: '',
}))

function turnOn(status: ShieldModeStatus, moderator: Person, at: number): void {
  status.is_active = true
  status.moderator_id = moderator.id
  status.moderator_login = moderator.login
  status.moderator_name = moderator.display_name
  status.last_activated_at = timestamp(at)
}

export const shieldMode: Feature = [
  route(getShieldModeStatus, ({ world, broadcaster }) => one(shieldModeOf(world, broadcaster.id))),
  route(updateShieldModeStatus, ({ world, params, broadcaster, actor, now, emit }) => {
    const status = shieldModeOf(world, broadcaster.id)
    const people = { ...ofChannel(broadcaster), ...byModerator(actor) }
    // Turning it off is not recorded.
    if (params.is_active && !status.is_active) {
      turnOn(status, actor, now())
      emit(channelShieldModeBegin, { ...people, started_at: status.last_activated_at })
    }
    if (status.is_active && !params.is_active) {
      emit(channelShieldModeEnd, { ...people, ended_at: timestamp(now()) })
    }
    status.is_active = params.is_active
    return one(status)
  }),
  onEvent(channelShieldModeBegin, ({ world, channel, event, person, at }) => {
    const moderator = person(event.moderator_user_id)
    if (moderator) turnOn(shieldModeOf(world, channel.id), moderator, at(event.started_at))
  }),
  onEvent(channelShieldModeEnd, ({ world, channel }) => {
    shieldModeOf(world, channel.id).is_active = false
  }),
]
