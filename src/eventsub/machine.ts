import { HelixError } from '../errors.ts'
import { pause } from '../pause.ts'
import { earlierTime } from './earlierTime.ts'
import { remember } from './remember.ts'

/** The type and the condition of a subscription. Equal topics are one subscription at Twitch. */
export interface Topic {
  readonly type: string
  readonly version: string
  readonly condition: Readonly<Record<string, string>>
}

/** The same text for equal topics. It contains the topic. */
export const topicKey = ({ type, version, condition }: Topic): string =>
  JSON.stringify([type, version, Object.entries(condition).sort()])

/**
 * Why Twitch did not subscribe:
 * - `again`: no answer, a server error, or an invalid token; the subscription may exist nevertheless
 * - `refused`: it stays refused until the user, the scopes or the page change
 * - `unknown-session`: Twitch does not know the session (yet)
 * - `exists`: the same subscription exists already
 * - `sockets`: three other sockets of the user have subscriptions
 * - `limit`: another limit: too high a cost, or too many equal subscriptions; or it exists, but for another session
 */
export type SubscribeFailure = 'again' | 'refused' | 'unknown-session' | 'exists' | 'sockets' | 'limit'

/** A subscription that the page wants, and its state. */
export interface Subscription extends Topic {
  /**
   * - `pending`: not subscribed; a request is pending, is due at `dueAt`, or waits for a session
   * - `live`: Twitch sends its events
   * - `ending`: must be deleted at Twitch; if the page wants it again meanwhile, it becomes `pending` afterwards
   * - `refused`: not tried again
   */
  status: 'pending' | 'live' | 'ending' | 'refused'
  /** Twitch's id while `live` or `ending`, otherwise `''`. */
  id: string
  cost: number
  /** Whether a request for it is pending. */
  isBusy: boolean
  /** The session of the last request. */
  sessionId: string
  /** Why the last request in this session failed. */
  failure: SubscribeFailure | null
  /** The number of consecutive failed requests in this session. */
  failures: number
  /** The number of consecutive refusals because of a limit. */
  limits: number
  /** When the next request may be sent; `0` for immediately. */
  dueAt: number
  /** When it ends after the page has closed it; `Infinity` while the page wants it. */
  endsAt: number
  /**
   * Since when events may have been missed, by Twitch's clock; `null` if none were missed, or if the page was informed.
   */
  missedSince: string | null
  /** Why it is `refused` or still `pending`. */
  error: HelixError | null
}

/**
 * The state of one user's events. It is plain data, and only {@link step} changes it.
 *
 * - `idle`: nothing to subscribe to
 * - `token`: waits for a token before it connects, so that the session's first ten seconds are not spent on it
 * - `connecting`: a socket is open or opening, and has not sent its welcome yet
 * - `connected`: the session accepts subscriptions
 * - `waiting`: will connect again at `retryAt`
 * - `suspended`: the page is hidden in the browser's history, or frozen
 * - `closed`: closed permanently
 */
