import { getCustomRewardRedemptions } from '../../endpoints/channel-points/getCustomRewardRedemptions.ts'
import { updateRedemptionStatus } from '../../endpoints/channel-points/updateRedemptionStatus.ts'
import { channelPointsCustomRewardRedemptionUpdate } from '../../eventsub/types/channelPointsCustomRewardRedemptionUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data } from '../wire/helix/response.ts'
import { type Feature, many, route } from '../wire/helix/route.ts'
import { ownReward, redemptionEvent, refuseWithoutPoints } from './rewards.ts'

export const redemptions: Feature = [
  route(getCustomRewardRedemptions, ({ world, params, broadcaster, clientId, page }) => {
    refuseWithoutPoints(broadcaster)
    const { redemptions } = ownReward(world, broadcaster.id, params.reward_id, clientId)
    const ids = many(params.id)
    const found = redemptions.filter(({ id, status }) => (ids ? ids.includes(id) : status === params.status))
    if (ids && !found.length) refuse(404, 'None of the redemptions was found.')
    return page(params.sort === 'NEWEST' ? found.reverse() : found)
  }),
  route(updateRedemptionStatus, ({ world, params, broadcaster, clientId, emit }) => {
    refuseWithoutPoints(broadcaster)
    const { redemptions } = ownReward(world, broadcaster.id, params.reward_id, clientId)
    const ids = many(params.id)
    const waiting = redemptions.filter(({ id, status }) => ids.includes(id) && status === 'UNFULFILLED')
    if (waiting.length < new Set(ids).size) {
      refuse(404, 'The redemptions were not found or their statuses are not UNFULFILLED.')
    }
    for (const redemption of waiting) {
      redemption.status = params.status
      emit(channelPointsCustomRewardRedemptionUpdate, redemptionEvent(redemption))
    }
    return data(waiting)
  }),
]
