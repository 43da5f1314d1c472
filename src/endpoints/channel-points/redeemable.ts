import { boolean, type Fields, nullable, number, object, string } from '../../schema/object.ts'

/** An image in three sizes. */
export interface RewardImages {
  url_1x: string
  url_2x: string
  url_4x: string
}

/** How often something can be redeemed in a stream. */
export interface MaxPerStreamSetting {
  is_enabled: boolean
  max_per_stream: number
}

/** How often a viewer can redeem something in a stream. */
export interface MaxPerUserPerStreamSetting {
  is_enabled: boolean
  max_per_user_per_stream: number
}

/** How long nobody can redeem it again after a redemption. */
export interface GlobalCooldownSetting {
  is_enabled: boolean
  global_cooldown_seconds: number
}

/** What viewers of a channel can redeem, with Channel Points or Bits. */
export interface Redeemable {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  id: string
  title: string
  /** The text that asks viewers for input; `''` if there is none. */
  prompt: string
  /** The channel's own images; `null` if it has none. */
  image: RewardImages | null
  /** The image that is shown if `image` is `null`. */
  default_image: RewardImages
  /** Such as `#9147FF`; `''` if none is set. */
  background_color: string
  /** Whether viewers see it. */
  is_enabled: boolean
  /** Whether viewers have to enter text. */
  is_user_input_required: boolean
  max_per_stream_setting: MaxPerStreamSetting
  max_per_user_per_stream_setting: MaxPerUserPerStreamSetting
  global_cooldown_setting: GlobalCooldownSetting
  is_paused: boolean
  is_in_stock: boolean
  /** `null` while the channel is not live, or if there is no limit per stream. Twitch sometimes counts too many. */
  redemptions_redeemed_current_stream: number | null
  /** In RFC 3339; `null` while there is no cooldown. */
  cooldown_expires_at: string | null
}

const images = object<RewardImages>({ url_1x: string, url_2x: string, url_4x: string })

export const redeemable: Fields<Redeemable> = {
  broadcaster_id: string,
  broadcaster_login: string,
  broadcaster_name: string,
  id: string,
  title: string,
  prompt: string,
  image: nullable(images),
  default_image: images,
  background_color: string,
  is_enabled: boolean,
  is_user_input_required: boolean,
  max_per_stream_setting: object<MaxPerStreamSetting>({ is_enabled: boolean, max_per_stream: number }),
  max_per_user_per_stream_setting: object<MaxPerUserPerStreamSetting>({
    is_enabled: boolean,
    max_per_user_per_stream: number,
  }),
  global_cooldown_setting: object<GlobalCooldownSetting>({ is_enabled: boolean, global_cooldown_seconds: number }),
  is_paused: boolean,
  is_in_stock: boolean,
  redemptions_redeemed_current_stream: nullable(number),
  cooldown_expires_at: nullable(string),
}
