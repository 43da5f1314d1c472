import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetUserBlockListParams extends PageParams {
  /** The user who blocks. @defaultValue the signed-in user */
  broadcaster_id?: string
}

/** A user who is blocked. */
export interface BlockedUser {
  user_id: string
  user_login: string
  /** Other answers name this field `user_name`. */
  display_name: string
}

/**
 * The users whom the signed-in user blocked, the latest first. `await` returns the first page, `for await` iterates
 * over the rows of all pages.
 *
 * Takes a user token with the scope `user:read:blocked_users`. `broadcaster_id` defaults to the signed-in user and must
 * be that user, else the call rejects with `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#get-user-block-list
 * @example
 * ```ts
 * import { type HelixClient, getUserBlockList } from 'tinyhelix'
 *
 * async function blockedIds(client: HelixClient) {
 *   const blocked = await getUserBlockList(client, {}, { limit: Infinity })
 *   return new Set(blocked.map(user => user.user_id))
 * }
 * ```
 */
export const getUserBlockList: PageEndpoint<GetUserBlockListParams, BlockedUser> = page({
  path: '/users/blocks',
  scopes: ['user:read:blocked_users'],
  params: { broadcaster_id: self },
  maxFirst: 100,
  item: object<BlockedUser>({ user_id: string, user_login: string, display_name: string }),
  staleTime: 60_000,
})
