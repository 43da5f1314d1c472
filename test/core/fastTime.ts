import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { onTestFinished, vi } from 'vitest'

const { setTimeout: realTimeout } = globalThis

export interface FastTime {
  /**
   * Moves the time forward in steps of so many milliseconds until the promise settles. Returns its result. Sockets need
   * some steps: a step must be much shorter than timeouts that must not occur.
   */
  readonly pass: <T>(promise: PromiseLike<T>, step?: number) => Promise<T>
}

/**
 * Opens a connection of this process with itself. The returned function resolves after a byte has gone there and back:
 * what other sockets of this process have sent before has then arrived, however slow the system is.
 */
async function openEcho(): Promise<() => Promise<unknown>> {
  const server = createServer({ noDelay: true }, socket => socket.pipe(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  onTestFinished(() => {
    socket.destroy()
    server.close()
  })
  await once(socket, 'connect')
  return () => {
    const echo = once(socket, 'data')
    socket.write('.')
    return echo
  }
}

/** Replaces timers and clock, so that the test moves the time. Sockets work as usual. */
export function fastTime(): FastTime {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  let opened: Promise<() => Promise<unknown>> | undefined
  return {
    pass: async (promise, step = 20) => {
      let settled = false
      const settle = () => {
        settled = true
      }
      promise.then(settle, settle)
      opened ??= openEcho()
      const echo = await opened
      for (let turn = 0; !settled; turn++) {
        vi.advanceTimersByTime(step)
        await echo()
        // This gives the operating system a turn as well.
        if (turn % 8 === 0) await new Promise(resolve => realTimeout(resolve, 1))
      }
      return await promise
    },
  }
}
