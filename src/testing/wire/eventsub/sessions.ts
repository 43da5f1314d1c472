import type { EventSubSubscription, EventSubSubscriptionStatus } from '../../../endpoints/eventsub/subscription.ts'
import { freshId } from '../../world/freshId.ts'
import { letterCode } from '../../world/random.ts'
import { perWorld, preciseTimestamp, second, type World } from '../../world/world.ts'
import { closingOf } from './closeCodes.ts'
import { frame, subscriptionInFrame } from './frames.ts'
import { eventSubscriptionsOf, type KeptSubscription } from './subscriptions.ts'

/** An open WebSocket on Twitch's side, over any transport. */
export interface Connection {
  /** Returns whether it was sent: not while the client is closing. */
  readonly send: (text: string) => boolean
  readonly close: (code: number, reason: string) => void
  /** Ends the connection without a close frame. */
  readonly drop: () => void
}

/** Events of a connection's client. */
export interface Peer {
  /** The client has sent a message, which EventSub does not allow. */
  readonly sent: (text: string) => void
  /** The client has closed the connection. */
  readonly closed: () => void
  /** The connection has ended without a close frame. */
  readonly lost: () => void
  /** The client has not answered a ping. */
  readonly unanswered: () => void
  /** Whether no message reaches the client for now, keepalives included. */
  readonly isSilent: () => boolean
}

/** A session. It begins with the first welcome, and may use several connections one after the other. */
export interface Session {
  readonly id: string
  readonly keepaliveSeconds: number
  readonly connectedAt: string
  /** The current connection; `null`: it is lost, and Twitch has not noticed. */
  connection: Connection | null
  /** All open connections: the current one, and those that it has moved away from. */
  readonly open: Set<Connection>
  /** The address that it shall move to. */
  move: { readonly url: string; readonly isBroken: boolean } | null
  /** Whether it ever had a subscription. */
  isUsed: boolean
  lastNotification: string | null
  /** The timers by purpose. A connection's own timer closes it after a move. */
  readonly timers: Map<Connection | 'unused' | 'keepalive' | 'reap', ReturnType<typeof setTimeout>>
}

/** The time for the first subscription, and for a move after `session_reconnect`, in seconds. */
const secondsToSubscribe = 10
const secondsToMove = 30

/** The sessions of a world, the oldest first. While it is silent, no message reaches a page. */
export const sessionsOf = perWorld(() => ({ byId: new Map<string, Session>(), isSilent: false }))

/** Runs a callback later, unless it is scheduled again. */
function schedule(
  { timers }: Session,
  what: Parameters<Session['timers']['get']>[0],
  seconds: number,
  run: () => void,
): void {
  clearTimeout(timers.get(what))
  timers.set(what, setTimeout(run, seconds * second))
}

/** Sends a frame to the current connection, and restarts the keepalive. Returns whether it was sent. */
function send(world: World, session: Session, text: string): boolean {
  if (!session.connection) return false
  schedule(session, 'keepalive', session.keepaliveSeconds, () => {
    send(world, session, frame(world, 'session_keepalive', {}))
  })
  return !sessionsOf(world).isSilent && session.connection.send(text)
}

/** The subscriptions of a session, including ended ones. */
export const subscriptionsIn = (world: World, { id }: Session): KeptSubscription[] =>
  eventSubscriptionsOf(world).filter(({ row }) => row.transport.session_id === id)

const describe = (session: Session) => ({
  session: {
    id: session.id,
    status: session.move ? 'reconnecting' : 'connected',
    connected_at: session.connectedAt,
    keepalive_timeout_seconds: session.move ? null : session.keepaliveSeconds,
    reconnect_url: session.move?.url ?? null,
    // Twitch has this without documenting it.
    ...(!session.move && { recovery_url: null }),
  },
})

/** The requested keepalive time within Twitch's limits. */
function keepaliveIn({ searchParams }: URL): number {
  const text = searchParams.get('keepalive_timeout_seconds') ?? ''
  return /^-?\d+$/.test(text) ? Math.min(Math.max(Number(text), 10), 600) : 10
}

function begin(world: World, url: URL, connection: Connection): Session {
  const session: Session = {
    // The id has the length of Twitch's ids.
    id: `AgoQ${letterCode(22, world.seed, freshId(world, 'session'))}IGY2VsbC1h`,
    keepaliveSeconds: keepaliveIn(url),
    connectedAt: preciseTimestamp(world),
    connection,
    open: new Set([connection]),
    move: null,
    isUsed: false,
    lastNotification: null,
    timers: new Map(),
  }
  sessionsOf(world).byId.set(session.id, session)
  schedule(session, 'unused', secondsToSubscribe, () => {
    if (!session.isUsed) endSession(world, session, 4003)
  })
  return session
}

