import { checkUserSubscription } from '../../endpoints/subscriptions/checkUserSubscription.ts'
import {
  type BroadcasterSubscription,
  getBroadcasterSubscriptions,
} from '../../endpoints/subscriptions/getBroadcasterSubscriptions.ts'
import { channelSubscribe } from '../../eventsub/types/channelSubscribe.ts'
import { channelSubscriptionEnd } from '../../eventsub/types/channelSubscriptionEnd.ts'
import { channelSubscriptionMessage } from '../../eventsub/types/channelSubscriptionMessage.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { between, hash } from '../world/random.ts'
import { asBroadcaster, asUser, type Person, usersOf } from '../world/users.ts'
import { perChannel, type World } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
import { followersOf } from './follows.ts'

const pointsOf: Readonly<Record<string, number>> = { '1000': 1, '2000': 2, '3000': 6 }

const planName = ({ login }: Person, tier: string) =>
  `Channel Subscription (${login})${tier === '1000' ? '' : `: Tier ${tier.slice(0, 1)}`}`

/** The subscribers of a channel: some of its followers, and its owner. */
export const subscriptionsOf: (world: World, channelId: string) => BroadcasterSubscription[] = perChannel(
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
        plan_name: planName(channel, tier),
        tier,
        ...asUser(person),
      }
    })
  },
)

/** Makes a user a subscriber, or changes the tier of one. */
function subscribe(world: World, channel: Person, user: Person | undefined, tier: string, is_gift?: boolean): void {
  if (!user || !channel.broadcaster_type) return
  const all = subscriptionsOf(world, channel.id)
  const index = all.findIndex(({ user_id }) => user_id === user.id)
  const nobody = { gifter_id: '', gifter_login: '', gifter_name: '' }
  const { gifter_id, gifter_login, gifter_name } = all[index] ?? nobody
  all.splice(index < 0 ? all.length : index, 1, {
    ...asBroadcaster(channel),
    // The event of a gift does not name the gifter.
    ...(is_gift === false ? nobody : { gifter_id, gifter_login, gifter_name }),
    is_gift: is_gift ?? all[index]?.is_gift ?? false,
    plan_name: planName(channel, tier),
    tier,
    ...asUser(user),
  })
}

export const subscriptions: Feature = [
  onEvent(channelSubscribe, ({ world, channel, event: { user_id, tier, is_gift }, person }) =>
    subscribe(world, channel, person(user_id), tier, is_gift),
  ),
  onEvent(channelSubscriptionMessage, ({ world, channel, event: { user_id, tier }, person }) =>
    subscribe(world, channel, person(user_id), tier),
  ),
  onEvent(channelSubscriptionEnd, ({ world, channel, event }) => {
    const all = subscriptionsOf(world, channel.id)
    const index = all.findIndex(({ user_id }) => user_id === event.user_id)
    if (index >= 0) all.splice(index, 1)
  }),
  route(getBroadcasterSubscriptions, ({ world, params, broadcaster, page, slice }) => {
    const all = subscriptionsOf(world, broadcaster.id)
    const ids = many(params.user_id)
    // A list by ids has no totals.
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
