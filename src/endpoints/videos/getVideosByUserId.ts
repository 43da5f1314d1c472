import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { type Video, video } from './video.ts'
import { type VideoFilters, videoFilters } from './videoFilters.ts'

export interface GetVideosByUserIdParams extends BidirectionalPageParams, VideoFilters {
  /** The broadcaster of the videos. */
  user_id: string
}

/**
 * A channel's published videos, the newest first unless `sort` says otherwise. `await` returns the first page, `for
 * await` iterates over the rows of all pages.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/videos#get-videos
 * @example
 * ```ts
 * import { type HelixClient, getVideosByUserId } from 'tinyhelix'
 *
 * async function lastStream(client: HelixClient, user_id: string) {
 *   const [video] = await getVideosByUserId(client, { user_id, type: 'archive', first: 1 })
 *   return video?.url
 * }
 * ```
 */
export const getVideosByUserId: PageEndpoint<GetVideosByUserIdParams, Video, AnyToken> = page({
  path: '/videos',
  tokens: anyToken,
  public: true,
  params: { user_id: id, ...videoFilters },
  maxFirst: 100,
  backward: true,
  item: video,
  staleTime: 300_000,
})
