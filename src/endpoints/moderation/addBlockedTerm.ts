import { one, type WriteEndpoint } from '../../endpoint.ts'
import { self, text } from '../../schema/parameters.ts'
import { type BlockedTerm, blockedTerm } from './blockedTerm.ts'

export interface AddBlockedTermParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** @defaultValue the signed-in user */
  moderator_id?: string
  /** 2 to 500 characters. `*` at the beginning or end of a word matches anything. */
  text: string
}

/**
 * Blocks words in a channel's chat and returns the entry. If they are blocked already, it returns the existing entry.
 *
 * Takes a user token with the scope `moderator:manage:blocked_terms`, of the broadcaster or a moderator. Both
 * `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `forbidden` if the caller does not
 * moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference#add-blocked-term
 * @example
 * ```ts
 * import { type HelixClient, addBlockedTerm } from 'tinyhelix'
 *
 * async function block(client: HelixClient, word: string) {
 *   return await addBlockedTerm(client, { text: `${word}*` })
 * }
 * ```
 */
export const addBlockedTerm: WriteEndpoint<AddBlockedTermParams, BlockedTerm> = one({
  method: 'POST',
  path: '/moderation/blocked_terms',
  scopes: ['moderator:manage:blocked_terms'],
  params: { broadcaster_id: self, moderator_id: self, text: text(2, 500) },
  query: ['broadcaster_id', 'moderator_id'],
  item: blockedTerm,
})
