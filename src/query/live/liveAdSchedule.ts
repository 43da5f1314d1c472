import type { getAdSchedule } from '../../endpoints/ads/getAdSchedule.ts'
import { channelAdBreakBegin } from '../../eventsub/types/channelAdBreakBegin.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getAdSchedule>('/channels/ads')

/** The ad schedule: refetched when a break begins. */
export const liveAdSchedule: LiveFamily = live([
  on(channelAdBreakBegin, answers, { effect: 'refetch', after: [5_000] }),
])
