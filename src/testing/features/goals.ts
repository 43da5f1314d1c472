import { type CreatorGoal, getCreatorGoals } from '../../endpoints/goals/getCreatorGoals.ts'
import { data } from '../wire/helix/response.ts'
import { type Feature, route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asBroadcaster } from '../world/users.ts'
import { day, timestamp } from '../world/world.ts'
import { followersOf } from './follows.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** The next round number. */
const beyond = (amount: number, step: number) => (Math.floor(amount / step) + 1) * step

export const goals: Feature = [
  route(getCreatorGoals, ({ world, broadcaster }) => {
    // Every second channel has set goals.
    if (!broadcaster.broadcaster_type || broadcaster.index % 2) return data([])
    const followers = followersOf(world, broadcaster.id).length
    const subscriptions = subscriptionsOf(world, broadcaster.id).length
    const begun = (index: number) => timestamp(world.begun - between(3, 60, broadcaster.id, 'goal', index) * day)
    const goal = (
      index: number,
      given: Pick<CreatorGoal, 'type' | 'description' | 'current_amount'>,
      step: number,
    ) => ({
      id: uuid(broadcaster.id, 'goal', index),
      ...asBroadcaster(broadcaster),
      ...given,
      target_amount: beyond(given.current_amount, step),
      created_at: begun(index),
    })
    return data([
      goal(0, { type: 'follower', description: 'Then I shave the cat', current_amount: followers }, 500),
      goal(1, { type: 'subscription_count', description: '', current_amount: subscriptions }, 50),
      goal(2, { type: 'new_subscription', description: 'A new microphone', current_amount: 7 }, 20),
    ])
  }),
]
