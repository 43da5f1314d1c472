import { warnOnce } from '../inDevelopment.ts'

/** A storage for sessions. It has the shape of the platform's storages, but its functions may return promises. */
export interface TokenStorage {
  readonly getItem: (key: string) => string | null | Promise<string | null>
  readonly setItem: (key: string, value: string) => void | Promise<void>
  readonly removeItem: (key: string) => void | Promise<void>
}

/**
 * Where to keep a session: `localStorage` (all tabs, permanently), `sessionStorage` (one tab), `memory` (until the page
 * is closed or reloaded), or your own storage.
 */
export type StorageChoice = 'localStorage' | 'sessionStorage' | 'memory' | TokenStorage

/** A storage that never fails. */
export interface OpenStorage {
  /** `undefined` if the storage cannot be read. */
  readonly getItem: (key: string) => Promise<string | null | undefined>
  readonly setItem: (key: string, value: string) => Promise<void>
  readonly removeItem: (key: string) => Promise<void>
  /** Whether other tabs read the same storage. */
  readonly isShared: () => boolean
  /** Whether its contents stay after the page is closed. */
  readonly isKept: () => boolean
  /** Whether it has not answered in time. */
  readonly isSilent: () => boolean
}

/** How long a page's own storage may take. After that it is hardly waited for until it answers. */
const patience = 10_000

/** Opens a storage. If the storage fails or does not answer, this page keeps its contents in memory. */
export function openStorage(choice: StorageChoice = 'localStorage'): OpenStorage {
  const memory = new Map<string, string>()
  let isSilent = false
  /** Uses the storage; returns `undefined` if it fails. If storage is blocked, even reading the global throws. */
  const attempt = async <T>(use: (storage: TokenStorage) => T | Promise<T>) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(
        () => {
          isSilent = true
          resolve(undefined)
        },
        isSilent ? 100 : patience,
      )
    })
    const answer = async () => {
      const value = await use(typeof choice === 'string' ? Object(globalThis)[choice] : choice)
      isSilent = false
      return value
    }
    try {
      return await Promise.race([answer(), late])
    } catch {
      // The storage is blocked, partitioned or full. There is no global `memory`, so that choice fails here, too.
      // What a page's own storage threw may contain the token.
      if (typeof choice === 'object') {
        const advice = 'catch in getItem, setItem and removeItem to see why.'
        warnOnce(() => `The storage of an auth throws, so the session is kept in memory: ${advice}`)
      }
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }
  const isDone = (change: (storage: TokenStorage) => void | Promise<void>) =>
    attempt(async storage => {
      await change(storage)
      return true
    })
  /** Removes the stored entry. If that fails, it overwrites the entry: an empty text fits even into a full storage. */
  const empty = async (key: string) =>
    (await isDone(storage => storage.removeItem(key))) || isDone(storage => storage.setItem(key, ''))
  return {
    isKept: () => !memory.size,
    isSilent: () => isSilent,
    isShared: () => !memory.size && choice !== 'sessionStorage',
    getItem: async key => memory.get(key) ?? attempt(async storage => (await storage.getItem(key)) ?? null),
    setItem: async (key, value) => {
      memory.set(key, value)
      if (await isDone(storage => storage.setItem(key, value))) memory.delete(key)
      // An old entry that could not be replaced would restore the previous user at the next load.
      else await empty(key)
    },
    removeItem: async key => {
      memory.set(key, '')
      if (await empty(key)) memory.delete(key)
    },
  }
}
