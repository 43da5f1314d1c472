import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { exactOptional } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface DeleteChatMessagesParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /**
   * The message to delete. If it is left out, Twitch deletes **all** messages. For that reason `undefined` is an error.
   */
  message_id?: string
}

/**
 * Deletes one message from a channel's chat; without `message_id`, all messages.
 *
 * Takes a user token with the scope `moderator:manage:chat_messages`, of the broadcaster or a moderator, or an app
 * token if the moderator has granted that scope to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `not_found` if the message is unknown or older than six
 * hours. Rejects with `bad_request` if the broadcaster or another moderator sent it, and with `forbidden` if the caller
 * does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#delete-chat-messages
 * @example
 * ```ts
 * import { type HelixClient, deleteChatMessages } from 'tinyhelix'
 *
 * async function remove(client: HelixClient, broadcaster_id: string, message_id: string) {
 *   await deleteChatMessages(client, { broadcaster_id, message_id })
 * }
 * ```
 */
export const deleteChatMessages: SelfWriteEndpoint<
  DeleteChatMessagesParams,
  'broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'DELETE',
  path: '/moderation/chat',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:chat_messages'],
  params: { broadcaster_id: self, moderator_id: self, message_id: exactOptional(id) },
  invalidates: ['/chat/pins'],
})
