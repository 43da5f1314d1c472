import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, time } from '../../schema/parameters.ts'
import { type Clip, clip } from './clip.ts'

export interface GetClipsByUserIdParams extends BidirectionalPageParams {
  /** The channel that was clipped. */
  broadcaster_id: string
  /** Only clips made since then, in RFC 3339. Twitch rounds it: clips close to it may be in the list or not. */
  started_at?: string | undefined
  /** Only clips made until then, in RFC 3339. @defaultValue a week after `started_at` */
  ended_at?: string | undefined
  /** `true`: only featured clips; `false`: only others. */
  is_featured?: boolean | undefined
}

/**
 * The clips of a channel, those with the most views first. `await` gives the first page, `for await` every row of all
 * pages. About 1,000 can be reached with one set of parameters; for more, ask for one span of time after another.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-clips
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
  largest: 100,
  backward: true,
  item: clip,
  staleTime: 300_000,
})
