/** Stops waiting for a promise when the signal aborts, and rejects with the signal's reason; the work itself goes on. */
export const abortable = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal
    ? new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason)
        if (signal.aborted) abort()
        signal.addEventListener('abort', abort)
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
      })
    : promise

/** Waits. An aborted wait leaves no timer, which would keep a Node process alive. */
export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  return abortable(passed, signal).finally(() => clearTimeout(timer))
}
