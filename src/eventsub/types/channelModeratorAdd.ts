import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelUser, type EventChannelUser } from '../parts/channelUser.ts'

/** The new moderator, and the channel. */
export interface ChannelModeratorAddEvent extends EventChannelUser {}

/**
 * A user becomes a moderator of a channel.
 *
 * Takes a user token of the broadcaster with the scope `moderation:read`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-moderator-add
 * @example
 * ```ts
 * import { channelModeratorAdd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelModeratorAdd, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const channelModeratorAdd: EventType<ChannelCondition, ChannelModeratorAddEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.moderator.add',
  scopes: ['moderation:read'],
  event: channelUser,
})
