import { sendChatAnnouncement } from '../../endpoints/chat/sendChatAnnouncement.ts'
import { channelChatNotification } from '../../eventsub/types/channelChatNotification.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { perChannel, second } from '../world/world.ts'
import { inPieces } from './chatMessages.ts'
import type { Feature } from './feature.ts'
import { noticeEvent } from './notices.ts'

/** When the last announcement in a channel was made, in milliseconds since 1970. */
const lastIn = perChannel(() => ({ at: -Infinity }))

export const announcements: Feature = [
  route(sendChatAnnouncement, ({ world, params, broadcaster, actor, now, emit }) => {
    const last = lastIn(world, broadcaster.id)
    if (now() < last.at + 2 * second) {
      refuse(429, 'The sender has exceeded the number of announcements that they may send here.')
    }
    last.at = now()
    emit(
      channelChatNotification,
      noticeEvent(world, broadcaster, actor, {
        notice_type: 'announcement',
        announcement: { color: params.color ?? 'primary' },
        message: inPieces(world, broadcaster, params.message),
      }),
    )
    return noContent
  }),
]
