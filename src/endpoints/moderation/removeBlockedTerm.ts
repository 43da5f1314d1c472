import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface RemoveBlockedTermParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The entry. */
  id: string
}

/**
 * Unblocks words in a channel's chat. The call also succeeds if there is no such entry.
 *
 * Takes a user token with the scope `moderator:manage:blocked_terms`, of the broadcaster or a moderator, or an app
 * token if the moderator has granted that scope to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the caller does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#remove-blocked-term
 * @example
 * ```ts
 * import { type HelixClient, removeBlockedTerm } from 'tinyhelix'
 *
 * async function allow(client: HelixClient, id: string) {
 *   await removeBlockedTerm(client, { id })
 * }
 * ```
 */
export const removeBlockedTerm: SelfWriteEndpoint<
  RemoveBlockedTermParams,
  'broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'DELETE',
  path: '/moderation/blocked_terms',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:blocked_terms'],
  params: { broadcaster_id: self, moderator_id: self, id },
})
