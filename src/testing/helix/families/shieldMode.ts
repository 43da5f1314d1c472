import { getShieldModeStatus } from '../../../endpoints/moderation/getShieldModeStatus.ts'
import type { ShieldModeStatus } from '../../../endpoints/moderation/shieldModeStatus.ts'
import { updateShieldModeStatus } from '../../../endpoints/moderation/updateShieldModeStatus.ts'
import { perChannel, timestamp, type World } from '../../world/world.ts'
import { one } from '../response.ts'
import { type Family, route } from '../route.ts'

/** Whether Shield Mode is on in a channel, and who turned it on last. */
export const shieldModeOf: (world: World, channelId: string) => ShieldModeStatus = perChannel(() => ({
  is_active: false,
  moderator_id: '',
  moderator_login: '',
  moderator_name: '',
  last_activated_at: '',
}))

export const shieldMode: Family = [
  route(getShieldModeStatus, ({ world, broadcaster }) => one(shieldModeOf(world, broadcaster.id))),
  route(updateShieldModeStatus, ({ world, params, broadcaster, user, now }) => {
    const status = shieldModeOf(world, broadcaster.id)
    // Who turns it off leaves no trace.
    if (params.is_active && !status.is_active) {
      status.moderator_id = user.id
      status.moderator_login = user.login
      status.moderator_name = user.display_name
      status.last_activated_at = timestamp(now())
    }
    status.is_active = params.is_active
    return one(status)
  }),
]
