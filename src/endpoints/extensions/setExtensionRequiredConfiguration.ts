import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, text } from '../../schema/parameters.ts'

export interface SetExtensionRequiredConfigurationParams {
  /** The channel that the extension is installed on. */
  broadcaster_id: string
  /** The extension: its client id. */
  extension_id: string
  /** The version that needs the configuration. */
  extension_version: string
  /** The configuration that this version of the extension requires before it can be activated. */
  required_configuration: string
}

/**
 * Tells Twitch that a channel has configured an extension, which can then be activated.
 *
 * Takes a jwt token, which the extension's backend signs in the name of the extension's owner.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#set-extension-required-configuration
 * @example
 * ```ts
 * import { type HelixClient, setExtensionRequiredConfiguration } from 'tinyhelix'
 *
 * async function configured(client: HelixClient<'jwt'>, extension_id: string, broadcaster_id: string) {
 *   const version = { extension_version: '0.0.1', required_configuration: 'v1' }
 *   await setExtensionRequiredConfiguration(client, { extension_id, broadcaster_id, ...version })
 * }
 * ```
 */
export const setExtensionRequiredConfiguration: WriteEndpoint<SetExtensionRequiredConfigurationParams, void, 'jwt'> =
  voidResult({
    method: 'PUT',
    path: '/extensions/required_configuration',
    tokens: ['jwt'],
    params: { broadcaster_id: id, extension_id: id, extension_version: id, required_configuration: text() },
    query: ['broadcaster_id'],
    invalidates: [],
  })
