import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as it arrived. */
export interface Received {
  /** Method and path, such as `GET /streams`; the sign-in host's paths begin with `/oauth2`. */
  readonly endpoint: string
  readonly url: URL
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** When it arrived by the clock of the test, in milliseconds since 1970. */
  readonly at: number
  /** Settles when the connection ended before the answer was complete. */
  readonly abandoned: Promise<void>
}

/** What the server does with one request. */
export interface Answer {
  /** @defaultValue `200` */
  readonly status?: number
  readonly headers?: Record<string, string>
  /** The body as a value, sent as JSON. */
  readonly json?: unknown
  /** The body as it is. */
  readonly text?: string
  /** Ends the connection before anything was sent, or when half of the body was. */
  readonly drop?: 'before' | 'middle'
  /** Sends nothing, or half of the body, and then keeps the connection open. */
  readonly stall?: 'before' | 'middle'
  /** Holds the answer back until this settles. */
  readonly after?: Promise<unknown>
}

type Script = Answer | ((request: Received) => Answer | Promise<Answer>)

export interface TestServer {
  readonly origin: string
  /** Where a client finds it. */
  readonly network: { readonly baseURL: string; readonly authURL: string }
  /** Answers requests to `endpoint` one after the other; the last answer goes to all that follow. */
  readonly answer: (endpoint: string, ...answers: Script[]) => void
  /** Everything that arrived, or what arrived at one endpoint. */
  readonly received: (endpoint?: string) => Received[]
}

/** A server on a free port, which closes with the test. What was not scripted is answered with 501. */
export async function startServer(): Promise<TestServer> {
  const scripts = new Map<string, Script[]>()
  const log: Received[] = []

  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const endpoint = `${incoming.method} ${url.pathname.replace(/^\/helix(?=\/)/, '')}`
    let body = ''
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk
    const received: Received = {
      endpoint,
      url,
      query: url.searchParams,
      headers: incoming.headers,
      body,
      at: Date.now(),
      abandoned: new Promise(resolve => outgoing.on('close', () => outgoing.writableFinished || resolve())),
    }
    log.push(received)
    const queue = scripts.get(endpoint) ?? []
    const script = queue.length > 1 ? queue.shift() : queue[0]
    const answer = typeof script === 'function' ? await script(received) : script
    await answer?.after
    send(incoming, outgoing, answer ?? { status: 501, json: { message: `nothing is scripted for ${endpoint}` } })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })

  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    network: { baseURL: `${origin}/helix`, authURL: `${origin}/oauth2` },
    answer: (endpoint, ...answers) => void scripts.set(endpoint, answers),
    received: endpoint => log.filter(request => !endpoint || request.endpoint === endpoint),
  }
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answer): void {
  const { status = 200, headers, json, text, drop, stall } = answer
  if (drop === 'before') incoming.socket.destroy()
  if (drop === 'before' || stall === 'before') return
  const body = Buffer.from(text ?? (json === undefined ? '' : JSON.stringify(json)))
  const type = json === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }
  const length = status === 204 ? {} : { 'Content-Length': String(body.length) }
  outgoing.writeHead(status, { ...type, ...length, ...headers })
  if (!drop && !stall) {
    outgoing.end(body)
    return
  }
  const half = body.subarray(0, Math.ceil(body.length / 2))
  outgoing.write(half, () => drop && incoming.socket.destroy())
}
