import { callSafely } from '../callSafely.ts'
import type { HelixError, HelixErrorCode } from '../errors.ts'
import type { Method, Params } from '../spec.ts'
import type { WireAnswer } from './exchange.ts'

/** A request that a client sends: one attempt of a call. It contains no token and no headers. */
export interface RequestEvent {
  readonly method: Method
  /** The path below the API's base URL. */
  readonly path: string
  /** A copy of the call's parameters. An id that was left out is missing here too. */
  readonly params: Params
  /** `1` for the first attempt of a call, `2` when it is repeated. */
  readonly attempt: number
}

/** The end of a request: an answer, or the reason why there is none. */
export interface ResponseEvent extends RequestEvent {
  /** The answer's status; `null` if there is no answer. */
  readonly status: number | null
  /** Why there is no answer: `network`, `timeout`, or `aborted` by the caller; `null` if there is one. */
  readonly error: HelixErrorCode | 'aborted' | null
  /** From sending the request to the end of its answer, in milliseconds. */
  readonly duration: number
  /** How many points of Twitch's rate limit are left; `null` if that is not known. A page cannot read it. */
  readonly remaining: number | null
}

/** Callbacks that see a client's requests. They cannot change them. */
export interface AttemptCallbacks {
  /** Called before each request, also when a call is repeated. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined
  /** Called after each request, also if it failed or was aborted. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined
}

/** Makes an attempt, and reports it to the page before and afterwards. */
export function watchAttempt(
  { onRequest, onResponse }: AttemptCallbacks,
  call: RequestEvent,
  signal: AbortSignal | undefined,
  send: () => Promise<WireAnswer>,
): Promise<WireAnswer> {
  if (!onRequest && !onResponse) return send()
  // The form of a Vue or Svelte page is a proxy, which `structuredClone` refuses.
  const event: RequestEvent = { ...call, params: JSON.parse(JSON.stringify(call.params)) }
  const start = performance.now()
  const end = ({ status, headers, code = 'network' }: Partial<WireAnswer & HelixError>) => {
    const points = headers?.get(pointsLeft)
    callSafely(onResponse, {
      ...event,
      // A redirect that was not followed has the status 0 in browsers.
      status: status || null,
      error: status ? null : signal?.aborted ? 'aborted' : code,
      duration: performance.now() - start,
      remaining: points ? +points : null,
    })
  }
  callSafely(onRequest, event)
  const sent = send()
  sent.then(end, end)
  return sent
}

/** The header with what is left of Twitch's rate limit. */
export const pointsLeft = 'ratelimit-remaining'
