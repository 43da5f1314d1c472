import type { EventSub, EventSubMessage } from '../../eventsub/createEventSub.ts'
import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import { inDevelopment } from '../../inDevelopment.ts'
import type { OneQueryFilter, QueryCacheClient } from '../cache.ts'
import { type HelixKeyParts, parseHelixKey } from '../helixKey.ts'
import { syncSession } from '../syncSession.ts'
import { changeAnswer, rowsOf } from './changeAnswer.ts'
import type { LiveFamily, LiveRule } from './liveRule.ts'

/** The part of TanStack's `Query` that this library watches. */
export interface LiveQuery {
  readonly queryKey: readonly unknown[]
  readonly state: {
    readonly status: string
    readonly data: unknown
    readonly fetchStatus: string
    readonly isInvalidated: boolean
    readonly dataUpdatedAt: number
  }
  readonly observers: readonly { readonly options: { readonly meta?: Readonly<Record<string, unknown>> | undefined } }[]
  isActive(): boolean
}

/** An event of TanStack's query cache. */
interface CacheChange {
  readonly type: string
  readonly query: LiveQuery
  readonly action?: { readonly type: string; readonly meta?: unknown; readonly manual?: boolean | undefined }
}

/** The part of TanStack's `QueryClient` that this library uses. It fits every copy of TanStack. */
export interface LiveQueryClient extends Pick<QueryCacheClient, 'getQueriesData' | 'removeQueries'> {
  getQueryCache(): {
    getAll(): readonly LiveQuery[]
    subscribe(listener: (change: CacheChange) => void): () => void
  }
  invalidateQueries(
    filter: OneQueryFilter & { refetchType?: 'none' },
    options?: { cancelRefetch: false },
  ): Promise<void>
  setQueryData(
    queryKey: readonly unknown[],
    update: (data: unknown) => unknown,
    options?: { updatedAt?: number },
  ): unknown
}

/** Options of {@link syncQueries}. */
export interface SyncOptions {
  /** Updates all queries of these families that are shown, not only those with `live: true`. @defaultValue `false` */
  readonly all?: boolean | undefined
}

/** One subscription, for all queries that need it. */
interface Shared {
  queries: number
  readonly ready: Promise<void>
  readonly close: () => void
  /** When Twitch accepted it, as a number: reads and acceptances are counted together. `0` until then. */
  liveSince: number
}

/** Applies an event to answers. */
interface Happening {
  readonly rule: LiveRule
  readonly message: EventSubMessage
}

/** One `syncQueries` on a cache, as the others on the same cache see it. */
interface Sync {
  readonly covers: (path: string) => boolean
  readonly check: () => void
}

/** The earliest first. The first one updates the answers that are the same for all users. */
const syncsOf = /* @__PURE__ */ new WeakMap<object, Set<Sync>>()

const warned = /* @__PURE__ */ new Set<string>()
const warn = (message: string) =>
  inDevelopment(() => {
    if (warned.has(message)) return
    warned.add(message)
    console.warn(message)
  })

const exactly = ({ queryKey }: LiveQuery) => ({ queryKey, exact: true })

const isFetching = ({ state }: LiveQuery) => state.fetchStatus === 'fetching'

/** The id of a condition that says what an answer is about, and the parameter with the same id. */
const aboutOf = ({ about }: LiveRule): readonly [id: string, parameter: string] =>
  Object.entries(about ?? {})[0] ?? ['broadcaster_user_id', '']

const isOf = ({ type: { type, version } }: LiveRule, topic: { readonly type: string; readonly version: string }) =>
  topic.type === type && topic.version === version

/** The channels or users that an answer is about; `null` if its parameters do not tell them. */
const idsOf = (rule: LiveRule, { params, user }: HelixKeyParts): readonly string[] | null => {
  const ids = params?.[aboutOf(rule)[1]]
  if (ids !== undefined) return [ids].flat() as string[]
  // With a login, the parameters name the user in another way.
  return rule.about && user && !Object.hasOwn(params ?? {}, 'login') ? [user] : null
}

/**
 * Updates the cached answers of these families with events. While a query with `live: true` is shown, it subscribes to
 * the events of its family, and each event changes the answer. Call it once when the page starts. Subscriptions end a
 * second after the query is no longer shown.
 *
 * Only a user's own events change that user's answers. Answers that are the same for all users are updated by the first
 * `syncQueries` of a cache that covers them. It also does what `syncSession` does.
 *
 * Subscriptions to other channels have a cost: see `events.state.cost`.
 *
 * @returns A function to stop.
 * @example
 * ```ts
 * import { QueryClient } from '@tanstack/query-core'
 * import { createClient, implicitGrant, scopesFor } from 'tinyhelix'
 * import { createEventSub } from 'tinyhelix/eventsub'
 * import { livePolls, liveStreams, syncQueries } from 'tinyhelix/query/live'
 *
 * const client = createClient({ auth: implicitGrant({ clientId: 'abc', scopes: scopesFor(livePolls, liveStreams) }) })
 * syncQueries(new QueryClient(), createEventSub(client), [livePolls, liveStreams])
 * ```
 */
