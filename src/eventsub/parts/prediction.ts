import { type Fields, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** A prediction, without its outcomes. */
export interface EventPrediction extends EventChannel {
  id: string
  /** The question. */
  title: string
  /** In RFC 3339. */
  started_at: string
}

export const prediction: Fields<EventPrediction> = { ...channel, id: string, title: string, started_at: string }

/** A possible outcome of a prediction. */
export interface EventOutcome {
  id: string
  title: string
  /** With two outcomes the first is `blue` and the second `pink`; with more, all are `blue`. */
  color: 'blue' | 'pink' | (string & {})
}

export const outcome: Fields<EventOutcome> = { id: string, title: string, color: string }
