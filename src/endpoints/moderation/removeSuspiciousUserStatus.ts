import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'
import { type SuspiciousUser, suspiciousUser } from './suspiciousUser.ts'

export interface RemoveSuspiciousUserStatusParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The user to treat as suspicious no more. */
  user_id: string
}

/**
 * Stops monitoring or restricting a user in a channel. The user's status becomes `NO_TREATMENT`.
 *
 * Takes a user token with the scope `moderator:manage:suspicious_users`, of the broadcaster or a moderator, or an app
 * token. With a user token `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `forbidden`
 * if the moderator does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#remove-suspicious-status-from-chat-user
 * @example
 * ```ts
 * import { type HelixClient, removeSuspiciousUserStatus } from 'tinyhelix'
 *
 * async function trust(client: HelixClient, user_id: string) {
 *   return await removeSuspiciousUserStatus(client, { user_id })
 * }
 * ```
 */
export const removeSuspiciousUserStatus: SelfWriteEndpoint<
  RemoveSuspiciousUserStatusParams,
  'broadcaster_id' | 'moderator_id',
  SuspiciousUser,
  'app' | 'user'
> = one({
  method: 'DELETE',
  path: '/moderation/suspicious_users',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:suspicious_users'],
  params: { broadcaster_id: self, moderator_id: self, user_id: id },
  item: suspiciousUser,
  invalidates: [],
})
