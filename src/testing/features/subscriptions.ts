import { checkUserSubscription } from '../../endpoints/subscriptions/checkUserSubscription.ts'
import {
  type BroadcasterSubscription,
  getBroadcasterSubscriptions,
} from '../../endpoints/subscriptions/getBroadcasterSubscriptions.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { type Feature, many, route } from '../wire/helix/route.ts'
import { between, hash } from '../world/random.ts'
import { asBroadcaster, asUser, usersOf } from '../world/users.ts'
import { perChannel, type World } from '../world/world.ts'
import { followersOf } from './follows.ts'

const pointsOf: Readonly<Record<string, number>> = { '1000': 1, '2000': 2, '3000': 6 }

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

export const subscriptions: Feature = [
  route(getBroadcasterSubscriptions, ({ world, params, broadcaster, page, slice }) => {
    const all = subscriptionsOf(world, broadcaster.id)
    const ids = many(params.user_id)
    // With ids the totals are missing.
    if (ids)
      return data(
        slice(
          all.filter(row => ids.includes(row.user_id)),
          { size: 100 },
        ).rows,
        { pagination: { cursor: '' } },
      )
    const points = all.reduce(
      (sum, { tier, user_id }) => sum + (user_id === broadcaster.id ? 0 : (pointsOf[tier] ?? 0)),
      0,
    )
    return page(all, { beside: { total: all.length, points }, last: 'blank' })
  }),
  route(checkUserSubscription, ({ world, params, broadcaster }) => {
    const row = subscriptionsOf(world, broadcaster.id).find(({ user_id }) => user_id === params.user_id)
    if (!row) return refuse(404, `${params.user_id} has no subscription to ${broadcaster.id}`)
    const { broadcaster_id, broadcaster_login, broadcaster_name, gifter_id, gifter_login, gifter_name, is_gift, tier } =
      row
    return one({
      broadcaster_id,
      broadcaster_login,
      broadcaster_name,
      ...(is_gift && { gifter_id, gifter_login, gifter_name }),
      is_gift,
      tier,
    })
  }),
]
