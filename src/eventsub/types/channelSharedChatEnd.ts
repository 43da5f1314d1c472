import { object } from '../../schema/object.ts'
import { type ChannelCondition, ofChannel } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventSharedChat, sharedChat } from '../parts/sharedChat.ts'

/** The shared chat that the channel has left. */
export interface ChannelSharedChatEndEvent extends EventSharedChat {}

/**
 * A channel leaves a shared chat, or it ends.
 *
 * Takes a user token; needs no scope. `broadcaster_user_id` defaults to the signed-in user. A channel that has not
 * authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-shared-chat-end
 * @example
 * ```ts
 * import { channelSharedChatEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelSharedChatEnd, ({ session_id }) => console.log(session_id))
 * }
 * ```
 */
export const channelSharedChatEnd: EventType<ChannelCondition, ChannelSharedChatEndEvent> = eventType({
  ...ofChannel,
  type: 'channel.shared_chat.end',
  event: object<EventSharedChat>(sharedChat),
})
