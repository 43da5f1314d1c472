import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { self, text } from '../../schema/parameters.ts'
import { type BlockedTerm, blockedTerm } from './blockedTerm.ts'

export interface AddBlockedTermParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** 2 to 500 characters. `*` at the beginning or end of a word matches anything. */
  text: string
}

/**
 * Blocks words in a channel's chat and returns the entry. If they are blocked already, it returns the existing entry.
 *
 * Takes a user token with the scope `moderator:manage:blocked_terms`, of the broadcaster or a moderator, or an app
 * token if the moderator has granted that scope to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the caller does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#add-blocked-term
 * @example
 * ```ts
 * import { type HelixClient, addBlockedTerm } from 'tinyhelix'
 *
 * async function block(client: HelixClient, word: string) {
 *   return await addBlockedTerm(client, { text: `${word}*` })
 * }
 * ```
 */
export const addBlockedTerm: SelfWriteEndpoint<
  AddBlockedTermParams,
  'broadcaster_id' | 'moderator_id',
  BlockedTerm,
  'app' | 'user'
> = one({
  method: 'POST',
  path: '/moderation/blocked_terms',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:blocked_terms'],
  params: { broadcaster_id: self, moderator_id: self, text: text(2, 500) },
  query: ['broadcaster_id', 'moderator_id'],
  item: blockedTerm,
})
