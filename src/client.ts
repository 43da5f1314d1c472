import { HelixError } from './errors.ts'
import { createTransport, type TransportSettings } from './request/transport.ts'
import { type CheckSettings, createCheck } from './schema/createCheck.ts'
import type { Auth, HelixClient, TokenKind } from './spec.ts'

/** How a client behaves, whatever its token. */
export interface ClientSettings extends TransportSettings, CheckSettings {}

/** What adds a token in between. */
type TokenAdder = { readonly baseURL: string } | { readonly fetch: typeof fetch }

/** A client has an auth, or a server in between that adds a token of the `kind` named. */
export type ClientOptions<K extends TokenKind> = ClientSettings &
  (
    | { readonly auth: Auth<K>; readonly kind?: undefined }
    // An auth is no options, though it has a kind.
    | ({ readonly auth?: undefined; readonly kind: K; readonly getToken?: undefined } & TokenAdder)
  )

/**
 * Makes the object that endpoints are called with. It sends nothing by itself and may exist before anyone has signed
 * in: calls then reject with code `token`.
 *
 * @throws {HelixError} `parameter` if there is neither an auth nor a server or `fetch` that adds tokens.
 * @example
 * ```ts
 * import { createClient, getStreams, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken('your token') })
 * const streams = await getStreams(client, { game_id: '509658' })
 * ```
 */
export function createClient<const K extends TokenKind>(options: ClientOptions<K>): HelixClient<K> {
  const { auth = null, baseURL, fetch } = Object(options) as Partial<ClientOptions<K>>
  const kind = auth ? auth.kind : options?.kind
  if (!kind || !(auth || baseURL || fetch)) {
    throw new HelixError(
      'parameter',
      'createClient needs { auth }, or { kind, baseURL } of a server that adds a token.',
    )
  }
  auth?.setNetwork?.(options)
  return {
    kind,
    auth,
    network: options,
    check: createCheck(options),
    request: createTransport(options, kind),
  }
}
