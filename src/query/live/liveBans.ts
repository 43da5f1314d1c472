import type { getBannedUsers } from '../../endpoints/moderation/getBannedUsers.ts'
import { channelBan } from '../../eventsub/types/channelBan.ts'
import { channelUnban } from '../../eventsub/types/channelUnban.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getBannedUsers>('/moderation/banned')

/** Banned users, for the channel's own account. Moderators take `liveModeration`. */
export const liveBans: LiveFamily = defineLiveFamily([
  liveRule(channelBan, answers, { effect: 'refetch' }),
  liveRule(channelUnban, answers, { effect: 'remove', row: 'user_id', from: 'user_id' }),
])
