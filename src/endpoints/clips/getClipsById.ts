import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'
import { type Clip, clip } from './clip.ts'

export interface GetClipsByIdParams {
  /** Up to 100 clips. */
  id: OneOrMore<string>
}

/**
 * Clips by id, in the order of the ids. Unknown clips are left out. New clips are left out for some seconds.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/clips#get-clips
 * @example
 * ```ts
 * import { type HelixClient, getClipsById } from 'tinyhelix'
 *
 * async function clipTitle(client: HelixClient, id: string) {
 *   const [clip] = await getClipsById(client, { id })
 *   return clip?.title
 * }
 * ```
 */
export const getClipsById: Endpoint<GetClipsByIdParams, Clip[], AnyToken> = list({
  path: '/clips',
  tokens: anyToken,
  public: true,
  params: { id: ids(100) },
  item: clip,
  batch: ['id'],
  staleTime: 300_000,
})
