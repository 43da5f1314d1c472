import type { getCustomPowerUps } from '../../endpoints/bits/getCustomPowerUps.ts'
import { channelCustomPowerUpRedemptionAdd } from '../../eventsub/types/channelCustomPowerUpRedemptionAdd.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getCustomPowerUps>('/bits/custom_power_ups')

/** Custom Power-ups: refetched when one is redeemed. */
export const livePowerUps: LiveFamily = defineLiveFamily([
  liveRule(channelCustomPowerUpRedemptionAdd, answers, { effect: 'refetch' }),
])
