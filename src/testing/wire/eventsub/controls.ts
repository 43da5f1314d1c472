import type { EventSubSubscription } from '../../../endpoints/eventsub/subscription.ts'
import type { EventType } from '../../../eventsub/eventType.ts'
import { usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import type { EventSubCloseCode } from './closeCodes.ts'
import {
  dropSession,
  endSession,
  moveSession,
  repeat,
  revoke,
  type Session,
  sessionsOf,
  subscriptionsIn,
} from './sessions.ts'
import { eventSubscriptionsOf } from './subscriptions.ts'

/** A session of the fake's EventSub. */
export interface EventSubSession {
  /** The `session_id` in subscriptions. */
  readonly id: string
  /** The login of the user who has subscribed; `null`: nobody yet. */
  readonly user: string | null
  /** `lost`: the connection has ended, and its subscriptions still count for `reapAfter` milliseconds. */
  readonly status: 'connected' | 'reconnecting' | 'lost'
  /** The subscriptions as Helix lists them. */
  readonly subscriptions: readonly EventSubSubscription[]
}

/** The reasons for which Twitch ends a subscription. */
export type EventSubRevocation =
  | 'authorization_revoked'
  | 'user_removed'
  | 'version_removed'
  | 'moderator_removed'
  | 'chat_user_banned'
  | 'beta_maintenance'
  | (string & {})

/** Simulates problems of event sockets. Each function affects all sockets. Returned numbers count the affected ones. */
export interface EventSubControls {
  /** The sessions, the oldest first. */
  readonly sessions: readonly EventSubSession[]
  /**
   * Closes every socket as Twitch does, with its reason for the code. The subscriptions stay listed for an hour, with
   * the status of the code.
   * @defaultValue 4000, an error of the server
   */
  readonly close: (code?: EventSubCloseCode | (number & {})) => number
  /**
   * Ends every connection without a close frame: pages see code 1006. The subscriptions still count for `reapAfter`
   * milliseconds.
   */
  readonly drop: () => number
  /** Asks every session to move to a new address within 30 seconds. `broken`: the address is refused with 4007. */
  readonly reconnect: (options?: { readonly broken?: boolean | undefined }) => number
  /**
   * `true`: from now on no message reaches a page, as with a dead connection that looks open. Sockets open without a
   * welcome, and a closed one counts as lost. `false` ends this.
   */
  readonly silence: (isSilent: boolean) => void
  /** Sends the last event of every session again, with the same `message_id`. */
  readonly repeat: () => number
  /**
   * Ends the subscriptions to a type, and sends their sessions the reason.
   * @defaultValue `status`: `authorization_revoked`
   */
  readonly revoke: (type: EventType<unknown, unknown>, status?: EventSubRevocation) => number
}

/** The controls of a world's EventSub. */
export function createControls(world: World): EventSubControls {
  const all = () => [...sessionsOf(world).byId.values()]
  const connected = () => all().filter(({ connection }) => connection)
  return {
    get sessions() {
      return all().map(session => described(world, session))
    },
    close: (code = 4000) => {
      if (!Number.isInteger(code) || code < 1000 || code > 4999 || code === 1005 || code === 1006) {
        throw new Error(`No server closes a socket with code ${code}. Call drop() for 1006, a lost connection.`)
      }
      const sessions = connected()
      for (const session of sessions) endSession(world, session, code)
      return sessions.length
    },
    drop: () => {
      const sessions = connected()
      for (const session of sessions) dropSession(world, session)
      return sessions.length
    },
    reconnect: ({ broken = false } = {}) => connected().filter(session => moveSession(world, session, broken)).length,
    silence: isSilent => {
      sessionsOf(world).isSilent = isSilent
    },
    repeat: () => connected().filter(session => repeat(world, session)).length,
    revoke: ({ spec }, status = 'authorization_revoked') => {
      const ended = eventSubscriptionsOf(world).filter(
        ({ row }) => row.status === 'enabled' && row.type === spec.type && row.version === spec.version,
      )
      for (const { row } of ended) revoke(world, row, status)
      return ended.length
    },
  }
}

function described(world: World, session: Session): EventSubSession {
  const kept = subscriptionsIn(world, session)
  const user = usersOf(world).byId(kept[0]?.userId ?? '')
  return {
    id: session.id,
    user: user?.login ?? null,
    status: session.connection ? (session.move ? 'reconnecting' : 'connected') : 'lost',
    subscriptions: kept.map(({ row }) => ({ ...row, transport: { ...row.transport } })),
  }
}
