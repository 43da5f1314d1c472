import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { id, self, text } from '../../schema/parameters.ts'

export interface WarnChatUserParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The user to warn. */
  user_id: string
  /** 1 to 500 characters. */
  reason: string
}

/** A new warning. */
export interface ChatWarning {
  broadcaster_id: string
  user_id: string
  moderator_id: string
  reason: string
}

/**
 * Warns a user. The user cannot chat in the channel until they acknowledge the warning. A new warning replaces an open
 * one.
 *
 * Takes a user token with the scope `moderator:manage:warnings`, of the broadcaster or a moderator, or an app token if
 * the moderator has granted that scope to the application. With a user token `broadcaster_id` and `moderator_id`
 * default to the signed-in user. Rejects with `bad_request` if the user may not be warned. Rejects with `forbidden` if
 * the caller does not moderate there, and with `conflict` while someone else changes the same warning.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#warn-chat-user
 * @example
 * ```ts
 * import { type HelixClient, warnChatUser } from 'tinyhelix'
 *
 * async function warn(client: HelixClient, user_id: string) {
 *   return await warnChatUser(client, { user_id, reason: 'No spoilers, please' })
 * }
 * ```
 */
export const warnChatUser: SelfWriteEndpoint<
  WarnChatUserParams,
  'broadcaster_id' | 'moderator_id',
  ChatWarning,
  'app' | 'user'
> = one({
  method: 'POST',
  path: '/moderation/warnings',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:warnings'],
  params: { broadcaster_id: self, moderator_id: self, user_id: id, reason: text(1, 500) },
  query: ['broadcaster_id', 'moderator_id'],
  data: true,
  item: object<ChatWarning>({ broadcaster_id: string, user_id: string, moderator_id: string, reason: string }),
  invalidates: [],
})