export interface Machine {
  phase: 'idle' | 'token' | 'connecting' | 'connected' | 'waiting' | 'suspended' | 'closed'
  readonly subscriptions: Map<string, Subscription>
  /** The number of the current socket; `0` for none. A number is never used twice. */
  socket: number
  /**
   * While the session moves, the socket that takes over when it has sent its welcome. After that, the socket that the
   * session has left, whose last events may arrive late: its number is lower than that of `socket`. `0` for none.
   */
  otherSocket: number
  socketCount: number
  sessionId: string
  /** The keepalive time that Twitch has confirmed, in milliseconds. */
  keepalive: number
  /** When `socket` is given up unless a message arrives, or the wait for a token; otherwise `Infinity`. */
  deadline: number
  /** When `otherSocket` is given up unless its welcome arrives, or closed unless a late message arrives. */
  otherDeadline: number
  /** Whether the deadline has been extended because the timer was late. */
  hasGrace: boolean
  retryAt: number
  /** The number of consecutive connections that did not last, until a drop or a move. */
  attempts: number
  /** When the session's first subscription became live, or when the session moved after that; `0` for not yet. */
  liveSince: number
  /** The last problem; `null` when all works again. */
  error: HelixError | null
  /** The timestamp of the last message of `socket`. */
  lastTimestamp: string
  /** The earlier one of the last two timestamps, because the date of one message may be wrong. */
  confirmedTimestamp: string
  /** Subscriptions of lost sessions by id, with their costs. Twitch counts them until it notices the loss. */
  readonly orphans: Map<string, number>
  /** The ids of messages: at most 10,000 in each of two generations, so that the oldest can be forgotten at once. */
  messageIds: Set<string>
  earlierMessageIds: Set<string>
  /** The keys of subscriptions by Twitch's ids; `''` for those that were deleted or revoked. */
  readonly keysById: Map<string, string>
  /** Whether an event has ever had one of these ids. With Twitch's mock server none has. */
  hasMatchedId: boolean
  /** The cost of all of the user's subscriptions, as of the last new one. */
  cost: { readonly total: number; readonly max: number } | null
}

/** An input: something that has happened. */
export type Input =
  /**
   * The page wants a subscription. The key is the same for equal topics. A refused subscription is tried again, for
   * example when the user's scopes have changed. With an `error` it is refused without a request.
   */
  | { readonly type: 'add'; readonly key: string; readonly topic: Topic; readonly error?: HelixError | undefined }
  /** The page no longer wants it. */
  | { readonly type: 'remove'; readonly key: string }
  /** There is a token. */
  | { readonly type: 'token' }
  | { readonly type: 'token-failed'; readonly error: HelixError }
  /** A socket received a message that {@link takeNotification} has not taken. It is parsed, but not checked. */
  | { readonly type: 'message'; readonly socket: number; readonly message: unknown }
  /** A socket was closed by the other side, or could not be opened. */
  | { readonly type: 'socket-closed'; readonly socket: number; readonly code: number }
  /** The subscription exists at Twitch now, or existed before. */
  | {
      readonly type: 'subscribed'
      readonly key: string
      readonly sessionId: string
      readonly id: string
      readonly cost: number
      /** If it is left out, Twitch did not tell it. */
      readonly totalCost?: Machine['cost']
    }
  | {
      readonly type: 'subscribe-failed'
      readonly key: string
      readonly sessionId: string
      readonly reason: SubscribeFailure
      readonly error: HelixError
    }
  /** A subscription was deleted or did not exist (`isGone`), or it is unknown whether it was deleted. */
  | { readonly type: 'unsubscribed'; readonly id: string; readonly cost: number; readonly isGone: boolean }
  /** The time that {@link nextTick} returned. It may come earlier or later. */
  | { readonly type: 'tick' }
  /** The page is shown again, continues after a pause, or returns from the browser's history. */
  | { readonly type: 'wake' }
  /** The user's scopes may have changed. The page adds its subscriptions again. */
  | { readonly type: 'scopes' }
  /** The network is back. */
  | { readonly type: 'online' }
  /** The user leaves the page, or the page is frozen. */
  | { readonly type: 'suspend' }
  /** Permanently: the user is no longer signed in, or the page wants no more events. */
  | { readonly type: 'close' }

