import type { getCreatorGoals } from '../../endpoints/goals/getCreatorGoals.ts'
import { channelGoalBegin } from '../../eventsub/types/channelGoalBegin.ts'
import { channelGoalEnd } from '../../eventsub/types/channelGoalEnd.ts'
import { channelGoalProgress } from '../../eventsub/types/channelGoalProgress.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getCreatorGoals>('/goals')

/** Creator goals. A new goal is refetched; progress and end are in the event. */
export const liveGoals: LiveFamily = defineLiveFamily([
  liveRule(channelGoalBegin, answers, { effect: 'refetch' }),
  liveRule(channelGoalProgress, answers, {
    effect: 'patch',
    row: 'id',
    from: 'id',
    fields: { description: 'description', current_amount: 'current_amount', target_amount: 'target_amount' },
  }),
  liveRule(channelGoalEnd, answers, { effect: 'remove', row: 'id', from: 'id' }),
])
