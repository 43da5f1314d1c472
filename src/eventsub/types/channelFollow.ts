import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventPerson, person } from '../parts/people.ts'

/** A user who follows a channel from now on. */
export interface ChannelFollowEvent extends EventChannel, EventPerson {
  /** In RFC 3339. */
  followed_at: string
}

/**
 * Somebody follows a channel.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:followers`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelFollow, type EventSub } from 'tinyhelix/eventsub'
 *
 * function greet(events: EventSub) {
 *   events.on(channelFollow, ({ user_name }) => console.log(`Welcome, ${user_name}!`))
 * }
 * ```
 */
export const channelFollow: EventType<ModeratorCondition, ChannelFollowEvent> = eventType({
  ...ofModerator,
  type: 'channel.follow',
  version: '2',
  scopes: ['moderator:read:followers'],
  event: object<ChannelFollowEvent>({ ...channel, ...person, followed_at: string }),
})
