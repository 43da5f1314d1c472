import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { choice, id, self } from '../../schema/parameters.ts'
import { type SuspiciousUser, suspiciousUser } from './suspiciousUser.ts'

export interface AddSuspiciousUserStatusParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The user to treat as suspicious. */
  user_id: string
  /** `ACTIVE_MONITORING` marks the user's messages for moderators. `RESTRICTED` shows them to moderators only. */
  status: 'ACTIVE_MONITORING' | 'RESTRICTED'
}

/**
 * Monitors or restricts a suspicious user in a channel.
 *
 * Takes a user token with the scope `moderator:manage:suspicious_users`, of the broadcaster or a moderator, or an app
 * token. With a user token `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `forbidden`
 * if the moderator does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#add-suspicious-status-to-chat-user
 * @example
 * ```ts
 * import { type HelixClient, addSuspiciousUserStatus } from 'tinyhelix'
 *
 * async function watch(client: HelixClient, user_id: string) {
 *   return await addSuspiciousUserStatus(client, { user_id, status: 'ACTIVE_MONITORING' })
 * }
 * ```
 */
export const addSuspiciousUserStatus: SelfWriteEndpoint<
  AddSuspiciousUserStatusParams,
  'broadcaster_id' | 'moderator_id',
  SuspiciousUser,
  'app' | 'user'
> = one({
  method: 'POST',
  path: '/moderation/suspicious_users',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:suspicious_users'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    user_id: id,
    status: choice('ACTIVE_MONITORING', 'RESTRICTED'),
  },
  query: ['broadcaster_id', 'moderator_id'],
  item: suspiciousUser,
  invalidates: [],
})
