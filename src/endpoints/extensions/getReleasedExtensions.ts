import { type AnyToken, anyToken, type Endpoint, one } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type Extension, extension } from './extension.ts'

export interface GetReleasedExtensionsParams {
  /** The extension: its client id. */
  extension_id: string
  /** The version to return. @defaultValue the latest version */
  extension_version?: string | undefined
}

/**
 * An extension that has been released.
 *
 * Takes a user, app or extension token; needs no scope. Rejects with `not_found` if there is no such extension, or it
 * has not been released.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#get-released-extensions
 * @example
 * ```ts
 * import { type HelixClient, getReleasedExtensions } from 'tinyhelix'
 *
 * async function nameOf(client: HelixClient, extension_id: string) {
 *   return (await getReleasedExtensions(client, { extension_id })).name
 * }
 * ```
 */
export const getReleasedExtensions: Endpoint<GetReleasedExtensionsParams, Extension, AnyToken> = one({
  path: '/extensions/released',
  tokens: anyToken,
  public: true,
  params: { extension_id: id, extension_version: optional(id) },
  item: extension,
  staleTime: 300_000,
})
