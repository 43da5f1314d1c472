import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, integer, self, text } from '../../schema/parameters.ts'
import { type CreatedClip, clipDuration, createdClip } from './createdClip.ts'

export interface CreateClipFromVodParams {
  /** Who makes the clip: the broadcaster or one of their editors. @defaultValue the signed-in user, which it must be */
  editor_id?: string
  /** The recording's channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The recording; a running stream's will do. */
  vod_id: string
  /** Where the clip ends, in seconds from the recording's beginning: at least `duration`. */
  vod_offset: number
  /** Seconds from 5 to 60, with at most one decimal. @defaultValue `30` */
  duration?: number | undefined
  title: string
}

/**
 * Makes a clip of a recording, the `duration` seconds before `vod_offset`. It is made after the call: ask
 * `getClipsById` for it.
 *
 * Takes a user token with the scope `channel:manage:clips` or `editor:manage:clips`, or an app token if the user has
 * granted one of these to the application. With a user token `editor_id` and `broadcaster_id` default to the signed-in
 * user. `not_found` for an unknown recording, `forbidden` if the user is no editor or the channel does not allow clips;
 * old recordings were seen to give `server_error`.
 *
 * @see https://dev.twitch.tv/docs/api/reference#create-clip-from-vod
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
