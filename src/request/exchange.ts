import { type CreateFetchOptions, createFetch } from 'ofetch'
import { callError, type HelixError, type HelixErrorCode, type Named, startOf } from '../errors.ts'
import { inDevelopment } from '../inDevelopment.ts'
import type { CallOptions, Network } from '../spec.ts'
import { abortable } from './abortable.ts'

/** One HTTP request. */
export interface WireRequest extends Named {
  readonly headers?: Record<string, string>
  readonly query?: Record<string, unknown>
  /** A JSON text, or a form. */
  readonly body?: string | URLSearchParams
}

/** The answer to a request, with any status. */
export interface WireAnswer {
  readonly status: number
  /** Whether the status is a 2xx. */
  readonly ok: boolean
  readonly text: string
  readonly headers: Headers
}

const hosts = { baseURL: 'https://api.twitch.tv/helix', authURL: 'https://id.twitch.tv/oauth2' }

type Host = keyof typeof hosts

/** The base URL of a host, without a slash at the end. */
export const addressOf = (network: Network, host: Host): string => (network[host] ?? hosts[host]).replace(/\/+$/, '')

/** Makes one attempt. Resolves to any answer. Rejects if there is none, or with the signal's reason. */
export async function attempt(
  network: Network,
  host: Host,
  request: WireRequest,
  { signal, timeout = 30_000 }: CallOptions,
): Promise<WireAnswer> {
  signal?.throwIfAborted()
  // ofetch reads `fetch` from the network, and uses the platform's `fetch` if that is undefined.
  const { raw } = createFetch(network as CreateFetchOptions)
  const address = addressOf(network, host)
  const controller = new AbortController()
  const sent = raw<string, 'text'>(address + request.path, {
    signal: controller.signal,
    retry: false,
    ignoreResponseError: true,
    responseType: 'text',
    // A redirect could send the token to another origin. Not every runtime supports 'error'.
    redirect: 'manual',
    ...request,
  }).catch(() => {
    // ofetch's own error contains the request with its headers, so it is not passed on.
    const [, , name = address] = address.split('/')
    let reason = 'offline, or blocked by CORS or CSP.'
    inDevelopment(() => {
      if (/^(localhost(:|$)|127\.|\[::1)/.test(name)) reason = 'start the fake with npx tinyhelix fake.'
    })
    throw callError('network', request, `got no answer from ${name}: ${reason}`)
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  // A page's own `fetch` may ignore the signal, so this does not wait for it.
  const answered = new Promise<Awaited<typeof sent>>((resolve, reject) => {
    const giveUp = () => reject(callError('timeout', request, `got no answer in ${timeout} ms.`))
    // If a timer is longer than the maximum, engines fire it at once.
    timer = setTimeout(giveUp, Math.min(timeout, 1e9))
    sent.then(resolve, reject)
  })
  try {
    const { ok, status, headers, _data: text = '' } = await abortable(answered, signal)
    return { ok, status, headers, text: `${text}` }
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

/** Creates the error for an answer. It never contains `secret`. */
export function errorOf(request: Named, { status, text }: WireAnswer, secret: string | null | undefined): HelixError {
  // Errors of Twitch's edge servers are HTML, which does not help the caller.
  const { message, error } = Object(parse(text))
  const said = [message, error].find(part => typeof part === 'string' && part) ?? ''
  const detail = startOf(secret ? said.replaceAll(secret, '[token]') : said, 500)
  // A redirect that was not followed. Browsers hide its status and return 0.
  if (!status || (status > 299 && status < 400)) {
    return callError('network', request, 'was redirected, which Twitch never does: check baseURL and authURL.')
  }
  const code = codes[status] ?? (status < 500 ? 'http' : 'server_error')
  return callError(code, request, `was answered with ${status}: ${detail || 'no reason given'}`, { status, detail })
}

/**
 * Makes one attempt. Resolves to the value of any 2xx answer. Rejects with a `HelixError` or the signal's reason. No
 * error contains `secret`.
 */
export async function exchange(
  network: Network,
  host: Host,
  request: WireRequest,
  options: CallOptions,
  secret: string | null | undefined,
): Promise<unknown> {
  const answer = await attempt(network, host, request, options)
  if (answer.ok) return parse(answer.text)
  throw errorOf(request, answer, secret)
}

/** The value of a JSON text. If the text is not JSON, the text itself. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
