import { sendChatAnnouncement } from '../../../endpoints/chat/sendChatAnnouncement.ts'
import { sendShoutout } from '../../../endpoints/chat/sendShoutout.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import { usersOf } from '../../world/users.ts'
import { hour, minute, perChannel, second } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, route } from '../route.ts'

interface Recent {
  /** When the last announcement was made, in milliseconds since 1970. */
  announcedAt: number
  /** When each channel got its last shoutout, by id. */
  readonly shoutouts: Map<string, number>
}

const recentIn = perChannel((): Recent => ({ announcedAt: -Infinity, shoutouts: new Map() }))

export const announcements: Family = [
  route(sendChatAnnouncement, ({ world, params, broadcaster, kind, now }) => {
    if (params.for_source_only !== undefined && kind === 'user') {
      refuse(400, 'The for_source_only parameter can only be set with an app access token.')
    }
    const recent = recentIn(world, broadcaster.id)
    if (now() < recent.announcedAt + 2 * second)
      refuse(429, 'The sender has exceeded the number of announcements that they may send here.')
    recent.announcedAt = now()
    return noContent
  }),
  route(sendShoutout, ({ world, params, broadcaster, now }) => {
    const target = usersOf(world).byId(params.to_broadcaster_id)
    if (!target) return refuse(400, 'The ID in to_broadcaster_id is not valid.')
    if (!liveStreamsOf(world).get(broadcaster.id)?.viewerCount) {
      refuse(400, 'The broadcaster is not streaming live or does not have one or more viewers.')
    }
    const { shoutouts } = recentIn(world, broadcaster.id)
    if ([...shoutouts.values()].some(sentAt => now() < sentAt + 2 * minute)) {
      refuse(429, 'The broadcaster exceeded the number of Shoutouts that they may send.')
    }
    if (now() < (shoutouts.get(target.id) ?? -Infinity) + hour) {
      refuse(429, 'The broadcaster exceeded the number of Shoutouts that they may send to the same broadcaster.')
    }
    shoutouts.set(target.id, now())
    return noContent
  }),
]