export function syncQueries(
  queryClient: LiveQueryClient,
  events: EventSub,
  families: readonly LiveFamily[],
  { all = false }: SyncOptions = {},
): () => void {
  const { auth } = events.client
  const cache = queryClient.getQueryCache()
  const rules = families.flatMap(family => family.rules)
  const subscriptions = new Map<string, Shared>()
  /** For each shown query, the function that ends its use of the subscriptions. */
  const shown = new Map<LiveQuery, () => void>()
  /** The events that arrived during a read. The answer of the read may be older. */
  const missed = new WeakMap<LiveQuery, Happening[]>()
  /** When the last read of each query began, as a number: see {@link Shared}. */
  const begun = new WeakMap<LiveQuery, number>()
  let count = 0
  /** Queries with a refetch now or within the last second, and whether they must be refetched once more. */
  const asked = new Map<LiveQuery, boolean>()
  /** The last event that causes further reads, and the last removal that later answers may not include yet. */
  const followed = new Map<string, EventSubMessage>()
  const removals = new Map<string, Happening>()
  const syncs = syncsOf.get(queryClient) ?? new Set()
  syncsOf.set(queryClient, syncs)

  const me = () => auth?.state.session?.userId
  let listener: string | null = null
  /** Whether this is what keeps an answer true. */
  const serves = ({ path, user }: HelixKeyParts) =>
    (user === null ? [...syncs].find(({ covers }) => covers(path)) : syncs.has(sync) && user === me() && sync) === sync

  /** All answers that this `syncQueries` updates. */
  const served = () =>
    cache.getAll().flatMap(query => {
      const key = parseHelixKey(query.queryKey)
      return key?.params && serves(key) ? { query, key } : []
    })

  /** Refetches an answer: at most once a second, and never while a refetch is pending. */
  const ask = (query: LiveQuery) => {
    const isWaiting = asked.has(query)
    asked.set(query, true)
    if (!isWaiting) askNow(query)
  }
  const askNow = (query: LiveQuery) => {
    const key = parseHelixKey(query.queryKey)
    if (!asked.get(query) || !key || !serves(key)) return void asked.delete(query)
    // A pending read continues, such as that of one more page. Its answer may be too old.
    asked.set(query, isFetching(query))
    let isDue = false
    const next = () => {
      if (isDue) askNow(query)
      isDue = true
    }
    setTimeout(next, 1000)
    queryClient.invalidateQueries(exactly(query), { cancelRefetch: false }).then(next, next)
  }

  const show = (query: LiveQuery, key: HelixKeyParts, { rule, message }: Happening) => {
    const { isInvalidated, dataUpdatedAt } = query.state
    let isStale = false
    queryClient.setQueryData(
      query.queryKey,
      data => {
        if (data === undefined) return
        const { answer, isPartial } = changeAnswer(rule.effect, aboutOf(rule)[1], key, data, message)
        if (answer === data) return
        isStale = isInvalidated || isPartial
        return answer
      },
      // One updated row does not make the whole answer fresh.
      { updatedAt: dataUpdatedAt },
    )
    // An immediate refetch could return the previous state.
    if (isStale) void queryClient.invalidateQueries({ ...exactly(query), refetchType: 'none' })
  }

  const apply = (query: LiveQuery, key: HelixKeyParts, happening: Happening) => {
    const { rule, message } = happening
    const { effect, status } = rule.effect
    if (effect === 'refetch' || (status && key.params?.['status'] === status(message.event as never))) ask(query)
    else {
      if (isFetching(query)) missed.get(query)?.push(happening)
      show(query, key, happening)
    }
  }

  const hear = (rule: LiveRule, message: EventSubMessage) => {
    const { path, effect } = rule
    const event = Object(message.event)
    if (effect.when?.(event as never) === false) return
    const id = message.subscription.condition[aboutOf(rule)[0]] ?? event.broadcaster_user_id
    const place = `${path} ${id}`
    const happening = { rule, message }
    const concerns = (key: HelixKeyParts) => {
      const ids = idsOf(rule, key)
      return (
        key.path === path &&
        (ids ? ids.includes(id) : effect.effect !== 'refetch') &&
        Object.entries(effect.match ?? {}).every(([name, wanted]) => {
          const value = key.params?.[name]
          return value === undefined || value === wanted?.(event as never)
        })
      )
    }
    const each = (act: typeof apply) => {
      for (const { query, key } of served()) if (concerns(key)) act(query, key, happening)
    }

    const { after = [], until, listedFor } = effect
    if (after.length || listedFor) followed.set(place, message)
    for (const ms of after) {
      setTimeout(() => {
        if (followed.get(place) !== message) return
        each((query, key, happening) => {
          const isThere =
            until &&
            rowsOf(query.state.data)
              .flat()
              .some(row => row[until] === event[until])
          if (!isThere) apply(query, key, happening)
        })
      }, ms)
    }
    const removal = removals.get(place)
    // The stream has not ended.
    if (until && removal && event.started_at < removal.message.timestamp) removals.delete(place)
    if (listedFor) {
      removals.set(place, happening)
      setTimeout(() => removals.get(place) === happening && removals.delete(place), listedFor)
    }
    each(apply)
  }

  /** Uses a subscription that others may share. */
  const share = (type: EventTypeSpec, condition: Readonly<Record<string, string>>) => {
    const key = JSON.stringify([me(), type.type, type.version, condition])
    const known = subscriptions.get(key)
    if (known) {
      known.queries++
      return known
    }
    try {
      // `onEvent` gets the events, once for all subscriptions.
      const { ready, close } = events.on({ spec: type }, condition as never, () => {})
      const shared: Shared = { queries: 1, ready, close, liveSince: 0 }
      ready.then(
        () => {
          shared.liveSince = ++count
        },
        // `onError` gets the error.
        () => {},
      )
      subscriptions.set(key, shared)
      return shared
    } catch (error) {
      warn(`${error}`)
      return []
    }
  }
  const closeUnused = () => {
    for (const [key, { queries, close }] of subscriptions) if (!queries && subscriptions.delete(key)) close()
  }

  /** Subscribes to all events that change an answer. */
  const open = (query: LiveQuery, key: HelixKeyParts) => {
    const taken = rules.flatMap(rule => {
      const { type, path, about } = rule
      if (path !== key.path) return []
      const others: Record<string, string> = {}
      for (const [name, parameter] of Object.entries(about ?? {}).slice(1)) {
        const value = key.params?.[parameter]
        if (value !== undefined && Object.hasOwn(type.params, name)) others[name] = `${value}`
      }
      // Left out, an id is the signed-in user's, whoever that is by then. What is the same for all is about whom it says.
      return (idsOf(rule, key) ?? []).flatMap(id =>
        share(type, id === key.user ? others : { [aboutOf(rule)[0]]: id, ...others }),
      )
    })
    let isOpen = true
    void Promise.allSettled(taken.map(({ ready }) => ready)).then(() => {
      const isOlder = taken.some(({ liveSince }) => (begun.get(query) ?? 0) < liveSince)
      if (isOpen && isOlder && (query.state.data !== undefined || isFetching(query))) ask(query)
    })
    return () => {
      isOpen = false
      for (const shared of taken) shared.queries--
      // Another component may show the same query immediately.
      queueMicrotask(closeUnused)
    }
  }

  const hide = (query: LiveQuery) => {
    shown.get(query)?.()
    shown.delete(query)
  }

  const check = (query: LiveQuery) => {
    const key = parseHelixKey(query.queryKey)
    const isMarked = query.observers.some(({ options }) => options.meta?.['live'])
    if (key?.params && query.isActive() && (all || isMarked) && serves(key)) {
      if (!shown.has(query)) shown.set(query, open(query, key))
    } else hide(query)
    if (key && isMarked && !sync.covers(key.path)) {
      // Another call may follow in the same task.
      setTimeout(() => {
        if (syncs.has(sync) && ![...syncs].some(({ covers }) => covers(key.path))) {
          warn(`No family that was given to syncQueries covers ${key.path}: its queries are not live.`)
        }
      })
    }
  }

  const sync: Sync = {
    covers: path => rules.some(rule => rule.path === path),
    check: () => cache.getAll().forEach(check),
  }
  syncs.add(sync)
  const stops = [
    syncSession(queryClient, events.client),
    auth?.subscribe(() => {
      sync.check()
      closeUnused()
    }),
    cache.subscribe(({ type, query, action }: CacheChange) => {
      if (/^observer(Added|Removed|Options)/.test(type)) check(query)
      if (type === 'removed') hide(query)
      if (action?.type === 'fetch') {
        missed.set(query, [])
        if (!Object(action.meta).fetchMore) begun.set(query, ++count)
      }
      const key = action?.type === 'success' && !action.manual && parseHelixKey(query.queryKey)
      if (key && serves(key)) {
        const late = [...removals.values()].filter(({ rule }) => rule.path === key.path)
        for (const happening of [...(missed.get(query) ?? []), ...late]) show(query, key, happening)
      }
    }),
    events.subscribe(({ userId }) => {
      if (userId === listener) return
      listener = userId
      // Nobody listened since the last one left: what is the same for all has to be asked for again.
      if (userId) {
        for (const query of shown.keys()) hide(query)
        sync.check()
      }
    }),
    events.onEvent(message => {
      for (const rule of rules) if (isOf(rule, message.subscription)) hear(rule, message)
    }),
    events.onGap(gap => {
      for (const { query, key } of served()) {
        if (rules.some(rule => rule.path === key.path && gap.subscriptions.some(topic => isOf(rule, topic)))) ask(query)
      }
    }),
  ]
  sync.check()

  return () => {
    syncs.delete(sync)
    for (const stop of stops) stop?.()
    for (const close of shown.values()) close()
    closeUnused()
    for (const other of syncs) other.check()
  }
}
