import { createServer } from 'node:net'
import { expect, it, vi } from 'vitest'
import { leftovers, readShared, settledLeftovers } from './leftovers.ts'

const listener = () => {}
const setTimeoutOfNode = globalThis.setTimeout
const abortSignalAny = Object.getOwnPropertyDescriptor(AbortSignal, 'any')

/** What a file may leave behind: how it is named, how it is left, and how it is taken away again. */
const kinds: Readonly<Record<string, readonly [leave: () => unknown, takeAway: () => unknown]>> = {
  'globalThis.fetch': [() => vi.stubGlobal('fetch', () => {}), () => vi.unstubAllGlobals()],
  'globalThis.WebSocket': [() => vi.stubGlobal('WebSocket', class {}), () => vi.unstubAllGlobals()],
  'globalThis.BroadcastChannel': [() => vi.stubGlobal('BroadcastChannel', class {}), () => vi.unstubAllGlobals()],
  'globalThis.document': [() => vi.stubGlobal('document', {}), () => vi.unstubAllGlobals()],
  'globalThis.localStorage': [() => vi.stubGlobal('localStorage', {}), () => vi.unstubAllGlobals()],
  'globalThis.setTimeout': [
    () => Object.assign(globalThis, { setTimeout: () => {} }),
    () => Object.assign(globalThis, { setTimeout: setTimeoutOfNode }),
  ],
  'globalThis.Date': [() => vi.useFakeTimers({ toFake: ['Date'] }), () => vi.useRealTimers()],
  'console.warn': [() => vi.spyOn(console, 'warn'), () => vi.restoreAllMocks()],
  'Math.random': [() => vi.spyOn(Math, 'random'), () => vi.restoreAllMocks()],
  'AbortSignal.any': [
    () => Reflect.deleteProperty(AbortSignal, 'any'),
    () => Object.defineProperty(AbortSignal, 'any', abortSignalAny ?? {}),
  ],
  'process.env.NODE_ENV': [() => vi.stubEnv('NODE_ENV', 'production'), () => vi.unstubAllEnvs()],
  "process.on('warning')": [() => process.on('warning', listener), () => process.off('warning', listener)],
}

it.each(Object.entries(kinds))('a file that leaves %s behind is told so', (name, [leave, takeAway]) => {
  const before = readShared()
  leave()
  const left = leftovers(before)
  takeAway()
  expect(left).toContain(name)
  expect(leftovers(before)).toEqual([])
})

it('a timer, a channel and a server that stay open are told', async () => {
  // All of it happens in one turn, in which no timer of Vitest begins or ends.
  const before = readShared()
  const timer = setTimeout(() => {}, 60_000)
  const channel = new BroadcastChannel('left')
  const server = createServer().listen(0)
  const left = leftovers(before)
  clearTimeout(timer)
  channel.close()
  await new Promise(resolve => server.close(resolve))
  expect(left.sort()).toEqual(['open MessagePort', 'open TCPServerWrap', 'open Timeout'].sort())
  expect(await settledLeftovers(before)).toEqual([])
})
