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

/** What a page does with the machine's effects, at a simulated Twitch. */
export class SimulatedPage {
  readonly timeline: Timeline
  readonly twitch: SimulatedTwitch
  readonly random: () => number
  /** One for each user. */
  machine = createMachine()
  /** Sockets that the page has open, by number. */
  readonly sockets = new Map<number, ReturnType<SimulatedTwitch['connect']> | null>()
  /** How many milliseconds a connection takes from Twitch to the page. */
  latency: () => number = () => 40
  /** Sockets that the page has closed. */
  readonly #closed = new Set<number>()
  /** When each connection was opened, for each user: another one begins anew. */
  readonly connects: number[][] = [[]]
  /** What the page was told. */
  readonly told: { readonly at: number; readonly effect: Effect }[] = []
  isOffline = false
  /** Requests do their work, but no answer comes back. */
  losesAnswers = false
  hasNoToken = false
  /** Until then nothing runs, and messages wait. */
  asleepUntil = 0
  onDeliver: (key: string, event: unknown) => void = () => {}
  onTold: (effect: Effect) => void = () => {}
  #timer = Infinity
  /** Whose requests are heard of. */
  #era = 0
  readonly #waiting: (() => void)[] = []

  constructor(timeline: Timeline, twitch: SimulatedTwitch, random: () => number) {
    this.timeline = timeline
    this.twitch = twitch
    this.random = random
  }

  /** Another user, or nobody: all begins anew. */
  changeUser(): void {
    const isSuspended = this.machine.phase === 'suspended'
    this.input({ type: 'close' })
    this.#era++
    this.connects.push([])
    this.machine = createMachine()
    if (isSuspended) this.input({ type: 'suspend' })
    // Sockets are told apart by number.
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
      // After sleep timers come first.
      if (wake > this.timeline.now) return this.#setTimer(wake)
      this.#timer = Infinity
      this.input({ type: 'tick' })
    })
  }

  /** Something reaches the page; if the computer sleeps, a second after the timers that come first. */
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
        // One that is closing already may be closed again.
        if (this.#closed.has(number)) break
        if (socket === undefined) throw new Error(`closed socket ${number}, which is not open`)
        sockets.delete(number)
        this.#closed.add(number)
        const isAnswered = !!socket?.isReachable && !this.isOffline
        if (socket) twitch.disconnect(socket, !this.isOffline)
        // A browser waits so long for the other end to agree.
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

  /** Half of a request's time; it is not heard of when the user has changed meanwhile. */
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
    // What the machine hands out is its own: by the time of the answer it may say something else.
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
