import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, time } from '../../schema/parameters.ts'
import { type Clip, clip } from './clip.ts'

export interface GetClipsByCategoryIdParams extends BidirectionalPageParams {
  /** The category of the stream. */
  game_id: string
  /**
   * Returns only clips made since this time, in RFC 3339. Twitch rounds it: clips near this time may be missing or
   * extra.
   */
  started_at?: string | undefined
  /** Returns only clips made until this time, in RFC 3339. @defaultValue a week after `started_at` */
  ended_at?: string | undefined
  /** `true`: only featured clips; `false`: only clips that are not featured. */
  is_featured?: boolean | undefined
}

/**
 * The clips of a category, the most viewed first. `await` returns the first page, `for await` iterates over the rows of
 * all pages. Twitch returns about 1,000 clips for one set of parameters. To get more, divide the time into several
 * ranges. Rejects with `not_found` if the category is unknown.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/clips#get-clips
 * @example
 * ```ts
 * import { type HelixClient, getClipsByCategoryId } from 'tinyhelix'
 *
 * async function featuredClips(client: HelixClient, game_id: string) {
 *   return await getClipsByCategoryId(client, { game_id, is_featured: true })
 * }
 * ```
 */
export const getClipsByCategoryId: PageEndpoint<GetClipsByCategoryIdParams, Clip, AnyToken> = page({
  path: '/clips',
  tokens: anyToken,
  public: true,
  params: { game_id: id, started_at: optional(time), ended_at: optional(time), is_featured: optional(boolean) },
  maxFirst: 100,
  backward: true,
  item: clip,
  staleTime: 300_000,
})
