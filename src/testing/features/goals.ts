import { type CreatorGoal, getCreatorGoals } from '../../endpoints/goals/getCreatorGoals.ts'
import type { EventGoal } from '../../eventsub/parts/goal.ts'
import { channelGoalBegin } from '../../eventsub/types/channelGoalBegin.ts'
import { channelGoalEnd } from '../../eventsub/types/channelGoalEnd.ts'
import { channelGoalProgress } from '../../eventsub/types/channelGoalProgress.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asBroadcaster, type Person, usersOf } from '../world/users.ts'
import { day, perChannel, timestamp, type World } from '../world/world.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { followersOf } from './follows.ts'
import { ofChannel } from './people.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** A goal. Its amount follows the counted number. */
interface KeptGoal extends Omit<CreatorGoal, 'current_amount'> {
  /** The number in the world. */
  readonly counted: () => number
  /** The amount that an event has added. */
  more: number
}

/** The next round number. */
const beyond = (amount: number, step: number) => (Math.floor(amount / step) + 1) * step

/** A channel's goals; every second channel has set some. May be changed. */
const goalsOf: (world: World, channelId: string) => KeptGoal[] = perChannel((world, channelId) => {
  const broadcaster = usersOf(world).byId(channelId)
  if (!broadcaster?.broadcaster_type || broadcaster.index % 2) return []
  const goal = (
    index: number,
    type: CreatorGoal['type'],
    description: string,
    step: number,
    counted: () => number,
  ) => ({
    id: uuid(channelId, 'goal', index),
    ...asBroadcaster(broadcaster),
    type,
    description,
    target_amount: beyond(counted(), step),
    created_at: timestamp(world.begun - between(3, 60, channelId, 'goal', index) * day),
    counted,
    more: 0,
  })
  return [
    goal(0, 'follower', 'Then I shave the cat', 500, () => followersOf(world, channelId).length),
    goal(1, 'subscription_count', '', 50, () => subscriptionsOf(world, channelId).length),
    goal(2, 'new_subscription', 'A new microphone', 20, () => 7),
  ]
})

/** Sets a goal to what an event says, and adds it if it is new. */
function setGoal({ world, channel, event, at }: Emission<EventGoal>): void {
  const all = goalsOf(world, channel.id)
  const index = all.findIndex(({ id }) => id === event.id)
  const known = all[index]
  const counted = known?.counted ?? (() => 0)
  all.splice(index < 0 ? all.length : index, 1, {
    id: event.id,
    ...asBroadcaster(channel),
    // Events use another word for this type.
    type: known?.type ?? (event.type === 'follow' ? 'follower' : event.type),
    description: event.description,
    target_amount: event.target_amount,
    created_at: known?.created_at ?? timestamp(at(event.started_at)),
    counted,
    more: event.current_amount - counted(),
  })
}

const amountOf = ({ counted, more }: KeptGoal) => counted() + more

/** The events of progress that Twitch sends once the number behind a channel's goals of a type has changed. */
export const goalProgressOf = (world: World, channel: Person, type: CreatorGoal['type']) =>
  goalsOf(world, channel.id)
    .filter(goal => goal.type === type)
    .map(goal => ({
      ...ofChannel(channel),
      id: goal.id,
      type: type === 'follower' ? 'follow' : type,
      description: goal.description,
      current_amount: amountOf(goal),
      target_amount: goal.target_amount,
      started_at: goal.created_at,
    }))

export const goals: Feature = [
  route(getCreatorGoals, ({ world, broadcaster }) =>
    data(
      goalsOf(world, broadcaster.id).map(goal => {
        const { counted, more, ...row } = goal
        return { ...row, current_amount: amountOf(goal) }
      }),
    ),
  ),
  onEvent(channelGoalBegin, setGoal),
  onEvent(channelGoalProgress, setGoal),
  onEvent(channelGoalEnd, ({ world, channel, event }) => {
    const all = goalsOf(world, channel.id)
    const index = all.findIndex(({ id }) => id === event.id)
    if (index >= 0) all.splice(index, 1)
  }),
]
