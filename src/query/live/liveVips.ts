import type { getVips } from '../../endpoints/moderation/getVips.ts'
import { channelVipAdd } from '../../eventsub/types/channelVipAdd.ts'
import { channelVipRemove } from '../../eventsub/types/channelVipRemove.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getVips>('/channels/vips')

/** VIPs, for the channel's own account. Moderators take `liveModeration`. */
export const liveVips: LiveFamily = defineLiveFamily([
  liveRule(channelVipAdd, answers, { effect: 'refetch' }),
  liveRule(channelVipRemove, answers, { effect: 'remove', row: 'user_id', from: 'user_id' }),
])
