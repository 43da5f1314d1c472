import type { getModerators } from '../../endpoints/moderation/getModerators.ts'
import { channelModeratorAdd } from '../../eventsub/types/channelModeratorAdd.ts'
import { channelModeratorRemove } from '../../eventsub/types/channelModeratorRemove.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getModerators>('/moderation/moderators')

/** Moderators, for the channel's own account. Moderators take `liveModeration`. */
export const liveModerators: LiveFamily = defineLiveFamily([
  liveRule(channelModeratorAdd, answers, { effect: 'refetch' }),
  liveRule(channelModeratorRemove, answers, { effect: 'remove', row: 'user_id', from: 'user_id' }),
])
