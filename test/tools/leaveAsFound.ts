import { afterAll, expect, vi } from 'vitest'
import { readShared, settledLeftovers } from './leftovers.ts'
import { followTimers } from './timersOfFile.ts'

/** A page environment has a process of its own, which ends with its file. */
const isShared = typeof document === 'undefined'
// A fake that the file has created lives on, and its timers do not keep the process running. When a page environment has
// ended, they would throw.
const takeTimersAway = followTimers()
const before = isShared && readShared()

// Files of the unit lane share a process, so stubs of clocks and globals end with their file. Modules are loaded anew.
afterAll(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
  const left = before ? await settledLeftovers(before) : []
  takeTimersAway()
  expect(left, 'what this file leaves to the next one').toEqual([])
})
