import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { type Video, video } from './video.ts'
import { type VideoFilters, videoFilters } from './videoFilters.ts'

export interface GetVideosByCategoryIdParams extends BidirectionalPageParams, VideoFilters {
  /** The category. */
  game_id: string
}

/**
 * Videos that show a category, the newest first unless `sort` says otherwise. `await` returns the first page, `for
 * await` iterates over the rows of all pages. Twitch returns at most 500 videos. Rejects with `not_found` if the
 * category is unknown.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/videos#get-videos
 * @example
 * ```ts
 * import { type HelixClient, getVideosByCategoryId } from 'tinyhelix'
 *
 * async function trending(client: HelixClient, game_id: string) {
 *   return await getVideosByCategoryId(client, { game_id, period: 'week', sort: 'trending', first: 10 })
 * }
 * ```
 */
export const getVideosByCategoryId: PageEndpoint<GetVideosByCategoryIdParams, Video, AnyToken> = page({
  path: '/videos',
  tokens: anyToken,
  public: true,
  params: { game_id: id, ...videoFilters },
  maxFirst: 100,
  backward: true,
  item: video,
  staleTime: 300_000,
})
