import type { Auth, Network, TokenKind } from './auth/auth.ts'
import { type CheckRows, type CheckSettings, createCheck } from './schema.ts'
import { createTransport, type RateLimitEvent, type SendRequest } from './transport.ts'

/** What endpoints are called with: a plain object that sends described requests. `K` is the kind of its token. */
export interface HelixClient<out K extends TokenKind = 'user'> {
  readonly kind: K
  /** How this client gets its token; `null` if something in between adds it. */
  readonly auth: Auth<K> | null
  readonly network: Network
  /** Checks and sends one request. Endpoints use this. */
  readonly request: SendRequest
  /** Checks rows of an answer against their schema. Endpoints use this. */
  readonly check: CheckRows
}

/** How a client behaves, whatever its token. */
export interface ClientSettings extends Network, CheckSettings {
  /** Your application's client id; may be left out when the auth knows it. */
  readonly clientId?: string | undefined
  /** Told when Twitch's rate limit makes a request wait. */
  readonly onRateLimit?: ((event: RateLimitEvent) => void) | undefined
  /** Milliseconds that each attempt may take, the answer's body included; `Infinity` for any. @defaultValue `30_000` */
  readonly timeout?: number | undefined
  /** How often a read is tried again after a failed connection or a server error. @defaultValue `2` */
  readonly retry?: number | false | undefined
}

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
  auth?.connect?.(options)
  return {
    kind,
    auth,
    network: options,
    check: createCheck(options),
    request: createTransport(options, kind),
  }
}
