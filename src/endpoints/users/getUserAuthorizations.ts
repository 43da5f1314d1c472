import { type Endpoint, list } from '../../endpoint.ts'
import { array, boolean, object, optional, string } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'

export interface GetUserAuthorizationsParams {
  /** Up to 10 users. */
  user_id: OneOrMore<string>
}

/** The scopes that a user has granted your application. */
export interface UserAuthorization {
  user_id: string
  user_login: string
  user_name: string
  /** Empty if the user never authorized the application, or granted no scope. */
  scopes: string[]
  /** Whether the user authorized the application. */
  has_authorized?: boolean | undefined
}

/**
 * The scopes that users have granted your application.
 *
 * Takes an app token.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#get-authorization-by-user
 * @example
 * ```ts
 * import { type HelixClient, getUserAuthorizations } from 'tinyhelix'
 *
 * async function mayChat(client: HelixClient<'app'>, user_id: string) {
 *   const [authorization] = await getUserAuthorizations(client, { user_id })
 *   return authorization?.scopes.includes('user:bot') ?? false
 * }
 * ```
 */
export const getUserAuthorizations: Endpoint<GetUserAuthorizationsParams, UserAuthorization[], 'app'> = list({
  path: '/authorization/users',
  tokens: ['app'],
  params: { user_id: ids(10) },
  item: object<UserAuthorization>({
    user_id: string,
    user_login: string,
    user_name: string,
    scopes: array(string),
    has_authorized: optional(boolean),
  }),
  staleTime: 60_000,
})
