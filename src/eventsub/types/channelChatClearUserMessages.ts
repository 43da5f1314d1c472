import { object } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventTarget, target } from '../parts/people.ts'

/** The user whose messages are removed. */
export interface ChannelChatClearUserMessagesEvent extends EventChannel, EventTarget {}

/**
 * All messages of one user are removed from a chat, as by a ban or a timeout.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-clear-user-messages
 * @example
 * ```ts
 * import { channelChatClearUserMessages, type EventSub } from 'tinyhelix/eventsub'
 *
 * function hide(events: EventSub) {
 *   events.on(channelChatClearUserMessages, ({ target_user_id }) => console.log('hide all of', target_user_id))
 * }
 * ```
 */
export const channelChatClearUserMessages: EventType<ChatCondition, ChannelChatClearUserMessagesEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.clear_user_messages',
  scopes: ['user:read:chat'],
  event: object<ChannelChatClearUserMessagesEvent>({ ...channel, ...target }),
})
