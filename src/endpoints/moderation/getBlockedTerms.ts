import { type PageParams, page, type SelfPageEndpoint } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'
import { type BlockedTerm, blockedTerm } from './blockedTerm.ts'

export interface GetBlockedTermsParams extends PageParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
}

/**
 * The words that a channel's moderators or AutoMod blocked, the latest first. `await` returns the first page, `for
 * await` iterates over the rows of all pages. Private terms are left out.
 *
 * Takes a user token with the scope `moderator:manage:blocked_terms` or `moderator:read:blocked_terms`, of the
 * broadcaster or a moderator, or an app token if the moderator has granted one of these scopes to the application. With
 * a user token `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `forbidden` if the
 * caller does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-blocked-terms
 * @example
 * ```ts
 * import { type HelixClient, getBlockedTerms } from 'tinyhelix'
 *
 * async function blockedWords(client: HelixClient) {
 *   const terms = await getBlockedTerms(client, {}, { limit: Infinity })
 *   return terms.map(term => term.text)
 * }
 * ```
 */
export const getBlockedTerms: SelfPageEndpoint<
  GetBlockedTermsParams,
  'broadcaster_id' | 'moderator_id',
  BlockedTerm,
  'app' | 'user'
> = page({
  path: '/moderation/blocked_terms',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:blocked_terms', 'moderator:read:blocked_terms'],
  params: { broadcaster_id: self, moderator_id: self },
  maxFirst: 100,
  item: blockedTerm,
  staleTime: 60_000,
})
