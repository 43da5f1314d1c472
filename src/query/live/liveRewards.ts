import type { getCustomRewards } from '../../endpoints/channel-points/getCustomRewards.ts'
import { channelPointsCustomRewardAdd } from '../../eventsub/types/channelPointsCustomRewardAdd.ts'
import { channelPointsCustomRewardRemove } from '../../eventsub/types/channelPointsCustomRewardRemove.ts'
import { channelPointsCustomRewardUpdate } from '../../eventsub/types/channelPointsCustomRewardUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getCustomRewards>('/channel_points/custom_rewards')

/** Custom rewards. A new reward is refetched; changes and removals are in the event. */
export const liveRewards: LiveFamily = defineLiveFamily([
  liveRule(channelPointsCustomRewardAdd, answers, { effect: 'refetch' }),
  liveRule(channelPointsCustomRewardUpdate, answers, {
    effect: 'patch',
    row: 'id',
    from: 'id',
    fields: {
      title: 'title',
      cost: 'cost',
      prompt: 'prompt',
      is_enabled: 'is_enabled',
      is_paused: 'is_paused',
      is_in_stock: 'is_in_stock',
      is_user_input_required: 'is_user_input_required',
      should_redemptions_skip_request_queue: 'should_redemptions_skip_request_queue',
      background_color: 'background_color',
      image: 'image',
      cooldown_expires_at: 'cooldown_expires_at',
      redemptions_redeemed_current_stream: 'redemptions_redeemed_current_stream',
      max_per_stream_setting: ({ max_per_stream: { is_enabled, value } }) => ({
        is_enabled,
        max_per_stream: value ?? 0,
      }),
      max_per_user_per_stream_setting: ({ max_per_user_per_stream: { is_enabled, value } }) => ({
        is_enabled,
        max_per_user_per_stream: value ?? 0,
      }),
      global_cooldown_setting: ({ global_cooldown: { is_enabled, seconds } }) => ({
        is_enabled,
        global_cooldown_seconds: seconds ?? 0,
      }),
    },
  }),
  liveRule(channelPointsCustomRewardRemove, answers, { effect: 'remove', row: 'id', from: 'id' }),
])
