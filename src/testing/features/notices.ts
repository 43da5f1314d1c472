import type { ChannelChatNotificationEvent } from '../../eventsub/types/channelChatNotification.ts'
import type { Emitted } from '../wire/eventsub/fillIn.ts'
import { freshId } from '../world/freshId.ts'
import type { Person } from '../world/users.ts'
import type { World } from '../world/world.ts'
import { shownAs } from './chatMessages.ts'
import { ofChannel } from './people.ts'

type Notice = Emitted<ChannelChatNotificationEvent>

/** A notice in a channel's chat, with its own fields; the fields of other notices are `null`. */
export const noticeEvent = (
  world: World,
  channel: Person,
  sender: Person,
  said: Pick<Notice, 'notice_type'> & Partial<Notice>,
): Notice => ({
  ...ofChannel(channel),
  ...shownAs(world, channel, sender),
  chatter_is_anonymous: false,
  system_message: '',
  message_id: freshId(world, 'message'),
  message: { text: '', fragments: [] },
  sub: null,
  resub: null,
  sub_gift: null,
  community_sub_gift: null,
  gift_paid_upgrade: null,
  prime_paid_upgrade: null,
  pay_it_forward: null,
  raid: null,
  unraid: null,
  announcement: null,
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
  source_broadcaster_user_id: null,
  source_message_id: null,
  source_badges: null,
  is_source_only: null,
  ...said,
})
