import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'

export interface GetModeratorsParams extends PageParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** Only these, as far as they moderate the channel; up to 100. */
  user_id?: OneOrMore<string> | undefined
}

/** Someone who moderates a channel. */
export interface Moderator {
  user_id: string
  user_login: string
  user_name: string
}

/**
 * Who moderates the signed-in user's channel. `await` gives the first page, `for await` every row of all pages. Someone
 * who was removed may stay in the list for a while.
 *
 * Takes a user token with the scope `channel:manage:moderators` or `moderation:read`. `broadcaster_id` defaults to the
 * signed-in user and must be that user: moderators cannot list each other, and get `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-moderators
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
  largest: 100,
  item: object<Moderator>({ user_id: string, user_login: string, user_name: string }),
  staleTime: 60_000,
})
