import { getShieldModeStatus } from '../../endpoints/moderation/getShieldModeStatus.ts'
import type { ShieldModeStatus } from '../../endpoints/moderation/shieldModeStatus.ts'
import { updateShieldModeStatus } from '../../endpoints/moderation/updateShieldModeStatus.ts'
import { channelShieldModeBegin } from '../../eventsub/types/channelShieldModeBegin.ts'
import { channelShieldModeEnd } from '../../eventsub/types/channelShieldModeEnd.ts'
import { one } from '../wire/helix/response.ts'
import { type Feature, route } from '../wire/helix/route.ts'
import { perChannel, timestamp, type World } from '../world/world.ts'
import { byModerator, ofChannel } from './people.ts'

/** Whether Shield Mode is on in a channel, and who turned it on last. */
const shieldModeOf: (world: World, channelId: string) => ShieldModeStatus = perChannel(() => ({
  is_active: false,
  moderator_id: '',
  moderator_login: '',
  moderator_name: '',
  last_activated_at: '',
}))

export const shieldMode: Feature = [
  route(getShieldModeStatus, ({ world, broadcaster }) => one(shieldModeOf(world, broadcaster.id))),
  route(updateShieldModeStatus, ({ world, params, broadcaster, actor, now, emit }) => {
    const status = shieldModeOf(world, broadcaster.id)
    const people = { ...ofChannel(broadcaster), ...byModerator(actor) }
    // Who turns it off leaves no trace.
    if (params.is_active && !status.is_active) {
      status.moderator_id = actor.id
      status.moderator_login = actor.login
      status.moderator_name = actor.display_name
      status.last_activated_at = timestamp(now())
      emit(channelShieldModeBegin, { ...people, started_at: status.last_activated_at })
    }
    if (status.is_active && !params.is_active) {
      emit(channelShieldModeEnd, { ...people, ended_at: timestamp(now()) })
    }
    status.is_active = params.is_active
    return one(status)
  }),
]
