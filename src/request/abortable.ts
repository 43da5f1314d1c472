interface Watch {
  readonly callbacks: Set<() => void>
  readonly listener: () => void
}

/** One listener a signal, whatever waits for it: Node warns of more than ten. */
const watches = /* @__PURE__ */ new WeakMap<AbortSignal, Watch>()

/** Calls `callback` when the signal aborts; returns the function that ends this. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let watch = watches.get(signal)
  if (!watch) {
    const callbacks = new Set<() => void>()
    watch = { callbacks, listener: () => callbacks.forEach(call => void call()) }
    watches.set(signal, watch)
  }
  const { callbacks, listener } = watch
  if (!callbacks.size) signal.addEventListener('abort', listener)
  callbacks.add(callback)
  return () => {
    callbacks.delete(callback)
    if (!callbacks.size) signal.removeEventListener('abort', listener)
  }
}

/** Stops waiting for a promise when the signal aborts, and rejects with the signal's reason; the work itself goes on. */
export const abortable = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal
    ? new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason)
        if (signal.aborted) abort()
        promise.then(resolve, reject).finally(onAbort(signal, abort))
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
