import { sendChatAnnouncement } from '../../endpoints/chat/sendChatAnnouncement.ts'
import { channelChatNotification } from '../../eventsub/types/channelChatNotification.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { perChannel, second } from '../world/world.ts'
import { inPieces, shownAs } from './chatMessages.ts'
import type { Feature } from './feature.ts'
import { ofChannel } from './people.ts'

/** When the last announcement in a channel was made, in milliseconds since 1970. */
const lastIn = perChannel(() => ({ at: -Infinity }))

const otherNotices = {
  sub: null,
  resub: null,
  sub_gift: null,
  community_sub_gift: null,
  gift_paid_upgrade: null,
  prime_paid_upgrade: null,
  pay_it_forward: null,
  raid: null,
  unraid: null,
  bits_badge_tier: null,
  charity_donation: null,
  watch_streak: null,
  modiversary: null,
  shared_chat_sub: null,
  shared_chat_resub: null,
  shared_chat_sub_gift: null,
  shared_chat_community_sub_gift: null,
  shared_chat_gift_paid_upgrade: null,
  shared_chat_prime_paid_upgrade: null,
  shared_chat_pay_it_forward: null,
  shared_chat_raid: null,
  shared_chat_announcement: null,
}

export const announcements: Feature = [
  route(sendChatAnnouncement, ({ world, params, broadcaster, actor, now, emit }) => {
    const last = lastIn(world, broadcaster.id)
    if (now() < last.at + 2 * second) {
      refuse(429, 'The sender has exceeded the number of announcements that they may send here.')
    }
    last.at = now()
    emit(channelChatNotification, {
      ...ofChannel(broadcaster),
      ...shownAs(world, broadcaster, actor),
      chatter_is_anonymous: false,
      system_message: '',
      message_id: freshId(world, 'message'),
      message: inPieces(world, broadcaster, params.message),
      notice_type: 'announcement',
      ...otherNotices,
      announcement: { color: params.color ?? 'primary' },
      source_broadcaster_user_id: null,
      source_message_id: null,
      source_badges: null,
      is_source_only: null,
    })
    return noContent
  }),
]