/** An output: something to do. Outputs must be executed in order. */
export type Effect =
  /** Get a token: answered by `token` or `token-failed`. */
  | { readonly type: 'get-token' }
  /** Open a socket, at Twitch's usual address if none is given: answered by `message` and `socket-closed`. */
  | { readonly type: 'open-socket'; readonly socket: number; readonly url: string | null }
  /** Close a socket. Its later events are ignored. */
  | { readonly type: 'close-socket'; readonly socket: number }
  /** POST it: answered by `subscribed` or `subscribe-failed`. */
  | { readonly type: 'subscribe'; readonly key: string; readonly topic: Topic; readonly sessionId: string }
  /** GET it by type, session and condition: answered by `subscribed` or `subscribe-failed`; `limit` if it is not there. */
  | { readonly type: 'find'; readonly key: string; readonly topic: Topic; readonly sessionId: string }
  /** DELETE it: answered by `unsubscribed`. */
  | { readonly type: 'unsubscribe'; readonly id: string; readonly cost: number }
  /** Twitch accepted or refused the subscription, or it waits for so long that the page should know why. */
  | {
      readonly type: 'status'
      readonly key: string
      readonly status: 'live' | 'refused' | 'pending'
      readonly error: HelixError | null
    }
  /** Report that events of these subscriptions may be missing since then. They are live again. */
  | { readonly type: 'gap'; readonly since: string; readonly keys: readonly string[] }

/** The state of the machine, and of a subscription, after a lost session. */
const noSession = { socket: 0, otherSocket: 0, sessionId: '', liveSince: 0, hasGrace: false, deadline: Infinity }
const notSubscribed = {
  status: 'pending',
  id: '',
  cost: 0,
  isBusy: false,
  sessionId: '',
  failure: null,
  failures: 0,
  dueAt: 0,
} as const
const wantedAnew = { ...notSubscribed, limits: 0, endsAt: Infinity, error: null }

/** Creates a machine. It takes over the pause between connections from the user's last one. */
export const createMachine = ({
  attempts = 0,
  retryAt = 0,
  error = null,
  orphans = new Map(),
}: Partial<Machine> = {}): Machine => ({
  ...noSession,
  phase: 'idle',
  subscriptions: new Map(),
  socketCount: 0,
  keepalive: 10_000,
  otherDeadline: Infinity,
  retryAt,
  attempts,
  error,
  lastTimestamp: '',
  confirmedTimestamp: '',
  orphans,
  messageIds: new Set(),
  earlierMessageIds: new Set(),
  keysById: new Map(),
  hasMatchedId: false,
  cost: null,
})

/** What Twitch says of each message. Nothing of it is checked. */
interface Metadata {
  readonly message_id: string
  readonly message_type: string
  readonly message_timestamp: string
}

/** For an id that a condition leaves out, Twitch returns `''`. */
export const isSameCondition = (one: Topic['condition'], other: Topic['condition']) =>
  Object.keys({ ...one, ...other }).every(key => (one[key] ?? '') === (other[key] ?? ''))

/**
 * Finds the subscription of a message: by its id; or by its condition, if the id is not known yet. Twitch's mock server
 * invents ids and conditions, so there the type is enough if only one subscription has it.
 */
const keyOf = (machine: Machine, about: Topic & { readonly id: string }, mayBeInvented: boolean): string => {
  const known = machine.keysById.get(about.id)
  if (known) machine.hasMatchedId = true
  if (known !== undefined) return known
  const alike = [...machine.subscriptions].filter(
    ([, { status, type, version }]) => status !== 'refused' && type === about.type && version === about.version,
  )
  const same = alike.find(([, { condition }]) => isSameCondition(condition, Object(about.condition)))
  const [only, another] = mayBeInvented && !machine.hasMatchedId ? alike : []
  return (same ?? (another ? [] : only))?.[0] ?? ''
}

/** Whether the socket that the session has left is still open. */
const isLeaving = ({ socket, otherSocket }: Machine) => otherSocket > 0 && otherSocket < socket

