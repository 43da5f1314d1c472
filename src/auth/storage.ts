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
export interface OpenStorage {
  /** `undefined` if the storage does not tell. */
  readonly getItem: (key: string) => Promise<string | null | undefined>
  readonly setItem: (key: string, value: string) => Promise<void>
  readonly removeItem: (key: string) => Promise<void>
  /** Whether other tabs read the same. */
  readonly isShared: () => boolean
  /** Whether what was put there outlives the page. */
  readonly isKept: () => boolean
}

/** Opens a storage: what the platform refuses to keep is kept in memory. */
export function openStorage(choice: StorageChoice = 'localStorage'): OpenStorage {
  const memory = new Map<string, string>()
  /** Reading the global alone throws where storage is blocked, so it is not touched before it is needed. */
  const attempt = async <T>(use: (storage: TokenStorage) => T | Promise<T>) => {
    try {
      return await use(typeof choice === 'string' ? Object(globalThis)[choice] : choice)
    } catch {
      // Blocked, partitioned away or full, or not wanted, as no global is called so: memory has it.
      return undefined
    }
  }
  /** Memory has it until the storage has it, and hides what the storage cannot forget. */
  const put = async (key: string, value: string, change: (storage: TokenStorage) => void | Promise<void>) => {
    memory.set(key, value)
    await attempt(async storage => {
      await change(storage)
      memory.delete(key)
    })
  }
  return {
    isKept: () => !memory.size,
    isShared: () => !memory.size && choice !== 'sessionStorage',
    getItem: async key => memory.get(key) ?? attempt(async storage => (await storage.getItem(key)) ?? null),
    setItem: (key, value) => put(key, value, storage => storage.setItem(key, value)),
    removeItem: key => put(key, '', storage => storage.removeItem(key)),
  }
}
