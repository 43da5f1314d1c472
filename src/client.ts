import { HelixError } from './errors.ts'
import { createTransport, type TransportSettings } from './request/transport.ts'
import { type CheckSettings, createCheck } from './schema/createCheck.ts'
import type { Auth, HelixClient, TokenKind } from './spec.ts'

/** The options of a client that do not depend on its token. */
export interface ClientSettings extends TransportSettings, CheckSettings {}

/** A client whose token is added by something else. */
interface ForeignToken<K extends TokenKind> extends ClientSettings {
  readonly auth?: undefined
  readonly kind: K
  // An auth also has a `kind`, so this check tells it from options.
  readonly getToken?: undefined
}

interface FetchOptions<K extends TokenKind> extends ForeignToken<K> {
  readonly fetch: typeof fetch
}

interface ServerOptions<K extends TokenKind> extends ForeignToken<K> {
  readonly baseURL: string
}

/** The last of the three by its place and its name: the compiler's messages are about the last one. */
interface TokenOptions<K extends TokenKind> extends ClientSettings {
  readonly auth: Auth<K>
  readonly kind?: undefined
}

/** The options of a client. It needs an auth, or a server or `fetch` that adds a token of the given `kind`. */
export type ClientOptions<K extends TokenKind> = FetchOptions<K> | ServerOptions<K> | TokenOptions<K>

/**
 * Creates a client, which every endpoint takes as its first argument. It sends nothing by itself. You can create it
 * before a user signs in: until then, calls reject with code `token`.
 *
 * @throws {HelixError} `parameter` if there is no auth, and no server or `fetch` that adds tokens.
 * @example
 * ```ts
 * import { createClient, getStreams, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken('your token') })
 * const streams = await getStreams(client, { game_id: '509658' })
 * ```
 */
export function createClient<const K extends TokenKind>(options: ClientOptions<K>): HelixClient<K> {
  const given: Partial<ClientOptions<K>> = Object(options)
  const { auth = null } = given
  const { kind } = auth ?? given
  if (!kind || !(auth || given.baseURL || given.fetch)) {
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
