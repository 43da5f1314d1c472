import { type AnyToken, anyToken, type Endpoint, objectResult } from '../../endpoint.ts'
import { exactOptional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type ActiveExtensions, activeExtensions } from './activeExtensions.ts'

export interface GetUserActiveExtensionsParams {
  /**
   * If it is left out, it is the signed-in user, which requires a user token. For that reason `undefined` is an error.
   */
  user_id?: string
}

/**
 * The extensions that are active on a channel, by slot. Extensions in development are included only with the scope
 * `user:read:broadcast` or `user:edit:broadcast`, and not always.
 *
 * Takes a user, app or extension token; needs no scope. `user_id` defaults to the user of a user token.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#get-user-active-extensions
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
