import type { Topic } from '../../src/eventsub/machine.ts'

/** Scheduled callbacks in simulated milliseconds. Callbacks of the same time run in the order of scheduling. */
export class Timeline {
  now = Date.UTC(2026, 4, 1)
  #count = 0
  readonly #heap: { readonly at: number; readonly count: number; readonly run: () => void }[] = []

  at(at: number, run: () => void): void {
    const heap = this.#heap
    const entry = { at: Math.max(at, this.now), count: this.#count++, run }
    let index = heap.length
    heap.push(entry)
    while (index) {
      const parent = (index - 1) >> 1
      if (!this.#isSooner(index, parent)) break
      this.#swap(index, parent)
      index = parent
    }
  }

  after(ms: number, run: () => void): void {
    this.at(this.now + ms, run)
  }

  /** Moves the time to a moment, or until the condition holds. */
  runUntil(end: number, isDone: () => boolean = () => false): void {
    for (;;) {
      const [next] = this.#heap
      if (!next || next.at > end || isDone()) break
      this.#takeFirst()
      this.now = next.at
      next.run()
    }
    if (!isDone()) this.now = Math.max(this.now, end)
  }

  #isSooner(one: number, other: number): boolean {
    const a = this.#heap[one]
    const b = this.#heap[other]
    return !!a && !!b && (a.at < b.at || (a.at === b.at && a.count < b.count))
  }

  #swap(one: number, other: number): void {
    const heap = this.#heap
    const a = heap[one]
    const b = heap[other]
    if (a && b) {
      heap[one] = b
      heap[other] = a
    }
  }

  #takeFirst(): void {
    const heap = this.#heap
    this.#swap(0, heap.length - 1)
    heap.pop()
    for (let index = 0; ; ) {
      let first = index
      for (const child of [2 * index + 1, 2 * index + 2])
        if (child < heap.length && this.#isSooner(child, first)) first = child
      if (first === index) return
      this.#swap(index, first)
      index = first
    }
  }
}

