import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, integer, self, text } from '../../schema/parameters.ts'
import { type CreatedClip, clipDuration, createdClip } from './createdClip.ts'

export interface CreateClipFromVodParams {
  /**
   * The maker of the clip: the broadcaster or one of their editors.
   * @defaultValue the signed-in user; Twitch accepts no other id
   */
  editor_id?: string
  /** The channel of the video. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The video. It may still be recording. */
  vod_id: string
  /** Where the clip ends, in seconds from the start of the video: at least `duration`. */
  vod_offset: number
  /** Seconds from 5 to 60, with at most one decimal. @defaultValue `30` */
  duration?: number | undefined
  /** The clip's title. */
  title: string
}

/**
 * Creates a clip of a video: the `duration` seconds before `vod_offset`. Twitch makes the clip after the call: read it
 * with `getClipsById`.
 *
 * Takes a user token with the scope `channel:manage:clips` or `editor:manage:clips`, or an app token if the user has
 * granted one of these to the application. With a user token `editor_id` and `broadcaster_id` default to the signed-in
 * user. Rejects with `not_found` if the video is unknown, and with `forbidden` if the user is not an editor or the
 * channel does not allow clips. Old videos sometimes cause `server_error`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/clips#create-clip-from-vod
 * @example
 * ```ts
 * import { createClipFromVod, type HelixClient } from 'tinyhelix'
 *
 * async function clipIntro(client: HelixClient, vod_id: string) {
 *   return await createClipFromVod(client, { vod_id, vod_offset: 60, duration: 60, title: 'The first minute' })
 * }
 * ```
 */
export const createClipFromVod: SelfWriteEndpoint<
  CreateClipFromVodParams,
  'broadcaster_id' | 'editor_id',
  CreatedClip,
  'app' | 'user'
> = one({
  method: 'POST',
  path: '/videos/clips',
  tokens: ['app', 'user'],
  scopes: ['channel:manage:clips', 'editor:manage:clips'],
  params: {
    editor_id: self,
    broadcaster_id: self,
    vod_id: id,
    vod_offset: integer(5),
    duration: optional(clipDuration),
    title: text(1),
  },
  othersIds: ['broadcaster_id'],
  rules: [
    {
      keys: ['vod_offset'],
      expected: 'at least duration, which is 30 if left out',
      test: ({ vod_offset, duration = 30 }) => Number(vod_offset) >= Number(duration),
    },
  ],
  item: createdClip,
  invalidates: ['/clips'],
})
