import { boolean, nullable, number, object, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** A limit on redemptions. */
export interface EventRewardLimit {
  is_enabled: boolean
  /** The limit; it can be `null` while it is off. */
  value: number | null
}

/** How long nobody can redeem a reward again after a redemption. */
export interface EventRewardCooldown {
  is_enabled: boolean
  /** The cooldown; it can be `null` while it is off. */
  seconds: number | null
}

/** A reward's image in three sizes. */
export interface EventRewardImages {
  url_1x: string
  url_2x: string
  url_4x: string
}

/** The current state of a reward that viewers buy with Channel Points. */
export interface EventCustomReward extends EventChannel {
  id: string
  /** Whether viewers see the reward. */
  is_enabled: boolean
  is_paused: boolean
  is_in_stock: boolean
  title: string
  /** In Channel Points. */
  cost: number
  /** The text that asks viewers for input; `''` if there is none. */
  prompt: string
  /** Whether viewers have to enter text. */
  is_user_input_required: boolean
  /** Whether redemptions are `fulfilled` at once, instead of waiting in the queue as `unfulfilled`. */
  should_redemptions_skip_request_queue: boolean
  /** How often it can be redeemed in a stream. */
  max_per_stream: EventRewardLimit
  /** How often one viewer can redeem it in a stream. */
  max_per_user_per_stream: EventRewardLimit
  /** Such as `#9147FF`. */
  background_color: string
  /** The channel's own images; `null` if it has none. */
  image: EventRewardImages | null
  /** The image that is shown if `image` is `null`. */
  default_image: EventRewardImages | null
  global_cooldown: EventRewardCooldown
  /** In RFC 3339; `null` while there is no cooldown. */
  cooldown_expires_at: string | null
  /** `null` while the channel is not live, or if there is no limit per stream. */
  redemptions_redeemed_current_stream: number | null
}

const limit = object<EventRewardLimit>({ is_enabled: boolean, value: nullable(number) })
const images = nullable(object<EventRewardImages>({ url_1x: string, url_2x: string, url_4x: string }))

export const customReward = object<EventCustomReward>({
  ...channel,
  id: string,
  is_enabled: boolean,
  is_paused: boolean,
  is_in_stock: boolean,
  title: string,
  cost: number,
  prompt: string,
  is_user_input_required: boolean,
  should_redemptions_skip_request_queue: boolean,
  max_per_stream: limit,
  max_per_user_per_stream: limit,
  background_color: string,
  image: images,
  default_image: images,
  global_cooldown: object<EventRewardCooldown>({ is_enabled: boolean, seconds: nullable(number) }),
  cooldown_expires_at: nullable(string),
  redemptions_redeemed_current_stream: nullable(number),
})
