/**
 * What Twitch's own mock server for events does (`twitch event websocket start-server`), as far as a page can see it. It is
 * more lenient than Twitch in some things, and unlike it in others. Its pings are answered by browsers themselves.
 */

const second = 1000

interface Row {
  readonly id: string
  readonly status: string
  readonly type: string
  readonly version: string
  readonly condition: object
}

interface Client {
  readonly sessionId: string
  readonly send: (text: string) => void
  readonly close: (code: number) => void
  readonly timers: ReturnType<typeof setInterval>[]
  subscriptions: Row[]
}

interface MockSocket {
  readonly addEventListener: (type: string, listener: (event: never) => void) => void
  readonly close: () => void
}

/** One of its servers: it starts another one to play a reconnect. */
interface Generation {
  readonly id: string
  readonly clients: Map<string, Client>
  /** Subscriptions that sockets bring along from the generation before, by session. Each can be fetched once. */
  readonly movable: Map<string, Row[]>
}

export interface MockServer {
  /** For `createClient`: REST is at the root path of the port. */
  readonly network: {
    readonly baseURL: string
    readonly eventSubURL: string
    readonly fetch: typeof globalThis.fetch
    readonly WebSocket: new (url: string) => MockSocket
  }
  /** Requests as `POST 202`, in order. */
  readonly answered: string[]
  /** The addresses that sockets were opened to. */
  readonly addresses: string[]
  /** Sends an event to every socket, whatever it has subscribed to: `twitch event trigger`. */
  readonly trigger: (type: string, version: string, event: object) => void
  /** Asks all to move; they have 30 seconds. */
  readonly reconnect: () => void
  /** Closes all sockets; pages hear of it after so many milliseconds. */
  readonly close: (code: number, delay?: number) => void
  readonly sessionIds: () => string[]
}

