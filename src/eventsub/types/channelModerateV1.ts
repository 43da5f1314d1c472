import { nullable, object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventModeration, type EventModerationAction, moderation } from '../parts/moderation.ts'
import { type EventPerson, person } from '../parts/people.ts'

/** An action of a moderator. */
export interface ChannelModerateV1Event extends EventModeration {
  action: EventModerationAction | (string & {})
  mod: EventPerson | null
}

/**
 * A moderator acts: version 1, without warnings.
 *
 * Takes a user token of the broadcaster or a moderator with one scope of each of these: `moderator:read:blocked_terms`
 * or `moderator:manage:blocked_terms`; `moderator:read:chat_settings` or `moderator:manage:chat_settings`;
 * `moderator:read:unban_requests` or `moderator:manage:unban_requests`; `moderator:read:banned_users` or
 * `moderator:manage:banned_users`; `moderator:read:chat_messages` or `moderator:manage:chat_messages`;
 * `moderator:read:moderators`; `moderator:read:vips`. `broadcaster_user_id` and `moderator_user_id` default to the
 * signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-moderate
 * @example
 * ```ts
 * import { channelModerateV1, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelModerateV1, ({ moderator_user_name, action }) => console.log(moderator_user_name, action))
 * }
 * ```
 */
export const channelModerateV1: EventType<ModeratorCondition, ChannelModerateV1Event> = eventType({
  ...ofModerator,
  type: 'channel.moderate',
  scopes: ['moderator:read:blocked_terms', 'moderator:manage:blocked_terms'],
  also: [
    ['moderator:read:chat_settings', 'moderator:manage:chat_settings'],
    ['moderator:read:unban_requests', 'moderator:manage:unban_requests'],
    ['moderator:read:banned_users', 'moderator:manage:banned_users'],
    ['moderator:read:chat_messages', 'moderator:manage:chat_messages'],
    ['moderator:read:moderators'],
    ['moderator:read:vips'],
  ],
  event: object<ChannelModerateV1Event>({ ...moderation, action: string, mod: nullable(object<EventPerson>(person)) }),
})
