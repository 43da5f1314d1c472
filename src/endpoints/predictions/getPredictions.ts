import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'
import { type Prediction, prediction } from './prediction.ts'

export interface GetPredictionsParams extends PageParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** Returns only these predictions; up to 25. */
  id?: OneOrMore<string> | undefined
}

/**
 * A channel's predictions, the newest first, up to 25 a page. `await` returns the first page, `for await` iterates over
 * the rows of all pages.
 *
 * Takes a user token with the scope `channel:manage:predictions` or `channel:read:predictions`. `broadcaster_id`
 * defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/predictions#get-predictions
 * @example
 * ```ts
 * import { getPredictions, type HelixClient } from 'tinyhelix'
 *
 * async function openPrediction(client: HelixClient) {
 *   const [newest] = await getPredictions(client, { first: 1 })
 *   return newest?.status === 'ACTIVE' || newest?.status === 'LOCKED' ? newest : null
 * }
 * ```
 */
export const getPredictions: PageEndpoint<GetPredictionsParams, Prediction> = page({
  path: '/predictions',
  scopes: ['channel:manage:predictions', 'channel:read:predictions'],
  params: { broadcaster_id: self, id: optional(ids(25)) },
  maxFirst: 25,
  item: prediction,
  staleTime: 5_000,
})
