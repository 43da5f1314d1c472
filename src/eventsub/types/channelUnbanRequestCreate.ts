import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventUnbanRequest, unbanRequest } from '../parts/unbanRequest.ts'

/** A request to chat again. */
export interface ChannelUnbanRequestCreateEvent extends EventUnbanRequest {
  /** What the user wrote. */
  text: string
  /** In RFC 3339. */
  created_at: string
}

/**
 * A banned user asks to chat again.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:unban_requests` or
 * `moderator:manage:unban_requests`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-unban-request-create
 * @example
 * ```ts
 * import { channelUnbanRequestCreate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function ask(events: EventSub) {
 *   events.on(channelUnbanRequestCreate, ({ user_name, text }) => console.log(user_name, text))
 * }
 * ```
 */
export const channelUnbanRequestCreate: EventType<ModeratorCondition, ChannelUnbanRequestCreateEvent> = eventType({
  ...ofModerator,
  type: 'channel.unban_request.create',
  scopes: ['moderator:read:unban_requests', 'moderator:manage:unban_requests'],
  event: object<ChannelUnbanRequestCreateEvent>({ ...unbanRequest, text: string, created_at: string }),
})
