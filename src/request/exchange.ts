import { type CreateFetchOptions, createFetch } from 'ofetch'
import { failure, type HelixError, type HelixErrorCode, type Named, startOf } from '../errors.ts'
import type { CallOptions, Network } from '../spec.ts'
import { abortable } from './abortable.ts'

/** One request as it goes over the wire. */
export interface WireRequest extends Named {
  readonly headers?: Record<string, string>
  readonly query?: Record<string, unknown>
  /** A JSON text, or a form. */
  readonly body?: string | URLSearchParams
}

/** What came back, whatever its status. */
export interface WireAnswer {
  readonly status: number
  /** Whether the status is a 2xx. */
  readonly ok: boolean
  readonly text: string
  readonly headers: Headers
}

const hosts = { baseURL: 'https://api.twitch.tv/helix', authURL: 'https://id.twitch.tv/oauth2' }

type Host = keyof typeof hosts

/** Where a host is, without a slash at the end. */
export const addressOf = (network: Network, host: Host): string => (network[host] ?? hosts[host]).replace(/\/+$/, '')

/** One attempt. Resolves to any answer; rejects if none came, or with the signal's reason. */
export async function attempt(
  network: Network,
  host: Host,
  request: WireRequest,
  { signal, timeout = 30_000 }: CallOptions,
): Promise<WireAnswer> {
  signal?.throwIfAborted()
  // Of the network ofetch reads `fetch`, and takes the platform's where that is undefined.
  const { raw } = createFetch(network as CreateFetchOptions)
  const controller = new AbortController()
  const sent = raw<string, 'text'>(addressOf(network, host) + request.path, {
    signal: controller.signal,
    retry: false,
    ignoreResponseError: true,
    responseType: 'text',
    // A redirect could carry the token to another origin. Not every runtime knows 'error'.
    redirect: 'manual',
    ...request,
  }).catch(() => {
    // ofetch's own error holds the request with its headers, so nothing of it is passed on.
    throw failure('network', request, 'got no answer: offline, or blocked by CORS or CSP.')
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const timedOut = new Promise<never>((_, reject) => {
    const giveUp = () => reject(failure('timeout', request, `got no answer in ${timeout} ms.`))
    // Engines fire a timer at once that is set for longer than they can count.
    timer = setTimeout(giveUp, Math.min(timeout, 1e9))
  })
  try {
    // A `fetch` of the page's own may ignore the signal, so it is not waited for.
    const { ok, status, headers, _data: text = '' } = await abortable(Promise.race([sent, timedOut]), signal)
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

/** The error that an answer tells of. It never repeats `secret`. */
export function errorOf(request: Named, { status, text }: WireAnswer, secret: string | null | undefined): HelixError {
  // Errors of Twitch's edge are HTML, which says nothing to a caller.
  const { message, error } = Object(parse(text))
  const said = [message, error].find(part => typeof part === 'string' && part) ?? ''
  const detail = startOf(secret ? said.replaceAll(secret, '[token]') : said, 500)
  // A redirect that was not followed: browsers hide its status, and say 0.
  if (!status || (status > 299 && status < 400)) {
    return failure('network', request, 'was redirected, which Twitch never does: check baseURL and authURL.')
  }
  const code = codes[status] ?? (status < 500 ? 'http' : 'server_error')
  return failure(code, request, `was answered with ${status}: ${detail || 'no reason given'}`, { status, detail })
}

/**
 * One attempt: resolves to the value of any 2xx answer, rejects with a `HelixError` or the signal's reason. `secret` is
 * what no error may repeat.
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

/** The value of a JSON text; if it is none, the text as it is. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
