import { HelixError } from '../errors.ts'
import { unknownSession } from '../request/caller.ts'
import { exchange } from '../request/exchange.ts'
import { id } from '../schema/parameters.ts'
import type { ClosableAuth, Network } from '../spec.ts'
import { readAnswer } from './readAnswer.ts'
import { supplyToken } from './suppliedToken.ts'

/** An application's credentials. */
export interface ClientCredentialsOptions extends Network {
  readonly clientId: string
  readonly clientSecret: string
}

/**
 * Creates an auth that gets an application's token with its secret, and a new token when that one expires. It is for
 * servers only: in a page it throws, because everybody could read the secret there.
 *
 * @see https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#client-credentials-grant-flow
 * @example
 * ```ts
 * import { clientCredentials, createClient, getStreams } from 'tinyhelix'
 *
 * const auth = clientCredentials({ clientId: 'abc', clientSecret: 'kept on the server' })
 * const client = createClient({ auth })
 * const streams = await getStreams(client)
 * ```
 */
export function clientCredentials({
  clientId,
  clientSecret,
  ...network
}: ClientCredentialsOptions): ClosableAuth<'app'> {
  if (typeof document !== 'undefined') {
    throw new HelixError(
      'token',
      'clientCredentials is for servers: in a page everybody could read the secret. Use implicitGrant or deviceCode.',
    )
  }
  return supplyToken(
    'app',
    async signal => {
      const body = new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'client_credentials',
      })
      const request = { method: 'POST', path: '/token', body }
      const answer = await exchange(network, 'authURL', request, { signal }, clientSecret)
      return readAnswer(request, answer, { access_token: id }).access_token
    },
    { network, known: () => ({ ...unknownSession, clientId }) },
  ).auth
}
