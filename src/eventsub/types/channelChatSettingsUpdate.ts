import { boolean, nullable, number, object } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** The settings of a chat as they are now. */
export interface ChannelChatSettingsUpdateEvent extends EventChannel {
  /** Messages may contain only emotes. */
  emote_mode: boolean
  /** Chat is for followers. */
  follower_mode: boolean
  /** Minutes for which users must have followed the channel; `null` unless `follower_mode` is on. */
  follower_mode_duration_minutes: number | null
  /** Chatters have to wait between two messages. */
  slow_mode: boolean
  /** Seconds between two messages; `null` unless `slow_mode` is on. */
  slow_mode_wait_time_seconds: number | null
  /** Chat is for subscribers. */
  subscriber_mode: boolean
  /** Messages must differ. */
  unique_chat_mode: boolean
}

/**
 * A chat's settings change.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-settings-update
 * @example
 * ```ts
 * import { channelChatSettingsUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function modes(events: EventSub) {
 *   events.on(channelChatSettingsUpdate, ({ slow_mode, emote_mode }) => console.log(slow_mode, emote_mode))
 * }
 * ```
 */
export const channelChatSettingsUpdate: EventType<ChatCondition, ChannelChatSettingsUpdateEvent> = eventType({
  ...ofChat,
  type: 'channel.chat_settings.update',
  scopes: ['user:read:chat'],
  event: object<ChannelChatSettingsUpdateEvent>({
    ...channel,
    emote_mode: boolean,
    follower_mode: boolean,
    follower_mode_duration_minutes: nullable(number),
    slow_mode: boolean,
    slow_mode_wait_time_seconds: nullable(number),
    subscriber_mode: boolean,
    unique_chat_mode: boolean,
  }),
})