export function createMockServer({ isStrict = false } = {}): MockServer {
  let ids = 0
  const newId = (what: string) => `${what}${++ids}`
  const begin = (movable: Generation['movable']): Generation => ({ id: newId('server'), clients: new Map(), movable })
  const generations = [begin(new Map())]
  const primary = () => generations.at(-1) as Generation
  const answered: string[] = []
  const addresses: string[] = []

  const frame = (message_type: string, payload: object, more: object = {}) =>
    JSON.stringify({
      metadata: {
        message_id: newId('message'),
        message_type,
        message_timestamp: new Date().toISOString().replace('Z', '123456Z'),
        ...more,
      },
      payload,
    })

  const forget = ({ clients }: Generation, client: Client) => {
    clients.delete(client.sessionId)
    for (const timer of client.timers) clearInterval(timer)
  }

  class Socket implements MockSocket {
    readonly #listeners: [type: string, listener: (event: never) => void][] = []
    #leave = () => {}
    #isClosed = false

    constructor(address: string) {
      addresses.push(address)
      setTimeout(() => this.#open(new URL(address)), 1)
    }

    addEventListener(type: string, listener: (event: never) => void) {
      this.#listeners.push([type, listener])
    }

    #tell(type: string, event: object) {
      for (const [of, listener] of this.#listeners) if (of === type) listener(event as never)
    }

    #open({ searchParams }: URL) {
      if (this.#isClosed) return
      const generation = primary()
      const moved = atob(searchParams.get('reconnect_id') ?? '')
      const client: Client = {
        sessionId: `${generation.id}_${newId('client')}`,
        send: text => {
          if (!this.#isClosed) this.#tell('message', { data: text })
        },
        close: code => {
          if (this.#isClosed) return
          this.#isClosed = true
          this.#tell('close', { code })
        },
        timers: [],
        subscriptions: generation.movable.get(moved) ?? [],
      }
      generation.movable.delete(moved)
      generation.clients.set(client.sessionId, client)
      this.#leave = () => forget(generation, client)
      const session = { id: client.sessionId, status: 'connected', keepalive_timeout_seconds: 10, reconnect_url: null }
      client.send(frame('session_welcome', { session }))
      // On a fixed beat, whatever else is sent; and always this one, whatever the address asks for.
      client.timers.push(setInterval(() => client.send(frame('session_keepalive', {})), 10 * second))
      if (!isStrict) return
      const unused = setTimeout(() => {
        if (client.subscriptions.length) return
        forget(generation, client)
        client.close(4003)
      }, 10 * second)
      client.timers.push(unused)
    }

    close() {
      if (this.#isClosed) return
      this.#isClosed = true
      this.#leave()
      queueMicrotask(() => this.#tell('close', { code: 1005 }))
    }
  }

  const refused = (status: number, message: string) => ({ status, body: { status, message } })

  const subscribe = (body: { type: string; version: string; condition: object; transport: { session_id: string } }) => {
    const { transport, ...topic } = body
    const client = generations.flatMap(({ clients }) => clients.get(transport.session_id) ?? [])[0]
    if (!client) return refused(400, 'non-existent session_id')
    if (client.subscriptions.some(({ type, version }) => type === topic.type && version === topic.version)) {
      const problem =
        'Subscription by the specified type and version combination for the specified Client ID already exists'
      return refused(409, problem)
    }
    const row = { ...topic, id: newId('subscription'), status: 'enabled' }
    client.subscriptions = [...client.subscriptions, row]
    const data = [{ ...row, transport, cost: 0 }]
    return { status: 202, body: { data, total: 0, max_total_cost: 10, total_cost: 0 } }
  }
  const list = () => {
    const data = [...primary().clients.values()].flatMap(({ sessionId, subscriptions }) =>
      subscriptions.map(row => ({ ...row, cost: 0, transport: { method: 'websocket', session_id: sessionId } })),
    )
    return { status: 200, body: { data, total: data.length, max_total_cost: 10, total_cost: 0, pagination: {} } }
  }
  const unsubscribe = (id: string | null) => {
    const client = [...primary().clients.values()].find(({ subscriptions }) => subscriptions.some(row => row.id === id))
    if (client) client.subscriptions = client.subscriptions.filter(row => row.id !== id)
    return { status: client ? 204 : 404, body: null }
  }

  const answer = (method: string, { pathname, searchParams }: URL, headers: Headers, body: string) => {
    if (pathname !== '/eventsub/subscriptions') return { status: 404, body: null }
    if (!headers.get('client-id')) return refused(400, 'Client-Id header required')
    if (method === 'POST') return subscribe(JSON.parse(body))
    return method === 'GET' ? list() : unsubscribe(searchParams.get('id'))
  }
  const fetch: typeof globalThis.fetch = async (input, { method = 'GET', headers, body } = {}) => {
    const url = new URL(`${input}`)
    const { status, body: json } = answer(method, url, new Headers(headers), `${body}`)
    if (url.pathname.startsWith('/eventsub')) answered.push(`${method} ${status}`)
    return new Response(json && JSON.stringify(json), { status })
  }

  return {
    network: {
      ...{ baseURL: 'http://localhost:8080', eventSubURL: 'ws://localhost:8080/ws' },
      ...{ fetch, WebSocket: Socket },
    },
    answered,
    addresses,
    trigger: (type, version, event) => {
      for (const { sessionId, send, subscriptions } of [...primary().clients.values()]) {
        // By default nobody needs to have subscribed.
        if (isStrict && !subscriptions.some(row => row.type === type && row.version === version)) continue
        // The subscription is made up each time.
        const transport = { method: 'websocket', session_id: sessionId }
        const subscription = {
          id: newId('made-up'),
          status: 'enabled',
          type,
          version,
          condition: {},
          cost: 0,
          transport,
        }
        const about = { subscription_type: type, subscription_version: version }
        send(frame('notification', { subscription, event }, about))
      }
    },
    reconnect: () => {
      const old = primary()
      const movable = new Map([...old.clients].map(([id, { subscriptions }]) => [id, subscriptions]))
      generations.push(begin(movable))
      for (const client of old.clients.values()) {
        for (const timer of client.timers) clearInterval(timer)
        const reconnect_url = `ws://localhost:8080/ws?reconnect_id=${btoa(client.sessionId)}`
        const session = { id: client.sessionId, status: 'reconnecting', keepalive_timeout_seconds: null, reconnect_url }
        client.send(frame('session_reconnect', { session }))
      }
      setTimeout(() => {
        for (const client of [...old.clients.values()]) {
          forget(old, client)
          client.close(4004)
        }
      }, 30 * second)
    },
    close: (code, delay = 0) => {
      const generation = primary()
      for (const client of [...generation.clients.values()]) {
        forget(generation, client)
        setTimeout(client.close, delay, code)
      }
    },
    sessionIds: () => generations.flatMap(({ clients }) => [...clients.keys()]),
  }
}
