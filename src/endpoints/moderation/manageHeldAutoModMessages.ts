import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { choice, id, self } from '../../schema/parameters.ts'

export interface ManageHeldAutoModMessagesParams {
  /** The moderator. @defaultValue the signed-in user; required with an app token */
  user_id?: string
  /** The message that AutoMod holds back. */
  msg_id: string
  /** What happens to the message. */
  action: 'ALLOW' | 'DENY'
}

/**
 * Allows or denies a message that AutoMod holds back. The EventSub type `automod.message.hold` reports such messages.
 *
 * Takes a user token with the scope `moderator:manage:automod`, of the broadcaster or a moderator, or an app token if
 * the moderator has granted that scope to the application. With a user token `user_id` defaults to the signed-in user
 * and must be that user. Rejects with `not_found` if no such message is held, `forbidden` if the caller does not
 * moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#manage-held-automod-messages
 * @example
 * ```ts
 * import { type HelixClient, manageHeldAutoModMessages } from 'tinyhelix'
 *
 * async function allow(client: HelixClient, msg_id: string) {
 *   await manageHeldAutoModMessages(client, { msg_id, action: 'ALLOW' })
 * }
 * ```
 */
export const manageHeldAutoModMessages: SelfWriteEndpoint<
  ManageHeldAutoModMessagesParams,
  'user_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'POST',
  path: '/moderation/automod/message',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:automod'],
  params: { user_id: self, msg_id: id, action: choice('ALLOW', 'DENY') },
  query: [],
  invalidates: [],
})
