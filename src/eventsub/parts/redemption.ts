import { number, object, string } from '../../schema/object.ts'
import { type EventRedeemed, redeemed } from './redeemed.ts'

/** The reward as it was at the time of the redemption. */
export interface EventReward {
  id: string
  title: string
  /** In Channel Points. */
  cost: number
  prompt: string
}

/** One redemption of a reward. */
export interface EventRedemption extends EventRedeemed {
  reward: EventReward
}

export const redemption = object<EventRedemption>({
  ...redeemed,
  reward: object<EventReward>({ id: string, title: string, cost: number, prompt: string }),
})
