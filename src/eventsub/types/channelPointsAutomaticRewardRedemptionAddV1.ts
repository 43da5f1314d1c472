import { nullable, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventEmoteMessage, emoteMessage } from '../parts/emoteMessage.ts'
import { channel, type EventChannel, type EventPerson, person } from '../parts/people.ts'
import { type EventUnlockedEmote, unlockedEmote } from '../parts/unlockedEmote.ts'

/** A reward that Twitch provides. */
export interface ChannelPointsAutomaticRewardV1 {
  type:
    | 'single_message_bypass_sub_mode'
    | 'send_highlighted_message'
    | 'random_sub_emote_unlock'
    | 'chosen_sub_emote_unlock'
    | 'chosen_modified_sub_emote_unlock'
    | 'message_effect'
    | 'gigantify_an_emote'
    | 'celebration'
    | (string & {})
  /** In Channel Points; of a Power-up, in Bits. */
  cost: number
  /** `null` if it unlocks none. */
  unlocked_emote: EventUnlockedEmote | null
}

/** A redemption of a reward that Twitch provides. */
export interface ChannelPointsAutomaticRewardRedemptionAddV1Event extends EventChannel, EventPerson {
  id: string
  reward: ChannelPointsAutomaticRewardV1
  /** `null` was seen for rewards without a message. */
  message: EventEmoteMessage | null
  /** What the viewer entered; `null` if nothing was asked for. */
  user_input: string | null
  /** In RFC 3339. */
  redeemed_at: string
}

/**
 * A viewer redeems a reward that Twitch provides, or a Power-up: version 1.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:redemptions` or `channel:manage:redemptions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-points#channel-channel-points-automatic-reward-redemption-add
 * @example
 * ```ts
 * import { channelPointsAutomaticRewardRedemptionAddV1, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPointsAutomaticRewardRedemptionAddV1, ({ user_name, reward }) => console.log(user_name, reward.type))
 * }
 * ```
 */
export const channelPointsAutomaticRewardRedemptionAddV1: EventType<
  ChannelCondition,
  ChannelPointsAutomaticRewardRedemptionAddV1Event
> = eventType({
  ...ofBroadcaster,
  type: 'channel.channel_points_automatic_reward_redemption.add',
  scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
  event: object<ChannelPointsAutomaticRewardRedemptionAddV1Event>({
    ...channel,
    ...person,
    id: string,
    reward: object<ChannelPointsAutomaticRewardV1>({
      type: string,
      cost: number,
      unlocked_emote: nullable(unlockedEmote),
    }),
    message: nullable(emoteMessage),
    user_input: nullable(string),
    redeemed_at: string,
  }),
})
