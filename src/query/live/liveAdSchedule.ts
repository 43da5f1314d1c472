import type { getAdSchedule } from '../../endpoints/ads/getAdSchedule.ts'
import { channelAdBreakBegin } from '../../eventsub/types/channelAdBreakBegin.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getAdSchedule>('/channels/ads')

/** The ad schedule: refetched when a break begins. */
export const liveAdSchedule: LiveFamily = defineLiveFamily([
  liveRule(channelAdBreakBegin, answers, { effect: 'refetch', after: [5_000] }),
])
