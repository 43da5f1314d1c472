import { failure, nameOf } from '../errors.ts'
import type { Auth, Network, SendRequest, TokenKind } from '../spec.ts'
import { sleep } from './abortable.ts'
import { checkParameters } from './checkParameters.ts'
import { asksForNothing, completeRequest } from './completeRequest.ts'
import { exchange } from './exchange.ts'

/** A request that Twitch's rate limit holds back. */
export interface RateLimitEvent {
  readonly endpoint: string
  /** When it goes out again, in milliseconds since 1970. */
  readonly retryAt: number
}

/** How requests are sent. */
export interface TransportSettings extends Network {
  /** Your application's client id; may be left out when the auth knows it. */
  readonly clientId?: string | undefined
  /** Told when Twitch's rate limit makes a request wait. */
  readonly onRateLimit?: ((event: RateLimitEvent) => void) | undefined
  /** Milliseconds that each attempt may take, the answer's body included; `Infinity` for any. @defaultValue `30_000` */
  readonly timeout?: number | undefined
  /** How often a read is tried again after a failed connection or a server error. @defaultValue `2` */
  readonly retry?: number | false | undefined
}

/** What Twitch says of a token that is no good any more. It also answers "you may not" with 401. */
const deadToken = /invalid (oauth|access) token|token expired/i

/** The one owner of retries and waits. All requests of a client share the state of its rate limit. */
export function createTransport(
  settings: TransportSettings & { readonly auth?: Auth | undefined },
  kind: TokenKind,
): SendRequest {
  const { auth, clientId, timeout, retry = 2, onRateLimit } = settings
  let opensAt = 0

  return async (spec, given, options) => {
    const { method, path, tokens } = spec
    const { signal } = options
    if (tokens.length && !tokens.includes(kind)) {
      throw failure('token', spec, `needs a client whose auth is of kind ${tokens.join(' or ')}, not ${kind}.`)
    }
    checkParameters(spec, given, kind)
    if (asksForNothing(spec, given)) return ''

    let retries = retry || 0
    let waits = retry === false ? 0 : 3
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      while (opensAt > Date.now()) {
        // A clock that was set back is not waited for.
        opensAt = Math.min(opensAt, Date.now() + 65_000)
        await sleep(opensAt - Date.now(), signal)
      }
      signal?.throwIfAborted()
      const token = auth && tokens.length ? await auth.getToken(signal) : ''
      const session = auth?.state.session
      const client = clientId ?? session?.clientId
      if (token && !client)
        throw failure('token', spec, 'needs a client id: pass clientId to createClient, or try again when online.')
      const headers: Record<string, string> =
        token && client
          ? { Authorization: `${kind === 'extension' ? 'Extension' : 'Bearer'} ${token}`, 'Client-Id': client }
          : {}
      const request = { method, path, headers, ...completeRequest(spec, given, session) }
      try {
        return await exchange(settings, 'baseURL', request, { signal, timeout: options.timeout ?? timeout }, token)
      } catch (error) {
        // Whatever reason the caller gave, it is no answer of Twitch's.
        signal?.throwIfAborted()
        const { status, retryAt, detail } = Object(error)
        // Jittered, so that a crowd that was turned away together does not come back together.
        const pause = Math.ceil(Math.min(2 ** attempt, 128) * (300 + Math.random() * 200))
        if (status === 404 && spec.notFoundIsEmpty) return ''
        if (retryAt && waits-- > 0) {
          opensAt = Math.min(Math.max(opensAt, Date.now() + pause, retryAt), Date.now() + 65_000)
          onRateLimit?.({ endpoint: nameOf(spec), retryAt: opensAt })
        } else if (status === 401 && auth && token && !renewed && deadToken.test(detail)) {
          renewed = true
          auth.invalidate(token)
          await auth.getToken(signal).catch(() => {
            signal?.throwIfAborted()
            throw error
          })
        } else if (
          (method === 'GET' || (status === 503 && retries === retry)) &&
          [undefined, 500, 502, 503, 504].includes(status) &&
          retries-- > 0
        ) {
          await sleep(pause, signal)
        } else throw error
      }
    }
  }
}
