import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, integer } from '../../schema/parameters.ts'
import { type ExtensionSecrets, secrets } from './secrets.ts'

export interface CreateExtensionSecretParams {
  /** The extension: its client id. */
  extension_id: string
  /**
   * Seconds until the secret becomes active, at least 300. Running instances can change to it meanwhile.
   * @defaultValue `300`
   */
  delay?: number | undefined
}

/**
 * Creates a new secret to sign an extension's tokens with. It replaces the present secrets.
 *
 * Takes a jwt token, which the extension's backend signs. Never call it from a page: whoever knows a secret can sign
 * tokens.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#create-extension-secret
 * @example
 * ```ts
 * import { type HelixClient, createExtensionSecret } from 'tinyhelix'
 *
 * async function rotate(client: HelixClient<'jwt'>, extension_id: string) {
 *   return (await createExtensionSecret(client, { extension_id, delay: 600 })).secrets
 * }
 * ```
 */
export const createExtensionSecret: WriteEndpoint<CreateExtensionSecretParams, ExtensionSecrets, 'jwt'> = one({
  method: 'POST',
  path: '/extensions/jwt/secrets',
  tokens: ['jwt'],
  params: { extension_id: id, delay: optional(integer(300)) },
  item: secrets,
})
