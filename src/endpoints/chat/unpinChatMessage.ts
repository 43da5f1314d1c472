import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface UnpinChatMessageParams {
  /** In whose chat. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The message to unpin. */
  message_id: string
}

/**
 * Unpins a message; the message itself stays in the chat. Rejects with `not_found` if it is not pinned.
 *
 * Takes a user token with the scope `moderator:manage:chat_messages`, or an app token if the moderator has granted that
 * scope and `user:bot` to the application, and the broadcaster has granted `channel:bot`. With a user token
 * `broadcaster_id` and `moderator_id` default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#unpin-chat-message
 * @example
 * ```ts
 * import { getPinnedChatMessage, type HelixClient, unpinChatMessage } from 'tinyhelix'
 *
 * async function unpin(client: HelixClient) {
 *   const pinned = await getPinnedChatMessage(client)
 *   if (pinned) await unpinChatMessage(client, { message_id: pinned.message_id })
 * }
 * ```
 */
export const unpinChatMessage: SelfWriteEndpoint<
  UnpinChatMessageParams,
  'broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'DELETE',
  path: '/chat/pins',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:chat_messages'],
  params: { broadcaster_id: self, moderator_id: self, message_id: id },
})
