import { callSafely } from '../callSafely.ts'
import { toWallTime } from '../clock.ts'
import { callError, HelixError, isHelixError, type Named } from '../errors.ts'
import { inDevelopment, warnOnce } from '../inDevelopment.ts'
import { pause } from '../pause.ts'
import { sleep } from '../request/abortable.ts'
import { unknownSession } from '../request/caller.ts'
import { checkParameters } from '../request/checkParameters.ts'
import { completeRequest } from '../request/completeRequest.ts'
import { copyParameters } from '../request/copyParameters.ts'
import type { Schema } from '../schema/schema.ts'
import { withFastPath } from '../schema/withFastPath.ts'
import type { HelixClient, Session } from '../spec.ts'
import { type Connection, getToken, join, type Listener, type Tabs } from './connection.ts'
import { followPage, socketClass } from './driver.ts'
import type { EventType, EventTypeSpec, IfNoCondition } from './eventType.ts'
import { type Machine, type Topic, topicKey } from './machine.ts'
import { createView, each, listeners, type Store } from './store.ts'
import { asHelixError } from './subscriptionRequests.ts'

/** The second argument of a handler. */
export interface EventMeta {
  /** The message's id. */
  readonly id: string
  /** When Twitch sent it, in RFC 3339. */
  readonly timestamp: string
  /** The subscription of the event, as Twitch describes it. */
  readonly subscription: Topic & { readonly id: string }
}

/** The argument of listeners of {@link EventSub.onEvent}. */
export interface EventSubMessage extends EventMeta {
  /** The event. `subscription.type` tells its type. */
  readonly event: unknown
}

/** One subscription. You can destructure its functions. */
export interface EventSubscriptionHandle {
  /** The current state. `subscribe` of the EventSub reports changes. */
  readonly state: EventSubscriptionState
  /**
   * Resolves when Twitch has accepted the subscription. It waits while nobody is signed in. Rejects with code `scope`,
   * `parameter`, `forbidden`, … if the subscription is refused, and with an `AbortError` if it is closed before.
   */
  readonly ready: Promise<void>
  /** Ends the subscription. If you make the same subscription again within a second, no request is needed. */
  readonly close: () => void
}

/** The state of one subscription. */
export interface EventSubscriptionState extends Topic {
  readonly status: 'pending' | 'live' | 'refused'
  /** Why the subscription was refused, or has to wait. */
  readonly error: HelixError | null
}

/** The state of an EventSub: an immutable object, which is replaced on each change. */
export interface EventSubState {
  /**
   * - `idle`: not connected, because there are no subscriptions or all have been refused
   * - `signed-out`: waits for a user
   * - `connecting`: connects or subscribes
   * - `live`: every subscription works, or has been refused permanently
   * - `waiting`: will connect again at `retryAt`
   * - `closed`: closed permanently
   */
  readonly status: 'idle' | 'signed-out' | 'connecting' | 'live' | 'waiting' | 'closed'
  /**
   * The user whose events arrive; `null` while nobody is signed in. Events from before a change belong to another user.
   */
  readonly userId: string | null
  /** When it connects again, in milliseconds since 1970. */
  readonly retryAt: number | null
  /** The last problem with the connection; `null` when all works again. */
  readonly error: HelixError | null
  /** The cost of the user's subscriptions, and the maximum. */
  readonly cost: Machine['cost']
  readonly subscriptions: readonly EventSubscriptionState[]
}

/** A gap: events that may be missing. */
export interface EventSubGap {
  /**
   * Events after this time may be missing: by Twitch's clock, in RFC 3339. Two messages have confirmed it, or the first
   * message and the computer's clock.
   */
  readonly since: string
  /** The subscriptions that may have missed events. They work again. */
  readonly subscriptions: readonly Topic[]
}

/** Options of an EventSub. */
export interface EventSubOptions {
  /**
   * Called once for each refusal, each revocation, and each limit that lasts, and if there is no token for a minute.
   * @defaultValue in development a `console.warn`, unless the page uses `ready`
   */
  readonly onError?: ((error: HelixError) => void) | undefined
  /**
   * The time after which Twitch sends a keepalive message: 10 to 600. A dead socket is detected after twice
   * this time. EventSubs that share a socket use the shortest time, from the socket's next connection on.
   * @defaultValue `10`
   */
  readonly keepaliveSeconds?: number | undefined
  /** `shareTabs()`: one socket for all tabs of the user. @defaultValue each tab has its own socket */
  readonly tabs?: Tabs | undefined
}

