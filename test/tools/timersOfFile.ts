type Timer = ReturnType<typeof setTimeout>

/**
 * Follows the timers that this process sets from now on. The returned function takes away those that still wait, also
 * those that do not keep the process running, and no longer follows.
 */
export function followTimers(): () => void {
  const { setTimeout, setInterval } = globalThis
  const set: WeakRef<Timer>[] = []
  const followed = <F extends (...given: never[]) => Timer>(original: F): F =>
    new Proxy(original, {
      apply: (call, self, given) => {
        const timer: Timer = Reflect.apply(call, self, given)
        set.push(new WeakRef(timer))
        return timer
      },
    })
  Object.assign(globalThis, { setTimeout: followed(setTimeout), setInterval: followed(setInterval) })
  return () => {
    for (const timer of set) clearTimeout(timer.deref())
    Object.assign(globalThis, { setTimeout, setInterval })
  }
}
