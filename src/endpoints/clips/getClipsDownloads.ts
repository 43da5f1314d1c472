import { list, type SelfEndpoint } from '../../endpoint.ts'
import { nullable, object, string } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'

export interface GetClipsDownloadsParams {
  /** The broadcaster or one of their editors. @defaultValue the signed-in user; Twitch accepts no other id */
  editor_id?: string
  /** The channel of the clips. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** Up to 10 clips. */
  clip_id: OneOrMore<string>
}

/** The URLs of a clip's files. */
export interface ClipDownload {
  clip_id: string
  /** `null` if there is no such file. */
  landscape_download_url: string | null
  /** `null` if there is no such file. */
  portrait_download_url: string | null
}

/**
 * The URLs of the video files of clips. Twitch allows 100 calls a minute.
 *
 * Takes a user token with the scope `channel:manage:clips` or `editor:manage:clips`, or an app token if the user has
 * granted one of these to the application. With a user token `editor_id` and `broadcaster_id` default to the signed-in
 * user. Rejects with `forbidden` if that user is no editor of the channel.
 *
 * @see https://dev.twitch.tv/docs/api/reference/clips#get-clips-download
 * @example
 * ```ts
 * import { getClipsDownloads, type HelixClient } from 'tinyhelix'
 *
 * async function videoFile(client: HelixClient, clip_id: string) {
 *   const [clip] = await getClipsDownloads(client, { clip_id })
 *   return clip?.landscape_download_url ?? clip?.portrait_download_url
 * }
 * ```
 */
export const getClipsDownloads: SelfEndpoint<
  GetClipsDownloadsParams,
  'broadcaster_id' | 'editor_id',
  ClipDownload[],
  'app' | 'user'
> = list({
  path: '/clips/downloads',
  tokens: ['app', 'user'],
  scopes: ['channel:manage:clips', 'editor:manage:clips'],
  params: { editor_id: self, broadcaster_id: self, clip_id: ids(10) },
  othersIds: ['broadcaster_id'],
  item: object<ClipDownload>({
    clip_id: string,
    landscape_download_url: nullable(string),
    portrait_download_url: nullable(string),
  }),
  staleTime: 60_000,
})
