import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'
import { type Video, video } from './video.ts'

export interface GetVideosByIdParams {
  /** Up to 100 videos. */
  id: OneOrMore<string>
}

/**
 * Videos by id. Unknown ids are left out; if all are unknown, the call rejects with `not_found`.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/videos#get-videos
 * @example
 * ```ts
 * import { type HelixClient, getVideosById } from 'tinyhelix'
 *
 * async function titles(client: HelixClient, ids: string[]) {
 *   const videos = await getVideosById(client, { id: ids })
 *   return videos.map(video => video.title)
 * }
 * ```
 */
export const getVideosById: Endpoint<GetVideosByIdParams, Video[], AnyToken> = list({
  path: '/videos',
  tokens: anyToken,
  public: true,
  params: { id: ids(100) },
  item: video,
  batch: ['id'],
  staleTime: 300_000,
})
