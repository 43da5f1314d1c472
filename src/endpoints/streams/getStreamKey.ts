import { type Endpoint, one } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetStreamKeyParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
}

/** The key that a broadcasting program signs in with. */
export interface StreamKey {
  /** A secret: whoever has it can stream to the channel. */
  stream_key: string
}

/**
 * The key with which a broadcasting program streams to the signed-in user's channel.
 *
 * Takes a user token with the scope `channel:read:stream_key`. `broadcaster_id` defaults to the signed-in user and must
 * be that user, else the call rejects with `unauthorized`. Rejects with `forbidden` if the user must do something
 * first: show the error's `detail`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/streams#get-stream-key
 * @example
 * ```ts
 * import { type HelixClient, getStreamKey } from 'tinyhelix'
 *
 * async function streamKey(client: HelixClient) {
 *   return (await getStreamKey(client)).stream_key
 * }
 * ```
 */
export const getStreamKey: Endpoint<GetStreamKeyParams, StreamKey> = one({
  path: '/streams/key',
  scopes: ['channel:read:stream_key'],
  params: { broadcaster_id: self },
  item: object<StreamKey>({ stream_key: string }),
  staleTime: 60_000,
})
