import { type Fields, number, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** A goal that a broadcaster shows to viewers. */
export interface EventGoal extends EventChannel {
  id: string
  /**
   * What the goal counts: followers (`follow` or `follower`), the points of subscriptions by tier (`subscription`), the
   * number of subscriptions (`subscription_count`), Bits, or users who cheer. Types with `new_` count only those since
   * the goal began.
   */
  type:
    | 'follow'
    | 'follower'
    | 'subscription'
    | 'subscription_count'
    | 'new_subscription'
    | 'new_subscription_count'
    | 'new_bit'
    | 'new_cheerer'
    | (string & {})
  /** Up to 40 characters; `''` if there is none. */
  description: string
  /** Counted as `type` says. */
  current_amount: number
  /** The value of `current_amount` that reaches the goal. */
  target_amount: number
  /** In RFC 3339. */
  started_at: string
}

export const goal: Fields<EventGoal> = {
  ...channel,
  id: string,
  type: string,
  description: string,
  current_amount: number,
  target_amount: number,
  started_at: string,
}
