import { ofReward, type RewardCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { customReward, type EventCustomReward } from '../parts/customReward.ts'

/** The reward as it was. */
export interface ChannelPointsCustomRewardRemoveEvent extends EventCustomReward {}

/**
 * A channel deletes a reward.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:redemptions` or `channel:manage:redemptions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user; `reward_id` asks for one reward only.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-points#channel-channel-points-custom-reward-remove
 * @example
 * ```ts
 * import { channelPointsCustomRewardRemove, type EventSub } from 'tinyhelix/eventsub'
 *
 * function rewards(events: EventSub) {
 *   events.on(channelPointsCustomRewardRemove, ({ title }) => console.log(title))
 * }
 * ```
 */
export const channelPointsCustomRewardRemove: EventType<RewardCondition, ChannelPointsCustomRewardRemoveEvent> =
  eventType({
    ...ofReward,
    type: 'channel.channel_points_custom_reward.remove',
    scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
    event: customReward,
  })
