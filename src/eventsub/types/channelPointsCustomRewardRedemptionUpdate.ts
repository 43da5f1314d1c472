import { ofReward, type RewardCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventRedemption, redemption } from '../parts/redemption.ts'

/** The redemption as it is now. */
export interface ChannelPointsCustomRewardRedemptionUpdateEvent extends EventRedemption {}

/**
 * A redemption of a reward is fulfilled or canceled.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:redemptions` or `channel:manage:redemptions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user; `reward_id` asks for one reward only.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-points#channel-channel-points-custom-reward-redemption-update
 * @example
 * ```ts
 * import { channelPointsCustomRewardRedemptionUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function queue(events: EventSub) {
 *   events.on(channelPointsCustomRewardRedemptionUpdate, ({ id, status }) => console.log(id, status))
 * }
 * ```
 */
export const channelPointsCustomRewardRedemptionUpdate: EventType<
  RewardCondition,
  ChannelPointsCustomRewardRedemptionUpdateEvent
> = eventType({
  ...ofReward,
  type: 'channel.channel_points_custom_reward_redemption.update',
  scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
  event: redemption,
})