/** Finds the session that got exactly this address, and moves it to the new connection. */
function moveTo(world: World, url: URL, connection: Connection): Session | undefined {
  for (const session of sessionsOf(world).byId.values()) {
    if (!session.connection || session.move?.url !== url.href || session.move.isBroken) continue
    session.move = null
    session.connection = connection
    session.open.add(connection)
    return session
  }
  return undefined
}

function shut(world: World, session: Session, connection: Connection, code: number): void {
  clearTimeout(session.timers.get(connection))
  if (session.open.delete(connection) && !sessionsOf(world).isSilent) connection.close(code, closingOf(code).reason)
}

/** Ends a session and its subscriptions. */
export function endSession(world: World, session: Session, code: number): void {
  if (!sessionsOf(world).byId.delete(session.id)) return
  session.connection = null
  for (const timer of session.timers.values()) clearTimeout(timer)
  for (const kept of subscriptionsIn(world, session)) {
    if (kept.row.status === 'enabled') kept.row.status = closingOf(code).status
    kept.row.transport.disconnected_at = preciseTimestamp(world)
    kept.closedAt = world.now()
  }
  for (const connection of session.open) shut(world, session, connection, code)
}

/** Leaves a session without a connection. Twitch notices that only by its pings. */
function lose(world: World, session: Session): void {
  session.connection = null
  session.move = null
  session.open.clear()
  clearTimeout(session.timers.get('keepalive'))
  if (world.reapAfter <= 0) endSession(world, session, 4002)
  else schedule(session, 'reap', world.reapAfter / second, () => endSession(world, session, 4002))
}

/** Ends a session's connections. */
export function dropSession(world: World, session: Session): void {
  const { open } = session
  if (!session.connection) return
  const broken = [...open]
  lose(world, session)
  for (const connection of broken) connection.drop()
}

/** Asks a session to move. Returns whether the message was sent. */
export function moveSession(world: World, session: Session, isBroken: boolean): boolean {
  const { connection } = session
  if (!connection) return false
  const url = new URL(world.eventSubURL)
  url.searchParams.set('challenge', freshId(world, 'challenge'))
  url.searchParams.set('id', session.id)
  session.move = { url: url.href, isBroken }
  schedule(session, connection, secondsToMove, () => {
    if (session.connection === connection) endSession(world, session, 4004)
    else shut(world, session, connection, 4004)
  })
  return send(world, session, frame(world, 'session_reconnect', describe(session)))
}

/** Accepts a connection to an address of EventSub. */
export function connect(world: World, address: string, connection: Connection): Peer {
  const url = new URL(address)
  const isMove = url.searchParams.has('challenge') || url.searchParams.has('id')
  const session = isMove ? moveTo(world, url, connection) : begin(world, url, connection)
  const isSilent = () => sessionsOf(world).isSilent
  if (!session) {
    connection.close(4007, closingOf(4007).reason)
    return { sent: () => {}, closed: () => {}, lost: () => {}, unanswered: () => {}, isSilent }
  }
  send(world, session, frame(world, 'session_welcome', describe(session)))
  const end = (code: number) => {
    if (session.connection === connection) endSession(world, session, code)
    else shut(world, session, connection, code)
  }
  const leave = (isSaid: boolean) => {
    clearTimeout(session.timers.get(connection))
    session.open.delete(connection)
    if (session.connection !== connection) return
    if (isSaid) endSession(world, session, 1000)
    else lose(world, session)
  }
  return {
    sent: () => end(4001),
    // Twitch does not notice that a silent connection was closed.
    closed: () => leave(!isSilent()),
    lost: () => leave(false),
    unanswered: () => end(4002),
    isSilent,
  }
}

/** Sends an event to a subscription. Returns whether it was sent. */
export function notify(world: World, row: EventSubSubscription, event: object): boolean {
  const session = sessionsOf(world).byId.get(row.transport.session_id ?? '')
  if (!session) return false
  session.lastNotification = frame(world, 'notification', { subscription: subscriptionInFrame(row), event }, row)
  return send(world, session, session.lastNotification)
}

/** Sends the last event of a session again. */
export const repeat = (world: World, session: Session): boolean =>
  session.lastNotification !== null && send(world, session, session.lastNotification)

/** Ends a subscription and tells its session why. Returns whether the message was sent. */
export function revoke(world: World, row: EventSubSubscription, status: EventSubSubscriptionStatus): boolean {
  row.status = status
  const session = sessionsOf(world).byId.get(row.transport.session_id ?? '')
  if (!session) return false
  return send(world, session, frame(world, 'revocation', { subscription: subscriptionInFrame(row) }, row))
}