/** Subscribes to types of events. You can destructure its functions. */
export interface EventSub extends Store<EventSubState> {
  /** The client. Its user's events arrive. */
  readonly client: HelixClient
  /**
   * Subscribes to a type of events. You can leave out ids of the condition that default to the signed-in user. Handlers
   * run in the order of their `on` calls. If a handler throws, the error is uncaught, and the other handlers still run.
   *
   * @throws {HelixError} `parameter` if the condition is invalid, or if there is no WebSocket.
   */
  readonly on: {
    <C, E>(
      type: EventType<C, E>,
      condition: NoInfer<C>,
      handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
    ): EventSubscriptionHandle
    <C, E>(
      type: EventType<C, E> & IfNoCondition<C>,
      handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
    ): EventSubscriptionHandle
  }
  /**
   * Calls `listener` once with every event that arrives, after its handlers, unless one of them has let another user in.
   * It makes no subscription. Returns a function to unsubscribe.
   */
  readonly onEvent: (listener: (message: EventSubMessage) => void) => () => void
  /** Calls `listener` after events may have been missed, when they arrive again. Returns a function to unsubscribe. */
  readonly onGap: (listener: (gap: EventSubGap) => void) => () => void
  /** Ends all subscriptions permanently. */
  readonly close: () => void
}

type Condition = Readonly<Record<string, string>>

/** One call of `on`. */
interface Handle {
  readonly spec: NamedSpec
  readonly schema: Schema
  readonly given: Condition
  readonly handler: (event: never, meta: EventMeta) => unknown
  /** The subscription that equal calls share; `''` while nobody is signed in. */
  key: string
  /** Why this client cannot make the subscription. */
  error: HelixError | undefined
  /** In development: whether the page has read `ready`. */
  isAwaited?: true
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** The session of a client whose token something else adds. */
const anySession: Session = { ...unknownSession, userId: '' }

/** A type of events with its name in messages and checks. */
interface NamedSpec extends EventTypeSpec, Named {}

const named = (spec: EventTypeSpec): NamedSpec => ({ ...spec, method: 'EventSub', path: spec.type })

/** A subscription without its state. */
const topicOf = ({ type, version, condition }: Topic): Topic => ({ type, version, condition })

/**
 * Creates an EventSub, which receives Twitch's events over one WebSocket. The socket connects at the first `on`,
 * reconnects by itself, and closes a second after the last subscription. EventSubs of the same user in one page share
 * the socket.
 *
 * Takes a client with a user token. A page's Content-Security-Policy must allow
 * `connect-src wss://eventsub.wss.twitch.tv wss://*.eventsub.wss.twitch.tv`.
 *
 * @throws {HelixError} `parameter` if `keepaliveSeconds` is not from 10 to 600.
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
  const { auth, network, kind } = Object(client) as HelixClient
  if (!network)
    throw new HelixError('parameter', 'createEventSub takes a client: createEventSub(createClient({ auth })).')
  const { keepaliveSeconds = 10, tabs } = options
  /** In development, warns of an error that the page would not notice. */
  const warn = (error: HelixError) =>
    inDevelopment(() =>
      // A page may read `ready` after `on` has returned.
      queueMicrotask(() =>
        warnOnce(() => {
          const isNoticed = [...handles].some(handle => handle.isAwaited && rowOf(handle).error === error)
          return isNoticed ? null : `${error.code}: ${error.message} Pass onError to createEventSub to handle this.`
        }),
      ),
    )
  const { onError = warn } = options
  const handles = new Set<Handle>()
  /** The handles of subscriptions that have been looked up since the last change of any handle. */
  const lists = new Map<string, readonly Handle[]>()
  const gaps = listeners<EventSubGap>()
  const messages = listeners<EventSubMessage>()
  const controller = new AbortController()
  const { signal } = controller
  let connection: Connection | undefined
  /** The last known user with the client id, and the scopes of the last subscription requests. */
  let user = ''
  let scopes = ''
  let isBegun = false
  let isIdentifying = false
  /** The last error of subscriptions that the page was told. Several may have the same one. */
  let lastError: HelixError | undefined

  if (!(keepaliveSeconds >= 10 && keepaliveSeconds <= 600)) {
    throw new HelixError('parameter', `createEventSub takes keepaliveSeconds of 10 to 600, not ${keepaliveSeconds}.`)
  }

  const session = () => (auth ? auth.state.session : anySession)
  const stateOf = (key: string) => connection?.transport.machine.subscriptions.get(key)

  const rowOf = ({ key, spec, given }: Handle): EventSubscriptionState => {
    const row = stateOf(key) ?? { ...spec, condition: given, status: 'pending', error: null }
    return { ...topicOf(row), status: row.status === 'ending' ? 'pending' : row.status, error: row.error }
  }

