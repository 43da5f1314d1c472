import { number, object, string } from '../../schema/object.ts'

/** The reward as it was at the time of the redemption. */
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
  /** The text that the viewer entered; `''` if the reward does not ask for any. */
  user_input: string
  /** `CANCELED`: Twitch returned the points. */
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
