import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'
import { type Stream, stream } from './stream.ts'

export interface GetFollowedStreamsParams extends PageParams {
  /** The follower. @defaultValue the signed-in user */
  user_id?: string
}

/**
 * Live streams of the channels that the signed-in user follows, the most watched first. `await` returns the first page,
 * `for await` iterates over the rows of all pages. The list changes between pages: a row may be missing, or may appear
 * twice.
 *
 * Takes a user token with the scope `user:read:follows`. `user_id` defaults to the signed-in user and must be that
 * user, else the call rejects with `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/streams#get-followed-streams
 * @example
 * ```ts
 * import { type HelixClient, getFollowedStreams } from 'tinyhelix'
 *
 * async function liveNow(client: HelixClient) {
 *   const streams = await getFollowedStreams(client)
 *   return streams.map(stream => `${stream.user_name}: ${stream.title}`)
 * }
 * ```
 */
export const getFollowedStreams: PageEndpoint<GetFollowedStreamsParams, Stream> = page({
  path: '/streams/followed',
  scopes: ['user:read:follows'],
  params: { user_id: self },
  maxFirst: 100,
  item: stream,
  staleTime: 60_000,
})
