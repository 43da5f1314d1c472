import { type BidirectionalPageParams, page, type SelfPageEndpoint } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'

export interface GetBannedUsersParams extends BidirectionalPageParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** Returns only those of these users who are banned or timed out; up to 100. */
  user_id?: OneOrMore<string> | undefined
}

/** A user who is banned or timed out in a channel. */
export interface BannedUser {
  user_id: string
  user_login: string
  user_name: string
  /** When the timeout ends, in RFC 3339; `''` for a ban. */
  expires_at: string
  /** When it began, in RFC 3339. */
  created_at: string
  /** `''` if none was given. */
  reason: string
  moderator_id: string
  moderator_login: string
  moderator_name: string
}

/**
 * The users who are banned or timed out in the signed-in user's channel. `await` returns the first page, `for await`
 * iterates over the rows of all pages.
 *
 * Takes a user token with the scope `moderation:read` or `moderator:manage:banned_users`, or an app token if the
 * broadcaster has granted one of these scopes to the application. With a user token `broadcaster_id` defaults to the
 * signed-in user and must be that user: a moderator gets `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-banned-users
 * @example
 * ```ts
 * import { type HelixClient, getBannedUsers } from 'tinyhelix'
 *
 * async function isBanned(client: HelixClient, user_id: string) {
 *   const [ban] = await getBannedUsers(client, { user_id })
 *   return ban?.expires_at === ''
 * }
 * ```
 */
export const getBannedUsers: SelfPageEndpoint<GetBannedUsersParams, 'broadcaster_id', BannedUser, 'app' | 'user'> =
  page({
    path: '/moderation/banned',
    tokens: ['app', 'user'],
    scopes: ['moderation:read', 'moderator:manage:banned_users'],
    params: { broadcaster_id: self, user_id: optional(ids(100)) },
    maxFirst: 100,
    backward: true,
    item: object<BannedUser>({
      user_id: string,
      user_login: string,
      user_name: string,
      expires_at: string,
      created_at: string,
      reason: string,
      moderator_id: string,
      moderator_login: string,
      moderator_name: string,
    }),
    staleTime: 60_000,
  })
