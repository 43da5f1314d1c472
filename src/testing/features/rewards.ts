import { createCustomReward } from '../../endpoints/channel-points/createCustomReward.ts'
import type { CustomReward } from '../../endpoints/channel-points/customReward.ts'
import { deleteCustomReward } from '../../endpoints/channel-points/deleteCustomReward.ts'
import { getCustomRewards } from '../../endpoints/channel-points/getCustomRewards.ts'
import type { CustomRewardRedemption } from '../../endpoints/channel-points/redemption.ts'
import { type UpdateCustomRewardParams, updateCustomReward } from '../../endpoints/channel-points/updateCustomReward.ts'
import type { EventCustomReward } from '../../eventsub/parts/customReward.ts'
import type { EventRedemption } from '../../eventsub/parts/redemption.ts'
import { channelPointsCustomRewardAdd } from '../../eventsub/types/channelPointsCustomRewardAdd.ts'
import { channelPointsCustomRewardRemove } from '../../eventsub/types/channelPointsCustomRewardRemove.ts'
import { channelPointsCustomRewardUpdate } from '../../eventsub/types/channelPointsCustomRewardUpdate.ts'
import type { Emitted } from '../wire/eventsub/fillIn.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { between, type Filled, hash, uuid } from '../world/random.ts'
import { asBroadcaster, asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { minute, perChannel, timestamp, type World } from '../world/world.ts'
import { differ } from './differ.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { liveStreamsOf } from './streams.ts'

/** How many rewards a channel may have. */
const most = 50

/** Requests have flat fields, answers nested ones. */
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

/** The current state: redemptions are counted only if they are limited, and only during a stream. */
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

/** Twitch has Channel Points for affiliates and partners only. */
export const refuseWithoutPoints = ({ broadcaster_type }: Person): void => {
  if (!broadcaster_type) refuse(403, 'The broadcaster is not a partner or affiliate.')
}

/** Returns the reward if the requesting application created it. */
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

/** A reward, and the application that may change it. */
export interface KeptReward {
  row: CustomReward
  /** The application that created it. */
  readonly clientId: string
  /** The oldest first. */
  readonly redemptions: CustomRewardRedemption[]
}

const otherApplication = 'fake-points-machine'

/** Title, cost, prompt, and whether another application created it. */
const usual: Filled<readonly [string, number, string, boolean]> = [
  ['Drink some water', 100, '', false],
  ['Song request', 500, 'Which song?', false],
  ['Posture check', 250, '', true],
  ['Name the next patch', 2000, 'A name, please', false],
  ['Mute for a minute', 5000, '', true],
  ['Choose the colour', 1500, 'Any colour but grey', false],
  ['Pet the cat', 300, '', false],
]

/** The reward without any options. */
export const plainReward = (
  world: World,
  broadcaster: Person,
  { id, title, cost }: Pick<CustomReward, 'id' | 'title' | 'cost'>,
): CustomReward => ({
  ...asBroadcaster(broadcaster),
  id,
  title,
  prompt: '',
  cost,
  image: null,
  default_image: {
    url_1x: world.image('picture/1-28x28.svg'),
    url_2x: world.image('picture/1-56x56.svg'),
    url_4x: world.image('picture/1-112x112.svg'),
  },
  background_color: '#9147FF',
  is_enabled: true,
  is_user_input_required: false,
  max_per_stream_setting: { is_enabled: false, max_per_stream: 0 },
  max_per_user_per_stream_setting: { is_enabled: false, max_per_user_per_stream: 0 },
  global_cooldown_setting: { is_enabled: false, global_cooldown_seconds: 0 },
  is_paused: false,
  is_in_stock: true,
  should_redemptions_skip_request_queue: false,
  redemptions_redeemed_current_stream: null,
  cooldown_expires_at: null,
})

function redemptionsFor(world: World, broadcaster: Person, reward: CustomReward, count: number) {
  const people = somePeople(world, 40, broadcaster.id, 'redemptions')
  const { id, title, prompt, cost } = reward
  return Array.from({ length: count }, (_, index): CustomRewardRedemption => {
    const number = hash(id, 'redemption', index)
    const person = people[number % people.length] ?? broadcaster
    return {
      ...asBroadcaster(broadcaster),
      id: uuid(id, index),
      ...asUser(person),
      reward: { id, title, prompt, cost },
      user_input: reward.is_user_input_required ? `Number ${between(1, 99, number)}` : '',
      // The newest redemptions wait.
      status: index < count / 3 ? (number % 4 ? 'FULFILLED' : 'CANCELED') : 'UNFULFILLED',
      redeemed_at: timestamp(world.begun - (count - index) * 4 * minute),
    }
  })
}

/** A channel's rewards, the oldest first. May be changed. */
export const rewardsOf: (world: World, channelId: string) => KeptReward[] = perChannel((world, channelId) => {
  const broadcaster = usersOf(world).byId(channelId)
  if (!broadcaster?.broadcaster_type) return []
  const isMain = broadcaster.index === 0
  const count = isMain ? usual.length : between(0, usual.length, world.seed, 'rewards', channelId)
  return usual.slice(0, count).map(([title, cost, prompt, isForeign], index) => {
    const id = uuid(world.seed, 'reward', channelId, index)
    const row: CustomReward = {
      ...plainReward(world, broadcaster, { id, title, cost }),
      prompt,
      is_user_input_required: prompt !== '',
      is_enabled: index !== 5,
    }
    return {
      row,
      clientId: isForeign ? otherApplication : world.clientId,
      redemptions: redemptionsFor(world, broadcaster, row, isMain && index === 0 ? 120 : between(0, 30, id)),
    }
  })
})

/** A reward as events show it. */
function rewardEvent({
  broadcaster_id,
  broadcaster_login: _,
  broadcaster_name: __,
  max_per_stream_setting: perStream,
  max_per_user_per_stream_setting: perUser,
  global_cooldown_setting: cooldown,
  ...row
}: CustomReward): Emitted<EventCustomReward> & { readonly id: string } {
  return {
    ...row,
    broadcaster_user_id: broadcaster_id,
    max_per_stream: { is_enabled: perStream.is_enabled, value: perStream.max_per_stream },
    max_per_user_per_stream: { is_enabled: perUser.is_enabled, value: perUser.max_per_user_per_stream },
    global_cooldown: { is_enabled: cooldown.is_enabled, seconds: cooldown.global_cooldown_seconds },
  }
}

/** A redemption as events show it. */
export const redemptionEvent = ({
  broadcaster_id,
  broadcaster_login: _,
  broadcaster_name: __,
  status,
  reward,
  ...row
}: CustomRewardRedemption): Emitted<EventRedemption> => ({
  ...row,
  broadcaster_user_id: broadcaster_id,
  status: status.toLowerCase(),
  reward: { ...reward },
})

/** Sets a reward to what an event says, and adds it if it is new. */
function setReward({ world, channel, event }: Emission<EventCustomReward>): void {
  if (!channel.broadcaster_type) return
  const {
    broadcaster_user_id: _,
    broadcaster_user_login: __,
    broadcaster_user_name: ___,
    max_per_stream: perStream,
    max_per_user_per_stream: perUser,
    global_cooldown: cooldown,
    default_image,
    ...same
  } = event
  const plain = plainReward(world, channel, event)
  const row: CustomReward = {
    ...plain,
    ...same,
    default_image: default_image ?? plain.default_image,
    max_per_stream_setting: { is_enabled: perStream.is_enabled, max_per_stream: perStream.value ?? 0 },
    max_per_user_per_stream_setting: { is_enabled: perUser.is_enabled, max_per_user_per_stream: perUser.value ?? 0 },
    global_cooldown_setting: { is_enabled: cooldown.is_enabled, global_cooldown_seconds: cooldown.seconds ?? 0 },
  }
  const all = rewardsOf(world, channel.id)
  const known = all.find(reward => reward.row.id === event.id)
  if (known) known.row = row
  else all.push({ row, clientId: world.clientId, redemptions: [] })
}

export const rewards: Feature = [
  route(getCustomRewards, ({ world, params, broadcaster, clientId }) => {
    refuseWithoutPoints(broadcaster)
    const ids = many(params.id)
    const all = rewardsOf(world, broadcaster.id)
    const named = ids ? all.filter(({ row }) => ids.includes(row.id)) : all
    if (ids && !named.length) refuse(404, 'None of the custom rewards was found.')
    const found = params.only_manageable_rewards ? named.filter(reward => reward.clientId === clientId) : named
    return data(found.map(reward => current(world, reward)))
  }),
  route(createCustomReward, ({ world, params, broadcaster, clientId, emit }) => {
    refuseWithoutPoints(broadcaster)
    const all = rewardsOf(world, broadcaster.id)
    if (all.length >= most) refuse(400, 'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS')
    checkTitle(all, params.title, null)
    const id = freshId(world, 'reward')
    const row = changed(plainReward(world, broadcaster, { id, title: params.title, cost: params.cost }), params)
    const reward: KeptReward = { row, clientId, redemptions: [] }
    all.push(reward)
    const made = current(world, reward)
    emit(channelPointsCustomRewardAdd, rewardEvent(made))
    return one(made)
  }),
  route(updateCustomReward, ({ world, params, broadcaster, clientId, emit }) => {
    refuseWithoutPoints(broadcaster)
    const reward = ownReward(world, broadcaster.id, params.id, clientId)
    checkTitle(rewardsOf(world, broadcaster.id), params.title, params.id)
    const before = current(world, reward)
    reward.row = changed(reward.row, params)
    const row = current(world, reward)
    if (differ(before, row)) emit(channelPointsCustomRewardUpdate, rewardEvent(row))
    return one(row)
  }),
  route(deleteCustomReward, ({ world, params, broadcaster, clientId, emit }) => {
    refuseWithoutPoints(broadcaster)
    const reward = ownReward(world, broadcaster.id, params.id, clientId)
    const all = rewardsOf(world, broadcaster.id)
    all.splice(all.indexOf(reward), 1)
    emit(channelPointsCustomRewardRemove, rewardEvent(current(world, reward)))
    return noContent
  }),
  onEvent(channelPointsCustomRewardAdd, setReward),
  onEvent(channelPointsCustomRewardUpdate, setReward),
  onEvent(channelPointsCustomRewardRemove, ({ world, channel, event }) => {
    const all = rewardsOf(world, channel.id)
    const index = all.findIndex(({ row }) => row.id === event.id)
    if (index >= 0) all.splice(index, 1)
  }),
]
