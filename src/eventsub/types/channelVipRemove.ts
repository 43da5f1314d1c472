import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelUser, type EventChannelUser } from '../parts/channelUser.ts'

/** The former VIP, and the channel. */
export interface ChannelVipRemoveEvent extends EventChannelUser {}

/**
 * A user is no longer a VIP of a channel.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:vips` or `channel:manage:vips`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelVipRemove, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelVipRemove, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const channelVipRemove: EventType<ChannelCondition, ChannelVipRemoveEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.vip.remove',
  scopes: ['channel:read:vips', 'channel:manage:vips'],
  event: channelUser,
})
