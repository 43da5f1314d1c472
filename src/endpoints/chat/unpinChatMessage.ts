import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface UnpinChatMessageParams {
  /** In whose chat. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  message_id: string
}

/**
 * Unpins a message; the message itself stays in the chat. Rejects with `not_found` if it is not pinned.
 *
 * Takes a user token with the scope `moderator:manage:chat_messages`. `broadcaster_id` and `moderator_id` default to
 * the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference#unpin-chat-message
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
export const unpinChatMessage: WriteEndpoint<UnpinChatMessageParams, void> = voidResult({
  method: 'DELETE',
  path: '/chat/pins',
  scopes: ['moderator:manage:chat_messages'],
  params: { broadcaster_id: self, moderator_id: self, message_id: id },
})
