import type { getShieldModeStatus } from '../../endpoints/moderation/getShieldModeStatus.ts'
import { channelShieldModeBegin } from '../../eventsub/types/channelShieldModeBegin.ts'
import { channelShieldModeEnd } from '../../eventsub/types/channelShieldModeEnd.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getShieldModeStatus>('/moderation/shield_mode')

/** Shield Mode. */
export const liveShieldMode: LiveFamily = defineLiveFamily([
  liveRule(channelShieldModeBegin, answers, {
    effect: 'set',
    fields: {
      is_active: () => true,
      moderator_id: 'moderator_user_id',
      moderator_login: 'moderator_user_login',
      moderator_name: 'moderator_user_name',
      last_activated_at: 'started_at',
    },
  }),
  liveRule(channelShieldModeEnd, answers, { effect: 'patch', fields: { is_active: () => false } }),
])
