import { nullable, object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventUnbanRequest, unbanRequest } from '../parts/unbanRequest.ts'

/** The answer to a request to chat again. */
export interface ChannelUnbanRequestResolveEvent extends EventUnbanRequest {
  /** Who answered; `null` if no moderator did. */
  moderator_user_id: string | null
  moderator_user_login: string | null
  moderator_user_name: string | null
  /** What the moderator wrote. */
  resolution_text: string | null
  /** `canceled`: by the user. */
  status: 'approved' | 'canceled' | 'denied' | (string & {})
}

/**
 * A banned user's request to chat again is answered.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:unban_requests` or
 * `moderator:manage:unban_requests`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-unban-request-resolve
 * @example
 * ```ts
 * import { channelUnbanRequestResolve, type EventSub } from 'tinyhelix/eventsub'
 *
 * function answers(events: EventSub) {
 *   events.on(channelUnbanRequestResolve, ({ user_name, status }) => console.log(user_name, status))
 * }
 * ```
 */
export const channelUnbanRequestResolve: EventType<ModeratorCondition, ChannelUnbanRequestResolveEvent> = eventType({
  ...ofModerator,
  type: 'channel.unban_request.resolve',
  scopes: ['moderator:read:unban_requests', 'moderator:manage:unban_requests'],
  event: object<ChannelUnbanRequestResolveEvent>({
    ...unbanRequest,
    moderator_user_id: nullable(string),
    moderator_user_login: nullable(string),
    moderator_user_name: nullable(string),
    resolution_text: nullable(string),
    status: string,
  }),
})
