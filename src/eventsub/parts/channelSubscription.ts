import { boolean, object, string } from '../../schema/object.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'
import type { EventTier } from './tier.ts'

/** A subscription of a user's to a channel. */
export interface EventChannelSubscription extends EventChannel, EventPerson {
  tier: EventTier
  /** Whether somebody else paid for it. */
  is_gift: boolean
}

export const channelSubscription = object<EventChannelSubscription>({
  ...channel,
  ...person,
  tier: string,
  is_gift: boolean,
})
