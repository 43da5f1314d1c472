import { type Fields, number, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** A Shoutout. */
export interface EventShoutout extends EventChannel {
  /** How many viewers saw it. */
  viewer_count: number
  /** In RFC 3339. */
  started_at: string
}

export const shoutout: Fields<EventShoutout> = { ...channel, viewer_count: number, started_at: string }
