import { object } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventOwnHeldMessage, ownHeldMessage } from '../parts/ownHeldMessage.ts'

/** The message that is held back. */
export interface ChannelChatUserMessageHoldEvent extends EventOwnHeldMessage {}

/**
 * AutoMod holds back a message of the signed-in user's.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-user-message-hold
 * @example
 * ```ts
 * import { channelChatUserMessageHold, type EventSub } from 'tinyhelix/eventsub'
 *
 * function tell(events: EventSub) {
 *   events.on(channelChatUserMessageHold, ({ message }) => console.log('waits for a moderator:', message.text))
 * }
 * ```
 */
export const channelChatUserMessageHold: EventType<ChatCondition, ChannelChatUserMessageHoldEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.user_message_hold',
  scopes: ['user:read:chat'],
  event: object<EventOwnHeldMessage>(ownHeldMessage),
})
