import { objectResult, type WriteEndpoint } from '../../endpoint.ts'
import { type ActiveExtensions, activeExtensions } from './activeExtensions.ts'

export interface UpdateUserExtensionsParams {
  /** The places to change: `active` for each, with `id` and `version` if it is `true`, `x` and `y` for components. */
  data: ActiveExtensions
}

/**
 * Activates, moves and deactivates extensions on the signed-in user's channel and gives the places as they are then. An
 * extension that is put in places of several kinds at once ends up in any one of them.
 *
 * Takes a user token with the scope `user:edit:broadcast`. Rejects with `not_found` if an extension is not installed in
 * that version.
 *
 * @see https://dev.twitch.tv/docs/api/reference#update-user-extensions
 * @example
 * ```ts
 * import { type HelixClient, updateUserExtensions } from 'tinyhelix'
 *
 * async function clearFirstPanel(client: HelixClient) {
 *   return await updateUserExtensions(client, { data: { panel: { 1: { active: false } } } })
 * }
 * ```
 */
export const updateUserExtensions: WriteEndpoint<UpdateUserExtensionsParams, ActiveExtensions> = objectResult({
  method: 'PUT',
  path: '/users/extensions',
  scopes: ['user:edit:broadcast'],
  params: { data: activeExtensions },
  query: [],
  item: activeExtensions,
})
