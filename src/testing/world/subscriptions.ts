import type { BroadcasterSubscription } from '../../endpoints/subscriptions/getBroadcasterSubscriptions.ts'
import { followersOf } from './follows.ts'
import { between, hash } from './random.ts'
import { asBroadcaster, asUser, usersOf } from './users.ts'
import { perChannel, type World } from './world.ts'

/** Who subscribes to a channel: some of its followers, and its owner. */
export const subscriptionsOf: (world: World, channelId: string) => readonly BroadcasterSubscription[] = perChannel(
  (world, channelId) => {
    const { seed } = world
    const { byId, all } = usersOf(world)
    const channel = byId(channelId)
    if (!channel?.broadcaster_type) return []
    const loyal = followersOf(world, channelId).filter(
      ({ person }) => hash(seed, person.id, 'subscribes to', channelId) % 14 === 0,
    )
    return [channel, ...loyal.map(({ person }) => person)].map(person => {
      const number = hash(seed, person.id, 'subscription', channelId)
      const tier = person === channel || number % 23 === 0 ? '3000' : number % 11 === 0 ? '2000' : '1000'
      const gifter = number % 6 === 0 && person !== channel ? all[between(1, 900, 'gifter', number)] : undefined
      return {
        ...asBroadcaster(channel),
        gifter_id: gifter?.id ?? '',
        gifter_login: gifter?.login ?? '',
        gifter_name: gifter?.display_name ?? '',
        is_gift: gifter !== undefined,
        plan_name: `Channel Subscription (${channel.login})${tier === '1000' ? '' : `: Tier ${tier.slice(0, 1)}`}`,
        tier,
        ...asUser(person),
      }
    })
  },
)
