import { afterAll, vi } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Whether tables are tested completely; `npm test` tests a part of them. */
    isLongRun: boolean
  }
}

const { waitFor } = vi

// A busy machine needs longer. Vitest waits for a second, and has no setting for this.
vi.waitFor = (look, options) =>
  waitFor(look, { timeout: 60_000, ...(typeof options === 'number' ? { timeout: options } : options) })

// Files of a shared process have one `vi`.
afterAll(() => {
  vi.waitFor = waitFor
})
