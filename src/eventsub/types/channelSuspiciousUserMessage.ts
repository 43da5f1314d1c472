import { array, nullable, object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventMessage, message } from '../parts/message.ts'
import { channel, type EventChannel, type EventPerson, person } from '../parts/people.ts'
import type { EventSuspicion } from '../parts/suspicion.ts'

/** The message of a user whom a channel suspects. */
export interface ChannelSuspiciousUserMessageContent extends EventMessage {
  message_id: string
}

/** A message of a user whom a channel suspects. */
export interface ChannelSuspiciousUserMessageEvent extends EventChannel, EventPerson {
  low_trust_status: EventSuspicion
  /** Channels that share their bans and have banned the user; `null` was seen for none. */
  shared_ban_channel_ids: string[] | null
  /** Why the user is suspected; `null` was seen for none. */
  types: ('manually_added' | 'ban_evader' | 'banned_in_shared_channel' | (string & {}))[] | null
  /** Whether Twitch thinks that the user evades a ban. */
  ban_evasion_evaluation: 'unknown' | 'possible' | 'likely' | (string & {})
  message: ChannelSuspiciousUserMessageContent
}

/**
 * A user whom a channel suspects sends a chat message.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:suspicious_users`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-suspicious-user-message
 * @example
 * ```ts
 * import { channelSuspiciousUserMessage, type EventSub } from 'tinyhelix/eventsub'
 *
 * function watch(events: EventSub) {
 *   events.on(channelSuspiciousUserMessage, ({ user_name, message }) => console.log(user_name, message.text))
 * }
 * ```
 */
export const channelSuspiciousUserMessage: EventType<ModeratorCondition, ChannelSuspiciousUserMessageEvent> = eventType(
  {
    ...ofModerator,
    type: 'channel.suspicious_user.message',
    scopes: ['moderator:read:suspicious_users'],
    event: object<ChannelSuspiciousUserMessageEvent>({
      ...channel,
      ...person,
      low_trust_status: string,
      shared_ban_channel_ids: nullable(array(string)),
      types: nullable(array(string)),
      ban_evasion_evaluation: string,
      message: object<ChannelSuspiciousUserMessageContent>({ ...message, message_id: string }),
    }),
  },
)
