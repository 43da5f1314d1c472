import { type Fields, string } from '../../schema/object.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** The fields that all redemptions have. */
export interface EventRedeemed extends EventChannel, EventPerson {
  id: string
  /** The text that the viewer entered; `''` if the reward does not ask for any. */
  user_input: string
  /** `canceled`: Twitch returns the price. */
  status: 'unknown' | 'unfulfilled' | 'fulfilled' | 'canceled' | (string & {})
  /** In RFC 3339. */
  redeemed_at: string
}

export const redeemed: Fields<EventRedeemed> = {
  ...channel,
  ...person,
  id: string,
  user_input: string,
  status: string,
  redeemed_at: string,
}
