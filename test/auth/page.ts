import { inspect } from 'node:util'
import { expect, type MockInstance, onTestFinished, vi } from 'vitest'
import { mark } from './twitch.ts'

/** The simulated page of a test. */
export interface Page {
  /** Sets the address, as a navigation does. */
  readonly goTo: (url: string) => void
  readonly local: TestStorage
  readonly session: TestStorage
  /** Records where the page navigated to. */
  readonly assign: MockInstance<(url: string | URL) => void>
  /** All messages between tabs. */
  readonly said: readonly unknown[]
  /** Everything that was written to the console. */
  readonly printed: () => string
}

let channels = new Set<Channel>()

/** A storage that can be made to fail, as in browsers that block it or when it is full. */
export class TestStorage {
  readonly items = new Map<string, string>()
  /** The operations that fail; `global` fails when the storage is accessed. */
  readonly broken = new Set<'getItem' | 'setItem' | 'removeItem' | 'global'>()
  writes = 0

  getItem(key: string): string | null {
    this.#use('getItem')
    return this.items.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    this.#use('setItem')
    this.writes++
    this.items.set(key, value)
  }

  removeItem(key: string): void {
    this.#use('removeItem')
    this.items.delete(key)
  }

  #use(way: 'getItem' | 'setItem' | 'removeItem'): void {
    if (this.broken.has(way)) throw new DOMException(`${way} failed`, 'QuotaExceededError')
  }

  /** Replaces the platform's. */
  install(name: 'localStorage' | 'sessionStorage'): this {
    const get = () => {
      if (this.broken.has('global')) throw new DOMException('Access is denied for this document', 'SecurityError')
      return this
    }
    const before = Object.getOwnPropertyDescriptor(globalThis, name)
    Object.defineProperty(globalThis, name, { get, configurable: true })
    onTestFinished(() => void (before && Object.defineProperty(globalThis, name, before)))
    return this
  }
}

let said: unknown[] = []

/** The `BroadcastChannel` of tabs. It delivers soon, whatever timers do, and records messages. */
class Channel {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  readonly name: string
  /** Only channels of the same test receive the message: an older one may still send some. */
  readonly #channels = channels

  constructor(name: string) {
    this.name = name
    channels.add(this)
  }

  postMessage(message: unknown): void {
    said.push(message)
    for (const other of this.#channels) {
      if (other === this || other.name !== this.name) continue
      const data = structuredClone(message)
      queueMicrotask(() => other.onmessage?.({ data }))
    }
  }

  close(): void {
    this.onmessage = null
    this.#channels.delete(this)
  }
}

/** A new page with an empty storage and no listeners. The console and messages between tabs are recorded. */
export function openPage(url = 'https://app.example/'): Page {
  const local = new TestStorage().install('localStorage')
  const session = new TestStorage().install('sessionStorage')
  channels = new Set()
  said = []
  vi.stubGlobal('BroadcastChannel', Channel)
  const goTo = (address: string) => Object(globalThis).happyDOM.setURL(address)
  goTo(url)
  history.replaceState(null, '', url)
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
  const levels = (['debug', 'log', 'info', 'warn', 'error'] as const).map(level =>
    vi.spyOn(console, level).mockImplementation(() => {}),
  )
  const listening = vi.spyOn(globalThis, 'addEventListener')
  const printed = () =>
    levels.flatMap(level => level.mock.calls.map(call => inspect(call, { depth: Infinity }))).join('\n')
  onTestFinished(() => {
    const output = printed()
    // Otherwise they would listen to the page of the next test.
    for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener)
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    // In every test, no token is printed, and only the popup that received one sends it to other tabs.
    expect(output).not.toContain(mark)
    expect(JSON.stringify(said.filter(message => !Object(message).redirect))).not.toContain(mark)
  })
  return {
    goTo,
    local,
    session,
    assign,
    get said() {
      return said
    },
    printed,
  }
}

/** Sends a message as another tab on a channel. */
export function hearFromAnotherTab(name: string, message: unknown): void {
  const ours = said
  said = []
  new Channel(name).postMessage(message)
  said = ours
}

/** Brings the page to the front, or wakes the computer. */
export function wake(type: 'visibilitychange' | 'online' | 'pageshow' = 'visibilitychange'): void {
  const target = type === 'visibilitychange' ? document : globalThis
  target.dispatchEvent(new Event(type, { bubbles: true }))
}

/** All ways in which a value may be printed. */
export const allThatShows = (value: unknown): string =>
  [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
    value instanceof Error ? `${value.stack} ${inspect(value.cause)}` : '',
  ].join('\n')

/** Whether a token appears in any of them. */
export const showsToken = (value: unknown): boolean => allThatShows(value).includes(mark)
