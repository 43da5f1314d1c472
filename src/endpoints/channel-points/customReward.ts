import { boolean, number, object } from '../../schema/object.ts'
import { type Redeemable, redeemable } from './redeemable.ts'

/** A reward that viewers buy with Channel Points. */
export interface CustomReward extends Redeemable {
  /** In Channel Points. */
  cost: number
  /** Whether redemptions are `FULFILLED` at once, instead of waiting in the queue as `UNFULFILLED`. */
  should_redemptions_skip_request_queue: boolean
}

export const customReward = object<CustomReward>({
  ...redeemable,
  cost: number,
  should_redemptions_skip_request_queue: boolean,
})
