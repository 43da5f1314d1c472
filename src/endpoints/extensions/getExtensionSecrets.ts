import { type Endpoint, list } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type ExtensionSecrets, secrets } from './secrets.ts'

export interface GetExtensionSecretsParams {
  /** The extension. Twitch's reference does not list it, but its errors ask for it. */
  extension_id?: string | undefined
}

/**
 * The secrets that an extension's tokens are signed with.
 *
 * Takes a jwt token, which the extension's backend signs. Never call it from a page: whoever knows a secret can sign
 * tokens.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#get-extension-secrets
 * @example
 * ```ts
 * import { type HelixClient, getExtensionSecrets } from 'tinyhelix'
 *
 * async function current(client: HelixClient<'jwt'>, extension_id: string) {
 *   const rows = await getExtensionSecrets(client, { extension_id })
 *   return rows.flatMap(row => row.secrets).find(secret => Date.parse(secret.active_at) <= Date.now())
 * }
 * ```
 */
export const getExtensionSecrets: Endpoint<GetExtensionSecretsParams, ExtensionSecrets[], 'jwt'> = list({
  path: '/extensions/jwt/secrets',
  tokens: ['jwt'],
  params: { extension_id: optional(id) },
  item: secrets,
  staleTime: 60_000,
})
