import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id, self } from '../../schema/parameters.ts'
import { type Prediction, prediction } from './prediction.ts'

export interface EndPredictionParams {
  /** @defaultValue the signed-in user, which it must be */
  broadcaster_id?: string
  /** The prediction. */
  id: string
  /** `LOCKED` keeps more viewers out, `RESOLVED` pays the winners, `CANCELED` gives all points back. */
  status: 'RESOLVED' | 'CANCELED' | 'LOCKED'
  /** Required with `RESOLVED`. */
  winning_outcome_id?: string | undefined
}

/**
 * Locks, resolves or cancels a prediction. Only an active one can be locked; once resolved or canceled it cannot change.
 * Twitch cancels predictions that are not resolved within 24 hours of their window's end.
 *
 * Takes a user token with the scope `channel:manage:predictions`. `broadcaster_id` defaults to the signed-in user.
 * `not_found` for an unknown prediction or outcome.
 *
 * @see https://dev.twitch.tv/docs/api/reference#end-prediction
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
