import { array, nullable, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventPerson, person } from '../parts/people.ts'
import { type EventUnlockedEmote, unlockedEmote } from '../parts/unlockedEmote.ts'

/** A reward that Twitch provides. */
export interface ChannelPointsAutomaticReward {
  type:
    | 'single_message_bypass_sub_mode'
    | 'send_highlighted_message'
    | 'random_sub_emote_unlock'
    | 'chosen_sub_emote_unlock'
    | 'chosen_modified_sub_emote_unlock'
    | (string & {})
  /** What it costs. */
  channel_points: number
  /** The emote that it unlocks; `null` if it unlocks none. */
  emote: EventUnlockedEmote | null
}

/** An emote in the message of a redemption. */
export interface ChannelPointsAutomaticRewardEmote {
  id: string
}

/** A piece of the message of a redemption. */
export interface ChannelPointsAutomaticRewardFragment {
  type: 'text' | 'emote' | (string & {})
  /** The piece as it was typed. */
  text: string
  /** `null` in other pieces. */
  emote: ChannelPointsAutomaticRewardEmote | null
}

/** The message of a redemption, whole and in pieces. */
export interface ChannelPointsAutomaticRewardMessage {
  /** The whole message as it was typed. */
  text: string
  fragments: ChannelPointsAutomaticRewardFragment[]
}

/** A redemption of a reward that Twitch provides. */
export interface ChannelPointsAutomaticRewardRedemptionAddEvent extends EventChannel, EventPerson {
  id: string
  reward: ChannelPointsAutomaticReward
  /** `null` if the reward has none. */
  message: ChannelPointsAutomaticRewardMessage | null
  /** In RFC 3339. */
  redeemed_at: string
}

/**
 * A viewer redeems a reward that Twitch provides. `channelBitsUse` reports Power-ups.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:redemptions` or `channel:manage:redemptions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-points#channel-channel-points-automatic-reward-redemption-add-v2
 * @example
 * ```ts
 * import { channelPointsAutomaticRewardRedemptionAdd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPointsAutomaticRewardRedemptionAdd, ({ user_name, reward }) => console.log(user_name, reward.type))
 * }
 * ```
 */
export const channelPointsAutomaticRewardRedemptionAdd: EventType<
  ChannelCondition,
  ChannelPointsAutomaticRewardRedemptionAddEvent
> = eventType({
  ...ofBroadcaster,
  type: 'channel.channel_points_automatic_reward_redemption.add',
  version: '2',
  scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
  event: object<ChannelPointsAutomaticRewardRedemptionAddEvent>({
    ...channel,
    ...person,
    id: string,
    reward: object<ChannelPointsAutomaticReward>({
      type: string,
      channel_points: number,
      emote: nullable(unlockedEmote),
    }),
    message: nullable(
      object<ChannelPointsAutomaticRewardMessage>({
        text: string,
        fragments: array(
          object<ChannelPointsAutomaticRewardFragment>({
            type: string,
            text: string,
            emote: nullable(object<ChannelPointsAutomaticRewardEmote>({ id: string })),
          }),
        ),
      }),
    ),
    redeemed_at: string,
  }),
})
