import { boolean, nullable, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import {
  channel,
  type EventChannel,
  type EventModerator,
  type EventPerson,
  moderator,
  person,
} from '../parts/people.ts'

/** A ban or a timeout. */
export interface ChannelBanEvent extends EventChannel, EventPerson, EventModerator {
  /** `''` if none was given. */
  reason: string
  /** In RFC 3339. */
  banned_at: string
  /** In RFC 3339; `null` if `is_permanent`. */
  ends_at: string | null
  /** Whether it is a ban, not a timeout. */
  is_permanent: boolean
}

/**
 * A user is banned from a channel's chat or timed out. Moderators use `channelModerate`.
 *
 * Takes a user token of the broadcaster with the scope `channel:moderate`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-ban
 * @example
 * ```ts
 * import { channelBan, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelBan, ({ user_name, reason }) => console.log(user_name, reason))
 * }
 * ```
 */
export const channelBan: EventType<ChannelCondition, ChannelBanEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.ban',
  scopes: ['channel:moderate'],
  event: object<ChannelBanEvent>({
    ...channel,
    ...person,
    ...moderator,
    reason: string,
    banned_at: string,
    ends_at: nullable(string),
    is_permanent: boolean,
  }),
})
