import { type SelfOptimisticEndpoint, voidResult } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface UnbanUserParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The user who may chat again. */
  user_id: string
}

/**
 * Ends a user's ban or timeout.
 *
 * Takes a user token with the scope `moderator:manage:banned_users`, of the broadcaster or a moderator, or an app token
 * if the moderator has granted that scope and `user:bot` to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `bad_request` if the user is not banned. Rejects with
 * `forbidden` if the caller does not moderate there, and with `conflict` while someone else changes the same ban.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#unban-user
 * @example
 * ```ts
 * import { type HelixClient, unbanUser } from 'tinyhelix'
 *
 * async function forgive(client: HelixClient, user_id: string) {
 *   await unbanUser(client, { user_id })
 * }
 * ```
 */
export const unbanUser: SelfOptimisticEndpoint<
  UnbanUserParams,
  'broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'DELETE',
  path: '/moderation/bans',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:banned_users'],
  params: { broadcaster_id: self, moderator_id: self, user_id: id },
  invalidates: ['/moderation/banned', '/moderation/unban_requests'],
  optimistic: { path: '/moderation/banned', row: 'user_id', from: 'user_id' },
})
