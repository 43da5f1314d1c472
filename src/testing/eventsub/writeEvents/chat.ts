import { sendChatAnnouncement } from '../../../endpoints/chat/sendChatAnnouncement.ts'
import { sendChatMessage } from '../../../endpoints/chat/sendChatMessage.ts'
import { sendShoutout } from '../../../endpoints/chat/sendShoutout.ts'
import { updateChatSettings } from '../../../endpoints/chat/updateChatSettings.ts'
import { deleteChatMessages } from '../../../endpoints/moderation/deleteChatMessages.ts'
import { sendWhisper } from '../../../endpoints/whispers/sendWhisper.ts'
import { channelChatClear } from '../../../eventsub/types/channelChatClear.ts'
import { channelChatMessageDelete } from '../../../eventsub/types/channelChatMessageDelete.ts'
import { channelChatNotification } from '../../../eventsub/types/channelChatNotification.ts'
import { channelChatSettingsUpdate } from '../../../eventsub/types/channelChatSettingsUpdate.ts'
import { channelShoutoutCreate } from '../../../eventsub/types/channelShoutoutCreate.ts'
import { channelShoutoutReceive } from '../../../eventsub/types/channelShoutoutReceive.ts'
import { userWhisperMessage } from '../../../eventsub/types/userWhisperMessage.ts'
import { messagesOf, standingMessage } from '../../world/chatMessages.ts'
import { chatSettingsOf } from '../../world/chatSettings.ts'
import { freshId } from '../../world/freshId.ts'
import { heldMessagesOf } from '../../world/heldMessages.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import { hour, minute, timestamp } from '../../world/world.ts'
import { messageHeld } from './autoMod.ts'
import { causes, differ, event, onlyIf, type WriteEvents } from './causes.ts'
import { chatMessageSent, inPieces, shownAs } from './messages.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel, ofTarget, ofUser } from './people.ts'

type Settings = ReturnType<typeof chatSettingsOf>

/** What `channel.chat_settings.update` tells: all but the delay. */
const told = (settings: Settings) => ({
  emote_mode: settings.emote_mode,
  follower_mode: settings.follower_mode,
  follower_mode_duration_minutes: settings.follower_mode_duration,
  slow_mode: settings.slow_mode,
  slow_mode_wait_time_seconds: settings.slow_mode_wait_time,
  subscriber_mode: settings.subscriber_mode,
  unique_chat_mode: settings.unique_chat_mode,
})

/** Each setting as moderators see it: what it is called, whether it is on, and how it is set. */
function modesOf({ slow_mode_wait_time: wait, follower_mode_duration: minutes, ...settings }: Settings) {
  return [
    { name: 'slow', isOn: settings.slow_mode, details: wait === null ? {} : { slow: { wait_time_seconds: wait } } },
    {
      name: 'followers',
      isOn: settings.follower_mode,
      details: minutes === null ? {} : { followers: { follow_duration_minutes: minutes } },
    },
    { name: 'subscribers', isOn: settings.subscriber_mode, details: {} },
    { name: 'emoteonly', isOn: settings.emote_mode, details: {} },
    { name: 'uniquechat', isOn: settings.unique_chat_mode, details: {} },
  ]
}

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

export const chat: readonly WriteEvents[] = [
  causes(updateChatSettings, {
    before: ({ world, channelId }) => ({ ...chatSettingsOf(world, channelId) }),
    events: ({ world, channel, actor, before }) => {
      const settings = chatSettingsOf(world, channel.id)
      const old = modesOf(before)
      return [
        ...onlyIf(
          differ(told(before), told(settings)),
          event(channelChatSettingsUpdate, { ...ofChannel(channel), ...told(settings) }),
        ),
        ...modesOf(settings)
          .filter((mode, index) => differ(mode, old[index]))
          .flatMap(({ name, isOn, details }) => moderated(channel, actor, isOn ? name : `${name}off`, details)),
      ]
    },
  }),
  causes(sendChatAnnouncement, {
    events: ({ world, params, channel, actor }) => [
      event(channelChatNotification, {
        ...ofChannel(channel),
        ...shownAs(world, channel, actor),
        chatter_is_anonymous: false,
        system_message: '',
        message_id: freshId(world, 'message'),
        message: inPieces(world, channel, params.message),
        notice_type: 'announcement',
        ...otherNotices,
        announcement: { color: params.color ?? 'primary' },
        source_broadcaster_user_id: null,
        source_message_id: null,
        source_badges: null,
        is_source_only: null,
      }),
    ],
  }),
  causes(sendShoutout, {
    events: ({ world, params, channel, actor }) => {
      const now = world.now()
      const shoutout = {
        viewer_count: liveStreamsOf(world).get(channel.id)?.viewerCount ?? 0,
        started_at: timestamp(now),
      }
      return [
        event(channelShoutoutCreate, {
          ...ofChannel(channel),
          ...byModerator(actor),
          to_broadcaster_user_id: params.to_broadcaster_id,
          ...shoutout,
          cooldown_ends_at: timestamp(now + 2 * minute),
          target_cooldown_ends_at: timestamp(now + hour),
        }),
        event(channelShoutoutReceive, {
          broadcaster_user_id: params.to_broadcaster_id,
          from_broadcaster_user_id: channel.id,
          ...shoutout,
        }),
      ]
    },
  }),
  causes(sendChatMessage, {
    before: ({ world }) => heldMessagesOf(world).size,
    events: ({ world, channel, row, before }) => {
      const sent = messagesOf(world, channel.id).find(({ id }) => id === row.message_id)
      if (sent) return [chatMessageSent(world, channel, sent)]
      const held = [...heldMessagesOf(world).values()].slice(before)
      return held.flatMap(message => messageHeld(world, message))
    },
  }),
  causes(deleteChatMessages, {
    before: ({ world, channelId, params }) => standingMessage(world, channelId, params.message_id ?? ''),
    events: ({ channel, actor, before }) =>
      before
        ? [
            event(channelChatMessageDelete, {
              ...ofChannel(channel),
              ...ofTarget(before.sender),
              message_id: before.id,
            }),
            ...moderated(channel, actor, 'delete', {
              delete: { ...ofUser(before.sender), message_id: before.id, message_body: before.text },
            }),
          ]
        : [event(channelChatClear, ofChannel(channel)), ...moderated(channel, actor, 'clear')],
  }),
  causes(sendWhisper, {
    events: ({ world, params, actor }) => [
      event(userWhisperMessage, {
        from_user_id: actor.id,
        to_user_id: params.to_user_id,
        whisper_id: freshId(world, 'whisper'),
        whisper: { text: params.message },
      }),
    ],
  }),
]
