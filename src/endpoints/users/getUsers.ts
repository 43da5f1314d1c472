import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { exactOptional } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'
import { type User, user } from './user.ts'

export interface GetUsersParams {
  /**
   * Up to 100 in total with `login`. `undefined` is an error, because without ids the call means the signed-in user.
   */
  id?: OneOrMore<string>
  /**
   * Up to 100 in total with `id`. `undefined` is an error, because without logins the call means the signed-in user.
   */
  login?: OneOrMore<string>
}

/**
 * Users by id, by login or by both; with neither, the signed-in user, which requires a user token. Unknown, banned and
 * deleted accounts are left out. Rows come in any order: find them by `id` or `login`.
 *
 * Takes a user, app or extension token; needs no scope, but `user:read:email` for `email`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#get-users
 * @example
 * ```ts
 * import { type HelixClient, getUsers } from 'tinyhelix'
 *
 * async function names(client: HelixClient, ids: string[]) {
 *   const users = await getUsers(client, { id: ids })
 *   return new Map(users.map(user => [user.id, user.display_name]))
 * }
 * ```
 */
export const getUsers: Endpoint<GetUsersParams, User[], AnyToken> = list({
  path: '/users',
  tokens: anyToken,
  params: { id: exactOptional(ids(100)), login: exactOptional(ids(100)) },
  rules: [
    {
      keys: ['id', 'login'],
      expected: "given, at least one of them, unless the token is a user's",
      test: ({ id, login }, kind) => kind === 'user' || (id ?? login) !== undefined,
    },
    {
      keys: ['id', 'login'],
      expected: '<=100 in all',
      test: ({ id = [], login = [] }) => [id, login].flat().length <= 100,
    },
  ],
  item: user,
  batch: ['id', 'login'],
  staleTime: 300_000,
})
