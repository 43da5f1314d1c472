import { failure, HelixError, isHelixError } from '../errors.ts'
import { credentialsOf, nothingKnown } from '../request/caller.ts'
import { checkParameters } from '../request/checkParameters.ts'
import { completeRequest } from '../request/completeRequest.ts'
import { quick } from '../schema/quick.ts'
import type { Schema } from '../schema/schema.ts'
import type { HelixClient, Network } from '../spec.ts'
import { type Connection, eventSub, join, type Listener, type Tabs } from './connection.ts'
import type { EventType, EventTypeSpec } from './eventType.ts'
import type { Machine, Topic } from './machine.ts'
import { call, createStore, listeners, type Store } from './store.ts'
import { asHelixError } from './subscriptionRequests.ts'

/** What a handler gets beside the event. */
export interface EventMeta {
  /** The message's id. */
  readonly id: string
  /** When Twitch sent it, in RFC 3339. */
  readonly timestamp: string
  /** The subscription that brought it, as Twitch describes it. */
  readonly subscription: Topic & { readonly id: string }
}

/** An event as {@link EventSub.onEvent} gets it. */
export interface EventSubMessage extends EventMeta {
  /** The event: see `subscription.type` for what it is. */
  readonly event: unknown
}

/** One subscription. Its members work detached from it. */
export interface EventSubscriptionHandle {
  /** How it is doing now. Changes are told by `subscribe` of the EventSub. */
  readonly state: EventSubscriptionState
  /**
   * Resolves when Twitch has agreed; while nobody is signed in it waits. Rejects with code `scope`, `parameter`,
   * `forbidden`, … if it is refused, and with an `AbortError` if it is closed before.
   */
  readonly ready: Promise<void>
  /** Ends it. The same subscription made anew within a second costs no request. */
  readonly close: () => void
}

/** How one subscription is doing. */
export interface EventSubscriptionState extends Topic {
  readonly status: 'pending' | 'live' | 'refused'
  /** Why it was refused, or has to wait. */
  readonly error: HelixError | null
}

/** How all of it is doing. One immutable object, replaced on each change. */
export interface EventSubState {
  /**
   * - `idle`: nothing to listen to
   * - `signed-out`: waits for a user
   * - `connecting`: connects or subscribes
   * - `live`: every subscription works, or has been refused for good
   * - `waiting`: will connect again at `retryAt`
   * - `closed`: for good
   */
  readonly status: 'idle' | 'signed-out' | 'connecting' | 'live' | 'waiting' | 'closed'
  /** Whose events come; `null` while nobody is signed in. What came before it changed is another user's. */
  readonly userId: string | null
  /** When it connects again, in milliseconds since 1970. */
  readonly retryAt: number | null
  /** The last trouble with the connection, until all is well again. */
  readonly error: HelixError | null
  /** What the user's subscriptions cost, and what they may cost at the most. */
  readonly cost: Machine['cost']
  readonly subscriptions: readonly EventSubscriptionState[]
}

/** Events that may be missing. */
export interface EventSubGap {
  /** What came after this may be missing: by Twitch's clock, in RFC 3339. */
  readonly since: string
  /** The subscriptions that may have missed something. They work again. */
  readonly subscriptions: readonly Topic[]
}

/** How an EventSub behaves. */
export interface EventSubOptions {
  /** Told once of each refusal and revocation, and of a limit that holds out. @defaultValue nobody is told */
  readonly onError?: ((error: HelixError) => void) | undefined
  /** Seconds after which Twitch sends a sign of life, 10 to 600. Dead sockets are found after twice as long. @defaultValue `10` */
  readonly keepalive?: number | undefined
  /** `shareTabs()`: one socket for all tabs of the user. @defaultValue each tab has its own */
  readonly tabs?: Tabs | undefined
}

