import { createCustomReward } from '../../../endpoints/channel-points/createCustomReward.ts'
import type { CustomReward } from '../../../endpoints/channel-points/customReward.ts'
import { deleteCustomReward } from '../../../endpoints/channel-points/deleteCustomReward.ts'
import { getCustomRewards } from '../../../endpoints/channel-points/getCustomRewards.ts'
import {
  type UpdateCustomRewardParams,
  updateCustomReward,
} from '../../../endpoints/channel-points/updateCustomReward.ts'
import { freshId } from '../../world/freshId.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import { type KeptReward, plainReward, rewardsOf } from '../../world/rewards.ts'
import type { Person } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { data, noContent, one } from '../response.ts'
import { type Family, many, route } from '../route.ts'

/** How many rewards a channel may have. */
const most = 50

/** Requests are flat where the answers are nested. */
const changed = (row: CustomReward, given: Omit<UpdateCustomRewardParams, 'id'>): CustomReward => ({
  ...row,
  title: given.title ?? row.title,
  cost: given.cost ?? row.cost,
  prompt: given.prompt ?? row.prompt,
  background_color: given.background_color?.toUpperCase() ?? row.background_color,
  is_enabled: given.is_enabled ?? row.is_enabled,
  is_paused: given.is_paused ?? row.is_paused,
  is_user_input_required: given.is_user_input_required ?? row.is_user_input_required,
  should_redemptions_skip_request_queue:
    given.should_redemptions_skip_request_queue ?? row.should_redemptions_skip_request_queue,
  max_per_stream_setting: {
    is_enabled: given.is_max_per_stream_enabled ?? row.max_per_stream_setting.is_enabled,
    max_per_stream: given.max_per_stream ?? row.max_per_stream_setting.max_per_stream,
  },
  max_per_user_per_stream_setting: {
    is_enabled: given.is_max_per_user_per_stream_enabled ?? row.max_per_user_per_stream_setting.is_enabled,
    max_per_user_per_stream:
      given.max_per_user_per_stream ?? row.max_per_user_per_stream_setting.max_per_user_per_stream,
  },
  global_cooldown_setting: {
    is_enabled: given.is_global_cooldown_enabled ?? row.global_cooldown_setting.is_enabled,
    global_cooldown_seconds: given.global_cooldown_seconds ?? row.global_cooldown_setting.global_cooldown_seconds,
  },
})

/** As it is right now: how often it was redeemed is counted only where it is limited, and only in a stream. */
function current(world: World, { row, redemptions }: KeptReward): CustomReward {
  const stream = liveStreamsOf(world).get(row.broadcaster_id)
  const isCounted = stream && row.max_per_stream_setting.is_enabled
  return {
    ...row,
    redemptions_redeemed_current_stream: isCounted
      ? redemptions.filter(({ redeemed_at }) => Date.parse(redeemed_at) >= stream.startedAt).length
      : null,
  }
}

/** A reward as it is right now, if there is one with this id. */
export function rewardOf(world: World, channelId: string, id: string): CustomReward | undefined {
  const reward = rewardsOf(world, channelId).find(({ row }) => row.id === id)
  return reward && current(world, reward)
}

/** Twitch has Channel Points for affiliates and partners only. */
export const refuseWithoutPoints = ({ broadcaster_type }: Person): void => {
  if (!broadcaster_type) refuse(403, 'The broadcaster is not a partner or affiliate.')
}

/** The reward, if the application that asks is the one that made it. */
export function ownReward(world: World, channelId: string, id: string, clientId: string): KeptReward {
  const reward = rewardsOf(world, channelId).find(({ row }) => row.id === id)
  if (!reward) return refuse(404, 'The custom reward was not found.')
  if (reward.clientId !== clientId) {
    refuse(403, 'The ID in the Client-Id header must match the client ID used to create the custom reward.')
  }
  return reward
}

function checkTitle(rewards: readonly KeptReward[], title: string | undefined, ownId: string | null): void {
  if (rewards.some(({ row }) => row.id !== ownId && row.title === title)) {
    refuse(400, `${ownId === null ? 'CREATE' : 'UPDATE'}_CUSTOM_REWARD_DUPLICATE_REWARD`)
  }
}

export const rewards: Family = [
  route(getCustomRewards, ({ world, params, broadcaster, clientId }) => {
    refuseWithoutPoints(broadcaster)
    const ids = many(params.id)
    const all = rewardsOf(world, broadcaster.id)
    const named = ids ? all.filter(({ row }) => ids.includes(row.id)) : all
    if (ids && !named.length) refuse(404, 'None of the custom rewards was found.')
    const found = params.only_manageable_rewards ? named.filter(reward => reward.clientId === clientId) : named
    return data(found.map(reward => current(world, reward)))
  }),
  route(createCustomReward, ({ world, params, broadcaster, clientId }) => {
    refuseWithoutPoints(broadcaster)
    const all = rewardsOf(world, broadcaster.id)
    if (all.length >= most) refuse(400, 'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS')
    checkTitle(all, params.title, null)
    const id = freshId(world, 'reward')
    const row = changed(plainReward(world, broadcaster, { id, title: params.title, cost: params.cost }), params)
    const reward: KeptReward = { row, clientId, redemptions: [] }
    all.push(reward)
    return one(current(world, reward))
  }),
  route(updateCustomReward, ({ world, params, broadcaster, clientId }) => {
    refuseWithoutPoints(broadcaster)
    const reward = ownReward(world, broadcaster.id, params.id, clientId)
    checkTitle(rewardsOf(world, broadcaster.id), params.title, params.id)
    reward.row = changed(reward.row, params)
    return one(current(world, reward))
  }),
  route(deleteCustomReward, ({ world, params, broadcaster, clientId }) => {
    refuseWithoutPoints(broadcaster)
    const reward = ownReward(world, broadcaster.id, params.id, clientId)
    const all = rewardsOf(world, broadcaster.id)
    all.splice(all.indexOf(reward), 1)
    return noContent
  }),
]
