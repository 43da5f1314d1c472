import { type Fields, string } from '../../schema/object.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** What all redemptions have in common, whatever is redeemed. */
export interface EventRedeemed extends EventChannel, EventPerson {
  id: string
  /** What the viewer entered; `''` if nothing was asked for. */
  user_input: string
  /** `canceled`: what was paid is given back. */
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
