import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { text } from '../../schema/parameters.ts'
import { type User, user } from './user.ts'

export interface UpdateUserParams {
  /** The description of the channel, up to 300 characters; `''` removes it. */
  description?: string | undefined
}

/**
 * Changes the signed-in user's description, and returns the updated user.
 *
 * Takes a user token with the scope `user:edit`; the answer has `email` only with `user:read:email` as well.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#update-user
 * @example
 * ```ts
 * import { type HelixClient, updateUser } from 'tinyhelix'
 *
 * async function describe(client: HelixClient, description: string) {
 *   return await updateUser(client, { description })
 * }
 * ```
 */
export const updateUser: WriteEndpoint<UpdateUserParams, User> = one({
  method: 'PUT',
  path: '/users',
  scopes: ['user:edit'],
  params: { description: optional(text(0, 300)) },
  item: user,
})
