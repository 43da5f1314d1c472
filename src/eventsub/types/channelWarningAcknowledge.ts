import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelUser, type EventChannelUser } from '../parts/channelUser.ts'

/** The user, and the channel that warned them. */
export interface ChannelWarningAcknowledgeEvent extends EventChannelUser {}

/**
 * A user acknowledges a warning, and may chat again.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:warnings` or
 * `moderator:manage:warnings`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-warning-acknowledge
 * @example
 * ```ts
 * import { channelWarningAcknowledge, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelWarningAcknowledge, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const channelWarningAcknowledge: EventType<ModeratorCondition, ChannelWarningAcknowledgeEvent> = eventType({
  ...ofModerator,
  type: 'channel.warning.acknowledge',
  scopes: ['moderator:read:warnings', 'moderator:manage:warnings'],
  event: channelUser,
})
