import { setImmediate } from 'node:timers/promises'
import { onTestFinished, vi } from 'vitest'

const { setTimeout: realTimeout } = globalThis

export interface FastTime {
  /**
   * Lets time pass in steps of so many milliseconds until the promise settles; gives what it settles to. Sockets take
   * some steps for what they do: a step must be small beside the time-outs that are not to happen.
   */
  readonly pass: <T>(promise: PromiseLike<T>, step?: number) => Promise<T>
}

/** Puts timers and clock in the test's hands, while sockets work as ever. */
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
        // The system gets its turn as well.
        if (turn % 8 === 0) await new Promise(resolve => realTimeout(resolve, 1))
      }
      return await promise
    },
  }
}
