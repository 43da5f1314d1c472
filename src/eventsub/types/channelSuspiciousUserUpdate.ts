import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import {
  channel,
  type EventChannel,
  type EventModerator,
  type EventPerson,
  moderator,
  person,
} from '../parts/people.ts'
import type { EventSuspicion } from '../parts/suspicion.ts'

/** How a channel treats a user now. */
export interface ChannelSuspiciousUserUpdateEvent extends EventChannel, EventModerator, EventPerson {
  low_trust_status: EventSuspicion
}

/**
 * A channel changes how it treats a user whom it suspects.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:suspicious_users`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-suspicious-user-update
 * @example
 * ```ts
 * import { channelSuspiciousUserUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function watch(events: EventSub) {
 *   events.on(channelSuspiciousUserUpdate, ({ user_name, low_trust_status }) => console.log(user_name, low_trust_status))
 * }
 * ```
 */
export const channelSuspiciousUserUpdate: EventType<ModeratorCondition, ChannelSuspiciousUserUpdateEvent> = eventType({
  ...ofModerator,
  type: 'channel.suspicious_user.update',
  scopes: ['moderator:read:suspicious_users'],
  event: object<ChannelSuspiciousUserUpdateEvent>({ ...channel, ...moderator, ...person, low_trust_status: string }),
})
