import { list, type WriteEndpoint } from '../../endpoint.ts'
import { string } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'

export interface DeleteVideosParams {
  /** Up to 5 videos. */
  id: OneOrMore<string>
}

/**
 * Deletes videos permanently, and returns the ids of the deleted videos. Unknown ids are ignored. Rejects with
 * `unauthorized` if the user may not delete one of them: Twitch then deletes none.
 *
 * Takes a user token with the scope `channel:manage:videos`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/videos#delete-videos
 * @example
 * ```ts
 * import { type HelixClient, deleteVideos } from 'tinyhelix'
 *
 * async function remove(client: HelixClient, ids: string[]) {
 *   const deleted = await deleteVideos(client, { id: ids })
 *   return deleted.length === ids.length
 * }
 * ```
 */
export const deleteVideos: WriteEndpoint<DeleteVideosParams, string[]> = list({
  method: 'DELETE',
  path: '/videos',
  scopes: ['channel:manage:videos'],
  params: { id: ids(5) },
  item: string,
  invalidates: ['/videos', '/clips', '/streams/markers'],
})
