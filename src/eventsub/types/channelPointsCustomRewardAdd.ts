import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { customReward, type EventCustomReward } from '../parts/customReward.ts'

/** The new reward. */
export interface ChannelPointsCustomRewardAddEvent extends EventCustomReward {}

/**
 * A channel creates a reward.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:redemptions` or `channel:manage:redemptions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-points#channel-channel-points-custom-reward-add
 * @example
 * ```ts
 * import { channelPointsCustomRewardAdd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function rewards(events: EventSub) {
 *   events.on(channelPointsCustomRewardAdd, ({ title, cost }) => console.log(title, cost))
 * }
 * ```
 */
export const channelPointsCustomRewardAdd: EventType<ChannelCondition, ChannelPointsCustomRewardAddEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.channel_points_custom_reward.add',
  scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
  event: customReward,
})
