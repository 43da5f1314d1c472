import { object } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventModerator, moderator } from '../parts/people.ts'
import { type EventWarning, warning } from '../parts/warning.ts'

/** A warning. */
export interface ChannelWarningSendEvent extends EventChannel, EventModerator, EventWarning {}

/**
 * A moderator warns a user, who cannot chat until they acknowledge it.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:warnings` or
 * `moderator:manage:warnings`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-warning-send
 * @example
 * ```ts
 * import { channelWarningSend, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelWarningSend, ({ user_name, reason }) => console.log(user_name, reason))
 * }
 * ```
 */
export const channelWarningSend: EventType<ModeratorCondition, ChannelWarningSendEvent> = eventType({
  ...ofModerator,
  type: 'channel.warning.send',
  scopes: ['moderator:read:warnings', 'moderator:manage:warnings'],
  event: object<ChannelWarningSendEvent>({ ...channel, ...moderator, ...warning }),
})
