import type { getBannedUsers } from '../../endpoints/moderation/getBannedUsers.ts'
import { channelBan } from '../../eventsub/types/channelBan.ts'
import { channelUnban } from '../../eventsub/types/channelUnban.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getBannedUsers>('/moderation/banned')

/** Banned users, for the channel's own account. Moderators take `liveModeration`. */
export const liveBans: LiveFamily = live([
  on(channelBan, answers, { effect: 'refetch' }),
  on(channelUnban, answers, { effect: 'remove', row: 'user_id', from: 'user_id' }),
])
