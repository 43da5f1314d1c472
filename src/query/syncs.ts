/** One call of `syncQueries`, as the other calls on the same cache see it. */
export interface Sync {
  /** Whether a family has rules for answers of this path. */
  readonly covers: (path: string) => boolean
  /** Whether events can arrive for answers of this user; `null`: for answers that are the same for all users. */
  readonly hears: (user: string | null) => boolean
  /** Whether the user may not have all events of a query. */
  readonly isRefused: (query: object) => boolean
  /** Makes the subscriptions that are needed now, and ends the others. */
  readonly update: () => void
}

const syncsByCache = /* @__PURE__ */ new WeakMap<object, Set<Sync>>()

/** The calls of `syncQueries` on a cache, the earliest first. */
export function syncsOf(queryClient: object): Set<Sync> {
  const syncs = syncsByCache.get(queryClient) ?? new Set()
  syncsByCache.set(queryClient, syncs)
  return syncs
}
