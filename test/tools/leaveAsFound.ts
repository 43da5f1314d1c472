import { afterAll, vi } from 'vitest'

// Files of the unit lane share a process: what a file has put in place of clocks and globals ends with it.
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
})