  const statusOf = (phase: Machine['phase'] | undefined, rows: EventSubState['subscriptions']) => {
    if (signal.aborted) return 'closed'
    if (!rows.length || phase === 'idle' || phase === 'suspended') return 'idle'
    if (!phase && auth?.state.status === 'signed-out') return 'signed-out'
    if (phase === 'waiting') return phase
    // A subscription without a place on the socket waits until another one ends. Twitch's own refusals have a status.
    const isSettled = ({ status, error }: EventSubscriptionState) =>
      status !== 'pending' || (error?.code === 'rate_limited' && !error.status)
    return phase === 'connected' && rows.every(isSettled) ? 'live' : 'connecting'
  }

  const stateNow = (): EventSubState => {
    const { phase, retryAt = 0, error = null, cost = null } = { ...connection?.transport.machine }
    const rows = new Map<unknown, EventSubscriptionState>()
    for (const handle of handles) {
      const id = handle.key || handle
      // Many components may share a subscription.
      if (!rows.has(id)) rows.set(id, rowOf(handle))
    }
    const subscriptions = [...rows.values()]
    const status = statusOf(phase, subscriptions)
    // When the session changes, others may hear of it first: the rows are still the former user's.
    const userId = (connection ?? session())?.userId || null
    return { status, userId, retryAt: status === 'waiting' ? toWallTime(retryAt) : null, error, cost, subscriptions }
  }

  const [store, refresh] = createView(stateNow)

  /** The handles of a subscription, in the order of their `on` calls. */
  const handlesOf = (key: string): readonly Handle[] => {
    let list = lists.get(key)
    if (!list) {
      list = [...handles].filter(handle => handle.key === key)
      lists.set(key, list)
    }
    return list
  }
  const wants = (key: string) => handlesOf(key).length > 0
  /** Returns whether the user is still the same. A callback of the page may let another user in. */
  const isSame = () => {
    const from = connection
    return () => connection === from
  }

  const listener: Listener = {
    client,
    keepaliveSeconds,
    refresh,
    wants,
    can: key => handlesOf(key).some(({ error }) => !error),
    tell: message => {
      if (message.type === 'deliver') return deliver(message.key, message.message)
      if (message.type === 'gap') {
        const { since, keys } = message
        const subscriptions = keys
          .filter(wants)
          .flatMap(key => stateOf(key) ?? [])
          .map(topicOf)
        if (subscriptions.length) gaps.tell({ since, subscriptions }, isSame())
        return
      }
      const { key, status, error } = message
      for (const { resolve, reject } of handlesOf(key)) {
        if (status === 'live') resolve()
        if (status === 'refused') reject(error)
      }
      if (!error || error === lastError || !wants(key)) return
      lastError = error
      // The user may have disconnected the application.
      if (error.code === 'revoked') auth?.validate?.()
      callSafely(onError, error)
    },
  }

  const deliver = (key: string, message: unknown) => {
    const { metadata, payload } = Object(message)
    const { subscription, event } = payload
    const meta = { id: metadata.message_id, timestamp: metadata.message_timestamp, subscription }
    const goesOn = isSame()
    let checked: Schema | undefined
    let isGood = false
    let isHandled = false
    for (const handle of handlesOf(key)) {
      const { spec, schema, handler } = handle
      if (checked !== spec.event) isGood = isDocumented(spec, schema, event)
      checked = spec.event
      // A callback of the page may have let another user in, or closed this one.
      if (!goesOn()) return
      if (!isGood || !handles.has(handle)) continue
      isHandled = true
      callSafely(handler, event as never, meta)
    }
    if (isHandled && !messages.isEmpty()) messages.tell({ ...meta, event }, goesOn)
  }
  const isDocumented = (spec: NamedSpec, schema: Schema, event: object) => {
    try {
      // A list would be checked row by row.
      client.check(spec, schema, Array.isArray(event) ? [event] : event, 'event')
      return true
    } catch (error) {
      callSafely(() => {
        if (!isHelixError(error)) throw error
        onError(error)
      })
      return false
    }
  }

