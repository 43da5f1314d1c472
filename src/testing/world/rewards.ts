import type { CustomReward } from '../../endpoints/channel-points/customReward.ts'
import type { CustomRewardRedemption } from '../../endpoints/channel-points/redemption.ts'
import { between, type Filled, hash, uuid } from './random.ts'
import { asBroadcaster, asUser, type Person, somePeople, usersOf } from './users.ts'
import { minute, perChannel, timestamp, type World } from './world.ts'

/** A reward, and who may change it. */
export interface KeptReward {
  row: CustomReward
  /** The application that made it. */
  readonly clientId: string
  /** The oldest first. */
  readonly redemptions: CustomRewardRedemption[]
}

const otherApplication = 'fake-points-machine'

/** Title, cost, what is asked for, and whether another application made it. */
const usual: Filled<readonly [string, number, string, boolean]> = [
  ['Drink some water', 100, '', false],
  ['Song request', 500, 'Which song?', false],
  ['Posture check', 250, '', true],
  ['Name the next patch', 2000, 'A name, please', false],
  ['Mute for a minute', 5000, '', true],
  ['Choose the colour', 1500, 'Any colour but grey', false],
  ['Pet the cat', 300, '', false],
]

/** A reward as it is before any of its options is set. */
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
      // The newest ones wait.
      status: index < count / 3 ? (number % 4 ? 'FULFILLED' : 'CANCELED') : 'UNFULFILLED',
      redeemed_at: timestamp(world.begun - (count - index) * 4 * minute),
    }
  })
}

/** A channel's rewards, in the order in which they were made. May be changed. */
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
