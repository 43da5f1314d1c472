import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id, self } from '../../schema/parameters.ts'
import { type Prediction, prediction } from './prediction.ts'

export interface EndPredictionParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The prediction. */
  id: string
  /**
   * `LOCKED`: no more viewers can take part. `RESOLVED`: Twitch pays the winners. `CANCELED`: Twitch returns all
   * points.
   */
  status: 'RESOLVED' | 'CANCELED' | 'LOCKED'
  /** Required with `RESOLVED`. */
  winning_outcome_id?: string | undefined
}

/**
 * Locks, resolves or cancels a prediction. Only an active prediction can be locked. A resolved or canceled prediction
 * cannot change. Twitch cancels a prediction that is not resolved within 24 hours after its window ends.
 *
 * Takes a user token with the scope `channel:manage:predictions`. `broadcaster_id` defaults to the signed-in user.
 * Rejects with `not_found` if the prediction or the outcome is unknown.
 *
 * @see https://dev.twitch.tv/docs/api/reference/predictions#end-prediction
 * @example
 * ```ts
 * import { endPrediction, type HelixClient } from 'tinyhelix'
 *
 * async function payOut(client: HelixClient, id: string, winning_outcome_id: string) {
 *   return await endPrediction(client, { id, status: 'RESOLVED', winning_outcome_id })
 * }
 * ```
 */
export const endPrediction: WriteEndpoint<EndPredictionParams, Prediction> = one({
  method: 'PATCH',
  path: '/predictions',
  scopes: ['channel:manage:predictions'],
  params: {
    broadcaster_id: self,
    id,
    status: choice('RESOLVED', 'CANCELED', 'LOCKED'),
    winning_outcome_id: optional(id),
  },
  rules: [
    {
      keys: ['status', 'winning_outcome_id'],
      expected: 'given together if RESOLVED',
      test: ({ status, winning_outcome_id }) => status !== 'RESOLVED' || winning_outcome_id !== undefined,
    },
  ],
  query: [],
  item: prediction,
})
