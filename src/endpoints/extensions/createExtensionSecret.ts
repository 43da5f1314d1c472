import { one, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, integer } from '../../schema/parameters.ts'
import { type ExtensionSecrets, secrets } from './secrets.ts'

export interface CreateExtensionSecretParams {
  extension_id: string
  /** Seconds until the secret signs, at least 300, so that running instances can change over. @defaultValue `300` */
  delay?: number | undefined
}

/**
 * Makes a new secret to sign an extension's tokens with. It takes the present ones out of service.
 *
 * Takes a jwt token, which the extension's backend signs. Never call it from a page: who knows a secret can sign.
 *
 * @see https://dev.twitch.tv/docs/api/reference#create-extension-secret
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
