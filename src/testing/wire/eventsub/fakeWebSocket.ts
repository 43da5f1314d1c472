import type { Connection, Peer } from './sessions.ts'

const CONNECTING = 0
const OPEN = 1
const CLOSING = 2
const CLOSED = 3

const handled = ['open', 'message', 'error', 'close'] as const

/** Each event is dispatched in a task of its own, as on the platform. */
const later = (run: () => void): void => void setTimeout(run, 0)

/** The class behind `network.WebSocket`. */
export type FakeWebSocketClass = typeof globalThis.WebSocket

/** A class with the shape of the platform's `WebSocket`, whose sockets reach only these addresses of a fake. */
export function createWebSocketClass(
  addresses: readonly string[],
  connect: (address: string, connection: Connection) => Peer,
): FakeWebSocketClass {
  const homes = addresses.map(address => new URL(address))

  return class FakeWebSocket extends EventTarget {
    static readonly CONNECTING = CONNECTING
    static readonly OPEN = OPEN
    static readonly CLOSING = CLOSING
    static readonly CLOSED = CLOSED
    readonly CONNECTING = CONNECTING
    readonly OPEN = OPEN
    readonly CLOSING = CLOSING
    readonly CLOSED = CLOSED

    readonly url: string
    readonly protocol = ''
    readonly extensions = ''
    readonly bufferedAmount = 0
    binaryType: BinaryType = 'blob'
    onopen: ((event: Event) => void) | null = null
    onmessage: ((event: MessageEvent) => void) | null = null
    onerror: ((event: Event) => void) | null = null
    onclose: ((event: CloseEvent) => void) | null = null

    #state: 0 | 1 | 2 | 3 = CONNECTING
    #peer: Peer | null = null

    constructor(address: string | URL) {
      super()
      const url = parse(`${address}`)
      this.url = url.href
      for (const type of handled) this.addEventListener(type, event => this[`on${type}`]?.(event as never))
      later(() => this.#open(url))
    }

    get readyState() {
      return this.#state
    }

    send(data: unknown): void {
      if (this.#state === CONNECTING) throw new DOMException('The socket is not open yet.', 'InvalidStateError')
      if (this.#state === OPEN) later(() => this.#peer?.sent(`${data}`))
    }

    close(code = 1000, reason = ''): void {
      if (code !== 1000 && (code < 3000 || code > 4999)) {
        throw new DOMException(`A page cannot close with code ${code}.`, 'InvalidAccessError')
      }
      if (this.#state >= CLOSING) return
      const wasOpen = this.#state === OPEN
      this.#state = CLOSING
      later(() => {
        if (wasOpen) this.#peer?.closed()
        this.#end(wasOpen ? code : 1006, wasOpen ? reason : '')
      })
    }

    #open({ origin, host, pathname }: URL): void {
      if (this.#state !== CONNECTING) return
      if (!homes.some(home => host === home.host && pathname === home.pathname)) {
        this.#end(1006, '')
        return
      }
      this.#state = OPEN
      // Messages that are sent while it opens arrive after `open`.
      later(() => {
        if (this.#state !== OPEN) return
        this.#peer = connect(this.url, {
          send: data => this.#state === OPEN && this.dispatchEvent(new MessageEvent('message', { data, origin })),
          close: (code, reason) => this.#end(code, reason),
          drop: () => this.#end(1006, ''),
        })
      })
      this.dispatchEvent(new Event('open'))
    }

    #end(code: number, reason: string): void {
      if (this.#state === CLOSED) return
      this.#state = CLOSED
      const wasClean = code !== 1006
      if (!wasClean) this.dispatchEvent(new Event('error'))
      // Node 20 has no CloseEvent.
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason, wasClean }))
    }
  }
}

function parse(address: string): URL {
  let url: URL | undefined
  try {
    url = new URL(address)
  } catch {}
  if (url && !url.hash && /^wss?:$/.test(url.protocol)) return url
  throw new DOMException(`"${address}" is no address of a WebSocket.`, 'SyntaxError')
}
