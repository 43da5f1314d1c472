import { envelope, type WriteEndpoint } from '../../endpoint.ts'
import { array, object, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { transportRequest, type WebhookTransport, type WebSocketTransport } from '../eventsub/transportRequest.ts'
import { type ConduitShard, shard } from './shard.ts'

/** A shard's new transport. */
export interface ConduitShardUpdate {
  /** `'0'` for the first. */
  id: string
  transport: WebhookTransport | WebSocketTransport
}

export interface UpdateConduitShardsParams {
  /** The conduit of the shards. */
  conduit_id: string
  /** The shards to change. */
  shards: readonly ConduitShardUpdate[]
}

/** A shard that could not be changed. */
export interface ConduitShardError {
  /** The shard. */
  id: string
  /** The reason, in Twitch's words. */
  message: string
  code: string
}

/** The result for each shard. */
export interface UpdatedConduitShards {
  /** The shards that were changed. */
  data: ConduitShard[]
  /** The shards that could not be changed. The call succeeds even if there are some. */
  errors: ConduitShardError[]
}

/**
 * Sets the transports of a conduit's shards. The call succeeds even if Twitch could not change some or all shards:
 * check `errors`.
 *
 * Takes an app token. Rejects with `not_found` if your application has no such conduit.
 *
 * @see https://dev.twitch.tv/docs/api/reference/conduits#update-conduit-shards
 * @example
 * ```ts
 * import { type HelixClient, updateConduitShards } from 'tinyhelix'
 *
 * async function connect(client: HelixClient<'app'>, conduit_id: string, session_id: string) {
 *   const shards = [{ id: '0', transport: { method: 'websocket', session_id } }] as const
 *   const { errors } = await updateConduitShards(client, { conduit_id, shards })
 *   for (const { message } of errors) console.warn(message)
 * }
 * ```
 */
export const updateConduitShards: WriteEndpoint<UpdateConduitShardsParams, UpdatedConduitShards, 'app'> = envelope({
  method: 'PATCH',
  path: '/eventsub/conduits/shards',
  tokens: ['app'],
  params: {
    conduit_id: id,
    shards: array(object<ConduitShardUpdate>({ id, transport: transportRequest('webhook', 'websocket') })),
  },
  query: [],
  item: object<UpdatedConduitShards>({
    data: array(shard),
    errors: array(object<ConduitShardError>({ id: string, message: string, code: string })),
  }),
})
