import { type ChannelCondition, ofChannel } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventSharedChatSession, sharedChatSession } from '../parts/sharedChatSession.ts'

/** The shared chat that the channel joins. */
export interface ChannelSharedChatBeginEvent extends EventSharedChatSession {}

/**
 * A channel joins a shared chat.
 *
 * Takes a user token; needs no scope. `broadcaster_user_id` defaults to the signed-in user. A channel that has not
 * authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-shared-chat-begin
 * @example
 * ```ts
 * import { channelSharedChatBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelSharedChatBegin, ({ participants }) => console.log(participants.length))
 * }
 * ```
 */
export const channelSharedChatBegin: EventType<ChannelCondition, ChannelSharedChatBeginEvent> = eventType({
  ...ofChannel,
  type: 'channel.shared_chat.begin',
  event: sharedChatSession,
})
