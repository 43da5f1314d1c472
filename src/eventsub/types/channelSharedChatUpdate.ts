import { type ChannelCondition, ofChannel } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventSharedChatSession, sharedChatSession } from '../parts/sharedChatSession.ts'

/** The shared chat as it is now. */
export interface ChannelSharedChatUpdateEvent extends EventSharedChatSession {}

/**
 * Channels join or leave the shared chat of a channel.
 *
 * Takes a user token; needs no scope. `broadcaster_user_id` defaults to the signed-in user. A channel that has not
 * authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-shared-chat-update
 * @example
 * ```ts
 * import { channelSharedChatUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelSharedChatUpdate, ({ participants }) => console.log(participants.length))
 * }
 * ```
 */
export const channelSharedChatUpdate: EventType<ChannelCondition, ChannelSharedChatUpdateEvent> = eventType({
  ...ofChannel,
  type: 'channel.shared_chat.update',
  event: sharedChatSession,
})
