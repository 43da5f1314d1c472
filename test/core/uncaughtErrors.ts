import { vi } from 'vitest'

/** Returns the list of errors that callbacks of the page leave uncaught from now on. Each is in it at once. */
export function uncaughtErrors(): unknown[] {
  const uncaught: unknown[] = []
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    try {
      task()
    } catch (error) {
      uncaught.push(error)
    }
  })
  return uncaught
}
