import { now } from '../clock.ts'
import type { HelixError } from '../errors.ts'
import { credentialsOf } from '../request/caller.ts'
import { parse } from '../request/exchange.ts'
import type { HelixClient, Network, Socket } from '../spec.ts'
import { createDriver, openSocket } from './driver.ts'
import {
  createMachine,
  type Effect,
  type Input,
  type Machine,
  nextTick,
  type Subscription,
  step,
  type Topic,
  takeNotification,
} from './machine.ts'
import { each } from './store.ts'
import { asHelixError, sendRequest } from './subscriptionRequests.ts'

type SocketClass = NonNullable<Network['WebSocket']>

/** The callbacks of a transport. */
export interface Observer {
  readonly tell: (effect: PageMessage) => void
  /** Called when something other than an event has arrived. */
  readonly refresh: () => void
}

/** A user of a connection: one EventSub. */
export interface Listener extends Observer {
  readonly client: HelixClient
  /** The keepalive time that it asks for. */
  readonly keepaliveSeconds: number
  /** Whether it wants this subscription. */
  readonly wants: (key: string) => boolean
  /** Whether it wants this subscription, and its session has the scopes. */
  readonly can: (key: string) => boolean
}

/** The messages for a page. `deliver` passes a notification to the handlers of a subscription. */
export type PageMessage =
  | { readonly type: 'deliver'; readonly key: string; readonly message: unknown }
  | Extract<Effect, { readonly type: 'status' | 'gap' }>

/** A subscription as pages know it. */
export interface Row extends Topic, Readonly<Pick<Subscription, 'status' | 'error' | 'missedSince' | 'limits'>> {}

/** The state of a connection: the part of the machine that pages read. */
export interface ConnectionState
  extends Readonly<
    Pick<Machine, 'phase' | 'retryAt' | 'error' | 'cost' | 'keepalive' | 'lastTimestamp' | 'confirmedTimestamp'>
  > {
  readonly subscriptions: ReadonlyMap<string, Row>
}

/** A transport to one user's events. */
export interface Transport {
  readonly machine: ConnectionState
  readonly send: (input: Input) => void
  /** Closes it permanently. */
  readonly close: () => void
}

/** Creates a transport for a listener. */
export type Connect = (observers: ReadonlySet<Observer>) => Transport

/** How tabs share one connection: what `shareTabs` makes. */
export interface Tabs {
  /** Creates the transport of this tab, for `createEventSub`. `user` identifies the user and the client id. */
  readonly share: (user: string, connect: Connect, listeners: ReadonlySet<Observer>) => Transport
}

/** One user's socket, as one EventSub uses it. */
export interface Connection extends Pick<Transport, 'send'> {
  readonly userId: string
  readonly transport: Transport
  readonly leave: () => void
}

/** The effects that ask something of Twitch. */
type Request = Extract<Effect, { readonly type: 'get-token' | 'subscribe' | 'find' | 'unsubscribe' }>

interface Shared {
  readonly listeners: Set<Listener>
  /** There is one as long as there are listeners. */
  transport?: Transport | undefined
  /** The user's last machine. Its pause between connections applies to the next one as well. */
  machine?: Machine | undefined
}

/**
 * EventSubs of the same user in a page share a socket. So a module that creates its EventSub again does not leave a
 * second socket.
 */
const connections = /* @__PURE__ */ new WeakMap<object, Record<string, Shared>>()

/** Joins the connection of a user, or creates it. `user` identifies the user and the client id. */
export function join(
  listener: Listener,
  SocketClass: SocketClass,
  user: string,
  userId: string,
  tabs: Tabs | undefined,
): Connection {
  const { client } = listener
  // Two clients whose users are not known may have different users.
  const place = userId ? SocketClass : client
  const ofPlace = connections.get(place) ?? {}
  connections.set(place, ofPlace)
  const address = new URL(client.network.eventSubURL ?? 'wss://eventsub.wss.twitch.tv/ws')
  const name = `${user} ${address} ${!!tabs}`
  ofPlace[name] ??= { listeners: new Set() }
  const shared = ofPlace[name]
  const { listeners } = shared
  listeners.add(listener)
  const connect: Connect = observers => connectSocket(SocketClass, address, userId, observers, shared)
  shared.transport ??= tabs ? tabs.share(user, connect, listeners) : connect(listeners)
  const { transport } = shared
  const send = (input: Input) => {
    if (input.type !== 'remove' || ![...listeners].some(({ wants }) => wants(input.key))) transport.send(input)
  }
  return {
    userId,
    transport,
    send,
    leave: () => {
      listeners.delete(listener)
      for (const key of transport.machine.subscriptions.keys()) send({ type: 'remove', key })
      if (listeners.size) return
      transport.close()
      // Only its pause is still of use. A former listener that joins again is a new one.
      ofPlace[name] = { listeners: new Set(), machine: createMachine(shared.machine) }
    },
  }
}

