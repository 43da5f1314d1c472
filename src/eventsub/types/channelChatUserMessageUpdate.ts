import { object, string } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventOwnHeldMessage, ownHeldMessage } from '../parts/ownHeldMessage.ts'

/** A decision on a message of the signed-in user's. */
export interface ChannelChatUserMessageUpdateEvent extends EventOwnHeldMessage {
  status: 'approved' | 'denied' | 'expired' | 'invalid' | (string & {})
}

/**
 * A message of the signed-in user's that AutoMod held back is approved or denied.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-user-message-update
 * @example
 * ```ts
 * import { channelChatUserMessageUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function tell(events: EventSub) {
 *   events.on(channelChatUserMessageUpdate, ({ status, message }) => console.log(status, message.text))
 * }
 * ```
 */
export const channelChatUserMessageUpdate: EventType<ChatCondition, ChannelChatUserMessageUpdateEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.user_message_update',
  scopes: ['user:read:chat'],
  event: object<ChannelChatUserMessageUpdateEvent>({ ...ownHeldMessage, status: string }),
})
