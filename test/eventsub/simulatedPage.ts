import { HelixError } from '../../src/errors.ts'
import {
  createMachine,
  type Effect,
  type Input,
  nextTick,
  step,
  type Topic,
  takeNotification,
} from '../../src/eventsub/machine.ts'
import type { Line, SimulatedTwitch, Timeline } from './simulatedTwitch.ts'

/** A page that runs the machine's effects at a simulated Twitch. */
export class SimulatedPage {
  readonly timeline: Timeline
  readonly twitch: SimulatedTwitch
  readonly random: () => number
  /** One machine for each user. */
  machine = createMachine()
  /** The page's open sockets, by number. */
  readonly sockets = new Map<number, ReturnType<SimulatedTwitch['connect']> | null>()
  /** The delay of a connection in milliseconds. */
  latency: () => number = () => 40
  /** Sockets that the page has closed. */
  readonly #closed = new Set<number>()
  /** The times of connections, for each user. Another user starts again. */
  readonly connects: number[][] = [[]]
  /** The page's notifications. */
  readonly told: { readonly at: number; readonly effect: Effect }[] = []
  isOffline = false
  /** Whether requests take effect without an answer. */
  losesAnswers = false
  hasNoToken = false
  /** The time until which nothing runs and messages wait. */
  asleepUntil = 0
  onDeliver: (key: string, event: unknown) => void = () => {}
  onTold: (effect: Effect) => void = () => {}
  #timer = Infinity
  /** The user whose requests are answered. */
  #era = 0
  readonly #waiting: (() => void)[] = []

  constructor(timeline: Timeline, twitch: SimulatedTwitch, random: () => number) {
    this.timeline = timeline
    this.twitch = twitch
    this.random = random
  }

  /** Switches the user, which starts everything again. */
  changeUser(): void {
    const isSuspended = this.machine.phase === 'suspended'
    this.input({ type: 'close' })
    this.#era++
    this.connects.push([])
    this.machine = createMachine()
    if (isSuspended) this.input({ type: 'suspend' })
    // Numbers distinguish sockets.
    this.machine.socketCount = this.#era * 1000
  }

