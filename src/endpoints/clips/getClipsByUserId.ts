import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, time } from '../../schema/parameters.ts'
import { type Clip, clip } from './clip.ts'

export interface GetClipsByUserIdParams extends BidirectionalPageParams {
  /** The channel of the clips. */
  broadcaster_id: string
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
 * The clips of a channel, the most viewed first. `await` returns the first page, `for await` iterates over the rows of
 * all pages. Twitch returns about 1,000 clips for one set of parameters. To get more, divide the time into several
 * ranges.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/clips#get-clips
 * @example
 * ```ts
 * import { type HelixClient, getClipsByUserId } from 'tinyhelix'
 *
 * async function bestOfWeek(client: HelixClient, broadcaster_id: string, started_at: Date) {
 *   return await getClipsByUserId(client, { broadcaster_id, started_at: started_at.toISOString(), first: 10 })
 * }
 * ```
 */
export const getClipsByUserId: PageEndpoint<GetClipsByUserIdParams, Clip, AnyToken> = page({
  path: '/clips',
  tokens: anyToken,
  public: true,
  params: {
    broadcaster_id: id,
    started_at: optional(time),
    ended_at: optional(time),
    is_featured: optional(boolean),
  },
  maxFirst: 100,
  backward: true,
  item: clip,
  staleTime: 300_000,
})
