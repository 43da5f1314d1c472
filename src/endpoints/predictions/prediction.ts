import { array, nullable, number, object, string } from '../../schema/object.ts'

/** One of the viewers who staked the most on an outcome. */
export interface Predictor {
  user_id: string
  user_name: string
  user_login: string
  channel_points_used: number
  /** `null` until the prediction is resolved. */
  channel_points_won: number | null
}

/** A possible outcome of a prediction. */
export interface PredictionOutcome {
  id: string
  title: string
  /** How many viewers predicted it. */
  users: number
  /** The Channel Points that they staked on it. */
  channel_points: number
  /** `null` if there is none yet. */
  top_predictors: Predictor[] | null
  /** With two outcomes the first is `BLUE` and the second `PINK`; with more, all are `BLUE`. */
  color: 'BLUE' | 'PINK' | (string & {})
}

/** A prediction: viewers stake Channel Points on its outcomes. */
export interface Prediction {
  id: string
  broadcaster_id: string
  broadcaster_name: string
  broadcaster_login: string
  /** The question. */
  title: string
  /** The winning outcome; `null` unless the prediction is resolved. It can be `''` for canceled predictions. */
  winning_outcome_id: string | null
  /** Two to ten outcomes. */
  outcomes: PredictionOutcome[]
  /** Seconds in which viewers can take part. */
  prediction_window: number
  /**
   * `ACTIVE`: viewers can take part; `LOCKED`: not any more; `RESOLVED`: points are paid out; `CANCELED`: points are
   * given back.
   */
  status: 'ACTIVE' | 'CANCELED' | 'LOCKED' | 'RESOLVED' | (string & {})
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339; `null` until it is resolved or canceled. */
  ended_at: string | null
  /** In RFC 3339; `null` until it is locked. */
  locked_at: string | null
}

export const prediction = object<Prediction>({
  id: string,
  broadcaster_id: string,
  broadcaster_name: string,
  broadcaster_login: string,
  title: string,
  winning_outcome_id: nullable(string),
  outcomes: array(
    object<PredictionOutcome>({
      id: string,
      title: string,
      users: number,
      channel_points: number,
      top_predictors: nullable(
        array(
          object<Predictor>({
            user_id: string,
            user_name: string,
            user_login: string,
            channel_points_used: number,
            channel_points_won: nullable(number),
          }),
        ),
      ),
      color: string,
    }),
  ),
  prediction_window: number,
  status: string,
  created_at: string,
  ended_at: nullable(string),
  locked_at: nullable(string),
})
