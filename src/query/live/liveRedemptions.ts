import type { getCustomRewardRedemptions } from '../../endpoints/channel-points/getCustomRewardRedemptions.ts'
import { channelPointsCustomRewardRedemptionAdd } from '../../eventsub/types/channelPointsCustomRewardRedemptionAdd.ts'
import { channelPointsCustomRewardRedemptionUpdate } from '../../eventsub/types/channelPointsCustomRewardRedemptionUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getCustomRewardRedemptions>('/channel_points/custom_rewards/redemptions', {
  broadcaster_user_id: 'broadcaster_id',
  reward_id: 'reward_id',
})

/**
 * Redemptions of a reward. New redemptions are refetched. A fulfilled or canceled redemption moves to the list of its
 * status.
 */
export const liveRedemptions: LiveFamily = defineLiveFamily([
  liveRule(channelPointsCustomRewardRedemptionAdd, answers, {
    effect: 'refetch',
    match: { reward_id: event => event.reward.id },
  }),
  liveRule(channelPointsCustomRewardRedemptionUpdate, answers, {
    effect: 'remove',
    row: 'id',
    from: 'id',
    match: { reward_id: event => event.reward.id },
    status: event => event.status.toUpperCase(),
  }),
])
