import { type Endpoint, list } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetChannelEditorsParams {
  /** The channel of the editors. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/** A user who may edit a channel. Twitch does not send the login here. */
export interface ChannelEditor {
  user_id: string
  user_name: string
  /** When they became an editor, in RFC 3339. */
  created_at: string
}

/**
 * All editors of your channel.
 *
 * Takes a user token with the scope `channel:read:editors`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channels#get-channel-editors
 * @example
 * ```ts
 * import { type HelixClient, getChannelEditors } from 'tinyhelix'
 *
 * async function editorNames(client: HelixClient) {
 *   return (await getChannelEditors(client)).map(editor => editor.user_name)
 * }
 * ```
 */
export const getChannelEditors: Endpoint<GetChannelEditorsParams, ChannelEditor[]> = list({
  path: '/channels/editors',
  scopes: ['channel:read:editors'],
  params: { broadcaster_id: self },
  item: object<ChannelEditor>({ user_id: string, user_name: string, created_at: string }),
  staleTime: 60_000,
})
