/** Where a session is kept: shaped like the platform's storages, but may answer later. */
export interface TokenStorage {
  readonly getItem: (key: string) => string | null | Promise<string | null>
  readonly setItem: (key: string, value: string) => void | Promise<void>
  readonly removeItem: (key: string) => void | Promise<void>
}

/**
 * Where to keep a session: `localStorage` (shared by all tabs, outlives them), `sessionStorage` (one tab), `memory`
 * (gone with the page), or your own.
 */
export type StorageChoice = 'localStorage' | 'sessionStorage' | 'memory' | TokenStorage

/** A storage that never fails. */
export interface OpenStorage {
  /** `undefined` if the storage cannot be read. */
  readonly getItem: (key: string) => Promise<string | null | undefined>
  readonly setItem: (key: string, value: string) => Promise<void>
  readonly removeItem: (key: string) => Promise<void>
  /** Whether other tabs read the same. */
  readonly isShared: () => boolean
}

/** Opens a storage. While it fails, this page keeps in memory what the storage should have. */
export function openStorage(choice: StorageChoice = 'localStorage'): OpenStorage {
  const memory = new Map<string, string>()
  /** Uses the storage; `undefined` if it fails. Even reading the global throws where storage is blocked. */
  const attempt = async <T>(use: (storage: TokenStorage) => T | Promise<T>) => {
    try {
      return await use(typeof choice === 'string' ? Object(globalThis)[choice] : choice)
    } catch {
      // Blocked, partitioned away or full. No global is called `memory`, so that choice fails here too.
      return undefined
    }
  }
  const isDone = (change: (storage: TokenStorage) => void | Promise<void>) =>
    attempt(async storage => {
      await change(storage)
      return true
    })
  /** Takes away what is stored. What cannot be removed is overwritten: an empty text fits even into a full storage. */
  const empty = async (key: string) =>
    (await isDone(storage => storage.removeItem(key))) || isDone(storage => storage.setItem(key, ''))
  return {
    isShared: () => !memory.size && choice !== 'sessionStorage',
    getItem: async key => memory.get(key) ?? attempt(async storage => (await storage.getItem(key)) ?? null),
    setItem: async (key, value) => {
      memory.set(key, value)
      if (await isDone(storage => storage.setItem(key, value))) memory.delete(key)
      // What could not be replaced would bring the former user back at the next load.
      else await empty(key)
    },
    removeItem: async key => {
      memory.set(key, '')
      if (await empty(key)) memory.delete(key)
    },
  }
}
