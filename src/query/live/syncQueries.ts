import { callSafely } from '../../callSafely.ts'
import type { EventSub, EventSubMessage, EventSubscriptionHandle } from '../../eventsub/createEventSub.ts'
import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import { inDevelopment, warnOnce } from '../../inDevelopment.ts'
import type { Schema, SchemaResult } from '../../schema/schema.ts'
import { withFastPath } from '../../schema/withFastPath.ts'
import type { OneQueryFilter, QueryCacheClient } from '../cache.ts'
import { type HelixKeyParts, parseHelixKey } from '../helixKey.ts'
import { rowsOf } from '../rows.ts'
import { syncSession } from '../syncSession.ts'
import { type Sync, syncsOf } from '../syncs.ts'
import { changeAnswer } from './changeAnswer.ts'
import type { LiveFamily, LiveRule } from './liveRule.ts'

/** The part of TanStack's `Query` that this library watches. */
export interface LiveQuery {
  readonly queryKey: readonly unknown[]
  readonly state: {
    readonly status: string
    readonly data: unknown
    readonly fetchStatus: string
    readonly isInvalidated: boolean
    readonly errorUpdateCount: number
    readonly dataUpdatedAt: number
  }
  readonly observers: readonly { readonly options: { readonly meta?: Readonly<Record<string, unknown>> | undefined } }[]
  isActive(): boolean
}

/** A change of a query's state. */
interface CacheAction {
  readonly type: string
  readonly meta?: unknown
  readonly manual?: boolean | undefined
}

