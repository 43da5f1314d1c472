import { createStore, type Store } from '../eventsub/store.ts'

/** A store that can be closed. */
export interface ClosableStore<T> extends Store<T> {
  readonly close: () => void
}

/** A store whose state is made from that of another one. `close` closes the other one. */
export function mapStore<T, U>(from: Store<T>, map: (state: T) => U, close: () => void): ClosableStore<U> {
  const [store, set] = createStore(map(from.state))
  const end = from.subscribe(state => set(map(state)))
  return Object.assign(store, {
    close: () => {
      end()
      close()
    },
  })
}

/** A store that others use as well, and that no component closes. */
export const keepOpen = <T>(from: Store<T>): ClosableStore<T> => ({
  get state() {
    return from.state
  },
  subscribe: from.subscribe,
  close: () => {},
})

/** What a component wants to follow. Its hook creates one at every render. */
export interface StoreRequest<T> {
  /** Where it comes from, such as an EventSub. Another one is another request. */
  readonly events: object
  /** All inputs of `open` except `events`, by value. Equal keys mean equal requests. */
  readonly key: string
  /** The state before a store is opened, and on a server. */
  readonly first: T
  /** Opens a store. `null` means that there is nothing to follow. */
  readonly open: (() => ClosableStore<T>) | null
}

/** A store that is open while a component is mounted. */
export interface RequestedStore<T> {
  readonly state: T
  /** Opens the store, and calls `update` on each change. Returns a function to close it. */
  readonly subscribe: (update: () => void) => () => void
}

/** Creates the store of a request. It opens when a component listens, and closes when the component is unmounted. */
export function whileUsed<T>({ first, open }: StoreRequest<T>): RequestedStore<T> {
  let store: ClosableStore<T> | null = null
  return {
    get state() {
      return store ? store.state : first
    },
    subscribe: update => {
      const opened = open?.()
      if (!opened) return () => {}
      store = opened
      let isLater = false
      const end = opened.subscribe(() => isLater && update())
      isLater = true
      return () => {
        end()
        opened.close()
        store = null
      }
    },
  }
}

/** Returns the store of the current request: the same store while the request is equal. */
export function storeOfRequest<T>(read: () => StoreRequest<T>): () => RequestedStore<T> {
  let known: { readonly request: StoreRequest<T>; readonly store: RequestedStore<T> } | undefined
  return () => {
    const request = read()
    if (request.events !== known?.request.events || request.key !== known.request.key)
      known = { request, store: whileUsed(request) }
    return known.store
  }
}
