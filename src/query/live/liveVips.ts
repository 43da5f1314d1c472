import type { getVips } from '../../endpoints/moderation/getVips.ts'
import { channelVipAdd } from '../../eventsub/types/channelVipAdd.ts'
import { channelVipRemove } from '../../eventsub/types/channelVipRemove.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getVips>('/channels/vips')

/** VIPs, for the channel's own account. Moderators take `liveModeration`. */
export const liveVips: LiveFamily = live([
  on(channelVipAdd, answers, { effect: 'refetch' }),
  on(channelVipRemove, answers, { effect: 'remove', row: 'user_id', from: 'user_id' }),
])
