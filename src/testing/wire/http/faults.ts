import { sharedHeaders } from './cors.ts'
import type { FakeAnswer } from './message.ts'

/** A simulated failure. A field that is left out applies to every request. */
export interface Fault {
  /** The path below the base URL, such as `/streams` or `/validate`. */
  readonly path?: string | RegExp | undefined
  readonly method?: string | undefined
  /** The status of the answer. Without it and other failures, the request is answered as usual. */
  readonly status?: number | undefined
  /** Twitch's message for the status. */
  readonly message?: string | undefined
  /**
   * The whole body: text, or a value that is sent as JSON.
   * @defaultValue an error as Twitch words it; nothing with a status of success
   */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The delay of the answer in milliseconds. */
  readonly latency?: number | undefined
  /** Ends the connection before the answer, or in the middle of its body. */
  readonly drop?: 'before' | 'middle' | undefined
  /** Cuts the JSON of the usual answer. */
  readonly malformed?: boolean | undefined
  /** Leaves out the CORS headers, as the edge of Twitch's network does for its own errors. */
  readonly cors?: false | undefined
  /** With status 429: in how many milliseconds the limit is lifted. The rate limit's headers then say so. */
  readonly resetIn?: number | undefined
  /** The number of requests that fail. */
  readonly times?: number | undefined
  /** The number of requests that succeed first. */
  readonly after?: number | undefined
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Payload Too Large',
  422: 'Unprocessable Entity',
  425: 'Too Early',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** The usual messages of statuses. */
export const reasonOf = (status: number): string => reasons[status] ?? ''

/**
 * The allowed keys of a fault. JavaScript would accept a misspelled key, and a fault that never applies looks like
 * success.
 */
const known: Readonly<Record<keyof Fault, true>> = {
  path: true,
  method: true,
  status: true,
  message: true,
  body: true,
  headers: true,
  latency: true,
  drop: true,
  malformed: true,
  cors: true,
  resetIn: true,
  times: true,
  after: true,
}

/** Throws an error for a fault that can have no effect. */
function check(fault: Fault): void {
  const { path, status, drop } = fault
  const unknown = Object.keys(fault).find(key => !Object.hasOwn(known, key))
  if (unknown !== undefined) throw new Error(`A fault has no ${unknown}: it has ${Object.keys(known).join(', ')}.`)
  if (typeof path === 'string' && !/^\/[^?#]*$/.test(path)) {
    throw new Error(`The path of a fault begins below the base URL and ends before the query, like "/streams": ${path}`)
  }
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new Error(`The status of a fault is a whole number from 200 to 599: ${status}`)
  }
  if (drop !== undefined && drop !== 'before' && drop !== 'middle') {
    throw new Error(`A fault drops the connection "before" the answer or in its "middle": ${drop}`)
  }
}

/** The active faults of one fake. */
export interface Faults {
  readonly add: (fault: Fault) => () => void
  /** Returns the fault of this request, if any, and counts it. */
  readonly next: (method: string, path: string) => Fault | undefined
  /** Whether a fault, named by the function that lifts it, can still apply. */
  readonly isInForce: (lift: () => void) => boolean
}

export function createFaults(): Faults {
  const inForce = new Map<Fault, { passed: number; hit: number; readonly lift: () => void }>()
  return {
    add: fault => {
      check(fault)
      // A copy, so that the same fault can be active twice.
      const added = { ...fault }
      const lift = () => void inForce.delete(added)
      inForce.set(added, { passed: 0, hit: 0, lift })
      return lift
    },
    next: (method, path) => {
      for (const [fault, count] of inForce) {
        const { times = Infinity, after = 0 } = fault
        if (fault.method && fault.method.toUpperCase() !== method) continue
        if (fault.path instanceof RegExp ? path.search(fault.path) < 0 : fault.path && fault.path !== path) continue
        if (count.passed++ < after) continue
        if (++count.hit >= times) inForce.delete(fault)
        return fault
      }
      return undefined
    },
    isInForce: lift => [...inForce.values()].some(count => count.lift === lift),
  }
}

/** The answer to a request with a fault. `usual` is called only if the request takes effect. */
export function answerWith(fault: Fault, now: number, usual: () => FakeAnswer): FakeAnswer {
  const { status, message = '', body, headers, drop, malformed, cors, resetIn } = fault
  const replaces = status !== undefined || body !== undefined
  // A connection that ends before the answer may have done its work at Twitch. Here it has not.
  if (drop === 'before') return { status: 502, headers: {}, body: '', cut: 'before' }
  const answer = replaces ? replacement(status ?? 200, message, body) : usual()
  const limits: Record<string, string> =
    status === 429 && resetIn !== undefined
      ? {
          'ratelimit-limit': '800',
          'ratelimit-remaining': '0',
          'ratelimit-reset': `${Math.ceil((now + resetIn) / 1000)}`,
        }
      : {}
  const given = Object.entries({ ...answer.headers, ...limits, ...headers }).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ])
  const all: Record<string, string> = Object.fromEntries(given)
  if (cors === false) delete all['access-control-allow-origin']
  return {
    status: answer.status,
    headers: all,
    body: malformed ? answer.body.slice(0, Math.floor(answer.body.length * 0.6)) : answer.body,
    cut: drop,
  }
}

/** An answer with this status: the given body, or an error in Twitch's words. */
export function replacement(status: number, message: string, body?: unknown): FakeAnswer {
  const given = body !== undefined ? body : status < 400 ? '' : { error: reasonOf(status), status, message }
  const isText = typeof given === 'string'
  return {
    status,
    headers: { ...sharedHeaders, 'content-type': isText ? 'text/html' : 'application/json; charset=utf-8' },
    body: isText ? given : JSON.stringify(given),
  }
}