/** Subscribes to types of events. Its members work detached from it. */
export interface EventSub extends Store<EventSubState> {
  /** The client whose user it listens for. */
  readonly client: HelixClient
  /**
   * Subscribes to a type of events. Ids of the condition that default to the signed-in user's may be left out. Handlers
   * run in the order of their `on`; what one throws becomes an uncaught error and stops no other.
   *
   * @throws {HelixError} `parameter` if the condition is not as it should be, or there is no WebSocket.
   */
  readonly on: {
    <C, E>(
      type: EventType<C, E>,
      condition: NoInfer<C>,
      handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
    ): EventSubscriptionHandle
    <C, E>(
      // biome-ignore lint/complexity/noBannedTypes: what has no required member takes `{}`, which no other type says.
      type: {} extends C ? EventType<C, E> : never,
      handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
    ): EventSubscriptionHandle
  }
  /**
   * Calls `listener` with every event that comes, once each, after the handlers that it is for; returns the function that
   * ends this. It subscribes to nothing.
   */
  readonly onEvent: (listener: (message: EventSubMessage) => void) => () => void
  /** Calls `listener` when events may have been missed, once they come again; returns the function that ends this. */
  readonly onGap: (listener: (gap: EventSubGap) => void) => () => void
  /** Ends all of it for good. */
  readonly close: () => void
}

type Condition = Readonly<Record<string, string>>

