import { array, boolean, type Fields, nullable, number, object, string } from '../../schema/object.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** The contribution of a user to a Hype Train. */
export interface EventContribution extends EventPerson {
  type: 'bits' | 'subscription' | 'other' | (string & {})
  /** Bits, or 500, 1,000 or 2,500 for each subscription of tier 1, 2 or 3. */
  total: number
}

/** A Hype Train. */
export interface EventHypeTrain extends EventChannel {
  id: string
  level: number
  /** All points so far. */
  total: number
  /** The users who contributed most. It can be `null` if there are none. */
  top_contributions: EventContribution[] | null
  /** The channels that share it; `null` if it is not shared. */
  shared_train_participants: EventChannel[] | null
  /** In RFC 3339. */
  started_at: string
  type: 'treasure' | 'golden_kappa' | 'regular' | (string & {})
  is_shared_train: boolean
}

export const hypeTrain: Fields<EventHypeTrain> = {
  ...channel,
  id: string,
  level: number,
  total: number,
  top_contributions: nullable(array(object<EventContribution>({ ...person, type: string, total: number }))),
  shared_train_participants: nullable(array(object<EventChannel>(channel))),
  started_at: string,
  type: string,
  is_shared_train: boolean,
}

/** The progress of a running Hype Train. */
export interface EventHypeTrainProgress {
  /** Points so far at this level. */
  progress: number
  /** Points that complete this level. */
  goal: number
  /** When it ends, in RFC 3339. Each new level extends it. */
  expires_at: string
}

export const hypeTrainProgress: Fields<EventHypeTrainProgress> = { progress: number, goal: number, expires_at: string }
