import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'

export interface UnblockUserParams {
  /** The user to unblock. */
  target_user_id: string
}

/**
 * Unblocks a user for the signed-in user. The call also succeeds if the user is not blocked.
 *
 * Takes a user token with the scope `user:manage:blocked_users`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#unblock-user
 * @example
 * ```ts
 * import { type HelixClient, unblockUser } from 'tinyhelix'
 *
 * async function unblock(client: HelixClient, target_user_id: string) {
 *   await unblockUser(client, { target_user_id })
 * }
 * ```
 */
export const unblockUser: WriteEndpoint<UnblockUserParams, void> = voidResult({
  method: 'DELETE',
  path: '/users/blocks',
  scopes: ['user:manage:blocked_users'],
  params: { target_user_id: id },
})
