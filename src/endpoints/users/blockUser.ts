import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id } from '../../schema/parameters.ts'

export interface BlockUserParams {
  /** The user to block. */
  target_user_id: string
  /** Where the harassment took place. */
  source_context?: 'chat' | 'whisper' | undefined
  /** Why the user is blocked. */
  reason?: 'harassment' | 'spam' | 'other' | undefined
}

/**
 * Blocks a user for the signed-in user. The call also succeeds if the user is blocked already.
 *
 * Takes a user token with the scope `user:manage:blocked_users`. Rejects with `bad_request` if the user to block is the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#block-user
 * @example
 * ```ts
 * import { type HelixClient, blockUser } from 'tinyhelix'
 *
 * async function block(client: HelixClient, target_user_id: string) {
 *   await blockUser(client, { target_user_id, source_context: 'chat', reason: 'spam' })
 * }
 * ```
 */
export const blockUser: WriteEndpoint<BlockUserParams, void> = voidResult({
  method: 'PUT',
  path: '/users/blocks',
  scopes: ['user:manage:blocked_users'],
  params: {
    target_user_id: id,
    source_context: optional(choice('chat', 'whisper')),
    reason: optional(choice('harassment', 'spam', 'other')),
  },
  invalidates: ['/users/blocks', '/channels/followers'],
})
