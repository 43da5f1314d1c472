import type { getUnbanRequests } from '../../endpoints/moderation/getUnbanRequests.ts'
import { channelUnbanRequestCreate } from '../../eventsub/types/channelUnbanRequestCreate.ts'
import { channelUnbanRequestResolve } from '../../eventsub/types/channelUnbanRequestResolve.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getUnbanRequests>('/moderation/unban_requests')

/** Unban requests. New requests are refetched. A resolved request moves to the list of its status. */
export const liveUnbanRequests: LiveFamily = defineLiveFamily([
  liveRule(channelUnbanRequestCreate, answers, { effect: 'refetch' }),
  liveRule(channelUnbanRequestResolve, answers, {
    effect: 'remove',
    row: 'id',
    from: 'id',
    status: event => event.status,
  }),
])
