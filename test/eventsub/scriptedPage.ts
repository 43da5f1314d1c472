import { type Auth, type ClientOptions, createClient, type HelixClient } from 'tinyhelix'
import { channelUpdate, createEventSub, type EventSubOptions } from 'tinyhelix/eventsub'
import { vi } from 'vitest'
import { controlledAuth } from './controlledAuth.ts'

/** Runs everything that needs no time. */
export const settle = () => vi.advanceTimersByTimeAsync(0)
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

interface Asked {
  readonly method: string
  readonly token: string
  readonly query: URLSearchParams
  readonly body: { type: string; version: string; condition: object; transport: { session_id: string } }
  readonly answer: (status: number, body?: object) => Promise<void>
}

/** A page with a scripted Twitch, whose sockets and requests are answered by the test. */
export const page = (options: Partial<ClientOptions<'user'>> & { user?: string | null } = {}) => {
  const { user = 'ada', ...settings } = options
  const { auth, listeners, signIn } = controlledAuth(user)
  const sockets: ScriptedSocket[] = []
  const asked: Asked[] = []
  let ids = 0

  class ScriptedSocket extends EventTarget {
    readonly url: string
    isClosed = false
    constructor(url: string) {
      super()
      this.url = url
      sockets.push(this)
    }
    close() {
      if (this.isClosed) return
      this.isClosed = true
      queueMicrotask(() => this.drop(1005))
    }
    receive(type: string, payload: object = {}, metadata: object = {}) {
      const message_timestamp = new Date().toISOString()
      const data = {
        metadata: { message_id: `m-${++ids}`, message_type: type, message_timestamp, ...metadata },
        payload,
      }
      this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(data) }))
    }
    welcome() {
      const session = { id: `session-${sockets.indexOf(this) + 1}`, status: 'connected', keepalive_timeout_seconds: 10 }
      this.receive('session_welcome', { session })
    }
    notify(id: string, event: object, about: object = { type: 'channel.update', version: '2', condition: {} }) {
      this.receive('notification', { subscription: { id, status: 'enabled', ...about }, event })
    }
    drop(code = 1006) {
      this.dispatchEvent(Object.assign(new Event('close'), { code }))
    }
  }

  const fetch: typeof globalThis.fetch = (input, init) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers, body, signal } = init ?? {}
      signal?.addEventListener('abort', () => reject(signal.reason))
      asked.push({
        method,
        token: `${new Headers(headers).get('authorization')}`,
        query: new URL(`${input}`).searchParams,
        body: JSON.parse(`${body ?? '{}'}`),
        answer: async (status, answer) => {
          resolve(new Response(answer ? JSON.stringify(answer) : null, { status }))
          await settle()
        },
      })
    })

  const clientOf = (from: Auth<'user'>): HelixClient => {
    const network = { fetch, WebSocket: ScriptedSocket }
    return createClient({ auth: from, ...network, ...settings } as ClientOptions<'user'>)
  }
  const take = (method: string) => asked.splice(0).filter(request => request.method === method)
  const socket = (index = sockets.length) => {
    const found = sockets[index - 1]
    if (!found) throw new Error(`there is no socket ${index}`)
    return found
  }
  return {
    client: clientOf(auth),
    /** The client of another auth in this page. */
    clientOf,
    sockets,
    asked,
    socket,
    listeners,
    signIn,
    take,
    /** Accepts all requested subscriptions, with the ids `id-1`, … */
    agree: async () => {
      for (const { body, answer } of take('POST')) {
        const { transport, ...topic } = body
        const row = { id: `id-${++ids}`, status: 'enabled', ...topic, transport, created_at: '', cost: 1 }
        await answer(202, { data: [row], total: 1, total_cost: 1, max_total_cost: 10 })
      }
    },
  }
}

export const update = { broadcaster_user_id: 'ada', title: 'Hello' }

/** A page that listens to `channelUpdate` of `ada`. */
export const listening = async (options: Parameters<typeof page>[0] = {}, eventSubOptions: EventSubOptions = {}) => {
  const made = page({ validate: 'off', ...options })
  const events = createEventSub(made.client, eventSubOptions)
  const received: unknown[] = []
  const handle = events.on(channelUpdate, event => received.push(event))
  await settle()
  made.socket().welcome()
  await settle()
  await made.agree()
  return { ...made, events, received, handle }
}