  input(input: Input): void {
    const { timeline, machine } = this
    if (input.type === 'message') {
      const key = takeNotification(machine, input.socket, input.message, timeline.now)
      if (key) this.onDeliver(key, (input.message as { payload: { event: unknown } }).payload.event)
      if (key !== undefined) return
    }
    for (const effect of step(machine, input, timeline.now, this.random())) this.#run(effect)
    const at = nextTick(machine, timeline.now)
    if (at < timeline.now) throw new Error('nextTick named a moment that has passed')
    if (at < this.#timer) this.#setTimer(at)
  }

  #setTimer(at: number): void {
    this.#timer = at
    this.timeline.at(at, () => {
      const wake = this.asleepUntil
      if (this.#timer !== at) return
      // Timers run first after a sleep.
      if (wake > this.timeline.now) return this.#setTimer(wake)
      this.#timer = Infinity
      this.input({ type: 'tick' })
    })
  }

  /** Delivers something to the page. If the computer sleeps, it arrives a second after the timers. */
  #arrive(run: () => void): void {
    const { timeline } = this
    if (!this.#waiting.length && timeline.now >= this.asleepUntil + 1000) run()
    else if (this.#waiting.push(run) === 1) timeline.at(this.asleepUntil + 1000, () => this.#flush())
  }

  #flush(): void {
    const from = this.asleepUntil + 1000
    if (from > this.timeline.now) this.timeline.at(from, () => this.#flush())
    else for (const run of this.#waiting.splice(0)) run()
  }

  #run(effect: Effect): void {
    const { timeline, twitch, sockets } = this
    const era = this.#era
    switch (effect.type) {
      case 'get-token':
        this.#later(era, () =>
          this.input(
            this.hasNoToken ? { type: 'token-failed', error: new HelixError('network', 'offline') } : { type: 'token' },
          ),
        )
        break
      case 'open-socket':
        this.connects.at(-1)?.push(timeline.now)
        sockets.set(effect.socket, null)
        if (sockets.size > 2) throw new Error('three sockets')
        timeline.after(30 + Math.floor(this.random() * 200), () => this.#connect(effect.socket, effect.url))
        break
      case 'close-socket': {
        const { socket: number } = effect
        const socket = sockets.get(number)
        // A socket that is closing may be closed again.
        if (this.#closed.has(number)) break
        if (socket === undefined) throw new Error(`closed socket ${number}, which is not open`)
        sockets.delete(number)
        this.#closed.add(number)
        const isAnswered = !!socket?.isReachable && !this.isOffline
        if (socket) twitch.disconnect(socket, !this.isOffline)
        // The time that a browser waits for the answer to its close.
        timeline.after(isAnswered ? 80 : 10_000, () =>
          this.#arrive(() => this.input({ type: 'socket-closed', socket: number, code: isAnswered ? 1005 : 1006 })),
        )
        break
      }
      case 'subscribe':
      case 'find':
        this.#ask(era, effect)
        break
      case 'unsubscribe': {
        const { id, cost } = effect
        const { isOffline } = this
        const isAnswered = !isOffline && !this.losesAnswers
        this.#later(era, () => {
          if (!isOffline) twitch.unsubscribe(id)
          this.#later(era, () => this.input({ type: 'unsubscribed', id, cost, isGone: isAnswered }))
        })
        break
      }
      default:
        this.told.push({ at: timeline.now, effect })
        this.onTold(effect)
    }
  }

  /** Half of a request's time. The answer is dropped when the user has changed meanwhile. */
  #later(era: number, run: () => void): void {
    this.timeline.after(10 + Math.floor(this.random() * 120), () =>
      this.#arrive(() => {
        if (era === this.#era) run()
      }),
    )
  }

  #connect(number: number, url: string | null): void {
    const { timeline, twitch, sockets } = this
    if (!sockets.has(number)) return
    const latency = this.latency()
    const receive = (input: Input) =>
      timeline.after(latency, () =>
        this.#arrive(() => {
          if (!sockets.has(number)) return
          if (input.type === 'socket-closed') sockets.delete(number)
          this.input(input)
        }),
      )
    const line: Line = {
      send: message => receive({ type: 'message', socket: number, message }),
      close: code => receive({ type: 'socket-closed', socket: number, code }),
    }
    if (this.isOffline) line.close(1006)
    else sockets.set(number, twitch.connect(url, line))
  }

  #ask(
    era: number,
    { type, key, topic, sessionId }: { type: 'subscribe' | 'find'; key: string; topic: Topic; sessionId: string },
  ) {
    const { twitch } = this
    const fail = (reason: 'again' | 'refused' | 'unknown-session' | 'exists' | 'limit') =>
      this.#later(era, () =>
        this.input({ type: 'subscribe-failed', key, sessionId, reason, error: new HelixError('http', reason) }),
      )
    const { isOffline, losesAnswers } = this
    // The machine owns its effects, which may have changed by the time of the answer.
    const asked = { type: topic.type, version: topic.version, condition: topic.condition }
    this.#later(era, () => {
      if (isOffline) return fail('again')
      if (type === 'find') {
        const found = twitch.find(asked, sessionId)
        if (losesAnswers) return fail('again')
        if (!found) return fail('limit')
        const { id, cost } = found
        return this.#later(era, () => this.input({ type: 'subscribed', key, sessionId, id, cost }))
      }
      const answer = twitch.subscribe(asked, sessionId)
      if (losesAnswers) return fail('again')
      if (answer.status === 202) {
        const { id, cost, total } = answer
        const totalCost = { total, max: 10 }
        return this.#later(era, () => this.input({ type: 'subscribed', key, sessionId, id, cost, totalCost }))
      }
      fail(({ 400: 'unknown-session', 403: 'refused', 409: 'exists', 429: 'limit' } as const)[answer.status])
    })
  }
}