/** One `on`. */
interface Handle {
  readonly spec: EventTypeSpec
  readonly schema: Schema
  readonly given: Condition
  readonly handler: (event: never, meta: EventMeta) => unknown
  /** The subscription that it shares with its equals; `null` while nobody is signed in. */
  key: string | null
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** A type of events as messages and checks know it. */
const named = (spec: EventTypeSpec) => ({ ...spec, method: 'EventSub', path: spec.type })

/** What there is to know of a subscription without how it is doing. */
const topicOf = ({ type, version, condition }: Topic): Topic => ({ type, version, condition })

/**
 * Listens to Twitch's EventSub over one WebSocket, which connects at the first `on`, comes back by itself, and closes a
 * second after the last subscription has. EventSubs of the same user in one page share it.
 *
 * Takes a client with a user token. A page's Content-Security-Policy must allow
 * `connect-src wss://eventsub.wss.twitch.tv wss://*.eventsub.wss.twitch.tv`.
 *
 * @throws {HelixError} `parameter` if `keepalive` is not from 10 to 600.
 * @see https://dev.twitch.tv/docs/eventsub/handling-websocket-events
 * @example
 * ```ts
 * import type { HelixClient } from 'tinyhelix'
 * import { channelFollow, createEventSub } from 'tinyhelix/eventsub'
 *
 * async function greet(client: HelixClient) {
 *   const events = createEventSub(client, { onError: error => console.warn(error.message) })
 *   const follows = events.on(channelFollow, ({ user_name }) => console.log(`Welcome, ${user_name}!`))
 *   await follows.ready
 *   return events.close
 * }
 * ```
 */
export function createEventSub(client: HelixClient, options: EventSubOptions = {}): EventSub {
  const { auth, network, kind } = client
  const { onError = () => {}, keepalive, tabs } = options
  const handles = new Set<Handle>()
  const gaps = listeners<EventSubGap>()
  const messages = listeners<EventSubMessage>()
  const controller = new AbortController()
  const { signal } = controller
  let connection: Connection | null = null
  /** Whose connection it is, and the scopes with which subscriptions were last asked for. */
  let user = ''
  let scopes = ''
  let isBegun = false

  if (keepalive !== undefined && !(keepalive >= 10 && keepalive <= 600)) {
    throw new HelixError('parameter', `EventSub takes a keepalive of 10 to 600 seconds, not ${keepalive}.`)
  }

  const session = () => (auth ? auth.state.session : nothingKnown)
  const socketClass = () => network.WebSocket ?? (globalThis.WebSocket as Network['WebSocket'])
  const found = (key: string | null) => connection?.machine().subscriptions.get(key ?? '')

  const rowOf = ({ key, spec, given }: Handle): EventSubscriptionState => {
    const { status, error, ...topic } = found(key) ?? { ...spec, condition: given, status: 'pending', error: null }
    return { ...topicOf(topic), status: status === 'ending' ? 'pending' : status, error }
  }

  const statusOf = (phase: Machine['phase'] | undefined, rows: EventSubState['subscriptions']) => {
    if (signal.aborted) return 'closed'
    if (!rows.length || phase === 'idle' || phase === 'suspended') return 'idle'
    if (!phase && auth?.state.status === 'signed-out') return 'signed-out'
    if (phase === 'waiting') return phase
    return phase === 'connected' && rows.every(({ status }) => status !== 'pending') ? 'live' : 'connecting'
  }

  const stateNow = (): EventSubState => {
    const { phase, retryAt = 0, error = null, cost = null } = { ...connection?.machine() }
    const rows = new Map<unknown, EventSubscriptionState>()
    for (const handle of handles) rows.set(handle.key ?? {}, rowOf(handle))
    const subscriptions = [...rows.values()]
    const status = statusOf(phase, subscriptions)
    const userId = session()?.userId ?? null
    return { status, userId, retryAt: status === 'waiting' ? retryAt : null, error, cost, subscriptions }
  }

  const [store, set] = createStore(stateNow())
  const refresh = () => {
    const { state } = store
    const next = stateNow()
    if (JSON.stringify(next) !== JSON.stringify(state) || next.error !== state.error) set(next)
  }

  const wants = (key: string) => [...handles].some(handle => handle.key === key)

  const listener: Listener = {
    client,
    refresh,
    wants,
    tell: effect => {
      if (effect.type === 'deliver') return deliver(effect.keys, effect.message)
      if (effect.type === 'gap') {
        const subscriptions = effect.keys.flatMap(key => {
          const topic = wants(key) && found(key)
          return topic ? topicOf(topic) : []
        })
        if (subscriptions.length) gaps.tell({ since: effect.since, subscriptions })
        return
      }
      const { key, status, error } = effect
      if (!wants(key)) return
      for (const handle of handles) {
        if (handle.key !== key) continue
        if (status === 'live') handle.resolve()
        if (status === 'refused') handle.reject(error)
      }
      if (error) call(onError, error)
    },
  }

  const deliver = (keys: readonly string[], message: unknown) => {
    const { metadata, payload } = Object(message)
    const { subscription, event } = payload
    const meta = { id: metadata.message_id, timestamp: metadata.message_timestamp, subscription }
    const passed = new Map<EventTypeSpec, boolean>()
    const from = connection
    for (const handle of [...handles]) {
      const { key, spec, schema, handler } = handle
      // A handler may have closed it, or let another user in.
      if (connection !== from) return
      if (!key || !keys.includes(key) || !handles.has(handle)) continue
      const isGood = passed.get(spec) ?? isDocumented(spec, schema, event)
      passed.set(spec, isGood)
      if (isGood) call(handler, event as never, meta)
    }
    if (connection === from && [...passed.values()].includes(true)) messages.tell({ ...meta, event })
  }
  const isDocumented = (spec: EventTypeSpec, schema: Schema, event: object) => {
    let isGood = false
    call(() => {
      try {
        client.check(named(spec), schema, event, 'event')
        isGood = true
      } catch (error) {
        if (!isHelixError(error)) throw error
        onError(error)
      }
    })
    return isGood
  }

  /** Wants what a handle is about, as the user who is signed in. */
  const want = (handle: Handle) => {
    const { spec, given } = handle
    const { owner, also = [] } = spec
    const { userId, scopes: granted } = session() ?? nothingKnown
    const called = named(spec)
    let condition: Condition = given
    let error: HelixError | undefined
    try {
      condition = completeRequest(called, given, userId).query as Condition
      if (owner && userId && condition[owner] !== userId) {
        throw failure('parameter', called, `takes as ${owner} only yourself, who is ${userId}.`)
      }
      const unmet = [spec.scopes, ...also].filter(
        list => list.length && granted && !list.some(scope => granted.includes(scope)),
      )
      const missing = unmet.flatMap(list => list.slice(0, 1))
      if (missing.length) {
        const problem = `needs the scope ${missing.join(' and ')}: ask for it when signing in.`
        throw failure('scope', called, problem, { missing })
      }
    } catch (thrown) {
      error = asHelixError(thrown)
    }
    const topic = topicOf({ ...spec, condition })
    const key = JSON.stringify([spec.type, spec.version, Object.entries(condition).sort()])
    handle.key = key
    connection?.send({ type: 'add', key, topic, error })
    if (found(key)?.status === 'live') handle.resolve()
  }

  const leave = () => {
    const left = connection
    connection = null
    for (const handle of handles) handle.key = null
    left?.leave()
  }

  /** Follows the auth: a user's connection ends at once with the session. */
  const follow = () => {
    const now = session()
    const userId = now && (now.userId ?? (auth ? null : ''))
    const name = `${now?.clientId}:${userId}`
    if (userId === null || name !== user) leave()
    const SocketClass = socketClass()
    if (userId !== null && SocketClass && !signal.aborted) {
      const isKnown = connection && `${now?.scopes}` === scopes
      const url = new URL(network.eventSubURL ?? 'wss://eventsub.wss.twitch.tv/ws')
      if (keepalive) url.searchParams.set('keepalive_timeout_seconds', `${keepalive}`)
      connection ??= join(listener, SocketClass, url.href, name, userId, tabs)
      user = name
      scopes = `${now?.scopes}`
      if (!isKnown) {
        // Whoever is told of it may close one, or sign out.
        for (const handle of [...handles]) if (handles.has(handle)) want(handle)
        connection?.send({ type: 'scopes' })
      }
    }
    refresh()
  }

  /** Finds out who is signed in. */
  const identify = () => {
    if (auth && session()?.userId == null) credentialsOf(auth, eventSub, true, signal).catch(() => {})
  }

  const begin = () => {
    if (isBegun) return
    isBegun = true
    const inputs = {
      pagehide: 'suspend',
      freeze: 'suspend',
      pageshow: 'wake',
      resume: 'wake',
      visibilitychange: 'wake',
      online: 'online',
    }
    for (const [event, type] of Object.entries(inputs)) {
      const hear = () => {
        // Pages become invisible after `pagehide`, and must stay as they are then.
        if (event === 'visibilitychange' && globalThis.document.visibilityState === 'hidden') return
        identify()
        connection?.send({ type: type as 'suspend' | 'wake' | 'online' })
      }
      // Those of the document pass by here; not all bubble.
      globalThis.addEventListener?.(event, hear, { capture: true, signal })
    }
    if (auth) signal.addEventListener('abort', auth.subscribe(follow))
    else follow()
    identify()
  }

  /** Ends a handle, if it has not ended yet. */
  const end = (handle: Handle) => {
    handle.reject(new DOMException('The subscription was closed.', 'AbortError'))
    return handles.delete(handle)
  }

  const on = (
    { spec }: EventType<unknown, unknown>,
    ...rest: [given: Condition | Handle['handler'], handler?: Handle['handler']]
  ): EventSubscriptionHandle => {
    const handler = rest.at(-1)
    const given = rest.length > 1 ? rest[0] : {}
    const called = named(spec)
    if (typeof handler !== 'function' || Object(given) !== given || typeof given === 'function') {
      throw failure('parameter', called, 'takes a condition, or none, and a handler.')
    }
    checkParameters(called, given, 'user')
    if (kind !== 'user') throw failure('token', called, `needs a client whose auth is of kind user, not ${kind}.`)
    if (!socketClass()) {
      throw failure('parameter', called, 'needs a WebSocket: pass WebSocket to createClient, or use Node 22.')
    }
    if (signal.aborted) throw failure('parameter', called, 'came after close(): make another EventSub.')
    let resolve = () => {}
    let reject: Handle['reject'] = () => {}
    const ready = new Promise<void>((...settle) => {
      ;[resolve, reject] = settle
    })
    // Who does not look at it is told by `onError`.
    ready.catch(() => {})
    const handle: Handle = {
      spec,
      schema: quick(spec.event),
      given: { ...given },
      handler,
      key: null,
      resolve,
      reject,
    }
    handles.add(handle)
    if (connection) want(handle)
    else begin()
    refresh()
    return {
      get state() {
        return rowOf(handle)
      },
      ready,
      close: () => {
        const { key } = handle
        if (!end(handle)) return
        if (key) connection?.send({ type: 'remove', key })
        refresh()
      },
    }
  }

  return Object.assign(store, {
    client,
    on: on as EventSub['on'],
    onEvent: messages.add,
    onGap: gaps.add,
    close: () => {
      controller.abort()
      leave()
      handles.forEach(end)
      refresh()
    },
  })
}