  /** Makes the subscription of a handle for the signed-in user. */
  const want = (handle: Handle) => {
    const { spec, given } = handle
    const { owner, also = [] } = spec
    const { userId, scopes: granted } = session() ?? unknownSession
    let condition: Condition = given
    let error: HelixError | undefined
    try {
      condition = completeRequest(spec, given, userId).query as Condition
      if (owner && userId && condition[owner] !== userId) {
        throw callError('parameter', spec, `accepts only your own id as ${owner}: ${userId}.`)
      }
      const missing = [spec.scopes, ...also].flatMap(list =>
        !granted || list.some(scope => granted.includes(scope)) ? [] : list.slice(0, 1),
      )
      if (missing.length) {
        const problem = `needs the scope ${missing.join(' and ')}: ask for it when signing in.`
        throw callError('scope', spec, problem, { missing })
      }
    } catch (thrown) {
      error = asHelixError(thrown)
    }
    const topic = topicOf({ ...spec, condition })
    const key = topicKey(topic)
    Object.assign(handle, { key, error })
    lists.clear()
    connection?.send({ type: 'add', key, topic, error })
    if (stateOf(key)?.status === 'live') handle.resolve()
  }

  const leave = () => {
    const left = connection
    connection = undefined
    for (const handle of handles) handle.key = ''
    lists.clear()
    left?.leave()
  }

  /** Follows the auth: a user's connection ends immediately with the session. */
  const follow = () => {
    const { userId, clientId, scopes: granted } = session() ?? unknownSession
    const name = `${clientId}:${userId}`
    if (name !== user) leave()
    user = name
    const SocketClass = socketClass(network)
    if (userId !== null && SocketClass && !signal.aborted) {
      const isKnown = connection && `${granted}` === scopes
      scopes = `${granted}`
      connection ??= join(listener, SocketClass, name, userId, tabs)
      if (!isKnown) {
        // A callback may close one of them, or sign out.
        each(handles, want)
        connection?.send({ type: 'scopes' })
      }
    }
    refresh()
    void identify()
  }

  /** Whether somebody is signed in, or may be, and it is not known who. */
  const isUnknown = () => auth?.state.status !== 'signed-out' && session()?.userId == null && !signal.aborted
  /** Finds the signed-in user, and goes on trying. */
  const identify = async () => {
    if (isIdentifying) return
    isIdentifying = true
    for (let failures = 0; isUnknown(); failures++) {
      const { error = new HelixError('token', 'EventSub needs to know whose token this is.') } = await getToken(
        client,
        signal,
      )
      if (!isUnknown()) break
      if (failures === 3) callSafely(onError, error)
      await sleep(pause(failures), signal).catch(() => {})
    }
    isIdentifying = false
  }

  const begin = () => {
    if (isBegun) return
    isBegun = true
    followPage(type => {
      void identify()
      connection?.send({ type })
    }, signal)
    if (auth) signal.addEventListener('abort', auth.subscribe(follow))
    else follow()
  }

  /** Ends a handle, if it has not ended yet. */
  const end = (handle: Handle) => {
    handle.reject(new DOMException('The subscription was closed.', 'AbortError'))
    lists.clear()
    return handles.delete(handle)
  }

  const on = (
    type: EventType<unknown, unknown>,
    ...rest: [given: Condition | Handle['handler'], handler?: Handle['handler']]
  ): EventSubscriptionHandle => {
    const handler = rest.at(-1)
    const condition = rest.length > 1 ? rest[0] : {}
    if (!type?.spec) {
      throw new HelixError('parameter', `on() takes a type such as channelFollow of tinyhelix/eventsub, not "${type}".`)
    }
    const spec = named(type.spec)
    if (typeof handler !== 'function' || Object(condition) !== condition || typeof condition === 'function') {
      throw callError('parameter', spec, 'takes a condition, or none, and a handler.')
    }
    const given = copyParameters(spec, condition) as Condition
    checkParameters(spec, given, 'user')
    if (kind !== 'user') throw callError('token', spec, `needs a client whose auth is of kind user, not ${kind}.`)
    if (!socketClass(network)) {
      throw callError('parameter', spec, 'needs a WebSocket: pass WebSocket to createClient, or use Node 22.')
    }
    if (signal.aborted) throw callError('parameter', spec, 'was called after close(): create another EventSub.')
    let settle!: Pick<Handle, 'resolve' | 'reject'>
    const ready = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject }
    })
    const handle: Handle = {
      ...settle,
      spec,
      schema: withFastPath(spec.event),
      given,
      handler,
      key: '',
      error: undefined,
    }
    // Pages that do not use this promise get the error through `onError`.
    ready.catch(() => {})
    handles.add(handle)
    if (connection) want(handle)
    else begin()
    refresh()
    return {
      get state() {
        return rowOf(handle)
      },
      get ready() {
        inDevelopment(() => {
          handle.isAwaited = true
        })
        return ready
      },
      close: () => {
        if (!end(handle)) return
        connection?.send({ type: 'remove', key: handle.key })
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
