import type { IncomingHttpHeaders } from 'node:http'

/** A received request. */
export interface Received {
  /** Method and path, such as `GET /streams`; the sign-in host's paths begin with `/oauth2`. */
  readonly endpoint: string
  readonly url: URL
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The body of a form. */
  readonly form: URLSearchParams
  /** When it arrived by the clock of the test, in milliseconds since 1970. */
  readonly at: number
  /** Aborts when the caller gives up before the answer is complete. */
  readonly signal: AbortSignal
  /** Settles when `signal` aborts. */
  readonly abandoned: Promise<void>
}

/** The answer to one request. */
export interface Answer {
  /** @defaultValue `200` */
  readonly status?: number
  readonly headers?: Record<string, string>
  /** The body as a value, sent as JSON. */
  readonly json?: unknown
  /** The body as it is. */
  readonly text?: string
  /** Ends the connection before the answer, or after half of the body. */
  readonly drop?: 'before' | 'middle'
  /** Sends nothing or half of the body, and keeps the connection open. */
  readonly stall?: 'before' | 'middle'
  /** Holds the answer back until this settles. */
  readonly after?: Promise<unknown>
}

export type Script = Answer | ((request: Received) => Answer | Promise<Answer>)

/** A Twitch whose answers the test sets. */
export interface Scripted {
  /**
   * Sets the answers to an endpoint, one by one. The last answer repeats. `*` is every endpoint without its own
   * answers. Other requests get 501.
   */
  readonly answer: (endpoint: string, ...answers: Script[]) => void
  /** Makes these endpoints unreachable, as without a network. Without arguments, all are reachable again. */
  readonly cutOff: (...endpoints: string[]) => void
  /** All received requests, or those of one endpoint. */
  readonly received: (endpoint?: string) => Received[]
}

/** A request as it arrives, over a socket or through `fetch`. */
type Arrival = Pick<Received, 'url' | 'headers' | 'body' | 'signal'> & { readonly method: string }

/** The requests and answers, independent of how requests arrive. */
export function newScript(): Scripted & { readonly reply: (arrival: Arrival) => Promise<Answer> } {
  const scripts = new Map<string, Script[]>()
  const log: Received[] = []
  let unreachable: readonly string[] = []

  const reply = async ({ method, url, headers, body, signal }: Arrival): Promise<Answer> => {
    const endpoint = `${method} ${url.pathname.replace(/^\/helix(?=\/)/, '')}`
    const request: Received = {
      ...{ endpoint, url, query: url.searchParams, headers, body, form: new URLSearchParams(body), at: Date.now() },
      signal,
      abandoned: new Promise(resolve => signal.addEventListener('abort', () => resolve())),
    }
    log.push(request)
    if (unreachable.includes(endpoint)) return { drop: 'before' }
    const queue = scripts.get(endpoint) ?? scripts.get('*') ?? []
    const script = queue.length > 1 ? queue.shift() : queue[0]
    const answer = typeof script === 'function' ? await script(request) : script
    await answer?.after
    return answer ?? { status: 501, json: { message: `nothing is scripted for ${endpoint}` } }
  }

  return {
    answer: (endpoint, ...answers) => void scripts.set(endpoint, answers),
    cutOff: (...endpoints) => {
      unreachable = endpoints
    },
    received: endpoint => log.filter(request => !endpoint || request.endpoint === endpoint),
    reply,
  }
}

/** The body of an answer, and the part that is sent before the connection ends or stalls. */
export function bodyOf({ text, json, drop, stall }: Answer): { readonly body: Buffer; readonly sent: Buffer } {
  const body = Buffer.from(text ?? (json === undefined ? '' : JSON.stringify(json)))
  return { body, sent: drop || stall ? body.subarray(0, Math.ceil(body.length / 2)) : body }
}
