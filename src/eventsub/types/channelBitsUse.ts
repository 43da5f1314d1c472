import { array, nullable, nullish, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { chatEmote, type EventChatEmote } from '../parts/chatEmote.ts'
import { cheermote, type EventCheermote } from '../parts/cheermote.ts'
import { channel, type EventChannel, type EventPerson, person } from '../parts/people.ts'
import { type EventUnlockedEmote, unlockedEmote } from '../parts/unlockedEmote.ts'

/** A piece of a message with Bits. */
export interface ChannelBitsUseFragment {
  type: 'text' | 'emote' | 'cheermote' | (string & {})
  /** The piece as it was typed. */
  text: string
  /** `null` in other pieces. */
  emote: EventChatEmote | null
  /** `null` in other pieces. */
  cheermote: EventCheermote | null
}

/** The text of a message with Bits, whole and in pieces. */
export interface ChannelBitsUseMessage {
  /** The whole message as it was typed. */
  text: string
  fragments: ChannelBitsUseFragment[]
}

/** A Power-up. */
export interface ChannelBitsUsePowerUp {
  type: 'message_effect' | 'celebration' | 'gigantify_an_emote' | (string & {})
  /** The emote that it shows; `null` for others. */
  emote: EventUnlockedEmote | null
  /** The effect of `message_effect`; `null` for others. */
  message_effect_id: string | null
}

/** A Power-up that the channel has made. */
export interface ChannelBitsUseCustomPowerUp {
  title: string
  reward_id: string
}

/** Bits that a viewer spends. */
export interface ChannelBitsUseEvent extends EventChannel, EventPerson {
  bits: number
  type: 'cheer' | 'power_up' | 'custom_power_up' | 'combo' | (string & {})
  /** `null` if there is none. */
  message: ChannelBitsUseMessage | null
  /** `null` for other uses. */
  power_up: ChannelBitsUsePowerUp | null
  /** `null` or absent for other uses. */
  custom_power_up?: ChannelBitsUseCustomPowerUp | null | undefined
}

/**
 * A viewer spends Bits in a channel: cheers, Power-ups and combos, but not what extensions sell.
 *
 * Takes a user token of the broadcaster with the scope `bits:read`. `broadcaster_user_id` defaults to the signed-in
 * user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelBitsUse, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelBitsUse, ({ user_name, bits }) => console.log(`${user_name}: ${bits} Bits`))
 * }
 * ```
 */
export const channelBitsUse: EventType<ChannelCondition, ChannelBitsUseEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.bits.use',
  scopes: ['bits:read'],
  event: object<ChannelBitsUseEvent>({
    ...channel,
    ...person,
    bits: number,
    type: string,
    message: nullable(
      object<ChannelBitsUseMessage>({
        text: string,
        fragments: array(
          object<ChannelBitsUseFragment>({
            type: string,
            text: string,
            emote: nullable(chatEmote),
            cheermote: nullable(cheermote),
          }),
        ),
      }),
    ),
    power_up: nullable(
      object<ChannelBitsUsePowerUp>({
        type: string,
        emote: nullable(unlockedEmote),
        message_effect_id: nullable(string),
      }),
    ),
    custom_power_up: nullish(object<ChannelBitsUseCustomPowerUp>({ title: string, reward_id: string })),
  }),
})
