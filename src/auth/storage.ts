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

/** A storage that is always there. */
export interface OpenStorage extends TokenStorage {
  /** Whether other tabs read the same. */
  readonly isShared: () => boolean
}

/** Opens a storage: what the platform refuses to keep is kept in memory. */
export function openStorage(choice: StorageChoice = 'localStorage'): OpenStorage {
  const memory = new Map<string, string>()
  /** Reading the global alone throws where storage is blocked, so it is not touched before it is needed. */
  const attempt = async <T>(use: (storage: TokenStorage) => T | Promise<T>) => {
    try {
      if (choice !== 'memory') return await use(typeof choice === 'string' ? globalThis[choice] : choice)
    } catch {
      // Blocked, partitioned away or full: memory has it.
    }
    return null
  }
  return {
    isShared: () => choice !== 'memory' && choice !== 'sessionStorage' && !memory.size,
    getItem: async key => memory.get(key) ?? attempt(storage => storage.getItem(key)),
    setItem: async (key, value) => {
      memory.set(key, value)
      await attempt(async storage => {
        await storage.setItem(key, value)
        memory.delete(key)
      })
    },
    removeItem: async key => {
      memory.delete(key)
      await attempt(storage => storage.removeItem(key))
    },
  }
}
