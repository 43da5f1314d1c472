import type { getModerators } from '../../endpoints/moderation/getModerators.ts'
import { channelModeratorAdd } from '../../eventsub/types/channelModeratorAdd.ts'
import { channelModeratorRemove } from '../../eventsub/types/channelModeratorRemove.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getModerators>('/moderation/moderators')

/** Moderators, for the channel's own account. Moderators take `liveModeration`. */
export const liveModerators: LiveFamily = live([
  on(channelModeratorAdd, answers, { effect: 'refetch' }),
  on(channelModeratorRemove, answers, { effect: 'remove', row: 'user_id', from: 'user_id' }),
])
