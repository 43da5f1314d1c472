import { type CreateFetchOptions, createFetch } from 'ofetch'
import { failure, type HelixErrorCode, type Named } from '../errors.ts'
import type { CallOptions, Network } from '../spec.ts'
import { abortable } from './abortable.ts'

/** One request as it goes over the wire. */
export interface WireRequest extends Named {
  readonly headers?: Record<string, string>
  readonly query?: Record<string, unknown>
  readonly body?: Record<string, unknown> | URLSearchParams
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
    const { ok, status, headers, _data: text = '' } = await abortable(sent.catch(unanswered), signal)
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

/** What a text says as JSON; if it is none, the text as it is. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
