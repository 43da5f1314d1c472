import { objectResult, type WriteEndpoint } from '../../endpoint.ts'
import { type ActiveExtensions, activeExtensions } from './activeExtensions.ts'

export interface UpdateUserExtensionsParams {
  /**
   * The slots to change. Each takes `active`; if it is `true`, also `id` and `version`; for components, also `x` and
   * `y`.
   */
  data: ActiveExtensions
}

/**
 * Activates, moves and deactivates extensions on the signed-in user's channel, and returns the updated slots. If one
 * extension is put in slots of several kinds, Twitch keeps it in only one of them.
 *
 * Takes a user token with the scope `user:edit:broadcast`. Rejects with `not_found` if an extension is not installed in
 * that version.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#update-user-extensions
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
