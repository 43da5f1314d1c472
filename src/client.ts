import { createTransport, type TransportSettings } from './request/transport.ts'
import { type CheckSettings, createCheck } from './schema/createCheck.ts'
import type { Auth, HelixClient, TokenKind } from './spec.ts'

/** How a client behaves, whatever its token. */
export interface ClientSettings extends TransportSettings, CheckSettings {}

/** A client has an auth, or a server in between that adds a token of the `kind` named. */
export type ClientOptions<K extends TokenKind> = ClientSettings &
  (
    | { readonly auth: Auth<K>; readonly kind?: undefined }
    // An auth is no options, though it has a kind.
    | { readonly auth?: undefined; readonly kind: K; readonly getToken?: undefined }
  )

/**
 * Makes the object that endpoints are called with. It sends nothing by itself and may exist before anyone has signed
 * in: calls then reject with code `token`.
 *
 * @example
 * ```ts
 * import { createClient, getStreams, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken('your token') })
 * const streams = await getStreams(client, { game_id: '509658' })
 * ```
 */
export function createClient<const K extends TokenKind>(options: ClientOptions<K>): HelixClient<K> {
  const { auth = null } = options
  const kind = options.auth ? options.auth.kind : options.kind
  auth?.setNetwork?.(options)
  return {
    kind,
    auth,
    network: options,
    check: createCheck(options),
    request: createTransport(options, kind),
  }
}
