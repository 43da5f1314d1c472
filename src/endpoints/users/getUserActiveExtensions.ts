import { type AnyToken, anyToken, type Endpoint, objectResult } from '../../endpoint.ts'
import { exactOptional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type ActiveExtensions, activeExtensions } from './activeExtensions.ts'

export interface GetUserActiveExtensionsParams {
  /** Left out: the signed-in user, which takes a user token; `undefined` is an error for that reason. */
  user_id?: string
}

/**
 * The extensions that are active on a channel, by place. Those still in development come only with the scope
 * `user:read:broadcast` or `user:edit:broadcast`, and not always then.
 *
 * Takes a user, app or extension token; needs no scope. Without `user_id`, a user token's user is meant.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-user-active-extensions
 * @example
 * ```ts
 * import { type HelixClient, getUserActiveExtensions } from 'tinyhelix'
 *
 * async function panelNames(client: HelixClient, user_id: string) {
 *   const { panel = {} } = await getUserActiveExtensions(client, { user_id })
 *   return Object.values(panel).flatMap(slot => slot.name ?? [])
 * }
 * ```
 */
export const getUserActiveExtensions: Endpoint<GetUserActiveExtensionsParams, ActiveExtensions, AnyToken> =
  objectResult({
    path: '/users/extensions',
    tokens: anyToken,
    params: { user_id: exactOptional(id) },
    rules: [
      {
        keys: ['user_id'],
        expected: 'given without a user token',
        test: ({ user_id }, kind) => kind === 'user' || user_id !== undefined,
      },
    ],
    item: activeExtensions,
    staleTime: 60_000,
  })
