import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { self, text } from '../../schema/parameters.ts'
import { type CreatedClip, clipDuration, createdClip } from './createdClip.ts'

export interface CreateClipParams {
  /** The live channel to clip. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The clip's title. @defaultValue the stream's title */
  title?: string | undefined
  /** Seconds from 5 to 60, with at most one decimal. @defaultValue `30` */
  duration?: number | undefined
}

/**
 * Creates a clip of the last seconds of a live stream. Twitch makes the clip after the call: read it with
 * `getClipsById`. If it does not appear within 15 seconds, it failed. `edit_url` lets the user choose another part of
 * the last 90 seconds.
 *
 * Takes a user token with the scope `clips:edit`. `broadcaster_id` defaults to the signed-in user. Rejects with
 * `not_found` if the channel is not live, and with `forbidden` if the channel does not let this user make clips.
 * Rejects with `bad_request` if AutoMod refuses the title. Rejects with one of the last two if the category does not
 * allow clips. Rejects with `server_error` and status 503 while Twitch cannot make clips.
 *
 * @see https://dev.twitch.tv/docs/api/reference/clips#create-clip
 * @example
 * ```ts
 * import { createClip, type HelixClient } from 'tinyhelix'
 *
 * async function clipThat(client: HelixClient, broadcaster_id: string) {
 *   const { edit_url } = await createClip(client, { broadcaster_id, duration: 45 })
 *   window.open(edit_url)
 * }
 * ```
 */
export const createClip: WriteEndpoint<CreateClipParams, CreatedClip> = one({
  method: 'POST',
  path: '/clips',
  scopes: ['clips:edit'],
  params: { broadcaster_id: self, title: optional(text(1)), duration: optional(clipDuration) },
  othersIds: ['broadcaster_id'],
  item: createdClip,
})
