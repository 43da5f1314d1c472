import { afterAll, expect, vi } from 'vitest'
import { readShared, settledLeftovers } from './leftovers.ts'

/** A page environment has a process of its own, which ends with its file. */
const before = typeof document === 'undefined' && readShared()

// Files of the unit lane share a process, so stubs of clocks and globals end with their file. Modules are loaded anew.
afterAll(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
  if (before) expect(await settledLeftovers(before), 'what this file leaves to the next one').toEqual([])
})
