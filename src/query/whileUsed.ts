import type { EventSub } from '../eventsub/createEventSub.ts'
import type { Store } from '../eventsub/store.ts'

/** A store that works until it is closed. */
export interface ClosableStore<T> extends Store<T> {
  readonly close: () => void
}

/** What a component wants to follow, as its hook says it at every render. */
export interface Wish<T> {
  readonly events: EventSub
  /** All that `open` depends on beside `events`, by value: the same key is the same wish. */
  readonly key: string
  /** What is shown before anything is opened, at a server too. */
  readonly first: T
  /** Opens a store; `null`: there is nothing to follow. */
  readonly open: (() => ClosableStore<T>) | null
}

/** A store that is open while a component is there. */
export interface WishedStore<T> {
  readonly state: T
  /** Opens it, and calls `update` on each change; returns the function that closes it. */
  readonly subscribe: (update: () => void) => () => void
}

/** The store of a wish, which opens as soon as a component listens, and closes when it goes. */
export function whileUsed<T>({ first, open }: Wish<T>): WishedStore<T> {
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

/** Gives the store of the present wish: the same one while the wish is the same. */
export function storeOfWish<T>(read: () => Wish<T>): () => WishedStore<T> {
  let known: { readonly wish: Wish<T>; readonly store: WishedStore<T> } | undefined
  return () => {
    const wish = read()
    if (wish.events !== known?.wish.events || wish.key !== known.wish.key) known = { wish, store: whileUsed(wish) }
    return known.store
  }
}
