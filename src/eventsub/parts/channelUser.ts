import { object } from '../../schema/object.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** A user of a channel, and nothing more. */
export interface EventChannelUser extends EventChannel, EventPerson {}

export const channelUser = object<EventChannelUser>({ ...channel, ...person })
