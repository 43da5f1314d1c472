import { type CreateFetchOptions, createFetch } from 'ofetch'
import type { Auth, Network, TokenKind } from './auth/auth.ts'
import type { ClientSettings } from './client.ts'
import type { EndpointSpec } from './endpoint.ts'
import { failure, type HelixErrorCode, type Named, nameOf } from './errors.ts'
import { asksForNothing, complete } from './given.ts'
import { checkParameters } from './parameters.ts'

/** What a call may be given beside its parameters. */
export interface CallOptions {
  /** Ends the call, its waits included; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds that each attempt may take, the answer's body included; `Infinity` for any. @defaultValue the client's */
  readonly timeout?: number | undefined
}

/** One request as it goes over the wire. */
export interface WireRequest extends Named {
  readonly headers?: Record<string, string>
  readonly query?: Record<string, unknown>
  readonly body?: Record<string, unknown> | URLSearchParams
}

/** A request that Twitch's rate limit holds back. */
export interface RateLimitEvent {
  readonly endpoint: string
  /** When it goes out again, in milliseconds since 1970. */
  readonly retryAt: number
}

const hosts = { baseURL: 'https://api.twitch.tv/helix', authURL: 'https://id.twitch.tv/oauth2' }

/** Where a host is, without a slash at the end. */
export const addressOf = (network: Network, host: keyof typeof hosts): string =>
  (network[host] ?? hosts[host]).replace(/\/+$/, '')

/**
 * One attempt: resolves with the text of any 2xx answer, rejects with a `HelixError` or as the signal says. `secret` is
 * what no error may repeat.
 */
export async function exchange(
  network: Network,
  host: keyof typeof hosts,
  request: WireRequest,
  { signal, timeout = 30_000 }: CallOptions,
  secret: string | null | undefined,
): Promise<string> {
  const controller = new AbortController()
  // A timer that is set for longer than engines can count fires at once.
  const timer = setTimeout(() => controller.abort(), Math.min(timeout, 1e9))
  const url = addressOf(network, host) + request.path
  // Of these ofetch reads `fetch`, and takes the platform's where that is undefined.
  const sent = createFetch(network as CreateFetchOptions).raw<string, 'text'>(url, {
    signal: controller.signal,
    retry: false,
    ignoreResponseError: true,
    responseType: 'text',
    // A redirect could carry the token to another origin.
    redirect: 'error',
    ...request,
  })
  // ofetch's own error holds the request with its headers, so nothing of it is passed on.
  const unanswered = () => {
    throw controller.signal.aborted
      ? failure('timeout', request, `got no answer in ${timeout} ms.`)
      : failure('network', request, 'got no answer: offline, or blocked by CORS or CSP.')
  }
  try {
    const { ok, status, headers, _data: text = '' } = await until(sent.catch(unanswered), signal)
    if (ok) return text
    // Errors of Twitch's edge are HTML, which says nothing to a caller.
    const { message, error } = Object(parse(text))
    const said = `${message || error || ''}`
    const detail = secret ? said.replaceAll(secret, '[token]') : said
    // Where Twitch's headers cannot be read, as in most browsers, its message tells.
    const isRateLimit = status === 429 && !Number(headers.get('ratelimit-remaining') ?? ownRules.test(detail))
    const code = codes[status] ?? (status < 500 ? 'http' : 'server_error')
    throw failure(code, request, `was answered with ${status}: ${detail || 'no reason given'}`, {
      status,
      detail,
      ...(isRateLimit && { retryAt: Number(headers.get('ratelimit-reset')) * 1000 || Date.now() }),
    })
  } catch (error) {
    controller.abort()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

const codes: Readonly<Record<number, HelixErrorCode>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  422: 'unprocessable',
  429: 'rate_limited',
}

/** Limits of Twitch's own rules, which no wait within reason lifts, though they too are answered with 429. */
const ownRules = /er (has )?exceed|for this|frequently|cooldown|snooze|maximum|transport|combination|reached/i

/** What Twitch says of a token that is no good any more. It also answers "you may not" with 401. */
const deadToken = /invalid (oauth|access) token|token expired/i

/** What a text says as JSON; if it is none, the text as it is. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Stops waiting when the signal says so; what is waited for goes on. */
export const until = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal
    ? new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason)
        if (signal.aborted) abort()
        signal.addEventListener('abort', abort)
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
      })
    : promise

/** Waits; a wait that was aborted leaves no timer that would keep a process alive. */
export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  return until(passed, signal).finally(() => clearTimeout(timer))
}

/**
 * Checks and sends one request, again where that is safe, and resolves to the text of the answer; to `''` if nothing
 * came, or nothing had to be asked. Ids that default to the signed-in user are filled in, in `given` itself.
 */
export type SendRequest = (spec: EndpointSpec, given: Record<string, unknown>, options: CallOptions) => Promise<string>

/** The one owner of retries and waits. All requests of a client share the state of its rate limit. */
export function createTransport(
  settings: ClientSettings & { readonly auth?: Auth | undefined },
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
      const request = { method, path, headers, ...complete(spec, given, session) }
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
