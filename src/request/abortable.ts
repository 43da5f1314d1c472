type Reject = (reason: unknown) => void

/**
 * The callbacks for each signal. One listener calls all of them, because Node warns if there are more than ten
 * listeners.
 */
const waiting = /* @__PURE__ */ new WeakMap<object, Set<Reject>>()

function rejectAll(this: AbortSignal) {
  for (const reject of waiting.get(this) ?? []) reject(this.reason)
}

/**
 * Stops waiting for a promise when the signal aborts, and rejects with the signal's reason. The work itself continues.
 */
export const abortable = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal
    ? new Promise((resolve, reject) => {
        const rejects = waiting.get(signal) ?? new Set()
        waiting.set(signal, rejects.add(reject))
        signal.addEventListener('abort', rejectAll)
        if (signal.aborted) reject(signal.reason)
        promise.then(resolve, reject).finally(() => {
          rejects.delete(reject)
          if (!rejects.size) signal.removeEventListener('abort', rejectAll)
        })
      })
    : promise

/** Waits. An aborted wait clears its timer, which would keep a Node process alive. */
export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  return abortable(passed, signal).finally(() => clearTimeout(timer))
}

/** Runs a task with a signal that aborts with the first of several signals. */
export async function eitherAborts<T>(
  signals: readonly (AbortSignal | undefined)[],
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  for (const other of signals) {
    if (other?.aborted) controller.abort(other.reason)
    other?.addEventListener('abort', () => controller.abort(other.reason), { signal })
  }
  try {
    return await task(signal)
  } finally {
    controller.abort()
  }
}
