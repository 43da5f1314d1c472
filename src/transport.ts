import { createFetch } from 'ofetch'
import type { Auth, Network } from './auth/auth.ts'
import { failure, HelixError, type HelixErrorCode, isHelixError } from './errors.ts'

/** What a call may be given beside its parameters. */
export interface CallOptions {
  /** Ends the call, its waits included; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds that each attempt may take, the answer's body included. @defaultValue the client's */
  readonly timeout?: number | undefined
}

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  /** Below the base URL. */
  readonly path: string
  readonly query?: Record<string, unknown>
  readonly body?: Record<string, unknown> | URLSearchParams
  readonly headers?: Record<string, string>
}

/** A request that Twitch's rate limit holds back. */
export interface RateLimitEvent {
  readonly endpoint: string
  /** When it goes out again, in milliseconds since 1970. */
  readonly retryAt: number
}

const hosts = { baseURL: 'https://api.twitch.tv/helix', authURL: 'https://id.twitch.tv/oauth2' }

/** One attempt: resolves with the text of any 2xx answer, rejects with a `HelixError` or as the signal says. */
export async function exchange(
  network: Network,
  host: keyof typeof hosts,
  { path, ...request }: WireRequest,
  { signal, timeout = 30_000 }: CallOptions,
  token: string | null,
): Promise<string> {
  const endpoint = `${request.method} ${path}`
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeout)
  try {
    const { raw } = createFetch({ fetch: network.fetch ?? globalThis.fetch })
    const url = (network[host] ?? hosts[host]).replace(/\/+$/, '') + path
    const sent = raw<string, 'text'>(url, {
      ...request,
      signal: controller.signal,
      retry: false,
      ignoreResponseError: true,
      responseType: 'text',
      // A redirect could carry the token to another origin.
      redirect: 'error',
    })
    const answer = await until(sent, signal)
    const text = answer._data ?? ''
    if (answer.ok) return text
    throw refusal(endpoint, answer, text, token)
  } catch (error) {
    if (signal?.aborted || isHelixError(error)) throw error
    // ofetch's own error holds the request with its headers, so nothing of it is passed on.
    throw controller.signal.aborted
      ? failure('timeout', endpoint, `had no answer in ${timeout} ms.`)
      : failure('network', endpoint, 'got no answer: offline, or blocked by CORS or CSP.')
  } finally {
    clearTimeout(timer)
    controller.abort()
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
const ownRules = /er (has )?exceed|cooldown|snooze|maximum|transport|combination|reached/i

function refusal(endpoint: string, { status, headers }: Response, text: string, token: string | null): HelixError {
  let detail = ''
  try {
    const { message, error } = JSON.parse(text)
    detail = String(message || error || '')
  } catch {
    // Errors of Twitch's edge are HTML, which says nothing to a caller.
  }
  if (token) detail = detail.replaceAll(token, '[token]')
  const remaining = headers.get('ratelimit-remaining')
  const isRateLimit = status === 429 && (remaining === null ? !ownRules.test(detail) : remaining === '0')
  return new HelixError(
    codes[status] ?? (status < 500 ? 'http' : 'server_error'),
    `Twitch answered ${endpoint} with ${status}${detail && `: ${detail}`}`,
    {
      status,
      endpoint,
      detail,
      ...(isRateLimit && { retryAt: Number(headers.get('ratelimit-reset')) * 1000 || Date.now() }),
    },
  )
}

/** Parses a successful answer's text; there may be none. */
export function parseAnswer(endpoint: string, text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    throw failure('schema', endpoint, 'answered with something else than JSON.')
  }
}

/** Stops waiting when the signal says so; what is waited for goes on. */
export const until = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort))
  })

export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  until(new Promise(resolve => setTimeout(resolve, ms)), signal)

/** What a client sends with. */
export interface TransportOptions {
  readonly network: Network
  readonly auth: Auth | null
  readonly clientId?: string | undefined
  readonly timeout?: number | undefined
  readonly retry?: number | false | undefined
  readonly onRateLimit?: ((event: RateLimitEvent) => void) | undefined
}

/** Sends one request, again where that is safe, and resolves with the text of a successful answer. */
export type Send = (request: WireRequest, options: CallOptions, anonymous: boolean) => Promise<string>

/** The one owner of retries and waits. All requests of a client share the state of its rate limit. */
export function createTransport({ network, auth, clientId, timeout, retry = 2, onRateLimit }: TransportOptions): Send {
  let opensAt = 0

  return async (request, options, anonymous) => {
    const { signal } = options
    const endpoint = `${request.method} ${request.path}`
    const read = request.method === 'GET'
    let retries = retry || 0
    let waits = retry === false ? 0 : 3
    let refused: string | undefined
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      for (let ms = 0; (ms = opensAt - Date.now()) > 0; ) await sleep(ms, signal)
      const headers: Record<string, string> = {}
      let token: string | null = null
      if (!anonymous) {
        const client = (token = auth && (await auth.getToken(signal))) && (clientId ?? auth?.state.session?.clientId)
        if (client) headers['Client-Id'] = client
        else if (token) throw failure('token', endpoint, 'needs a client id: pass clientId to createClient.')
        if (token) headers['Authorization'] = `${auth?.kind === 'extension' ? 'Extension' : 'Bearer'} ${token}`
      }
      try {
        return await exchange(network, 'baseURL', { ...request, headers }, { timeout, ...options }, token)
      } catch (error) {
        if (!isHelixError(error)) throw error
        const { status = 0, retryAt, detail = '' } = error
        // Jittered, so that a crowd that was turned away together does not come back together.
        const pause = 2 ** attempt * (0.75 + Math.random() / 2)
        if (retryAt !== undefined && waits-- > 0) {
          const ms = retryAt - Date.now()
          opensAt = Math.max(opensAt, Date.now() + Math.min(ms > 0 ? ms : pause * 500, 65_000))
          onRateLimit?.({ endpoint, retryAt: opensAt })
        } else if (status === 401 && token && !refused && /invalid (oauth|access) token/i.test(detail)) {
          // Twitch also says 401 for "you may not", which is no fault of the token.
          refused = token
          auth?.invalidate(token)
          if ((await auth?.getToken(signal).catch(() => token)) === token) throw error
        } else if (
          (read ? !status || [500, 502, 503, 504].includes(status) : status === 503 && attempt < 2) &&
          retries-- > 0
        ) {
          await sleep(pause * 150, signal)
        } else throw error
      }
    }
  }
}
