import type { ChatBadgeSet } from '../../../endpoints/chat/chatBadge.ts'
import { getChannelChatBadges } from '../../../endpoints/chat/getChannelChatBadges.ts'
import { getGlobalChatBadges } from '../../../endpoints/chat/getGlobalChatBadges.ts'
import { subscriberBadges } from '../../world/badges.ts'
import type { World } from '../../world/world.ts'
import { data } from '../response.ts'
import { type Family, route } from '../route.ts'

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
  moderator: { 1: 'Moderator' },
  vip: { 1: 'VIP' },
  staff: { 1: 'Staff' },
  partner: { 1: 'Verified' },
  bits: { 1: 'cheer 1', 100: 'cheer 100', 1000: 'cheer 1000', 5000: 'cheer 5000' },
}

export const badges: Family = [
  route(getGlobalChatBadges, ({ world }) =>
    data(Object.entries(everywhere).map(([id, versions]) => badgeSet(world, id, versions))),
  ),
  route(getChannelChatBadges, ({ world, broadcaster }) =>
    // Only channels that can be subscribed to have any.
    data(broadcaster.broadcaster_type ? [badgeSet(world, 'subscriber', subscriberBadges)] : []),
  ),
]
