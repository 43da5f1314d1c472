import { one, type WriteEndpoint } from '../../endpoint.ts'
import { listOf } from '../../schema/listOf.ts'
import { object } from '../../schema/object.ts'
import { integer, self, text } from '../../schema/parameters.ts'
import { type Prediction, prediction } from './prediction.ts'

/** A possible outcome of a new prediction. */
export interface NewPredictionOutcome {
  /** Up to 25 characters. */
  title: string
}

export interface CreatePredictionParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The question, up to 45 characters. */
  title: string
  /** Two to ten outcomes. */
  outcomes: readonly NewPredictionOutcome[]
  /** Seconds in which viewers can take part: 30 to 1,800. */
  prediction_window: number
}

/**
 * Starts a prediction. A channel can run one prediction at a time. Rejects with `bad_request` if another prediction is
 * running, or if AutoMod refuses the text.
 *
 * Takes a user token with the scope `channel:manage:predictions`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/predictions#create-prediction
 * @example
 * ```ts
 * import { createPrediction, type HelixClient } from 'tinyhelix'
 *
 * async function predict(client: HelixClient) {
 *   const outcomes = [{ title: 'Yes' }, { title: 'No' }]
 *   return await createPrediction(client, { title: 'Do I win this one?', outcomes, prediction_window: 120 })
 * }
 * ```
 */
export const createPrediction: WriteEndpoint<CreatePredictionParams, Prediction> = one({
  method: 'POST',
  path: '/predictions',
  scopes: ['channel:manage:predictions'],
  params: {
    broadcaster_id: self,
    title: text(1, 45),
    outcomes: listOf(object<NewPredictionOutcome>({ title: text(1, 25) }), 2, 10),
    prediction_window: integer(30, 1800),
  },
  query: [],
  item: prediction,
})
