import { one, type WriteEndpoint } from '../../endpoint.ts'
import { integer } from '../../schema/parameters.ts'
import { type Conduit, conduit } from './conduit.ts'

export interface CreateConduitParams {
  /** 1 to 20,000 shards. */
  shard_count: number
}

/**
 * Creates a conduit. Set the transports of its shards with `updateConduitShards`.
 *
 * Takes an app token. Rejects with `rate_limited` if the application has the maximum number of conduits.
 *
 * @see https://dev.twitch.tv/docs/api/reference/conduits#create-conduits
 * @example
 * ```ts
 * import { type HelixClient, createConduit } from 'tinyhelix'
 *
 * async function newConduit(client: HelixClient<'app'>) {
 *   return (await createConduit(client, { shard_count: 5 })).id
 * }
 * ```
 */
export const createConduit: WriteEndpoint<CreateConduitParams, Conduit, 'app'> = one({
  method: 'POST',
  path: '/eventsub/conduits',
  tokens: ['app'],
  params: { shard_count: integer(1, 20_000) },
  query: [],
  item: conduit,
})
