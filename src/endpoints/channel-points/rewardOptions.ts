import { boolean, optional } from '../../schema/object.ts'
import { integer, parameter, text } from '../../schema/parameters.ts'

/** What may be set both when a reward is made and later. */
export interface CustomRewardOptions {
  /** What viewers are asked for if `is_user_input_required`; up to 200 characters. */
  prompt?: string | undefined
  /** Whether viewers see the reward. */
  is_enabled?: boolean | undefined
  /** Such as `#9147FF`. */
  background_color?: string | undefined
  /** Whether viewers have to enter text. */
  is_user_input_required?: boolean | undefined
  /** Limits redemptions in a stream to `max_per_stream`. */
  is_max_per_stream_enabled?: boolean | undefined
  /** At least 1; counts only with `is_max_per_stream_enabled`. */
  max_per_stream?: number | undefined
  /** Limits each viewer's redemptions in a stream to `max_per_user_per_stream`. */
  is_max_per_user_per_stream_enabled?: boolean | undefined
  /** At least 1; counts only with `is_max_per_user_per_stream_enabled`. */
  max_per_user_per_stream?: number | undefined
  /** Keeps `global_cooldown_seconds` between redemptions, whoever makes them. */
  is_global_cooldown_enabled?: boolean | undefined
  /** 1 to 604800 (a week); viewers see it from 60 on. Counts only with `is_global_cooldown_enabled`. */
  global_cooldown_seconds?: number | undefined
  /** Makes redemptions `FULFILLED` at once, instead of waiting in the queue as `UNFULFILLED`. */
  should_redemptions_skip_request_queue?: boolean | undefined
}

export const rewardOptions = {
  prompt: optional(text(0, 200)),
  background_color: optional(
    parameter<string>('text like #9147FF', value => typeof value === 'string' && /^#[\da-f]{6}$/i.test(value)),
  ),
  is_enabled: optional(boolean),
  is_user_input_required: optional(boolean),
  is_max_per_stream_enabled: optional(boolean),
  max_per_stream: optional(integer(1)),
  is_max_per_user_per_stream_enabled: optional(boolean),
  max_per_user_per_stream: optional(integer(1)),
  is_global_cooldown_enabled: optional(boolean),
  global_cooldown_seconds: optional(integer(1, 604_800)),
  should_redemptions_skip_request_queue: optional(boolean),
}
