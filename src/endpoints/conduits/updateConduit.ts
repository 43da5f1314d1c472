import { one, type WriteEndpoint } from '../../endpoint.ts'
import { id, integer } from '../../schema/parameters.ts'
import { type Conduit, conduit } from './conduit.ts'

export interface UpdateConduitParams {
  /** The conduit. */
  id: string
  /** 1 to 20,000 shards. */
  shard_count: number
}

/**
 * Changes the number of shards of a conduit. A smaller number removes the shards with the highest ids.
 *
 * Takes an app token. Rejects with `not_found` if your application has no such conduit.
 *
 * @see https://dev.twitch.tv/docs/api/reference/conduits#update-conduits
 * @example
 * ```ts
 * import { type HelixClient, updateConduit } from 'tinyhelix'
 *
 * async function grow(client: HelixClient<'app'>, id: string) {
 *   await updateConduit(client, { id, shard_count: 10 })
 * }
 * ```
 */
export const updateConduit: WriteEndpoint<UpdateConduitParams, Conduit, 'app'> = one({
  method: 'PATCH',
  path: '/eventsub/conduits',
  tokens: ['app'],
  params: { id, shard_count: integer(1, 20_000) },
  query: [],
  item: conduit,
  invalidates: ['/eventsub/conduits', '/eventsub/conduits/shards'],
})
