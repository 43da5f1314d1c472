import { setImmediate } from 'node:timers/promises'
import { onTestFinished, vi } from 'vitest'

const { setTimeout: realTimeout } = globalThis

export interface FastTime {
  /**
   * Moves the time forward in steps of so many milliseconds until the promise settles. Returns its result. Sockets need
   * some steps: a step must be much shorter than timeouts that must not occur.
   */
  readonly pass: <T>(promise: PromiseLike<T>, step?: number) => Promise<T>
}

/** Replaces timers and clock, so that the test moves the time. Sockets work as usual. */
export function fastTime(): FastTime {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  return {
    pass: async (promise, step = 20) => {
      let settled = false
      const settle = () => {
        settled = true
      }
      promise.then(settle, settle)
      for (let turn = 0; !settled; turn++) {
        vi.advanceTimersByTime(step)
        await setImmediate()
        // This gives the operating system a turn as well.
        if (turn % 8 === 0) await new Promise(resolve => realTimeout(resolve, 1))
      }
      return await promise
    },
  }
}
