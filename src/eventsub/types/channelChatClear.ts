import { object } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** The channel whose chat is cleared. */
export interface ChannelChatClearEvent extends EventChannel {}

/**
 * A moderator or bot removes all messages from a chat.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-clear
 * @example
 * ```ts
 * import { channelChatClear, type EventSub } from 'tinyhelix/eventsub'
 *
 * function clear(events: EventSub) {
 *   events.on(channelChatClear, () => document.querySelector('#chat')?.replaceChildren())
 * }
 * ```
 */
export const channelChatClear: EventType<ChatCondition, ChannelChatClearEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.clear',
  scopes: ['user:read:chat'],
  event: object<EventChannel>(channel),
})
