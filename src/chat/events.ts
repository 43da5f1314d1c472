import type { ChannelChatClearUserMessagesEvent } from '../eventsub/types/channelChatClearUserMessages.ts'
import type { ChannelChatMessageEvent } from '../eventsub/types/channelChatMessage.ts'
import type { ChannelChatNotificationEvent } from '../eventsub/types/channelChatNotification.ts'

/** A chat message as `anonymousChat` tells it: with what EventSub does not tell. */
export interface AnonymousChatMessageEvent extends ChannelChatMessageEvent {
  /** Whether it is the user's first message in this channel. */
  is_first_message: boolean
  /** Whether the user is back after a long time. */
  is_returning_chatter: boolean
}

/** A notice as `anonymousChat` tells it. */
export interface AnonymousChatNotificationEvent extends ChannelChatNotificationEvent {
  /** The parameters of a notice whose type is not listed, such as `msg-param-ritual-name`; absent for other types. */
  params?: Readonly<Record<string, string>> | undefined
}

/** Cleared messages of a user as `anonymousChat` tells them. */
export interface AnonymousChatClearUserMessagesEvent extends ChannelChatClearUserMessagesEvent {
  /** The seconds of a timeout; `null` for a ban. */
  ban_duration: number | null
}
