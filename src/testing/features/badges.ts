import type { ChatBadgeSet } from '../../endpoints/chat/chatBadge.ts'
import { getChannelChatBadges } from '../../endpoints/chat/getChannelChatBadges.ts'
import { getGlobalChatBadges } from '../../endpoints/chat/getGlobalChatBadges.ts'
import type { EventBadge } from '../../eventsub/parts/badge.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between } from '../world/random.ts'
import { leadModeratorOf, moderatorsOf, vipsOf } from '../world/roles.ts'
import type { Person } from '../world/users.ts'
import type { World } from '../world/world.ts'
import type { Feature } from './feature.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** A set's versions: their ids with their titles. */
type Versions = Readonly<Record<string, string>>

const badgeSet = ({ image }: World, set_id: string, versions: Versions): ChatBadgeSet => ({
  set_id,
  versions: Object.entries(versions).map(([id, title]) => ({
    id,
    image_url_1x: image(`badge/${set_id}_${id}-18x18.svg`),
    image_url_2x: image(`badge/${set_id}_${id}-36x36.svg`),
    image_url_4x: image(`badge/${set_id}_${id}-72x72.svg`),
    title,
    description: title,
    click_action: null,
    click_url: null,
  })),
})

const everywhere: Readonly<Record<string, Versions>> = {
  broadcaster: { 1: 'Broadcaster' },
  lead_moderator: { 1: 'Lead Moderator' },
  moderator: { 1: 'Moderator' },
  vip: { 1: 'VIP' },
  staff: { 1: 'Staff' },
  partner: { 1: 'Verified' },
  bits: { 1: 'cheer 1', 100: 'cheer 100', 1000: 'cheer 1000', 5000: 'cheer 5000' },
}

/** The badges of subscribers: the minimum months and the title. */
const subscriberBadges: Readonly<Record<number, string>> = {
  0: 'Subscriber',
  3: '3 months',
  6: '6 months',
  12: 'A year',
}

/** The badges of a user in a channel's chat. */
export function badgesOf(world: World, channel: Person, person: Person): EventBadge[] {
  const isSubscribed = subscriptionsOf(world, channel.id).some(({ user_id }) => user_id === person.id)
  const months = between(1, 40, world.seed, channel.id, person.id, 'months')
  const earned = Object.keys(subscriberBadges).filter(least => Number(least) <= months)
  const role =
    person === channel
      ? 'broadcaster'
      : moderatorsOf(world, channel.id).has(person.id)
        ? leadModeratorOf(world, channel.id) === person.id
          ? 'lead_moderator'
          : 'moderator'
        : vipsOf(world, channel.id).has(person.id)
          ? 'vip'
          : null
  return [
    ...(role ? [{ set_id: role, id: '1', info: '' }] : []),
    ...(isSubscribed ? [{ set_id: 'subscriber', id: earned.at(-1) ?? '0', info: `${months}` }] : []),
    ...(person.broadcaster_type === 'partner' ? [{ set_id: 'partner', id: '1', info: '' }] : []),
  ]
}

export const badges: Feature = [
  route(getGlobalChatBadges, ({ world }) =>
    data(Object.entries(everywhere).map(([id, versions]) => badgeSet(world, id, versions))),
  ),
  route(getChannelChatBadges, ({ world, broadcaster }) =>
    // Only channels with subscriptions have badges.
    data(broadcaster.broadcaster_type ? [badgeSet(world, 'subscriber', subscriberBadges)] : []),
  ),
]
