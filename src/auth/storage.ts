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

/** A storage that is always there: what the platform refuses to keep is kept in memory. */
export function openStorage(choice: StorageChoice = 'localStorage'): TokenStorage {
  const memory = new Map<string, string>()
  /** Reading the global alone throws where storage is blocked, so it is not touched before it is needed. */
  const attempt = async (use: (storage: TokenStorage) => unknown) => {
    try {
      if (choice !== 'memory') return await use(typeof choice === 'string' ? globalThis[choice] : choice)
    } catch {
      // Blocked, partitioned away or full: memory has it.
    }
    return null
  }
  return {
    getItem: async key => {
      const kept = memory.get(key) ?? (await attempt(storage => storage.getItem(key)))
      return typeof kept === 'string' ? kept : null
    },
    setItem: async (key, value) => {
      const kept = await attempt(async storage => {
        await storage.setItem(key, value)
        return true
      })
      if (kept) memory.delete(key)
      else memory.set(key, value)
    },
    removeItem: async key => {
      memory.delete(key)
      await attempt(storage => storage.removeItem(key))
    },
  }
}
