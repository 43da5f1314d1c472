import { type Endpoint, one } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type Extension, extension } from './extension.ts'

export interface GetExtensionsParams {
  /** The extension: its client id. */
  extension_id: string
  /** Required for an extension that has not been released yet. @defaultValue the latest released version */
  extension_version?: string | undefined
}

/**
 * An extension, released or not.
 *
 * Takes a jwt token, which the extension's backend signs. Rejects with `not_found` if there is no such extension, or no
 * such version.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#get-extensions
 * @example
 * ```ts
 * import { type HelixClient, getExtensions } from 'tinyhelix'
 *
 * async function stateOf(client: HelixClient<'jwt'>, extension_id: string, extension_version: string) {
 *   return (await getExtensions(client, { extension_id, extension_version })).state
 * }
 * ```
 */
export const getExtensions: Endpoint<GetExtensionsParams, Extension, 'jwt'> = one({
  path: '/extensions',
  tokens: ['jwt'],
  params: { extension_id: id, extension_version: optional(id) },
  item: extension,
  staleTime: 300_000,
})
