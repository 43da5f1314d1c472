import { getShieldModeStatus } from '../../../endpoints/moderation/getShieldModeStatus.ts'
import type { ShieldModeStatus } from '../../../endpoints/moderation/shieldModeStatus.ts'
import { updateShieldModeStatus } from '../../../endpoints/moderation/updateShieldModeStatus.ts'
import { perChannel, timestamp } from '../../world/world.ts'
import { one } from '../response.ts'
import { type Family, route } from '../route.ts'

const statusOf = perChannel(
  (): ShieldModeStatus => ({
    is_active: false,
    moderator_id: '',
    moderator_login: '',
    moderator_name: '',
    last_activated_at: '',
  }),
)

export const shieldMode: Family = [
  route(getShieldModeStatus, ({ world, broadcaster }) => one(statusOf(world, broadcaster.id))),
  route(updateShieldModeStatus, ({ world, params, broadcaster, user, now }) => {
    const status = statusOf(world, broadcaster.id)
    if (params.is_active && !status.is_active) status.last_activated_at = timestamp(now())
    status.is_active = params.is_active
    status.moderator_id = user.id
    status.moderator_login = user.login
    status.moderator_name = user.display_name
    return one(status)
  }),
]
