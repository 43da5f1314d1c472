import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { self, text } from '../../schema/parameters.ts'
import { type StreamMarker, streamMarker } from './streamMarker.ts'

export interface CreateStreamMarkerParams {
  /** The broadcaster. @defaultValue the signed-in user */
  user_id?: string
  /** Up to 140 characters. */
  description?: string | undefined
}

/**
 * Adds a marker at the current position of a live stream. Premieres and reruns cannot be marked.
 *
 * Takes a user token with the scope `channel:manage:broadcast`, of the broadcaster or an editor. `user_id` defaults to
 * the signed-in user. Rejects with `not_found` unless the channel is live and keeps its streams as videos, `forbidden`
 * if the caller is not an editor there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/streams#create-stream-marker
 * @example
 * ```ts
 * import { type HelixClient, createStreamMarker } from 'tinyhelix'
 *
 * async function remember(client: HelixClient, description: string) {
 *   const { position_seconds } = await createStreamMarker(client, { description })
 *   return position_seconds
 * }
 * ```
 */
export const createStreamMarker: WriteEndpoint<CreateStreamMarkerParams, StreamMarker> = one({
  method: 'POST',
  path: '/streams/markers',
  scopes: ['channel:manage:broadcast'],
  params: { user_id: self, description: optional(text(0, 140)) },
  query: [],
  othersIds: ['user_id'],
  item: streamMarker,
})
