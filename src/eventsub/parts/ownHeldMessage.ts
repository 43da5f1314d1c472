import { type Fields, object, string } from '../../schema/object.ts'
import { type EventMessage, message } from './message.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** A chat message of the signed-in user's that AutoMod held back. */
export interface EventOwnHeldMessage extends EventChannel, EventPerson {
  message_id: string
  message: EventMessage
}

export const ownHeldMessage: Fields<EventOwnHeldMessage> = {
  ...channel,
  ...person,
  message_id: string,
  message: object<EventMessage>(message),
}
