import { type Auth, createClient, type HelixError } from 'tinyhelix'
import { channelChatMessage, createEventSub, type EventSubGap } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

/** Two channels with 500 messages a second each. */
const channels = ['1', '2'] as const
type Channel = (typeof channels)[number]

const seconds = 3600
/** Each message has its own millisecond. */
const eventCount = seconds * 1000
const channelOf = (index: number): Channel => (index % 2 ? '2' : '1')

/** The frames of sockets. */
const startWriting = () => {
  let second = -1
  let prefix = ''
  /** In RFC 3339. */
  const timestampOf = (at: number) => {
    if (Math.floor(at / 1000) !== second) {
      second = Math.floor(at / 1000)
      prefix = new Date(second * 1000).toISOString().slice(0, -4)
    }
    return `${prefix}${`${at % 1000}`.padStart(3, '0')}Z`
  }
  const about = (id: string, channel: Channel, status = 'enabled') =>
    `{"id":"${id}","status":"${status}","type":"channel.chat.message","version":"1","condition":{"broadcaster_user_id":"${channel}","user_id":"1"},"cost":0}`
  const person = (of: string, id: string) =>
    `"${of}_user_id":"${id}","${of}_user_login":"user_${id}","${of}_user_name":"User_${id}"`
  const message = (at: number, id: string, type: string, payload: string) =>
    `{"metadata":{"message_id":"${id}","message_type":"${type}","message_timestamp":"${timestampOf(at)}"},"payload":${payload}}`
  return {
    chat: (index: number, at: number, subscription: string) => {
      const text = `message ${index}`
      const channel = channelOf(index)
      const event = `{${person('broadcaster', channel)},${person('chatter', '7')},"message_id":"${index}","message":{"text":"${text}","fragments":[{"type":"text","text":"${text}","cheermote":null,"emote":null,"mention":null}]},"message_type":"text","badges":[],"cheer":null,"color":"","reply":null,"channel_points_custom_reward_id":null,"source_broadcaster_user_id":null,"source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"source_message_id":null,"source_badges":null}`
      return message(
        at,
        `chat-${index}`,
        'notification',
        `{"subscription":${about(subscription, channel)},"event":${event}}`,
      )
    },
    revocation: (at: number, subscription: string, channel: Channel) =>
      message(
        at,
        `end-${at}`,
        'revocation',
        `{"subscription":${about(subscription, channel, 'authorization_revoked')}}`,
      ),
    session: (at: number, type: 'welcome' | 'reconnect', id: string, url: string | null) => {
      const session = { id, status: 'connected', keepalive_timeout_seconds: 10, reconnect_url: url }
      return message(at, `session-${at}`, `session_${type}`, JSON.stringify({ session }))
    },
  }
}

/** Twitch for one user: sockets, subscriptions, and a computer that may sleep. */
const startTwitch = () => {
  const write = startWriting()
  const subscriptions = new Map<Channel, string>()
  const sockets: TestSocket[] = []
  let ids = 0
  let sessionId = ''
  /** The sockets that receive events. */
  let current: TestSocket | undefined
  /** Tasks that wait until the computer wakes. */
  let waiting: (() => void)[] | null = null
  const arrive = (run: () => void) => {
    if (waiting) waiting.push(run)
    else run()
  }

  class TestSocket {
    isClosed = false
    readonly #listeners = new Map<string, (event: never) => void>()
    constructor(url: string) {
      sockets.push(this)
      setTimeout(() => {
        if (this.isClosed) return
        if (!url.endsWith('#moved')) {
          sessionId = `session-${++ids}`
          subscriptions.clear()
        }
        current = this
        this.receive(write.session(Date.now(), 'welcome', sessionId, null))
      }, 300)
    }
    addEventListener(type: string, listener: (event: never) => void) {
      this.#listeners.set(type, listener)
    }
    close() {
      this.isClosed = true
    }
    receive(data: string) {
      if (!this.isClosed) this.#listeners.get('message')?.({ data } as never)
    }
    end(code: number) {
      if (current === this) current = undefined
      subscriptions.clear()
      arrive(() => {
        if (!this.isClosed) this.#listeners.get('close')?.({ code } as never)
      })
    }
  }

  const fetch: typeof globalThis.fetch = async (_, { method, body } = {}) => {
    await new Promise(resolve => setTimeout(resolve, 100))
    if (method === 'DELETE') return new Response(null, { status: 204 })
    const { transport, ...topic } = JSON.parse(`${body}`)
    if (transport.session_id !== sessionId) return Response.json({ message: 'session does not exist' }, { status: 400 })
    const id = `subscription-${++ids}`
    subscriptions.set(topic.condition.broadcaster_user_id, id)
    const row = { id, status: 'enabled', ...topic, transport, created_at: '', cost: 0 }
    return Response.json({ data: [row], total: 1, total_cost: 0, max_total_cost: 10 }, { status: 202 })
  }

  return {
    fetch,
    WebSocket: TestSocket,
    sockets,
    /** Sends a chat message. */
    say: (index: number, at: number) => {
      const id = subscriptions.get(channelOf(index))
      const socket = current
      if (!id || !socket) return
      if (waiting) waiting.push(() => socket.receive(write.chat(index, at, id)))
      else socket.receive(write.chat(index, at, id))
    },
    revoke: (channel: Channel) => {
      const id = `${subscriptions.get(channel)}`
      subscriptions.delete(channel)
      current?.receive(write.revocation(Date.now(), id, channel))
    },
    move: () =>
      current?.receive(write.session(Date.now(), 'reconnect', sessionId, 'wss://cell.twitch.example/ws#moved')),
    drop: (code: number) => current?.end(code),
    sleep: () => {
      waiting = []
    },
    wake: () => {
      const arrived = waiting ?? []
      waiting = null
      for (const run of arrived) run()
    },
  }
}

