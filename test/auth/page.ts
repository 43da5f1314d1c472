import { inspect } from 'node:util'
import { expect, type MockInstance, onTestFinished, vi } from 'vitest'
import { mark } from './twitch.ts'

/** What happens in the page that a test runs in. */
export interface Page {
  /** Puts an address in the address bar, as a navigation does. */
  readonly goTo: (url: string) => void
  readonly local: TestStorage
  readonly session: TestStorage
  /** Where the page sent its user. */
  readonly assign: MockInstance<(url: string | URL) => void>
  /** Everything that tabs said to each other. */
  readonly said: readonly unknown[]
  /** Everything that was written to the console. */
  readonly printed: () => string
}

let channels = new Set<Channel>()

/** A storage that can be made to fail, as browsers' do when they block it or it is full. */
export class TestStorage {
  readonly items = new Map<string, string>()
  /** Fails in these, or even when it is only looked at (`global`). */
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

  /** Puts itself in the place of the platform's. */
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

/** Tabs' `BroadcastChannel`: delivers soon, whatever the timers do, and remembers what was said. */
class Channel {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  readonly name: string
  /** Those of the same test: an older one's may still have something to say. */
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

/** A fresh page: nothing stored, nobody listening, and console and other tabs are listened to. */
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
    // Left behind, they would go on listening to the page of the next test.
    for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener)
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    // In whatever test: no token is printed, and none is told to other tabs but by the popup that got it.
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

/** What another tab says on a channel. */
export function hearFromAnotherTab(name: string, message: unknown): void {
  const ours = said
  said = []
  new Channel(name).postMessage(message)
  said = ours
}

/** Brings the page back to the front, or wakes the machine. */
export function wake(type: 'visibilitychange' | 'online' | 'pageshow' = 'visibilitychange'): void {
  const target = type === 'visibilitychange' ? document : globalThis
  target.dispatchEvent(new Event(type, { bubbles: true }))
}

/** All ways in which a value may come to be printed. */
export const allThatShows = (value: unknown): string =>
  [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
    value instanceof Error ? `${value.stack} ${inspect(value.cause)}` : '',
  ].join('\n')

/** Whether a token shows anywhere in it. */
export const showsToken = (value: unknown): boolean => allThatShows(value).includes(mark)
