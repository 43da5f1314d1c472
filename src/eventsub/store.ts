import { callSafely } from '../callSafely.ts'

/** Calls `act` with each item that is still in the set by then: one call may take others out. */
export const each = <T>(items: ReadonlySet<T>, act: (item: T) => void): void => {
  for (const item of [...items]) if (items.has(item)) act(item)
}

/** A set of listeners, and a function that calls all of them, as long as `goesOn` returns `true`. */
export const listeners = <T>() => {
  const all = new Set<(value: T) => void>()
  return {
    add: (listener: (value: T) => void): (() => void) => {
      all.add(listener)
      return () => void all.delete(listener)
    },
    isEmpty: (): boolean => !all.size,
    tell: (value: T, goesOn: () => boolean = () => true): void => {
      each(all, listener => goesOn() && callSafely(listener, value))
    },
  }
}

/** A store: an immutable value, which is replaced on each change. */
export interface Store<T> {
  readonly state: T
  /** Calls `listener` at once and on each change of `state`, and returns a function to unsubscribe. */
  readonly subscribe: (listener: (state: T) => void) => () => void
}

/** Creates a store and a function that sets its state. An identical state is not a change. */
export const createStore = <T>(state: T): [store: Store<T>, set: (next: T) => void] => {
  const changes = listeners<void>()
  return [
    {
      get state() {
        return state
      },
      subscribe: listener => {
        // This reads the state again, because an earlier listener may have changed it.
        const update = () => listener(state)
        const stop = changes.add(update)
        // It comes first, because this call may change the state.
        callSafely(update)
        return stop
      },
    },
    next => {
      if (next === state) return
      state = next
      changes.tell()
    },
  ]
}

/** Creates a store of a computed state, and a function that computes it again. An equal state is not a change. */
export const createView = <T extends { readonly error: unknown }>(
  compute: () => T,
): [store: Store<T>, refresh: () => void] => {
  const [store, set] = createStore(compute())
  let shown = JSON.stringify(store.state)
  return [
    store,
    () => {
      const next = compute()
      const text = JSON.stringify(next)
      if (text === shown && next.error === store.state.error) return
      shown = text
      set(next)
    },
  ]
}
