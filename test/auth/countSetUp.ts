/** The numbers of timers, listeners and the like that scripts have set up and not removed. */
export interface SetUp {
  readonly listeners: readonly string[]
  readonly timers: number
  readonly channels: number
}

/**
 * Counts what scripts set up from now on and do not remove, in a page or in Node. It uses nothing from outside, so that
 * a browser or another process can run its source.
 */
export function countSetUp(): () => SetUp {
  const scope = Object(globalThis)
  const listeners = new Map<unknown, string>()
  const timers = new Set<unknown>()
  const channels = new Set<unknown>()
  const { addEventListener: add, removeEventListener: remove, BroadcastChannel: Channel } = scope
  if (add) {
    scope.addEventListener = (...given: unknown[]) => {
      listeners.set(given[1], String(given[0]))
      Object(given[2]).signal?.addEventListener('abort', () => listeners.delete(given[1]))
      add.apply(scope, given)
    }
    scope.removeEventListener = (...given: unknown[]) => {
      listeners.delete(given[1])
      remove.apply(scope, given)
    }
  }
  for (const kind of ['Timeout', 'Interval']) {
    const [set, clear] = [scope[`set${kind}`], scope[`clear${kind}`]]
    scope[`set${kind}`] = (task: (...given: unknown[]) => void, ms: number, ...given: unknown[]) => {
      const run = () => {
        if (kind === 'Timeout') timers.delete(timer)
        task(...given)
      }
      const timer = set(run, ms)
      timers.add(timer)
      return timer
    }
    scope[`clear${kind}`] = (timer: unknown) => {
      timers.delete(timer)
      clear(timer)
    }
  }
  scope.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name)
      channels.add(this)
    }
    close() {
      channels.delete(this)
      super.close()
    }
  }
  return () => ({ listeners: [...listeners.values()], timers: timers.size, channels: channels.size })
}