/** An event of TanStack's query cache. */
interface CacheChange {
  readonly type: string
  readonly query: LiveQuery
  readonly action?: CacheAction
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
interface SharedSubscription {
  readonly handle: EventSubscriptionHandle
  /** When Twitch accepted it, by {@link ticks}; `0` while it is not accepted. */
  acceptedAt: number
}

/** An event, and one of the rules for it. */
interface RuledEvent {
  readonly rule: PreparedRule
  readonly message: EventSubMessage
  /** The user whose event it is. */
  readonly userId: string | null | undefined
}

/** A read that is on its way. */
interface PendingRead {
  /** Whether it reads one more page of an infinite query, and leaves the others as they are. */
  readonly isMore: boolean
  /** Whether the answer was stale before. One more page does not change that. */
  readonly wasStale: boolean
  /** Whether it has cut a read of all pages short. */
  readonly hasCutShort: boolean
  /** The events that have arrived meanwhile. The answer of the read may be older. */
  readonly events: RuledEvent[]
}

/** Counts reads and acceptances together, to tell which came first. */
let ticks = 0

/** When the last read of all of a query's answer began, by {@link ticks}. */
const readBegunAt = /* @__PURE__ */ new WeakMap<LiveQuery, number>()

const exactly = ({ queryKey }: LiveQuery) => ({ queryKey, exact: true })

const isFetching = ({ state }: LiveQuery) => state.fetchStatus === 'fetching'

const isMarked = ({ observers }: LiveQuery) => observers.some(({ options }) => options.meta?.['live'])

/** A rule that is ready for use. */
interface PreparedRule extends LiveRule {
  /** The id of a condition that says what an answer is about, and the parameter with the same id. */
  readonly id: string
  readonly parameter: string
  /** The other ids of the condition, each with its parameter. */
  readonly others: readonly (readonly [id: string, parameter: string])[]
  readonly schema: Schema
}

const prepare = (rule: LiveRule): PreparedRule => {
  const [[id, parameter] = ['broadcaster_user_id', ''], ...others] = Object.entries(rule.about ?? {})
  return { ...rule, id, parameter, others, schema: withFastPath(rule.type.event) }
}

const isOf = ({ type: { type, version } }: LiveRule, topic: { readonly type: string; readonly version: string }) =>
  topic.type === type && topic.version === version

/** Whether an event may change an answer: one that is the same for all users, or its user's own. */
const isTheirs = ({ userId }: RuledEvent, { user }: HelixKeyParts) => user === null || user === userId

/** The channels or users that an answer is about; `null` if its parameters do not tell them. */
const idsOf = (rule: PreparedRule, { params, user }: HelixKeyParts): readonly string[] | null => {
  const ids = params?.[rule.parameter]
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
 * `syncQueries` of a cache that covers them and whose user is signed in, or by the next one if it is refused a
 * subscription. It also does what `syncSession` does. In development it warns of queries with `live: true` that are not
 * live.
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
  const rules = families.flatMap(family => family.rules.map(prepare))
  const subscriptions = new Map<string, SharedSubscription>()
  /** The subscriptions of each live query. */
  const liveQueries = new Map<LiveQuery, readonly SharedSubscription[]>()
  const pendingReads = new WeakMap<LiveQuery, PendingRead>()
  /** The last answer of each query as Twitch sent it. */
  const answersRead = new WeakMap<LiveQuery, unknown>()
  /** Queries with a refetch now or within the last second, and whether they must be refetched once more. */
  const refetches = new Map<LiveQuery, boolean>()
  /** For each path and channel, the last event that causes further reads. */
  const lastCauses = new Map<string, EventSubMessage>()
  /** For each path and channel, the last removal of a row that later answers may still have. */
  const removals = new Map<string, RuledEvent>()
  const syncs = syncsOf(queryClient)

  /** Queries with a refused subscription, and the session for which it was refused. */
  const refusals = new WeakMap<object, string>()

  const currentUser = () => auth?.state.session?.userId
  const currentSession = () => `${currentUser()} ${auth?.state.session?.scopes}`
  let lastUser: string | null = null

  const isUpdatedHere = (query: LiveQuery, { path, user }: HelixKeyParts) => {
    const able = [...syncs].filter(({ covers, hears }) => covers(path) && hears(user))
    if (user !== null) return able.includes(sync)
    return sync === (able.find(({ isRefused }) => !isRefused(query)) ?? able.at(-1))
  }

  /** The key of a query, if its parameters are known and this `syncQueries` updates it. */
  const keyOf = (query: LiveQuery) => {
    const key = parseHelixKey(query.queryKey)
    return key?.params && isUpdatedHere(query, key) ? key : null
  }

  /** Calls `act` with the cached answers that one of these rules is for, and that this `syncQueries` updates. */
  const eachAnswer = (
    isMeant: (rule: PreparedRule) => boolean,
    act: (query: LiveQuery, key: HelixKeyParts) => void,
  ) => {
    const paths = rules.filter(isMeant).map(({ path }) => path)
    for (const query of cache.getAll()) {
      const key = keyOf(query)
      if (key && paths.includes(key.path)) act(query, key)
    }
  }

  const markStale = (query: LiveQuery) => void queryClient.invalidateQueries({ ...exactly(query), refetchType: 'none' })

  /** Refetches an answer: at most once a second, and never while a refetch is pending. */
  const refetch = (query: LiveQuery) => {
    const isWaiting = refetches.has(query)
    refetches.set(query, true)
    if (!isWaiting) refetchNow(query)
  }
  const refetchNow = (query: LiveQuery) => {
    if (!refetches.get(query) || !keyOf(query)) return void refetches.delete(query)
    // A pending read continues, such as that of one more page. Its answer may be too old.
    refetches.set(query, isFetching(query))
    let isDue = false
    const next = () => {
      if (isDue) refetchNow(query)
      isDue = true
    }
    setTimeout(next, 1000)
    queryClient.invalidateQueries(exactly(query), { cancelRefetch: false }).then(next, next)
  }

  /** Refetches an answer that was read before Twitch accepted one of its subscriptions. */
  const refetchIfOlder = (query: LiveQuery, used: readonly SharedSubscription[]) => {
    const refetchOlder = () => {
      const isOlder = used.some(({ acceptedAt }) => (readBegunAt.get(query) ?? 0) < acceptedAt)
      const isRead = query.state.data !== undefined || isFetching(query)
      if (isOlder && isRead && liveQueries.get(query) === used) refetch(query)
    }
    // Twitch will accept the others in a moment, or never.
    if (used.some(({ handle }) => handle.state.status === 'pending')) setTimeout(refetchOlder, 500)
    else refetchOlder()
  }

  const changeCached = (query: LiveQuery, key: HelixKeyParts, { rule, message }: RuledEvent) => {
    const { isInvalidated, dataUpdatedAt } = query.state
    let isStale = true
    const change = (data: unknown) => {
      if (data === undefined) {
        isStale = false
        return
      }
      const read = answersRead.get(query) ?? data
      const { answer, isPartial } = changeAnswer(rule.effect, rule.parameter, key, data, read, message)
      isStale = isPartial
      if (answer === data) return
      isStale ||= isInvalidated
      return answer
    }
    // The answer may not be in Twitch's form: an earlier version of the page may have stored it.
    callSafely(() =>
      // One updated row does not make the whole answer fresh.
      queryClient.setQueryData(query.queryKey, change, { updatedAt: dataUpdatedAt }),
    )
    // An immediate refetch could return the previous state.
    if (isStale) markStale(query)
  }

  const apply = (query: LiveQuery, key: HelixKeyParts, event: RuledEvent) => {
    const { rule, message } = event
    const { effect, status } = rule.effect
    if (effect === 'refetch' || (status && key.params?.['status'] === status(message.event as never))) refetch(query)
    else {
      pendingReads.get(query)?.events.push(event)
      changeCached(query, key, event)
    }
  }

  const handleEvent = (known: PreparedRule, message: EventSubMessage, userId: string | null | undefined) => {
    const { path, id: about, schema } = known
    const result = schema['~standard'].validate(message.event) as SchemaResult
    // What an event that is not as documented would tell is asked for.
    const rule: PreparedRule = result.issues ? { ...known, effect: { effect: 'refetch' } } : known
    const { effect } = rule
    const event = Object(message.event)
    if (effect.when?.(event as never) === false) return
    const id = Object(message.subscription.condition)[about] ?? event.broadcaster_user_id
    const place = `${path} ${id}`
    const ruled = { rule, message, userId }
    const concerns = (key: HelixKeyParts) => {
      const ids = idsOf(rule, key)
      return (
        isTheirs(ruled, key) &&
        (ids ? ids.includes(id) : effect.effect !== 'refetch' || !!result.issues) &&
        Object.entries(effect.match ?? {}).every(([name, wanted]) => {
          const value = key.params?.[name]
          return value === undefined || value === wanted?.(event as never)
        })
      )
    }
    const each = (isMeant: (query: LiveQuery) => boolean) =>
      eachAnswer(
        other => other === known,
        (query, key) =>
          callSafely(() => {
            if (concerns(key) && isMeant(query)) apply(query, key, ruled)
          }),
      )

    const { after = [], until, listedFor } = effect
    if (after.length || listedFor) lastCauses.set(place, message)
    for (const ms of after) {
      setTimeout(() => {
        if (lastCauses.get(place) !== message) return
        each(({ state }) => {
          const rows = rowsOf(state.data).flat()
          return !until || rows.every(row => row[until] !== event[until])
        })
      }, ms)
    }
    const removal = removals.get(place)
    // The stream has not ended.
    if (until && removal && event.started_at < removal.message.timestamp) removals.delete(place)
    if (listedFor) {
      removals.set(place, ruled)
      setTimeout(() => removals.get(place) === ruled && removals.delete(place), listedFor)
    }
    each(() => true)
  }

  /** Follows the reads of a query. */
  const handleAction = (query: LiveQuery, { type, meta, manual }: CacheAction) => {
    const pending = pendingReads.get(query)
    if (type === 'fetch') {
      const isMore = !!Object(meta).fetchMore
      const hasCutShort = isMore && !!pending && (!pending.isMore || pending.hasCutShort)
      pendingReads.set(query, { isMore, hasCutShort, wasStale: query.state.isInvalidated, events: [] })
      if (!isMore) readBegunAt.set(query, ++ticks)
    } else if (pending && query.state.fetchStatus === 'idle') {
      pendingReads.delete(query)
      const key = keyOf(query)
      if (!key) return
      if (type === 'success' && !manual) {
        if (!pending.isMore) answersRead.set(query, query.state.data)
        else if (pending.wasStale) markStale(query)
        const late = [...removals.values()].filter(removal => removal.rule.path === key.path && isTheirs(removal, key))
        for (const event of [...pending.events, ...late]) changeCached(query, key, event)
      }
      if (pending.hasCutShort) refetch(query)
      if (type === 'error') {
        const { errorUpdateCount } = query.state
        setTimeout(() => {
          const { state } = query
          const isStale = state.isInvalidated && state.data !== undefined && state.errorUpdateCount === errorUpdateCount
          if (isStale && liveQueries.has(query)) refetch(query)
        }, 60_000)
      }
    }
  }

  /** Uses a subscription that others may share. */
  const share = (type: EventTypeSpec, condition: Readonly<Record<string, string>>) => {
    const key = JSON.stringify([currentUser(), type.type, type.version, condition])
    const known = subscriptions.get(key)
    if (known) return known
    try {
      // `onEvent` gets the events, once for all subscriptions.
      const handle = events.on({ spec: type }, condition as never, () => {})
      const shared: SharedSubscription = { handle, acceptedAt: 0 }
      subscriptions.set(key, shared)
      return shared
    } catch (error) {
      warnOnce(() => `${error}`)
      return []
    }
  }
  const closeUnused = () => {
    const used = new Set([...liveQueries.values()].flat())
    for (const [key, shared] of subscriptions) {
      if (!used.has(shared) && subscriptions.delete(key)) shared.handle.close()
    }
  }
  const followSubscriptions = () => {
    let isNews = false
    for (const shared of subscriptions.values()) {
      const { status } = shared.handle.state
      if (status === 'refused') shared.acceptedAt = 0
      if (status === 'live') shared.acceptedAt ||= ++ticks
    }
    for (const [query, used] of liveQueries) {
      refetchIfOlder(query, used)
      if (isRefused(query) || !used.some(({ handle }) => handle.state.status === 'refused')) continue
      refusals.set(query, currentSession())
      isNews = true
    }
    // The events of another account may be allowed.
    if (isNews) updateAll()
  }
  const isRefused = (query: object) => refusals.get(query) === currentSession()

  /** Subscribes to all events that change an answer. */
  const subscribe = (query: LiveQuery, key: HelixKeyParts) => {
    const used = rules.flatMap(rule => {
      const { type, path, id: about } = rule
      if (path !== key.path) return []
      const others: Record<string, string> = {}
      for (const [name, parameter] of rule.others) {
        const value = key.params?.[parameter]
        if (value !== undefined && Object.hasOwn(type.params, name)) others[name] = `${value}`
      }
      // An id that is left out is the signed-in user's at that time. An answer that is the same for all names its ids.
      return (idsOf(rule, key) ?? []).flatMap(id => share(type, id === key.user ? others : { [about]: id, ...others }))
    })
    liveQueries.set(query, used)
    followSubscriptions()
  }

  const unsubscribe = (query: LiveQuery) => {
    // Another component may show the same query immediately.
    if (liveQueries.delete(query)) queueMicrotask(closeUnused)
  }

  /** Warns in development of a query with `live: true` that is not live. */
  const explain = (query: LiveQuery) => {
    inDevelopment(() => {
      const key = parseHelixKey(query.queryKey)
      if (!key) return
      // Another call may follow in the same task.
      setTimeout(() => {
        const { path, params, user } = key
        if (!syncs.has(sync) || !query.isActive() || !isMarked(query) || !cache.getAll().includes(query)) return
        const problem = `The query of ${path} has live: true, but`
        const able = [...syncs].filter(({ covers }) => covers(path))
        const ofPath = rules.filter(rule => rule.path === path)
        const parameters = new Set(ofPath.flatMap(rule => (rule.about ? rule.parameter : [])))
        warnOnce(() => {
          if (!able.length) {
            return `${problem} no family that was given to syncQueries covers ${path}. Add one: syncQueries(queryClient, events, [families]).`
          }
          if (user && !able.some(({ hears }) => hears(user))) {
            return `${problem} syncQueries has no events of its user. Call it for that account, too: syncQueries(queryClient, createEventSub(client), families).`
          }
          if (!params || !ofPath.length || ofPath.some(rule => idsOf(rule, key))) return null
          return parameters.size
            ? `${problem} makes no subscription with these parameters. Pass ${[...parameters].join(' or ')}, or refetchInterval: 60_000 in place of live.`
            : `${problem} makes no subscription, because that would cost too much. Pass refetchInterval: 60_000 in place of live.`
        })
      })
    })
  }

  const check = (query: LiveQuery) => {
    const key = keyOf(query)
    if (key && query.isActive() && (all || isMarked(query))) {
      if (!liveQueries.has(query)) subscribe(query, key)
    } else {
      // The `syncQueries` that updates it next may have missed an event in between.
      if (liveQueries.has(query) && !key) readBegunAt.delete(query)
      unsubscribe(query)
    }
    explain(query)
  }

  const sync: Sync = {
    covers: path => rules.some(rule => rule.path === path),
    hears: user =>
      events.state.status !== 'closed' && (user === null ? !auth || !!auth.state.session : user === currentUser()),
    isRefused,
    update: () => {
      cache.getAll().forEach(check)
      closeUnused()
    },
  }
  const updateAll = () => {
    for (const { update } of syncs) update()
  }
  syncs.add(sync)
  const stops = [
    syncSession(queryClient, events.client),
    auth?.subscribe(updateAll),
    cache.subscribe(({ type, query, action }: CacheChange) => {
      if (/^observer(Added|Removed|Options)/.test(type)) check(query)
      if (type === 'removed') {
        unsubscribe(query)
        refetches.delete(query)
      }
      if (action) handleAction(query, action)
    }),
    events.subscribe(({ userId, status }) => {
      // Between two users nobody has listened.
      if (userId !== lastUser) for (const shared of subscriptions.values()) shared.acceptedAt = 0
      lastUser = userId
      if (status === 'closed') updateAll()
      followSubscriptions()
    }),
    events.onEvent(message => {
      // A component that one rule updates may let another user in.
      const userId = currentUser()
      for (const rule of rules) if (isOf(rule, message.subscription)) handleEvent(rule, message, userId)
    }),
    events.onGap(gap => {
      eachAnswer(rule => gap.subscriptions.some(topic => isOf(rule, topic)), refetch)
    }),
  ]
  sync.update()

  return () => {
    syncs.delete(sync)
    for (const stop of stops) stop?.()
    sync.update()
    updateAll()
  }
}
