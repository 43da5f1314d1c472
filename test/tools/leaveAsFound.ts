import { afterAll, vi } from 'vitest'

// Files of the unit lane share a process, so stubs of clocks and globals end with their file.
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
})
