import { object, string } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventTarget, target } from '../parts/people.ts'

/** The message that is removed, and who sent it. */
export interface ChannelChatMessageDeleteEvent extends EventChannel, EventTarget {
  message_id: string
}

/**
 * A moderator removes one message from a chat.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-message-delete
 * @example
 * ```ts
 * import { channelChatMessageDelete, type EventSub } from 'tinyhelix/eventsub'
 *
 * function hide(events: EventSub) {
 *   events.on(channelChatMessageDelete, ({ message_id }) => document.getElementById(message_id)?.remove())
 * }
 * ```
 */
export const channelChatMessageDelete: EventType<ChatCondition, ChannelChatMessageDeleteEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.message_delete',
  scopes: ['user:read:chat'],
  event: object<ChannelChatMessageDeleteEvent>({ ...channel, ...target, message_id: string }),
})
