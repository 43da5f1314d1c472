import { type Endpoint, list, type NoParams } from '../../endpoint.ts'
import { array, boolean, object, string } from '../../schema/object.ts'

/** An extension that a user installed. */
export interface UserExtension {
  id: string
  version: string
  name: string
  /** Whether it is configured and can be activated. */
  can_activate: boolean
  /** The kinds of slots where it can be activated. */
  type: ('component' | 'mobile' | 'overlay' | 'panel' | (string & {}))[]
}

/**
 * The extensions that the signed-in user installed. Inactive extensions are included only with `user:edit:broadcast`.
 *
 * Takes a user token with the scope `user:read:broadcast` or `user:edit:broadcast`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/users#get-user-extensions
 * @example
 * ```ts
 * import { type HelixClient, getUserExtensions } from 'tinyhelix'
 *
 * async function panels(client: HelixClient) {
 *   const extensions = await getUserExtensions(client)
 *   return extensions.filter(extension => extension.type.includes('panel'))
 * }
 * ```
 */
export const getUserExtensions: Endpoint<NoParams, UserExtension[]> = list({
  path: '/users/extensions/list',
  scopes: ['user:read:broadcast', 'user:edit:broadcast'],
  item: object<UserExtension>({
    id: string,
    version: string,
    name: string,
    can_activate: boolean,
    type: array(string),
  }),
  staleTime: 60_000,
})
