import { type ClientOptions, createClient, type HelixClient, type HelixError } from 'tinyhelix'
import {
  channelChatMessage,
  channelFollow,
  channelUpdate,
  createEventSub,
  type EventSub,
  type EventSubscriptionHandle,
  type EventType,
  streamOnline,
} from 'tinyhelix/eventsub'
import { vi } from 'vitest'
import { controlledAuth } from './controlledAuth.ts'
import { type Line, type Move, SimulatedTwitch, seededRandom, Timeline } from './simulatedTwitch.ts'

/** The counts of a play. */
export interface UserOutcome {
  readonly events: number
  readonly deliveries: number
  /** Events that did not reach a live subscription. Each is in a gap. */
  readonly lost: number
  /** The number of changes of users, and of those by callbacks. */
  readonly changes: number
  readonly changesInCallbacks: number
  readonly wrongDates: number
}

/** The library's time, which a test moves. */
export interface SimulatedTime {
  readonly timeline: Timeline
  /** Moves the time forward, or until a condition holds. */
  readonly pass: (ms: number, isDone?: () => boolean) => Promise<void>
  /** Runs code of the page later. */
  readonly after: (ms: number, run: () => void) => void
}

/** Gives the library a clock and timers that only the test moves. */
export function simulateTime(): SimulatedTime {
  const timeline = new Timeline()
  const { setImmediate } = globalThis
  const begunAt = timeline.now
  const timers = new Set<number>()
  let ids = 0
  /** Whether code of the page has run since the last wait for promises. */
  let isBusy = false
  const after = (ms: number, run: () => void) =>
    timeline.after(ms, () => {
      isBusy = true
      run()
    })
  vi.spyOn(Date, 'now').mockImplementation(() => timeline.now)
  vi.spyOn(performance, 'now').mockImplementation(() => timeline.now - begunAt)
  vi.stubGlobal('setTimeout', (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const timer = ++ids
    timers.add(timer)
    after(ms, () => {
      if (timers.delete(timer)) run(...args)
    })
    return timer
  })
  vi.stubGlobal('clearTimeout', (timer: number) => timers.delete(timer))
  const settle = async () => {
    await new Promise(resolve => setImmediate(resolve))
    isBusy = false
  }
  return {
    timeline,
    after,
    pass: async (ms, isDone = () => false) => {
      const end = timeline.now + ms
      await settle()
      while (timeline.now < end && !isDone()) {
        timeline.runUntil(end, () => isBusy)
        if (isBusy) await settle()
      }
    },
  }
}

type Ids = Record<string, string>

/** The subscriptions of pages: the same for all users, or their own. */
const subjects: readonly { readonly type: EventType<unknown, unknown>; readonly ids: (user: string) => Ids }[] = [
  { type: channelUpdate, ids: () => ({ broadcaster_user_id: '42' }) },
  { type: streamOnline, ids: () => ({ broadcaster_user_id: '42' }) },
  { type: channelUpdate, ids: user => ({ broadcaster_user_id: user }) },
  { type: channelChatMessage, ids: user => ({ broadcaster_user_id: '42', user_id: user }) },
  { type: channelFollow, ids: user => ({ broadcaster_user_id: '42', moderator_user_id: user }) },
]

/** The ids that a page gives, without those of the user. */
const givenIds = [
  { broadcaster_user_id: '42' },
  { broadcaster_user_id: '42' },
  {},
  { broadcaster_user_id: '42' },
  { broadcaster_user_id: '42' },
]

interface Player {
  readonly events: EventSub
  readonly handles: Set<Handle>
  /** Reported gaps with their times. */
  readonly gaps: { readonly at: number; readonly since: string; readonly topics: readonly string[] }[]
}

interface Handle {
  readonly subject: number
  readonly handle: EventSubscriptionHandle
  readonly got: Set<number>
}

interface Expected {
  readonly player: Player
  readonly handle: Handle
  readonly topic: string
  readonly id: number
  readonly at: number
}

const fault = (problem: string): never => {
  throw new Error(problem)
}

/**
 * Plays two users and two EventSubs of one page. Their callbacks sign users in and out, close and subscribe. Some
 * messages of Twitch have wrong dates. Then it ends all trouble, and checks the result.
 */
