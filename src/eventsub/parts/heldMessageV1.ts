import { type Fields, number, object, string } from '../../schema/object.ts'
import { type EventMessage, message } from './message.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** A chat message that AutoMod held back, in version 1. */
export interface EventHeldMessageV1 extends EventChannel, EventPerson {
  message_id: string
  message: EventMessage
  /** What AutoMod found, such as `swearing`. */
  category: string
  /** How serious it is: 1 to 4. */
  level: number
  /** In RFC 3339. */
  held_at: string
}

export const heldMessageV1: Fields<EventHeldMessageV1> = {
  ...channel,
  ...person,
  message_id: string,
  message: object<EventMessage>(message),
  category: string,
  level: number,
  held_at: string,
}
