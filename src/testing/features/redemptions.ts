import { getCustomRewardRedemptions } from '../../endpoints/channel-points/getCustomRewardRedemptions.ts'
import { updateRedemptionStatus } from '../../endpoints/channel-points/updateRedemptionStatus.ts'
import type { EventRedemption } from '../../eventsub/parts/redemption.ts'
import { channelPointsCustomRewardRedemptionAdd } from '../../eventsub/types/channelPointsCustomRewardRedemptionAdd.ts'
import { channelPointsCustomRewardRedemptionUpdate } from '../../eventsub/types/channelPointsCustomRewardRedemptionUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { asBroadcaster, asUser } from '../world/users.ts'
import { timestamp } from '../world/world.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { ownReward, redemptionEvent, refuseWithoutPoints, rewardsOf } from './rewards.ts'

/** Sets a redemption to what an event says, and adds it if it is new. */
function setRedemption({ world, channel, event, person, at }: Emission<EventRedemption>): void {
  const user = person(event.user_id)
  const reward = rewardsOf(world, channel.id).find(({ row }) => row.id === event.reward.id)
  if (!user || !reward) return
  const { redemptions } = reward
  const index = redemptions.findIndex(({ id }) => id === event.id)
  const status = statuses.find(known => known.toLowerCase() === event.status)
  redemptions.splice(index < 0 ? redemptions.length : index, 1, {
    ...asBroadcaster(channel),
    id: event.id,
    ...asUser(user),
    reward: event.reward,
    user_input: event.user_input,
    status: status ?? 'UNFULFILLED',
    redeemed_at: timestamp(at(event.redeemed_at)),
  })
}

const statuses = ['UNFULFILLED', 'FULFILLED', 'CANCELED'] as const

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
  onEvent(channelPointsCustomRewardRedemptionAdd, setRedemption),
  onEvent(channelPointsCustomRewardRedemptionUpdate, setRedemption),
]