export async function playUsers(seed: number, { timeline, pass, after }: SimulatedTime): Promise<UserOutcome> {
  const random = seededRandom(seed)
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T => list[between(0, list.length - 1)] as T
  vi.spyOn(Math, 'random').mockImplementation(random)
  // Spied clocks keep each call: ten thousand plays would need a gigabyte.
  vi.clearAllMocks()
  const twitch = new SimulatedTwitch(timeline, () => 0)
  const { auth, signIn } = controlledAuth('ada')
  const outcome = { events: 0, deliveries: 0, lost: 0, changes: 0, changesInCallbacks: 0, wrongDates: 0 }
  const problems: string[] = []
  const ownerOf = new Map<string, string>()
  const expected = new Set<Expected>()
  const user = () => auth.state.session?.userId ?? null

  // The network

  const open = new Set<object>()
  const arrived = new Set<unknown>()
  /** Two messages confirm a time, so at most one of two that count for the page has a wrong date. */
  let mayBeWrong = true
  const date = (message: { metadata: Record<string, unknown> }): object => {
    const { metadata } = message
    const isRepeat = arrived.has(metadata['message_id'])
    arrived.add(metadata['message_id'])
    if (isRepeat) return message
    const isWrong = mayBeWrong && random() < 0.2
    if (isWrong) outcome.wrongDates++
    // During a move the page counts the messages of one socket only.
    if (isWrong || open.size === 1) mayBeWrong = !isWrong
    const days = 86_400_000
    const by = pick([3_600_000, -3_600_000, 400 * days, -400 * days, between(-days, days), between(-20_000, 20_000)])
    const message_timestamp = new Date(timeline.now + by).toISOString()
    return isWrong ? { ...message, metadata: { ...metadata, message_timestamp } } : message
  }
  class SimulatedSocket extends EventTarget {
    close: () => void
    constructor(url: string) {
      super()
      open.add(this)
      const latency = between(0, 500)
      let end: ReturnType<SimulatedTwitch['connect']> | undefined
      let isOpen = true
      const closed = (code: number) => {
        open.delete(this)
        this.dispatchEvent(Object.assign(new Event('close'), { code }))
      }
      const line: Line = {
        send: message =>
          after(latency, () => {
            if (!isOpen) return
            const data = JSON.stringify(date(message as Parameters<typeof date>[0]))
            this.dispatchEvent(Object.assign(new Event('message'), { data }))
          }),
        close: code =>
          after(latency, () => {
            if (!isOpen) return
            isOpen = false
            closed(code)
          }),
      }
      this.close = () => {
        if (!isOpen) return
        isOpen = false
        // Nobody answers the close frame on a dead connection, so the browser gives up.
        const isDead = !!end && !end.isReachable
        if (end) twitch.disconnect(end, true)
        after(isDead ? 2000 : 50, () => closed(isDead ? 1006 : 1005))
      }
      timeline.after(between(20, 100), () => {
        if (isOpen) end = twitch.connect(url.startsWith('wss://cell') ? url : null, line)
      })
    }
  }
  const fetch = (address: string, { method, body, headers, signal }: RequestInit): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const token = `${new Headers(headers).get('authorization')}`.replace('Bearer secret-', '')
      signal?.addEventListener('abort', () => reject(signal.reason))
      const answer = (status: number, json?: object) => {
        const text = async () => (json ? JSON.stringify(json) : '')
        after(between(5, 40), () => resolve({ status, ok: status < 300, headers: new Headers(), body: {}, text }))
      }
      timeline.after(between(5, 40), () => {
        if (method === 'DELETE') {
          twitch.unsubscribe(`${new URL(address).searchParams.get('id')}`)
          return answer(204)
        }
        if (method !== 'POST') return answer(200, { data: [], pagination: {} })
        const { transport, ...topic } = JSON.parse(`${body}`)
        const subscribed = twitch.subscribe(topic, transport.session_id)
        if (subscribed.status !== 202) return answer(subscribed.status, { message: subscribed.message })
        const { id, cost, total } = subscribed
        ownerOf.set(id, token)
        answer(202, { data: [{ id, ...topic, transport, cost }], total_cost: total, max_total_cost: 10 })
      })
    })

  // The page

  const change = (next: string | null) => {
    if (next === user()) return
    outcome.changes++
    // Events that one user missed do not concern the next.
    expected.clear()
    mayChange = false
    signIn(next)
    mayChange = true
  }
  let mayChange = true
  /** The occasional acts of callbacks. */
  const act = (player: Player) => {
    if (!mayChange || random() > 0.06) return
    const before = outcome.changes
    pick<() => void>([
      () => change(null),
      () => change('ada'),
      () => change('bob'),
      () => {
        change('bob')
        change('ada')
      },
      () => closeOne(player),
      () => subscribe(player, between(0, subjects.length - 1)),
    ])()
    outcome.changesInCallbacks += outcome.changes - before
  }
  const check = (what: string, id: string) => {
    const owner = ownerOf.get(id)
    if (owner !== user()) problems.push(`${what} of ${user()} got an event of ${owner}`)
  }
  const subscribe = (player: Player, subject: number) => {
    const got = new Set<number>()
    const { type } = subjects[subject] ?? fault('no subject')
    const handle = player.events.on(type, givenIds[subject] as never, (event, { subscription }) => {
      check('a handler', subscription.id)
      const { id } = event as { id: number }
      if (got.has(id)) problems.push(`event ${id} came twice`)
      if (!player.handles.has(entry)) problems.push(`event ${id} came after close`)
      got.add(id)
      outcome.deliveries++
      act(player)
    })
    const entry: Handle = { subject, handle, got }
    player.handles.add(entry)
  }
  const closeOne = (player: Player) => {
    const entry = pick([...player.handles, null])
    if (!entry) return
    player.handles.delete(entry)
    for (const each of expected) if (each.handle === entry) expected.delete(each)
    entry.handle.close()
  }
  const network = { fetch, WebSocket: SimulatedSocket }
  const client: HelixClient = createClient({ auth, validate: 'off', ...network } as unknown as ClientOptions<'user'>)
  const players = [0, 1].map((): Player => {
    // This Twitch counts the sockets of both users together, and dead ones until it notices them.
    const onError = ({ code, message }: HelixError) => code === 'rate_limited' || problems.push(message)
    const events = createEventSub(client, { onError })
    const player: Player = { events, handles: new Set(), gaps: [] }
    const heard = new Set<number>()
    for (let listener = 0; listener < 3; listener++) {
      events.onEvent(({ event, subscription }) => {
        check('a listener', subscription.id)
        const { id } = event as { id: number }
        if (!listener && heard.has(id)) problems.push(`a listener heard event ${id} twice`)
        heard.add(id)
        act(player)
      })
      events.onGap(({ since, subscriptions }) => {
        for (const { condition } of subscriptions) {
          const of = condition['user_id'] ?? condition['moderator_user_id'] ?? user()
          if (of !== user()) problems.push(`${user()} was told a gap of ${of}`)
        }
        if (!listener) {
          const topics = subscriptions.map(({ type, condition }) => JSON.stringify([type, condition]))
          player.gaps.push({ at: timeline.now, since, topics })
        }
        act(player)
      })
    }
    events.subscribe(() => act(player))
    return player
  })

  // What happens

  const emit = (subject: number) => {
    const { type, ids } = subjects[subject] ?? fault('no subject')
    const id = outcome.events++
    const me = user()
    for (const player of players) {
      for (const handle of player.handles) {
        if (me === null || handle.subject !== subject || handle.handle.state.status !== 'live') continue
        expected.add({ player, handle, topic: JSON.stringify([type.spec.type, ids(me)]), id, at: timeline.now })
      }
    }
    const topics = new Set(['ada', 'bob'].map(name => JSON.stringify(ids(name))))
    for (const condition of topics) {
      twitch.emit({ type: type.spec.type, version: type.spec.version, condition: JSON.parse(condition) }, { id })
    }
  }
  const happenings: readonly (() => void)[] = [
    () => change(pick([null, 'ada', 'bob'])),
    () => change(pick(['ada', 'bob'])),
    () => subscribe(pick(players), between(0, subjects.length - 1)),
    () => subscribe(pick(players), between(0, subjects.length - 1)),
    () => closeOne(pick(players)),
    () => twitch.drop(pick([1006, 4000, 4005]), random() < 0.5),
    () => twitch.halfOpen(),
    () => twitch.reconnect(pick<Move>(['well', 'well', 'refused', 'silent', 'broken'])),
    () => twitch.repeat(),
    () => {},
    () => {},
  ]
  for (const player of players) for (const subject of [0, 2, 3]) if (random() < 0.7) subscribe(player, subject)
  await pass(between(0, 2000))
  for (let count = between(1, 25); count > 0; count--) {
    pick(happenings)()
    for (let pauses = between(0, 3); pauses >= 0; pauses--) {
      await pass(random() < 0.6 ? between(0, 700) : between(0, 15_000))
      emit(between(0, subjects.length - 1))
    }
  }

  // All trouble ends.
  mayChange = false
  change('ada')
  mayChange = false
  // The maximum time until a dead connection is noticed.
  await pass(40_000)
  await pass(200_000, () => players.every(({ events, handles }) => !handles.size || events.state.status === 'live'))
  for (const player of players) if (!player.handles.size) subscribe(player, 0)
  await pass(10_000)
  const last = outcome.events
  for (const subject of subjects.keys()) emit(subject)
  await pass(2000)
  for (const [index, { events, handles }] of players.entries()) {
    if (events.state.status !== 'live') problems.push(`EventSub ${index} is ${JSON.stringify(events.state)} in the end`)
    for (const { subject, got } of handles) if (!got.has(last + subject)) problems.push(`deaf to ${subject} in the end`)
  }
  for (const { player, handle, topic, id, at } of expected) {
    if (handle.got.has(id)) continue
    outcome.lost++
    const isTold = player.gaps.some(gap => gap.at >= at && gap.topics.includes(topic) && Date.parse(gap.since) <= at)
    if (!isTold) problems.push(`event ${id} of ${topic} was lost and not told`)
  }
  for (const { events } of players) events.close()
  await pass(1000)
  if (open.size) problems.push(`${open.size} sockets are open after the end`)
  if (problems.length) fault(problems.slice(0, 3).join('; '))
  return outcome
}
