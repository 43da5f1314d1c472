import { number, object, string } from '../../schema/object.ts'

/** The reward that was redeemed, as it was then. */
export interface RedeemedReward {
  id: string
  title: string
  prompt: string
  /** In Channel Points. */
  cost: number
}

/** One redemption of a reward. */
export interface CustomRewardRedemption {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  id: string
  /** Who redeemed it. */
  user_id: string
  user_login: string
  user_name: string
  reward: RedeemedReward
  /** What they entered; `''` if the reward asks for nothing. */
  user_input: string
  /** `CANCELED`: the points were given back. */
  status: 'CANCELED' | 'FULFILLED' | 'UNFULFILLED' | (string & {})
  /** In RFC 3339. */
  redeemed_at: string
}

export const redemption = object<CustomRewardRedemption>({
  broadcaster_id: string,
  broadcaster_login: string,
  broadcaster_name: string,
  id: string,
  user_id: string,
  user_login: string,
  user_name: string,
  reward: object<RedeemedReward>({ id: string, title: string, prompt: string, cost: number }),
  user_input: string,
  status: string,
  redeemed_at: string,
})
