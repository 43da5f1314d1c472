import { boolean, optional } from '../../schema/object.ts'
import { integer, parameter, text } from '../../schema/parameters.ts'

/** Options that can be set when a reward is created, and changed later. */
export interface CustomRewardOptions {
  /** The text that asks viewers for input if `is_user_input_required` is `true`; up to 200 characters. */
  prompt?: string | undefined
  /** Whether viewers see the reward. */
  is_enabled?: boolean | undefined
  /** Such as `#9147FF`. */
  background_color?: string | undefined
  /** Whether viewers have to enter text. */
  is_user_input_required?: boolean | undefined
  /** Limits redemptions in a stream to `max_per_stream`. */
  is_max_per_stream_enabled?: boolean | undefined
  /** At least 1. Has an effect only with `is_max_per_stream_enabled`. */
  max_per_stream?: number | undefined
  /** Limits each viewer's redemptions in a stream to `max_per_user_per_stream`. */
  is_max_per_user_per_stream_enabled?: boolean | undefined
  /** At least 1. Has an effect only with `is_max_per_user_per_stream_enabled`. */
  max_per_user_per_stream?: number | undefined
  /** Requires a pause of `global_cooldown_seconds` between the redemptions of all viewers. */
  is_global_cooldown_enabled?: boolean | undefined
  /**
   * 1 to 604,800 (a week); viewers see only values of 60 and more. Has an effect only with
   * `is_global_cooldown_enabled`.
   */
  global_cooldown_seconds?: number | undefined
  /** Makes redemptions `FULFILLED` at once: they do not wait in the queue as `UNFULFILLED`. */
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