const auth: Auth<'user'> = {
  kind: 'user',
  state: {
    status: 'signed-in',
    session: { userId: '1', login: 'ada', clientId: 'app', scopes: ['user:read:chat'], expiresAt: null },
    error: null,
  },
  subscribe: listener => {
    listener(auth.state)
    return () => {}
  },
  getToken: async () => 'token',
  invalidate: () => {},
}

const megabytesInUse = () => {
  if (!globalThis.gc) throw new Error('This needs Node’s --expose-gc.')
  globalThis.gc()
  return process.memoryUsage().heapUsed / 2 ** 20
}

it('in an hour of 1,000 events a second, each event arrives once or is in a gap', async () => {
  const twitch = startTwitch()
  const errors: HelixError[] = []
  const onMismatch = vi.fn()
  const events = createEventSub(createClient({ auth, ...twitch, onMismatch }), { onError: error => errors.push(error) })
  const deliveries = new Uint8Array(eventCount)
  const gaps: (EventSubGap & { readonly toldAt: number })[] = []
  const listen = (broadcaster_user_id: Channel) =>
    events.on(channelChatMessage, { broadcaster_user_id }, ({ message_id }) => {
      const index = Number(message_id)
      deliveries[index] = (deliveries[index] ?? 0) + 1
    })
  events.onGap(gap => gaps.push({ ...gap, toldAt: Date.now() }))
  const handles = new Map(channels.map(channel => [channel, listen(channel)]))
  await vi.advanceTimersByTimeAsync(2000)
  expect(events.state.status).toBe('live')

  const begin = Date.now()
  /** The happenings by second. */
  const happenings: Readonly<Record<number, () => void>> = {
    600: () => twitch.revoke('2'),
    630: () => {
      const before = handles.get('2')
      handles.set('2', listen('2'))
      before?.close()
    },
    1200: () => twitch.move(),
    1800: () => twitch.drop(4000),
    2400: () => twitch.sleep(),
    // Nobody answers Twitch's pings.
    2440: () => twitch.drop(1006),
    2700: () => twitch.wake(),
  }
  const isAsleep = (second: number) => second >= 2400 && second < 2700
  const heap: number[] = []
  for (let second = 0; second < seconds; second++) {
    // The computer's timers run first when it wakes.
    if (second === 2700) vi.advanceTimersByTime(1)
    happenings[second]?.()
    if (second % 300 === 299 && !isAsleep(second)) heap.push(megabytesInUse())
    // Twitch sometimes repeats messages, also on another socket.
    for (let index = Math.max(0, second * 1000 - 20); index < second * 1000; index++) twitch.say(index, begin + index)
    for (let part = 0; part < 10; part++) {
      const start = second * 1000 + part * 100
      for (let index = start; index < start + 100; index++) twitch.say(index, begin + index)
      const end = begin + start + 100
      if (isAsleep(second)) vi.setSystemTime(end)
      else vi.advanceTimersByTime(end - Date.now())
    }
    // Requests continue.
    if (!isAsleep(second)) await vi.advanceTimersByTimeAsync(0)
  }

  let delivered = 0
  let lost = 0
  for (let index = 0; index < eventCount; index++) {
    const times = deliveries[index] ?? 0
    if (times > 1) expect.fail(`event ${index} was delivered ${times} times`)
    delivered += times
    if (times) continue
    lost++
    const at = begin + index
    const isTold = gaps.some(
      ({ since, subscriptions, toldAt }) =>
        Date.parse(since) <= at &&
        at <= toldAt &&
        subscriptions.some(({ condition }) => condition['broadcaster_user_id'] === channelOf(index)),
    )
    if (!isTold) expect.fail(`event ${index} was lost, and no gap says so`)
  }
  console.log({
    delivered,
    lost,
    gaps: gaps.map(({ since, toldAt }) => `${since} +${toldAt - Date.parse(since)} ms`),
    heap,
  })
  expect(errors.map(({ code }) => code)).toEqual(['revoked'])
  expect(onMismatch).not.toHaveBeenCalled()
  // The first connection, after the move, after the drop, and after the sleep.
  expect(twitch.sockets).toMatchObject([{ isClosed: true }, ...Array(3).fill({ isClosed: false })])
  expect(gaps.map(({ subscriptions }) => subscriptions.length)).toEqual([1, 2, 2])
  // Half of 30 s of one channel, little for the drop, and 260 s of the sleep with the time to reconnect.
  expect(lost).toBeGreaterThan(275_000)
  expect(lost).toBeLessThan(290_000)
  expect(delivered).toBe(eventCount - lost)
  expect(Number(heap.at(-1)) - Math.min(...heap)).toBeLessThan(1)
  events.close()
})
