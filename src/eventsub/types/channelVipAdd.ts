import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelUser, type EventChannelUser } from '../parts/channelUser.ts'

/** The new VIP, and the channel. */
export interface ChannelVipAddEvent extends EventChannelUser {}

/**
 * A user becomes a VIP of a channel.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:vips` or `channel:manage:vips`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelVipAdd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelVipAdd, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const channelVipAdd: EventType<ChannelCondition, ChannelVipAddEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.vip.add',
  scopes: ['channel:read:vips', 'channel:manage:vips'],
  event: channelUser,
})
