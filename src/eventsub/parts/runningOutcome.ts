import { array, number, object, optional } from '../../schema/object.ts'
import { type EventOutcome, outcome } from './prediction.ts'
import { type EventPredictor, predictors } from './predictor.ts'

/** An outcome of a prediction that is not resolved yet. */
export interface EventRunningOutcome extends EventOutcome {
  /** How many viewers predicted it; may be absent. */
  users?: number | undefined
  /** The Channel Points that they staked on it; may be absent. */
  channel_points?: number | undefined
  /** Up to ten. */
  top_predictors: EventPredictor[]
}

export const runningOutcomes = array(
  object<EventRunningOutcome>({
    ...outcome,
    users: optional(number),
    channel_points: optional(number),
    top_predictors: predictors,
  }),
)