/** A generator of numbers from 0 up to 1 that a seed determines. */
export function seededRandom(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One end of a connection on Twitch's side. */
export interface Line {
  readonly send: (message: object) => void
  readonly close: (code: number) => void
}

interface SimulatedSubscription {
  readonly id: string
  readonly topic: Topic
  readonly cost: number
}

interface Socket {
  readonly line: Line
  /** `null`: Twitch refused the address. */
  session: Session | null
  /** Whether Twitch considers it open. */
  isOpen: boolean
  /** Whether messages still get through. */
  isReachable: boolean
  /** Whether events get through: a socket that takes over loses them until its welcome. */
  isWelcome: boolean
  lastSent: number
}

interface Session {
  readonly id: string
  socket: Socket
  /** The socket that it has moved away from. */
  left: Socket | null
  readonly subscriptions: Map<string, SimulatedSubscription>
  /** The time before which Twitch's REST does not know it. */
  knownAt: number
  isOver: boolean
  /** The kind of failure of the requested move, if any. */
  move: Move | null
  /** Its notifications. */
  readonly sent: object[]
}

/** The outcome of a move: it succeeds, it is refused, it gets no welcome, or the old socket closes too soon. */
export type Move = 'well' | 'refused' | 'silent' | 'broken'

export type Answer =
  | { readonly status: 202; readonly id: string; readonly cost: number; readonly total: number }
  | { readonly status: 400 | 403 | 409 | 429; readonly message: string }

/**
 * Twitch for one user of one application: sessions, subscriptions and their limits. It notices a dead connection after
 * 40 seconds, and counts its subscriptions until then unless they are deleted.
 */
export class SimulatedTwitch {
  readonly timeline: Timeline
  readonly costOf: (topic: Topic) => number
  readonly sessions = new Set<Session>()
  /** Sockets of other tabs. */
  otherSockets = 0
  /** Whether nothing is sent although connections stay. */
  isSilent = false
  /** The time in milliseconds after its first subscription at which each session closes. */
  closesAfter = Infinity
  /** The time for which REST does not know a new session. */
  unknownFor = 0
  /** Types that the user's scopes do not allow. */
  readonly forbidden = new Set<string>()
  #ids = 0

  constructor(timeline: Timeline, costOf: (topic: Topic) => number) {
    this.timeline = timeline
    this.costOf = costOf
  }

  #metadata(message_type: string) {
    return {
      message_id: `message-${++this.#ids}`,
      message_type,
      message_timestamp: new Date(this.timeline.now).toISOString(),
    }
  }

  #send(socket: Socket, type: string, payload: object): void {
    const message = { metadata: this.#metadata(type), payload }
    if (this.isSilent || !socket.isOpen) return
    socket.lastSent = this.timeline.now
    if (type === 'notification') socket.session?.sent.push(message)
    if (socket.isReachable && socket.isWelcome) socket.line.send(message)
  }

  #end(socket: Socket, code: number): void {
    if (!socket.isOpen) return
    socket.isOpen = false
    if (socket.isReachable) socket.line.close(code)
    if (socket.session?.socket === socket) socket.session.isOver = true
  }

  #keepAlive(socket: Socket): void {
    const check = () => {
      if (!socket.isOpen) return
      if (this.timeline.now - socket.lastSent >= 10_000) this.#send(socket, 'session_keepalive', {})
      const left = socket.lastSent + 10_000 - this.timeline.now
      this.timeline.after(left > 0 ? left : 10_000, check)
    }
    this.timeline.after(10_000, check)
  }

  #welcome(socket: Socket): void {
    socket.isWelcome = true
    this.#send(socket, 'session_welcome', {
      session: { id: socket.session?.id, status: 'connected', keepalive_timeout_seconds: 10, reconnect_url: null },
    })
    this.#keepAlive(socket)
  }

  #begin(socket: Socket): Session {
    return {
      id: `session-${++this.#ids}`,
      socket,
      left: null,
      subscriptions: new Map(),
      knownAt: this.timeline.now + this.unknownFor,
      isOver: false,
      move: null,
      sent: [],
    }
  }

  /** Accepts a connection. */
  connect(url: string | null, line: Line): Socket {
    const { timeline } = this
    const previous = url ? [...this.sessions].find(({ id, isOver }) => url.endsWith(id) && !isOver) : undefined
    const socket: Socket = {
      line,
      session: previous ?? null,
      isOpen: true,
      isReachable: true,
      isWelcome: false,
      lastSent: timeline.now,
    }
    if (url) {
      if (!previous || previous.move === 'refused') {
        this.#end(socket, 4007)
        return socket
      }
      const old = previous.socket
      if (previous.move === 'silent') return socket
      if (previous.move === 'broken') {
        previous.socket = socket
        this.#end(old, 4004)
        timeline.after(3000, () => this.#welcome(socket))
        return socket
      }
      previous.move = null
      previous.left = old
      previous.socket = socket
      this.#welcome(socket)
      return socket
    }
    const session = this.#begin(socket)
    socket.session = session
    this.sessions.add(session)
    this.#welcome(socket)
    timeline.after(10_000, () => {
      if (!session.subscriptions.size) this.#end(session.socket, 4003)
    })
    return socket
  }

  /** Closes a connection from the page's side, which Twitch may not notice. */
  disconnect(socket: Socket, isHeard: boolean): void {
    const wasReachable = socket.isReachable
    socket.isReachable = false
    this.timeline.after(isHeard && wasReachable ? 0 : 40_000, () => this.#end(socket, 1000))
  }

  /** The connections that carry messages: two during a move. */
  get #connections(): Socket[] {
    const sockets = [...this.sessions].flatMap(({ socket, left, isOver }) =>
      isOver ? [] : [socket, left ?? []].flat(),
    )
    return sockets.filter(({ isOpen, isReachable }) => isOpen && isReachable)
  }

  /** Closes the current connections on both ends, or without Twitch noticing. */
  drop(code: number, isNoticed: boolean): void {
    for (const socket of this.#connections) {
      if (isNoticed) this.#end(socket, code)
      else {
        socket.line.close(1006)
        this.disconnect(socket, false)
      }
    }
  }

  /** Stops all messages on the current connections, without notice. */
  halfOpen(): void {
    for (const socket of this.#connections) this.disconnect(socket, false)
  }

  /** Asks the current session to move. */
  reconnect(move: Move): void {
    for (const session of this.sessions) {
      const { socket: old, isOver } = session
      if (isOver || session.move || !old.isReachable) continue
      session.move = move
      this.#send(old, 'session_reconnect', {
        session: {
          id: session.id,
          status: 'reconnecting',
          reconnect_url: `wss://cell.twitch.example/ws?id=${session.id}`,
        },
      })
      this.timeline.after(30_000, () => {
        this.#end(old, 4004)
        if (session.move === move) session.move = null
      })
    }
  }

  get isMoving(): boolean {
    return [...this.sessions].some(({ isOver, move }) => !isOver && move)
  }

  #counted(): Session[] {
    for (const session of this.sessions) if (session.isOver) this.sessions.delete(session)
    return [...this.sessions].filter(({ subscriptions }) => subscriptions.size)
  }

  get totalCost(): number {
    return this.#counted()
      .flatMap(({ subscriptions }) => [...subscriptions.values()])
      .reduce((sum, { cost }) => sum + cost, 0)
  }

  subscribe(topic: Topic, sessionId: string): Answer {
    const { timeline } = this
    const counted = this.#counted()
    const session = [...this.sessions].find(({ id, knownAt }) => id === sessionId && knownAt <= timeline.now)
    if (!session)
      return { status: 400, message: 'websocket transport session does not exist or has already disconnected' }
    if (this.forbidden.has(topic.type)) return { status: 403, message: 'subscription missing proper authorization' }
    if (this.find(topic, sessionId)) return { status: 409, message: 'subscription already exists' }
    if (!session.subscriptions.size && counted.length + this.otherSockets >= 3) {
      return { status: 429, message: 'number of websocket transports limit exceeded' }
    }
    const cost = this.costOf(topic)
    if (this.totalCost + cost > 10) return { status: 429, message: 'total cost exceeded' }
    const subscription = { id: `subscription-${++this.#ids}`, topic, cost }
    if (!session.subscriptions.size && this.closesAfter < Infinity) {
      timeline.after(this.closesAfter, () => this.#end(session.socket, 4000))
    }
    session.subscriptions.set(subscription.id, subscription)
    return { status: 202, id: subscription.id, cost, total: this.totalCost }
  }

  find({ type, condition }: Topic, sessionId: string): SimulatedSubscription | undefined {
    const session = [...this.sessions].find(({ id, isOver }) => id === sessionId && !isOver)
    return [...(session?.subscriptions.values() ?? [])].find(
      ({ topic }) => topic.type === type && JSON.stringify(topic.condition) === JSON.stringify(condition),
    )
  }

  unsubscribe(id: string): void {
    for (const { subscriptions } of this.sessions) subscriptions.delete(id)
  }

  /** Emits an event. */
  emit(topic: Topic, event: object): void {
    for (const { subscriptions, socket, isOver } of this.sessions) {
      if (isOver) continue
      for (const {
        id,
        topic: { type, version, condition },
        cost,
      } of subscriptions.values()) {
        if (type !== topic.type || JSON.stringify(condition) !== JSON.stringify(topic.condition)) continue
        this.#send(socket, 'notification', {
          subscription: { id, type, version, condition, cost, status: 'enabled' },
          event,
        })
      }
    }
  }

  /** Repeats the latest messages of the current session. */
  repeat(): void {
    for (const { socket, isOver, sent } of this.sessions) {
      if (isOver || !socket.isReachable || this.isSilent) continue
      for (const message of sent.slice(-3)) socket.line.send(message)
    }
  }

  revoke({ type }: Topic, status: string): void {
    if (this.isSilent) return
    for (const { subscriptions, socket } of this.sessions) {
      for (const { id, topic } of [...subscriptions.values()]) {
        if (topic.type !== type) continue
        subscriptions.delete(id)
        this.#send(socket, 'revocation', { subscription: { id, ...topic, status } })
      }
    }
  }
}