/** Notes a message of a socket. Returns whether it is new: Twitch may send a message more than once. */
const hear = (machine: Machine, socket: number, metadata: Metadata, now: number): boolean => {
  const { message_id: id, message_timestamp: timestamp } = metadata
  const isCurrent = socket === machine.socket && machine.phase === 'connected'
  if (isCurrent) {
    machine.deadline = now + 2 * machine.keepalive
    machine.hasGrace = false
  } else if (isLeaving(machine)) machine.otherDeadline = now + 2000
  if (id) {
    const { size } = machine.messageIds
    // Adding it also tells whether it is known: each look into a large set takes time.
    if (machine.messageIds.add(id).size === size || machine.earlierMessageIds.has(id)) return false
    if (size === 9999) {
      machine.earlierMessageIds = machine.messageIds
      machine.messageIds = new Set()
    }
  }
  // What is lost in a move has happened since its beginning, whatever the other socket brings meanwhile.
  if (isCurrent && !machine.otherSocket && /^\d{4}-/.test(timestamp)) {
    // Nothing but this computer's clock can confirm the first message.
    machine.confirmedTimestamp = earlierTime(timestamp, machine.lastTimestamp || new Date(now).toISOString())
    machine.lastTimestamp = timestamp
  }
  return true
}

const isInUse = ({ socket, otherSocket }: Machine, number: number) =>
  !!number && (number === socket || number === otherSocket)

/**
 * Takes a message if it is a notification, which changes no more than what {@link hear} notes. Returns the key of the
 * subscription whose handlers get it, or `''` if none gets it; `undefined` if it is another message, for {@link step}.
 */
export function takeNotification(machine: Machine, socket: number, message: unknown, now: number): string | undefined {
  const { metadata, payload } = Object(message)
  if (metadata?.message_type !== 'notification') return
  if (!isInUse(machine, socket) || !hear(machine, socket, metadata, now)) return ''
  const subscription = payload?.subscription
  return subscription?.id ? keyOf(machine, subscription, true) : ''
}

/**
 * Processes an input, and returns what to do. It makes all decisions about sockets, subscriptions, pauses and gaps. It
 * changes only the machine. `now` is in milliseconds, and is never set back; `random` is from 0 to 1.
 */
