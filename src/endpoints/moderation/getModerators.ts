import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'

export interface GetModeratorsParams extends PageParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** Returns only those of these users who moderate the channel; up to 100. */
  user_id?: OneOrMore<string> | undefined
}

/** Someone who moderates a channel. */
export interface Moderator {
  user_id: string
  user_login: string
  user_name: string
}

/**
 * The moderators of the signed-in user's channel. `await` returns the first page, `for await` iterates over the rows of
 * all pages. A moderator who was removed may stay in the list for a while.
 *
 * Takes a user token with the scope `channel:manage:moderators` or `moderation:read`. `broadcaster_id` defaults to the
 * signed-in user and must be that user: for a moderator the call rejects with `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-moderators
 * @example
 * ```ts
 * import { type HelixClient, getModerators } from 'tinyhelix'
 *
 * async function isModerator(client: HelixClient, user_id: string) {
 *   const found = await getModerators(client, { user_id })
 *   return found.length > 0
 * }
 * ```
 */
export const getModerators: PageEndpoint<GetModeratorsParams, Moderator> = page({
  path: '/moderation/moderators',
  scopes: ['channel:manage:moderators', 'moderation:read'],
  params: { broadcaster_id: self, user_id: optional(ids(100)) },
  maxFirst: 100,
  item: object<Moderator>({ user_id: string, user_login: string, user_name: string }),
  staleTime: 60_000,
})
