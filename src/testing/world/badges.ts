import type { EventBadge } from '../../eventsub/parts/badge.ts'
import { moderatorsOf } from './moderators.ts'
import { between } from './random.ts'
import { subscriptionsOf } from './subscriptions.ts'
import type { Person } from './users.ts'
import { vipsOf } from './vips.ts'
import type { World } from './world.ts'

/** The badges of subscribers: from how many months on, and what they are called. */
export const subscriberBadges: Readonly<Record<number, string>> = {
  0: 'Subscriber',
  3: '3 months',
  6: '6 months',
  12: 'A year',
}

/** The badges beside someone's name in a channel's chat. */
export function badgesOf(world: World, channel: Person, person: Person): EventBadge[] {
  const isSubscribed = subscriptionsOf(world, channel.id).some(({ user_id }) => user_id === person.id)
  const months = between(1, 40, world.seed, channel.id, person.id, 'months')
  const earned = Object.keys(subscriberBadges).filter(least => Number(least) <= months)
  const role =
    person === channel
      ? 'broadcaster'
      : moderatorsOf(world, channel.id).has(person.id)
        ? 'moderator'
        : vipsOf(world, channel.id).has(person.id)
          ? 'vip'
          : null
  return [
    ...(role ? [{ set_id: role, id: '1', info: '' }] : []),
    ...(isSubscribed ? [{ set_id: 'subscriber', id: earned.at(-1) ?? '0', info: `${months}` }] : []),
    ...(person.broadcaster_type === 'partner' ? [{ set_id: 'partner', id: '1', info: '' }] : []),
  ]
}
