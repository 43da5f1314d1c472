/** Calls what the page gave. What it throws is the page's to see, and nobody else's to suffer from. */
export const call = <A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): void => {
  try {
    callback(...args)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Takes listeners, and calls all of them. */
export const listeners = <T>() => {
  const all = new Set<(value: T) => void>()
  return {
    add: (listener: (value: T) => void): (() => void) => {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell: (value: T): void => {
      for (const listener of [...all]) if (all.has(listener)) call(listener, value)
    },
  }
}

/** What changes with time: one immutable value, replaced on each change. */
export interface Store<T> {
  readonly state: T
  /** Calls `listener` at once and on each change of `state`; returns the function that ends this. */
  readonly subscribe: (listener: (state: T) => void) => () => void
}

/** A store, and what changes its state. What is the same is no change. */
export const createStore = <T>(state: T): [store: Store<T>, set: (next: T) => void] => {
  const changes = listeners<void>()
  return [
    {
      get state() {
        return state
      },
      subscribe: listener => {
        // Reads the state itself: a listener that was called before may have changed it.
        const update = () => listener(state)
        call(update)
        return changes.add(update)
      },
    },
    next => {
      if (next === state) return
      state = next
      changes.tell()
    },
  ]
}
