import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, integer, self } from '../../schema/parameters.ts'

export interface UpdatePinnedChatMessageParams {
  /** In whose chat. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The pinned message. */
  message_id: string
  /** Seconds for which the message stays pinned: 30 to 1,800. @defaultValue until the stream ends */
  duration_seconds?: number | undefined
}

/**
 * Changes how long the pinned message stays pinned. Rejects with `not_found` if that message is not pinned.
 *
 * Takes a user token with the scope `moderator:manage:chat_messages`, or an app token if the moderator has granted that
 * scope and `user:bot` to the application, and the broadcaster has granted `channel:bot`. With a user token
 * `broadcaster_id` and `moderator_id` default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#update-pinned-chat-message
 * @example
 * ```ts
 * import { type HelixClient, updatePinnedChatMessage } from 'tinyhelix'
 *
 * async function keepForFiveMinutes(client: HelixClient, message_id: string) {
 *   await updatePinnedChatMessage(client, { message_id, duration_seconds: 300 })
 * }
 * ```
 */
export const updatePinnedChatMessage: SelfWriteEndpoint<
  UpdatePinnedChatMessageParams,
  'broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'PATCH',
  path: '/chat/pins',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:chat_messages'],
  params: { broadcaster_id: self, moderator_id: self, message_id: id, duration_seconds: optional(integer(30, 1800)) },
})
