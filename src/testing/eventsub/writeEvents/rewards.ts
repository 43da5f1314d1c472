import { createCustomReward } from '../../../endpoints/channel-points/createCustomReward.ts'
import type { CustomReward } from '../../../endpoints/channel-points/customReward.ts'
import { deleteCustomReward } from '../../../endpoints/channel-points/deleteCustomReward.ts'
import type { CustomRewardRedemption } from '../../../endpoints/channel-points/redemption.ts'
import { updateCustomReward } from '../../../endpoints/channel-points/updateCustomReward.ts'
import { updateRedemptionStatus } from '../../../endpoints/channel-points/updateRedemptionStatus.ts'
import type { EventCustomReward } from '../../../eventsub/parts/customReward.ts'
import type { EventRedemption } from '../../../eventsub/parts/redemption.ts'
import { channelPointsCustomRewardAdd } from '../../../eventsub/types/channelPointsCustomRewardAdd.ts'
import { channelPointsCustomRewardRedemptionUpdate } from '../../../eventsub/types/channelPointsCustomRewardRedemptionUpdate.ts'
import { channelPointsCustomRewardRemove } from '../../../eventsub/types/channelPointsCustomRewardRemove.ts'
import { channelPointsCustomRewardUpdate } from '../../../eventsub/types/channelPointsCustomRewardUpdate.ts'
import { rewardOf } from '../../helix/families/rewards.ts'
import type { Emitted } from '../fillIn.ts'
import { causes, differ, event, onlyIf, type WriteEvents } from './causes.ts'

function told({
  broadcaster_id,
  broadcaster_login: _,
  broadcaster_name: __,
  max_per_stream_setting: perStream,
  max_per_user_per_stream_setting: perUser,
  global_cooldown_setting: cooldown,
  ...row
}: CustomReward): Emitted<EventCustomReward> & { readonly id: string } {
  return {
    ...row,
    broadcaster_user_id: broadcaster_id,
    max_per_stream: { is_enabled: perStream.is_enabled, value: perStream.max_per_stream },
    max_per_user_per_stream: { is_enabled: perUser.is_enabled, value: perUser.max_per_user_per_stream },
    global_cooldown: { is_enabled: cooldown.is_enabled, seconds: cooldown.global_cooldown_seconds },
  }
}

const redeemed = ({
  broadcaster_id,
  broadcaster_login: _,
  broadcaster_name: __,
  status,
  reward,
  ...row
}: CustomRewardRedemption): Emitted<EventRedemption> => ({
  ...row,
  broadcaster_user_id: broadcaster_id,
  status: status.toLowerCase(),
  reward: { ...reward },
})

export const rewards: readonly WriteEvents[] = [
  causes(createCustomReward, { events: ({ row }) => [event(channelPointsCustomRewardAdd, told(row))] }),
  causes(updateCustomReward, {
    before: ({ world, channelId, params }) => rewardOf(world, channelId, params.id),
    events: ({ row, before }) => onlyIf(differ(before, row), event(channelPointsCustomRewardUpdate, told(row))),
  }),
  causes(deleteCustomReward, {
    before: ({ world, channelId, params }) => rewardOf(world, channelId, params.id),
    events: ({ before }) => (before ? [event(channelPointsCustomRewardRemove, told(before))] : []),
  }),
  causes(updateRedemptionStatus, {
    events: ({ rows }) => rows.map(row => event(channelPointsCustomRewardRedemptionUpdate, redeemed(row))),
  }),
]
