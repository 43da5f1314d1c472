import type { getShieldModeStatus } from '../../endpoints/moderation/getShieldModeStatus.ts'
import { channelShieldModeBegin } from '../../eventsub/types/channelShieldModeBegin.ts'
import { channelShieldModeEnd } from '../../eventsub/types/channelShieldModeEnd.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getShieldModeStatus>('/moderation/shield_mode')

/** Shield Mode. */
export const liveShieldMode: LiveFamily = live([
  on(channelShieldModeBegin, answers, {
    effect: 'set',
    fields: {
      is_active: () => true,
      moderator_id: 'moderator_user_id',
      moderator_login: 'moderator_user_login',
      moderator_name: 'moderator_user_name',
      last_activated_at: 'started_at',
    },
  }),
  on(channelShieldModeEnd, answers, { effect: 'patch', fields: { is_active: () => false } }),
])
