import { join } from 'node:path'
import { createContext, runInContext, Script } from 'node:vm'
import { build } from 'esbuild'
import type * as helix from 'tinyhelix'
import type * as chat from 'tinyhelix/chat'
import type * as eventsub from 'tinyhelix/eventsub'
import { type Client, SimulatedIRC } from '../chat/simulatedIRC.ts'
import type { Line, SimulatedTwitch, Timeline } from './simulatedTwitch.ts'

/** What a page of these tests has: the library, loaded in that page. */
export type Library = typeof helix & typeof eventsub & typeof chat

const root = join(import.meta.dirname, '../../src')

/** The library as one script. */
const bundle = async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './index.ts'\nexport * from './eventsub/index.ts'\nexport * from './chat/index.ts'`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
    target: 'es2022',
    logLevel: 'error',
  })
  return new Script(outputFiles.map(({ text }) => text).join(''))
}

interface Held {
  readonly name: string
  readonly tab: SimulatedTab
  readonly reject: (reason: unknown) => void
}

interface Waiting extends Held {
  readonly callback: () => unknown
  readonly resolve: (value: unknown) => void
}

type Channel = SimulatedTab['channels'] extends Set<infer C> ? C : never

const abortError = () => new DOMException('The request was aborted, or the lock stolen.', 'AbortError')

/** The state of a tab: whether its code runs and messages reach it. Cached pages are in the browser's history. */
type TabState = 'running' | 'frozen' | 'cached' | 'gone'

/** A browser with tabs of one origin, which share locks and channels. Time is simulated. */
export class SimulatedBrowser {
  readonly timeline: Timeline
  readonly twitch: SimulatedTwitch
  readonly irc: SimulatedIRC
  readonly random: () => number
  readonly tabs: SimulatedTab[] = []
  readonly held = new Map<string, Held>()
  readonly waiting: Waiting[] = []
  /** All messages on channels. */
  readonly posted: string[] = []
  /** The number of requests to Twitch. */
  requests = 0
  /** The token with the scopes for a type of subscriptions. A type without an entry accepts all tokens. */
  readonly tokens = new Map<string, string>()
  /** The number of queries for lock holders. */
  lockQueries = 0
  /** Whether pages have locks, as in a secure context. */
  isSecure = true
  /** Whether locks reject although the platform has them. */
  refusesLocks = false
  /** The error of the computer's system clock. */
  clockIsAheadBy = 0
  readonly begunAt: number
  readonly #script: Script
  ids = 0
  /** Whether code of a page has run since the last wait for promises. */
  isBusy = false

  static async open(timeline: Timeline, twitch: SimulatedTwitch, random: () => number): Promise<SimulatedBrowser> {
    script ??= bundle()
    return new SimulatedBrowser(timeline, twitch, random, await script)
  }

  private constructor(timeline: Timeline, twitch: SimulatedTwitch, random: () => number, script: Script) {
    this.timeline = timeline
    this.twitch = twitch
    this.irc = new SimulatedIRC(timeline)
    this.random = random
    this.#script = script
    this.begunAt = timeline.now
  }

  openTab(): SimulatedTab {
    const tab = new SimulatedTab(this, this.#script)
    this.tabs.push(tab)
    return tab
  }

  /** Moves the time to a moment, or until a condition holds. */
  async runUntil(end: number, isDone: () => boolean = () => false): Promise<void> {
    const { timeline } = this
    await this.settle()
    while (!isDone() && timeline.now < end) {
      let hasRun = false
      timeline.runUntil(end, () => {
        const wasRun = hasRun
        hasRun = true
        return wasRun || this.isBusy
      })
      if (this.isBusy) await this.settle()
    }
  }

  pass(ms: number): Promise<void> {
    return this.runUntil(this.timeline.now + ms)
  }

  async until(isDone: () => boolean, most = 60_000): Promise<void> {
    await this.runUntil(this.timeline.now + most, isDone)
    if (!isDone()) throw new Error(`not within ${most} ms: ${isDone}`)
  }

  /** Waits until promises have settled. */
  async settle(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    this.isBusy = false
  }

  /** The sockets that Twitch considers open. */
  get sockets(): number {
    return this.tabs.reduce((sum, { sockets }) => sum + [...sockets].filter(socket => socket.isOpen).length, 0)
  }

  /** The tab that holds the group's lock. */
  leader(name: string): SimulatedTab | undefined {
    return this.held.get(name)?.tab
  }

  /** Posts to all channels of a name except the sending one. */
  post(name: string, data: unknown, own?: Channel): void {
    this.posted.push(`${data}`)
    for (const tab of this.tabs) {
      for (const channel of tab.channels) {
        if (channel.name !== name || channel === own) continue
        const hear = () => {
          if (tab.channels.has(channel)) channel.receive(data)
        }
        tab.task(hear, 1, true)
      }
    }
  }

  // Locks

  requestLock(
    tab: SimulatedTab,
    name: string,
    { signal, steal }: LockOptions,
    callback: () => unknown,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request: Waiting = { name, tab, callback, resolve, reject }
      if (this.refusesLocks) return reject(new DOMException('Not here.', 'SecurityError'))
      if (signal?.aborted) return reject(abortError())
      if (steal) {
        const held = this.held.get(name)
        this.held.delete(name)
        held?.tab.task(() => held.reject(abortError()), 1)
        this.waiting.unshift(request)
      } else this.waiting.push(request)
      signal?.addEventListener('abort', () => {
        const index = this.waiting.indexOf(request)
        if (index < 0) return
        this.waiting.splice(index, 1)
        reject(abortError())
      })
      this.grantLocks()
    })
  }

  grantLocks(): void {
    for (const request of [...this.waiting]) {
      const { name, tab, callback, resolve, reject } = request
      if (this.held.has(name)) continue
      this.waiting.splice(this.waiting.indexOf(request), 1)
      const held: Held = { name, tab, reject }
      this.held.set(name, held)
      tab.task(async () => {
        try {
          resolve(await callback())
        } catch (error) {
          reject(error)
        }
        if (this.held.get(name) === held) this.held.delete(name)
        this.grantLocks()
      }, 1)
    }
  }

  releaseLocksOf(tab: SimulatedTab): void {
    for (const [name, held] of this.held) if (held.tab === tab) this.held.delete(name)
    for (const request of [...this.waiting]) {
      if (request.tab === tab) this.waiting.splice(this.waiting.indexOf(request), 1)
    }
    this.grantLocks()
  }
}

let script: ReturnType<typeof bundle> | undefined

interface SimulatedSocket {
  isOpen: boolean
  end: (code: number, isHeard: boolean) => void
}

/** A tab with its own page: globals, timers, sockets and requests. */
export class SimulatedTab {
  readonly browser: SimulatedBrowser
  readonly library: Library
  readonly channels = new Set<{ readonly name: string; readonly receive: (data: unknown) => void }>()
  readonly sockets = new Set<SimulatedSocket>()
  state: TabState = 'running'
  isHidden = false
  /** Whether frozen pages receive messages of channels, as in Chromium. */
  hearsWhileFrozen = false
  /** Whether sockets of a frozen page survive. Otherwise a message to one closes it, as in Chromium. */
  keepsSockets = false
  /** Uncaught errors of the page. */
  readonly uncaught: unknown[] = []
  readonly #events = new EventTarget()
  /** Tasks that wait until the page runs again. */
  #waiting: { readonly run: () => void; readonly isMessage: boolean }[] = []

  constructor(browser: SimulatedBrowser, script: Script) {
    this.browser = browser
    const { timeline } = browser
    const events = this.#events
    const timers = new Set<number>()
    const context = createContext({
      URL,
      URLSearchParams,
      Headers,
      Request,
      Response,
      AbortController,
      AbortSignal,
      DOMException,
      Event,
      EventTarget,
      FormData,
      Blob,
      structuredClone,
      console,
      performance: { now: () => timeline.now - browser.begunAt },
      crypto: { randomUUID: () => `tab-${++browser.ids}` },
      queueMicrotask: (run: () => void) => queueMicrotask(() => this.#try(run)),
      addEventListener: events.addEventListener.bind(events),
      document: this.#document(),
      navigator: browser.isSecure ? { locks: this.#locks() } : {},
      BroadcastChannel: this.#channelClass(),
      WebSocket: this.#socketClass(),
      fetch: this.#fetch,
      setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
        const timer = ++browser.ids
        timers.add(timer)
        const { now } = timeline
        // Timers of hidden pages are aligned.
        const at = this.isHidden ? Math.ceil((now + ms) / 1000) * 1000 : now + ms
        this.task(() => {
          if (timers.delete(timer)) run(...args)
        }, at - now)
        return timer
      },
      clearTimeout: (timer: number) => timers.delete(timer),
    })
    runInContext('Date', context).now = () => timeline.now + browser.clockIsAheadBy
    runInContext('Math', context).random = browser.random
    script.runInContext(context)
    // The `var library` of the script.
    this.library = runInContext('library', context)
  }

  #try(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.uncaught.push(error)
    }
  }

  /** Runs a task of the page later. If the page is frozen, the task waits until it is not. */
  task(run: () => void, ms: number, isMessage = false): void {
    this.browser.timeline.after(ms, () => {
      const isHeard = this.state === 'frozen' && isMessage && this.hearsWhileFrozen
      if (this.state === 'running' || isHeard) this.run(run)
      else if (this.state !== 'gone') this.#waiting.push({ run, isMessage })
    })
  }

  /** Runs a function as a task of the page. */
  run(run: () => void): void {
    this.browser.isBusy = true
    this.#try(run)
  }

  dispatch(type: string): void {
    this.run(() => this.#events.dispatchEvent(new Event(type)))
  }

  // What happens to tabs

  /** Closes the tab. The user closes it, or the page navigates and is not kept. */
  close(): void {
    this.dispatch('pagehide')
    // The page's acts in the same task still reach the browser.
    void Promise.resolve().then(() => this.crash())
  }

  crash(): void {
    this.state = 'gone'
    for (const socket of this.sockets) socket.end(1001, true)
    this.channels.clear()
    this.#waiting = []
    this.browser.releaseLocksOf(this)
    this.browser.isBusy = true
  }

  /** `isTold`: whether the page gets an event. Phones suspend pages without one. */
  freeze(isTold: boolean, hearsWhileFrozen = false): void {
    this.hide()
    if (isTold) this.dispatch('freeze')
    this.hearsWhileFrozen = hearsWhileFrozen
    void Promise.resolve().then(() => {
      if (this.state === 'running') this.state = 'frozen'
    })
    this.browser.isBusy = true
  }

  /** `isTold` as for freezing. `losesMessages`: messages sent meanwhile do not arrive. */
  thaw(isTold: boolean, losesMessages = false): void {
    if (this.state !== 'frozen') return
    this.#goOn(losesMessages)
    if (isTold) this.task(() => this.dispatch('resume'), 0)
    this.task(() => this.show(), 0)
  }

  /** Navigates elsewhere, and is kept in the browser's history. */
  leave(): void {
    this.dispatch('pagehide')
    void Promise.resolve().then(() => {
      if (this.state === 'running') this.state = 'cached'
    })
  }

  comeBack(): void {
    if (this.state !== 'cached') return
    this.#goOn(false)
    this.dispatch('pageshow')
  }

  /** Waiting tasks are due at once. */
  #goOn(losesMessages: boolean): void {
    this.state = 'running'
    for (const { run, isMessage } of this.#waiting.splice(0)) if (!isMessage || !losesMessages) this.task(run, 0)
  }

  hide(): void {
    this.isHidden = true
    this.dispatch('visibilitychange')
  }

  show(): void {
    this.isHidden = false
    this.dispatch('visibilitychange')
  }

  // What pages have

  #document(): object {
    const isHidden = () => this.isHidden
    return {
      get visibilityState() {
        return isHidden() ? 'hidden' : 'visible'
      },
    }
  }

  #locks(): object {
    const { browser } = this
    return {
      request: (name: string, options: LockOptions, callback: () => unknown) =>
        browser.requestLock(this, name, options, callback),
      query: () =>
        new Promise(resolve => {
          browser.lockQueries++
          const held = [...browser.held.values()].map(({ name, tab }) => {
            return { name, mode: 'exclusive', clientId: `client-${browser.tabs.indexOf(tab)}` }
          })
          this.task(() => resolve({ held, pending: [] }), 1)
        }),
    }
  }

  #channelClass(): unknown {
    const { browser, channels } = this
    return class {
      onmessage: ((event: { readonly data: unknown }) => void) | null = null
      readonly #own: Channel
      constructor(name: string) {
        this.#own = { name, receive: data => this.onmessage?.({ data }) }
        channels.add(this.#own)
      }
      postMessage(data: string) {
        if (!channels.has(this.#own)) throw new DOMException('The channel is closed.', 'InvalidStateError')
        browser.post(this.#own.name, data, this.#own)
      }
      close() {
        channels.delete(this.#own)
      }
    }
  }

  #socketClass(): unknown {
    const tab = this
    const { browser, sockets } = this
    const { timeline, twitch, irc, random } = browser
    return class extends EventTarget {
      constructor(url: string) {
        super()
        let line: ReturnType<SimulatedTwitch['connect']> | undefined
        let client: Client | undefined
        /** Messages that a frozen page has not got. */
        let isMissed = false
        const socket: SimulatedSocket = {
          isOpen: true,
          end: (code, isHeard) => {
            if (!socket.isOpen) return
            socket.isOpen = false
            sockets.delete(socket)
            if (line) twitch.disconnect(line, isHeard)
            if (client) irc.disconnect(client)
            if (tab.state !== 'gone') this.dispatchEvent(Object.assign(new Event('close'), { code }))
          },
        }
        sockets.add(socket)
        this.close = () => {
          socket.isOpen = false
          sockets.delete(socket)
          if (line) twitch.disconnect(line, true)
          if (client) irc.disconnect(client)
        }
        this.send = said => {
          timeline.after(10, () => client && irc.take(client, said))
        }
        const receive = (run: () => void) =>
          timeline.after(10, () => {
            if (tab.state === 'gone' || !socket.isOpen) return
            if (tab.state === 'running') return tab.run(run)
            if (tab.keepsSockets) return tab.task(run, 0)
            if (!isMissed) tab.task(() => socket.end(1006, true), 0)
            isMissed = true
          })
        const send = (data: string) => receive(() => this.dispatchEvent(Object.assign(new Event('message'), { data })))
        const end: Line = {
          send: message => send(JSON.stringify(message)),
          close: code => receive(() => socket.end(code, true)),
        }
        timeline.after(20 + Math.floor(random() * 50), () => {
          if (!socket.isOpen) return
          if (url.includes('irc')) {
            client = irc.connect({ send })
            receive(() => this.dispatchEvent(new Event('open')))
          } else line = twitch.connect(url.startsWith('wss://cell') ? url : null, end)
        })
      }
      close: () => void
      send: (data: string) => void
    }
  }

  readonly #fetch = (address: string, init: RequestInit = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { timeline, twitch, random } = this.browser
      this.browser.requests++
      init.signal?.addEventListener('abort', () => reject(abortError()))
      const answer = (status: number, body?: object) => {
        const text = body ? JSON.stringify(body) : ''
        const headers = new Headers()
        const response = { status, ok: status < 300, headers, body: {}, text: async () => text }
        this.task(() => resolve(response), 5 + Math.floor(random() * 30))
      }
      timeline.after(5 + Math.floor(random() * 30), () => {
        if (this.state === 'gone') return
        const { searchParams } = new URL(address)
        if (init.method === 'DELETE') {
          twitch.unsubscribe(`${searchParams.get('id')}`)
          return answer(204)
        }
        if (init.method !== 'POST') return answer(200, { data: [], pagination: {} })
        const { transport, ...topic } = JSON.parse(`${init.body}`)
        const needed = this.browser.tokens.get(topic.type)
        if (needed && new Headers(init.headers).get('authorization') !== `Bearer ${needed}`) {
          return answer(403, { status: 403, message: 'subscription missing proper authorization' })
        }
        const subscribed = twitch.subscribe(topic, transport.session_id)
        const { status } = subscribed
        if (status !== 202) return answer(status, { status, message: subscribed.message })
        const { id, cost, total } = subscribed
        answer(202, { data: [{ id, ...topic, transport, cost }], total_cost: total, max_total_cost: 10 })
      })
    })
}
