import { vi } from 'vitest'

const { waitFor } = vi

// A machine may be busy with something else. Vitest waits for a second, and has no setting for this.
vi.waitFor = (look, options) =>
  waitFor(look, { timeout: 30_000, ...(typeof options === 'number' ? { timeout: options } : options) })
