import { ofReward, type RewardCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventRedemption, redemption } from '../parts/redemption.ts'

/** The new redemption. */
export interface ChannelPointsCustomRewardRedemptionAddEvent extends EventRedemption {}

/**
 * A viewer redeems a reward.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:redemptions` or `channel:manage:redemptions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user; `reward_id` asks for one reward only.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-points#channel-channel-points-custom-reward-redemption-add
 * @example
 * ```ts
 * import { channelPointsCustomRewardRedemptionAdd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function fulfil(events: EventSub) {
 *   events.on(channelPointsCustomRewardRedemptionAdd, ({ user_name, reward }) => console.log(user_name, reward.title))
 * }
 * ```
 */
export const channelPointsCustomRewardRedemptionAdd: EventType<
  RewardCondition,
  ChannelPointsCustomRewardRedemptionAddEvent
> = eventType({
  ...ofReward,
  type: 'channel.channel_points_custom_reward_redemption.add',
  scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
  event: redemption,
})
