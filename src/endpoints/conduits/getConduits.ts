import { type Endpoint, list, type NoParams } from '../../endpoint.ts'
import { type Conduit, conduit } from './conduit.ts'

/**
 * All conduits of your application.
 *
 * Takes an app token.
 *
 * @see https://dev.twitch.tv/docs/api/reference/conduits#get-conduits
 * @example
 * ```ts
 * import { type HelixClient, getConduits } from 'tinyhelix'
 *
 * async function shards(client: HelixClient<'app'>) {
 *   return (await getConduits(client)).map(conduit => conduit.shard_count)
 * }
 * ```
 */
export const getConduits: Endpoint<NoParams, Conduit[], 'app'> = list({
  path: '/eventsub/conduits',
  tokens: ['app'],
  item: conduit,
  staleTime: 60_000,
})
