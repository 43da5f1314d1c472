import { array, nullable, number, object } from '../../schema/object.ts'
import { type EventPerson, person } from './people.ts'

/** One of the viewers who staked the most on an outcome. */
export interface EventPredictor extends EventPerson {
  channel_points_used: number
  /** `null` until the prediction is resolved; `0` if they lost. */
  channel_points_won: number | null
}

export const predictors = array(
  object<EventPredictor>({ ...person, channel_points_used: number, channel_points_won: nullable(number) }),
)
