import { type Fields, string } from '../../schema/object.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** A banned user's request to chat again. */
export interface EventUnbanRequest extends EventChannel, EventPerson {
  id: string
}

export const unbanRequest: Fields<EventUnbanRequest> = { ...channel, ...person, id: string }
