import { boolean, nullable, nullish, number, object, string } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { badges, type EventBadge } from '../parts/badge.ts'
import { chatMessage, type EventChatMessage } from '../parts/chatMessage.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** The message that a message answers. */
export interface ChannelChatMessageReply {
  parent_message_id: string
  parent_message_body: string
  parent_user_id: string
  parent_user_login: string
  parent_user_name: string
  /** The message that began the thread. */
  thread_message_id: string
  /** Who sent it. */
  thread_user_id: string
  thread_user_login: string
  thread_user_name: string
}

/** The Bits of a message. */
export interface ChannelChatMessageCheer {
  bits: number
}

/** A chat message. */
export interface ChannelChatMessageEvent extends EventChannel {
  chatter_user_id: string
  chatter_user_login: string
  chatter_user_name: string
  message_id: string
  message: EventChatMessage
  message_type:
    | 'text'
    | 'channel_points_highlighted'
    | 'channel_points_sub_only'
    | 'user_intro'
    | 'power_ups_message_effect'
    | 'power_ups_gigantified_emote'
    | (string & {})
  badges: EventBadge[]
  /** `null` if there are no Bits in it. */
  cheer: ChannelChatMessageCheer | null
  /** The color of the chatter's name, such as `#00FF7F`; `''` if they never chose one. */
  color: string
  /** `null` if it answers none. */
  reply: ChannelChatMessageReply | null
  /** The reward that it was sent with; `null` if there is none. */
  channel_points_custom_reward_id: string | null
  /** The channel of a shared chat in which it was sent; `null` if it was sent in this one. */
  source_broadcaster_user_id: string | null
  source_broadcaster_user_login: string | null
  source_broadcaster_user_name: string | null
  /** The message's id in that channel. */
  source_message_id: string | null
  /** The chatter's badges in that channel. */
  source_badges: EventBadge[] | null
  /** Whether other channels of the shared chat do not get it; `null` or absent outside of shared chats. */
  is_source_only?: boolean | null | undefined
  /** `null` or absent if there is none. */
  channel_points_animation_id?: string | null | undefined
}

/**
 * Somebody sends a message to a chat.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-message
 * @example
 * ```ts
 * import { channelChatMessage, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelChatMessage, ({ chatter_user_name, message }) => console.log(chatter_user_name, message.text))
 * }
 * ```
 */
export const channelChatMessage: EventType<ChatCondition, ChannelChatMessageEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.message',
  scopes: ['user:read:chat'],
  event: object<ChannelChatMessageEvent>({
    ...channel,
    chatter_user_id: string,
    chatter_user_login: string,
    chatter_user_name: string,
    message_id: string,
    message: chatMessage,
    message_type: string,
    badges,
    cheer: nullable(object<ChannelChatMessageCheer>({ bits: number })),
    color: string,
    reply: nullable(
      object<ChannelChatMessageReply>({
        parent_message_id: string,
        parent_message_body: string,
        parent_user_id: string,
        parent_user_login: string,
        parent_user_name: string,
        thread_message_id: string,
        thread_user_id: string,
        thread_user_login: string,
        thread_user_name: string,
      }),
    ),
    channel_points_custom_reward_id: nullable(string),
    source_broadcaster_user_id: nullable(string),
    source_broadcaster_user_login: nullable(string),
    source_broadcaster_user_name: nullable(string),
    source_message_id: nullable(string),
    source_badges: nullable(badges),
    is_source_only: nullish(boolean),
    channel_points_animation_id: nullish(string),
  }),
})
