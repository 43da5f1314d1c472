import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type ConduitShard, type ConduitShardStatus, shard } from './shard.ts'

export interface GetConduitShardsParams extends Pick<PageParams, 'after'> {
  /** The conduit of the shards. */
  conduit_id: string
  /** Returns only the shards with this status. @defaultValue any */
  status?: ConduitShardStatus | undefined
}

/**
 * The shards of a conduit. `await` returns the first page, `for await` iterates over the rows of all pages. Twitch
 * decides how many rows a page has.
 *
 * Takes an app token. Rejects with `not_found` if your application has no such conduit.
 *
 * @see https://dev.twitch.tv/docs/api/reference/conduits#get-conduit-shards
 * @example
 * ```ts
 * import { type HelixClient, getConduitShards } from 'tinyhelix'
 *
 * async function lost(client: HelixClient<'app'>, conduit_id: string) {
 *   return await getConduitShards(client, { conduit_id, status: 'websocket_disconnected' }, { limit: Infinity })
 * }
 * ```
 */
export const getConduitShards: PageEndpoint<GetConduitShardsParams, ConduitShard, 'app'> = page({
  path: '/eventsub/conduits/shards',
  tokens: ['app'],
  params: { conduit_id: id, status: optional(id) },
  item: shard,
  staleTime: 5_000,
})
