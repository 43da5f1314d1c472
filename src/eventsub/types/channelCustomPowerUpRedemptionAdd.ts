import { number, object, string } from '../../schema/object.ts'
import { ofReward, type RewardCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventRedeemed, redeemed } from '../parts/redeemed.ts'

/** The Power-up that is redeemed, as it was then. */
export interface ChannelCustomPowerUp {
  id: string
  title: string
  /** What it costs. */
  bits: number
  prompt: string
}

/** A redemption of a custom Power-up. */
export interface ChannelCustomPowerUpRedemptionAddEvent extends EventRedeemed {
  custom_power_up: ChannelCustomPowerUp
}

/**
 * A viewer redeems a Power-up that the channel has made.
 *
 * Takes a user token of the broadcaster with the scope `bits:read`. `broadcaster_user_id` defaults to the signed-in
 * user and must be that user; `reward_id` asks for one reward only.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelCustomPowerUpRedemptionAdd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelCustomPowerUpRedemptionAdd, ({ user_name, custom_power_up }) =>
 *     console.log(user_name, custom_power_up.title),
 *   )
 * }
 * ```
 */
export const channelCustomPowerUpRedemptionAdd: EventType<RewardCondition, ChannelCustomPowerUpRedemptionAddEvent> =
  eventType({
    ...ofReward,
    type: 'channel.custom_power_up_redemption.add',
    scopes: ['bits:read'],
    event: object<ChannelCustomPowerUpRedemptionAddEvent>({
      ...redeemed,
      custom_power_up: object<ChannelCustomPowerUp>({ id: string, title: string, bits: number, prompt: string }),
    }),
  })
