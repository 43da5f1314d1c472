import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelUser, type EventChannelUser } from '../parts/channelUser.ts'

/** The former moderator, and the channel. */
export interface ChannelModeratorRemoveEvent extends EventChannelUser {}

/**
 * A user is no longer a moderator of a channel.
 *
 * Takes a user token of the broadcaster with the scope `moderation:read`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-moderator-remove
 * @example
 * ```ts
 * import { channelModeratorRemove, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelModeratorRemove, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const channelModeratorRemove: EventType<ChannelCondition, ChannelModeratorRemoveEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.moderator.remove',
  scopes: ['moderation:read'],
  event: channelUser,
})