function connectSocket(
  SocketClass: SocketClass,
  address: URL,
  userId: string,
  observers: ReadonlySet<Observer>,
  shared: Shared,
): Transport {
  const { listeners } = shared
  const machine = createMachine(shared.machine)
  shared.machine = machine
  const sockets = new Map<number, Socket>()
  const controller = new AbortController()
  const { signal } = controller
  const addressNow = () => {
    const url = new URL(address)
    const seconds = Math.min(...Array.from(listeners, ({ keepaliveSeconds }) => keepaliveSeconds))
    // Ten seconds are the minimum, and Twitch's default.
    if (seconds > 10) url.searchParams.set('keepalive_timeout_seconds', `${seconds}`)
    return url.href
  }
  const open = (number: number, url: string) => {
    // The machine knows which socket is in use, and ignores the others.
    const receiveFrom = (data: string) => receive(number, parse(data))
    const socket = openSocket(SocketClass, url, receiveFrom, code => closed(number, code))
    if (socket) sockets.set(number, socket)
  }
  const receive = (socket: number, message: unknown) => {
    const key = takeNotification(machine, socket, message, now())
    // A notification does not change anything else: no timer is set, and nobody looks at the state.
    if (key) tell({ type: 'deliver', key, message })
    else if (key === undefined) send({ type: 'message', socket, message })
  }
  const closed = (socket: number, code: number) => {
    sockets.delete(socket)
    send({ type: 'socket-closed', socket, code })
  }

  const tell = (message: PageMessage) => each(observers, observer => observer.tell(message))

  const options = { signal, caller: { userId: userId || null } }
  const perform = (effect: Effect) => {
    switch (effect.type) {
      case 'open-socket':
        open(effect.socket, effect.url ?? addressNow())
        break
      case 'close-socket':
        sockets.get(effect.socket)?.close()
        sockets.delete(effect.socket)
        break
      case 'status':
      case 'gap':
        tell(effect)
        break
      default: {
        const all = [...listeners]
        const able = all.filter(({ can }) => 'key' in effect && can(effect.key))
        const clients = new Set((able.length ? able : all).map(({ client }) => client))
        // The machine may have been closed meanwhile.
        if (clients.size) ask(effect, clients).then(input => signal.aborted || send(input))
      }
    }
  }
  /** Asks by one client after the other, as long as their tokens are refused: only one may have the scope. */
  const ask = async (effect: Request, clients: ReadonlySet<HelixClient>): Promise<Input> => {
    let outcome: Input = { type: 'tick' }
    for (const client of clients) {
      outcome = await (effect.type === 'get-token' ? getToken(client, signal) : sendRequest(client, options, effect))
      if (outcome.type !== 'token-failed' && !('reason' in outcome && outcome.reason === 'refused')) break
    }
    return outcome
  }

  const refresh = () => each(observers, observer => observer.refresh())
  const send = createDriver<Machine, Input, Effect>({ machine, step, nextTick, perform, refresh })

  return {
    machine,
    send,
    close: () => {
      controller.abort()
      send({ type: 'close' })
    },
  }
}

/** Gets a token before the socket opens, so that the first ten seconds of a session are not spent on it. */
export const getToken = async (
  { auth }: HelixClient,
  signal: AbortSignal,
): Promise<Extract<Input, { readonly type: 'token' | 'token-failed' }> & { readonly error?: HelixError }> => {
  try {
    if (auth) await credentialsOf(auth, true, signal)
    return { type: 'token' }
  } catch (error) {
    return { type: 'token-failed', error: asHelixError(error) }
  }
}
