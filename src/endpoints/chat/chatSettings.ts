import { boolean, nullable, nullish, number, object, optional, string } from '../../schema/object.ts'

/** How a channel's chat is restricted. */
export interface ChatSettings {
  broadcaster_id: string
  /** Whether messages may contain only emotes. */
  emote_mode: boolean
  /** Whether only followers may chat. */
  follower_mode: boolean
  /**
   * Minutes for which users must have followed the channel. `0` lets every follower chat; `null` while `follower_mode`
   * is off.
   */
  follower_mode_duration: number | null
  /** Only for moderators: see `getChatSettings`. */
  moderator_id?: string | undefined
  /** Whether viewers see messages with a delay, so that moderators can remove some first. Only for moderators. */
  non_moderator_chat_delay?: boolean | undefined
  /** The delay in seconds; `null` if there is none. Only for moderators. */
  non_moderator_chat_delay_duration?: number | null | undefined
  /** Whether users must wait between two messages. */
  slow_mode: boolean
  /** Seconds between two messages of one user; `null` while `slow_mode` is off. */
  slow_mode_wait_time: number | null
  /** Whether only subscribers may chat. */
  subscriber_mode: boolean
  /** Whether repeated messages are refused. */
  unique_chat_mode: boolean
}

export const chatSettings = object<ChatSettings>({
  broadcaster_id: string,
  emote_mode: boolean,
  follower_mode: boolean,
  follower_mode_duration: nullable(number),
  moderator_id: optional(string),
  non_moderator_chat_delay: optional(boolean),
  non_moderator_chat_delay_duration: nullish(number),
  slow_mode: boolean,
  slow_mode_wait_time: nullable(number),
  subscriber_mode: boolean,
  unique_chat_mode: boolean,
})