export function step(machine: Machine, input: Input, now: number, random: number): Effect[] {
  const { subscriptions, orphans, keysById } = machine
  const effects: Effect[] = []
  const isConnected = () => machine.phase === 'connected'

  const closeSocket = (socket: number) => {
    if (socket) effects.push({ type: 'close-socket', socket })
  }
  const openSocket = (url: string | null) => {
    const socket = ++machine.socketCount
    effects.push({ type: 'open-socket', socket, url })
    return socket
  }
  const setKey = (id: string, key: string) => remember(keysById, id, key, 1000)
  const unsubscribe = (id: string, cost: number) => {
    effects.push({ type: 'unsubscribe', id, cost })
  }
  /** Deletes subscriptions of lost sessions. */
  const deleteOrphans = (leastCost: number) => {
    for (const [id, cost] of orphans) {
      if (cost < leastCost) continue
      orphans.delete(id)
      unsubscribe(id, cost)
    }
  }
  const addOrphan = (id: string, cost: number) => remember(orphans, id, cost, 300)
  const isMissing = (subscription: Subscription) => {
    if (subscription.id) subscription.missedSince ??= machine.confirmedTimestamp
  }
  /** From now on all subscriptions may have missed events. */
  const missAll = () => subscriptions.forEach(isMissing)
  const leaveSession = (phase: Machine['phase']) => {
    forgetAttempts()
    closeSocket(machine.socket)
    closeSocket(machine.otherSocket)
    missAll()
    for (const subscription of subscriptions.values()) {
      if (subscription.id) addOrphan(subscription.id, subscription.cost)
      if (subscription.status !== 'refused') Object.assign(subscription, notSubscribed)
    }
    Object.assign(machine, noSession, { phase })
  }
  const forgetAttempts = () => {
    // A welcome does not reset the count, because a loop of sessions that end at once must slow down.
    if (machine.liveSince && now - machine.liveSince >= 30_000) machine.attempts = 0
  }
  const disconnect = (error: HelixError) => {
    leaveSession('waiting')
    const attempts = machine.attempts++
    machine.retryAt = now + (attempts ? pause(attempts, random) : random * 1000)
    machine.error = error
  }
  const loseSocket = (reason: number | string) =>
    disconnect(new HelixError('network', `EventSub lost its socket (${reason}).`))
  const tell = (key: string, status: 'live' | 'refused' | 'pending', error: HelixError | null) => {
    effects.push({ type: 'status', key, status, error })
  }
  const refuse = (key: string, error: HelixError) => {
    const subscription = subscriptions.get(key)
    if (!subscription) return
    isMissing(subscription)
    Object.assign(subscription, notSubscribed, { status: 'refused', error })
    tell(key, 'refused', error)
  }

  const retryLater = (subscription: Subscription) => {
    subscription.isBusy = false
    subscription.dueAt = now + pause(subscription.failures++, random)
  }

  const receive = (socket: number, message: unknown) => {
    const { metadata, payload } = Object(message)
    const type = metadata?.message_type
    if (!type || !isInUse(machine, socket)) return
    const { session, subscription } = Object(payload)
    const isOther = socket === machine.otherSocket
    const isWelcome = type === 'session_welcome' && session?.id
    if (isWelcome) {
      if (isOther) {
        machine.otherSocket = machine.socket
        machine.otherDeadline = now + 2000
        machine.socket = socket
        machine.liveSince &&= now
      }
      // The previous socket closed too early, so the events in between are lost.
      else if (!isConnected()) missAll()
      machine.phase = 'connected'
      machine.sessionId = session.id
      machine.keepalive = Number(session.keepalive_timeout_seconds) * 1000 || machine.keepalive
    }
    const isNew = hear(machine, socket, metadata, now)
    const { id, status } = Object(subscription)
    if (isWelcome) return proceed()
    if (!isNew) return
    if (type === 'session_reconnect' && session?.reconnect_url && !isOther && isConnected()) {
      if (isLeaving(machine)) missAll()
      forgetAttempts()
      if (machine.attempts++ > 3) loseSocket('moved too often')
      else {
        closeSocket(machine.otherSocket)
        machine.otherSocket = openSocket(session.reconnect_url)
        machine.otherDeadline = now + 30_000
      }
    } else if (type === 'revocation' && id) {
      const revoked = keyOf(machine, subscription, false)
      setKey(id, '')
      const problem = `EventSub ${subscription.type} was revoked (${status}). It returns after a new sign-in, or call on() again.`
      refuse(revoked, new HelixError('revoked', problem, { detail: status }))
    } else return
    proceed()
  }

  /**
   * The subscription of an answered request; none if the request was for an earlier session, or if the page no longer
   * wants it.
   */
  const answered = (key: string, sessionId: string) => {
    const subscription = subscriptions.get(key)
    const { status, isBusy, sessionId: current } = { ...subscription }
    return status === 'pending' && isBusy && current === sessionId ? subscription : undefined
  }

  const take = () => {
    switch (input.type) {
      case 'add': {
        const { key, topic, error } = input
        const subscription = subscriptions.get(key) ?? { ...topic, status: 'refused', missedSince: null }
        if (subscription.status === 'refused') {
          subscriptions.set(key, { ...subscription, ...wantedAnew })
          if (error) refuse(key, error)
        }
        // Twitch has accepted it already, or another client asks for it.
        else subscription.endsAt = Infinity
        break
      }
      case 'remove': {
        const subscription = subscriptions.get(input.key)
        // Components are often unmounted and mounted again, so it stays for a while.
        if (subscription) subscription.endsAt = now + 1000
        break
      }
      case 'token':
        if (machine.phase !== 'token') break
        machine.phase = 'connecting'
        // An old subscription still counts towards the maximum cost, so Twitch might refuse an equal new one.
        deleteOrphans(1)
        machine.socket = openSocket(null)
        machine.deadline = now + 10_000
        break
      case 'token-failed':
        if (machine.phase === 'token') disconnect(input.error)
        break
      case 'socket-closed':
        if (!input.socket) break
        if (input.socket === machine.otherSocket) {
          // Without a close frame, the connection was lost, and maybe events with it.
          if (isLeaving(machine) && input.code === 1006) missAll()
          machine.otherSocket = 0
        } else if (input.socket === machine.socket) {
          machine.socket = isLeaving(machine) ? 0 : machine.otherSocket
          if (machine.socket) {
            machine.otherSocket = 0
            machine.phase = 'connecting'
            machine.deadline = machine.otherDeadline
          } else loseSocket(input.code)
        }
        break
      case 'subscribed': {
        const { key, sessionId, id, cost, totalCost } = input
        machine.cost = totalCost ?? machine.cost
        const subscription = answered(key, sessionId)
        setKey(id, subscription ? key : '')
        if (subscription) {
          Object.assign(subscription, notSubscribed, { status: 'live', id, cost, limits: 0, error: null })
          machine.liveSince ||= now
          machine.error = null
          tell(key, 'live', null)
        } else unsubscribe(id, cost)
        break
      }
      case 'subscribe-failed': {
        const { key, sessionId, reason, error } = input
        const subscription = answered(key, sessionId)
        if (!subscription) break
        if (reason === 'exists') effects.push({ type: 'find', key, topic: subscription, sessionId })
        else if (reason === 'refused') refuse(key, error)
        else if (reason === 'unknown-session' && subscription.failure === reason) disconnect(error)
        else {
          retryLater(subscription)
          subscription.failure = reason
          subscription.error = error
          if (reason === 'limit' || reason === 'sockets') {
            deleteOrphans(0)
            if (++subscription.limits === 4) tell(key, 'pending', error)
          }
          // The others would be refused as well.
          if (reason === 'sockets' && !machine.liveSince) disconnect(error)
        }
        break
      }
      case 'unsubscribed': {
        const { id, cost, isGone } = input
        if (isGone) setKey(id, '')
        const found = [...subscriptions].find(([, subscription]) => subscription.id === id)
        if (found) {
          const [key, subscription] = found
          if (!isGone) retryLater(subscription)
          else {
            isMissing(subscription)
            Object.assign(subscription, notSubscribed)
            if (subscription.endsAt <= now) subscriptions.delete(key)
          }
        } else if (!isGone) addOrphan(id, cost)
        break
      }
      case 'wake':
        if (machine.phase === 'suspended') machine.phase = 'idle'
        break
      case 'online':
        if (isConnected()) machine.deadline = Math.min(machine.deadline, now + 1.2 * machine.keepalive)
        machine.retryAt = Math.min(machine.retryAt, now + random * 1000)
        break
      case 'suspend':
        leaveSession('suspended')
        break
      case 'close':
        leaveSession('closed')
        subscriptions.clear()
        break
    }
  }

  /** Does what is due after any input. */
  const proceed = () => {
    const late = now - machine.otherDeadline
    if (machine.otherSocket && late >= 0) {
      // If the timer is late, messages may be waiting.
      machine.otherDeadline = late > 1000 ? now + 2000 : Infinity
      if (late <= 1000) {
        closeSocket(machine.otherSocket)
        // The `close` event of a socket that the session has left tells whether the connection was lost.
        if (!isLeaving(machine)) {
          missAll()
          machine.otherSocket = 0
        }
      }
    }
    if (machine.deadline <= now) {
      if (machine.phase === 'token') {
        const problem =
          'EventSub got no token in a minute. It goes on trying: look at what getToken() of the auth waits for.'
        const isNew = machine.error?.message !== problem
        disconnect(new HelixError('token', problem))
        for (const key of isNew ? subscriptions.keys() : []) tell(key, 'pending', machine.error)
      }
      // After sleep, timers run before the waiting messages.
      else if (isConnected() && !machine.hasGrace && now - machine.deadline > 2000) {
        machine.hasGrace = true
        machine.deadline = now + 5000
      } else disconnect(new HelixError('timeout', 'EventSub heard nothing from Twitch in time.'))
    }

    let isWanted = false
    for (const [key, subscription] of subscriptions) {
      const { status, isBusy, failure, endsAt } = subscription
      if (endsAt > now) isWanted ||= status !== 'refused'
      else if (status === 'live') subscription.status = 'ending'
      // If it is unknown whether it exists, it must be found before it can be deleted.
      else if (status === 'refused' || (status === 'pending' && !isBusy && failure !== 'again')) {
        subscriptions.delete(key)
      }
    }
    const { phase } = machine
    if (phase === 'suspended' || phase === 'closed') return
    if (!isWanted) {
      for (const [key, { id, cost, status }] of subscriptions) {
        if (id) unsubscribe(id, cost)
        if (status !== 'refused') subscriptions.delete(key)
      }
      leaveSession('idle')
      machine.error = null
    } else if (isConnected()) request()
    else if (phase === 'idle' || phase === 'waiting') {
      machine.phase = machine.retryAt > now ? 'waiting' : 'token'
      if (machine.phase === 'token') {
        machine.deadline = now + 60_000
        effects.push({ type: 'get-token' })
      }
    }
  }

  /**
   * Subscribes and unsubscribes, six at a time; one at a time after too many sockets. When nothing is pending, it
   * reports gaps.
   */
  const request = () => {
    const { sessionId, error } = machine
    const most = error?.code === 'rate_limited' ? 1 : 6
    let busy = [...subscriptions.values()].filter(({ isBusy }) => isBusy).length
    let places = 300
    for (const [key, subscription] of subscriptions) {
      const { type, status, isBusy, id, cost, dueAt, endsAt } = subscription
      if (status !== 'refused') places--
      if (isBusy || dueAt > now || (status !== 'pending' && status !== 'ending')) continue
      if (places < 0 && !id) {
        if (!subscription.error) {
          const problem = `EventSub ${type} waits: a socket has 300 subscriptions at most.`
          subscription.error = new HelixError('rate_limited', problem)
          tell(key, 'pending', subscription.error)
        }
        continue
      }
      if (busy >= most) continue
      busy++
      subscription.isBusy = true
      subscription.sessionId = sessionId
      if (id) unsubscribe(id, cost)
      else effects.push({ type: endsAt > now ? 'subscribe' : 'find', key, topic: subscription, sessionId })
    }
    if (busy) return
    // The date of the last message before the gap may have been wrong.
    let since = machine.lastTimestamp
    const keys: string[] = []
    for (const [key, subscription] of subscriptions) {
      const { status, missedSince } = subscription
      if (status !== 'live' || missedSince === null) continue
      since = earlierTime(missedSince, since)
      subscription.missedSince = null
      keys.push(key)
    }
    if (keys.length) effects.push({ type: 'gap', since, keys })
  }

  if (machine.phase !== 'closed') {
    if (input.type === 'message') receive(input.socket, input.message)
    else {
      take()
      proceed()
    }
  }
  return effects
}

/** Returns when the machine needs a `tick`: never before `now`; `Infinity` if another input must come first. */
export function nextTick(machine: Machine, now: number): number {
  const { phase, deadline, otherSocket, otherDeadline, retryAt, subscriptions } = machine
  let next = phase === 'waiting' ? retryAt : deadline
  if (otherSocket) next = Math.min(next, otherDeadline)
  for (const { endsAt, dueAt } of subscriptions.values()) {
    if (endsAt > now) next = Math.min(next, endsAt)
    // Subscriptions that are due already wait for one of the six places.
    if (phase === 'connected' && dueAt > now) next = Math.min(next, dueAt)
  }
  return Math.max(now, next)
}
