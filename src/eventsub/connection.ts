import { credentialsOf } from '../request/caller.ts'
import { parse } from '../request/exchange.ts'
import type { HelixClient, Network, Socket } from '../spec.ts'
import { createMachine, type Effect, type Input, type Machine, nextTick, step } from './machine.ts'
import { asHelixError, sendRequest } from './subscriptionRequests.ts'

type SocketClass = NonNullable<Network['WebSocket']>

/** Who uses a connection: one EventSub. */
export interface Listener {
  readonly client: HelixClient
  readonly tell: (effect: Extract<Effect, { readonly type: 'deliver' | 'status' | 'gap' }>) => void
  /** Something other than an event has come. */
  readonly refresh: () => void
  /** Whether it wants this subscription. */
  readonly wants: (key: string) => boolean
}

/** One user's socket, with the timers and requests around the machine. */
export interface Connection {
  readonly machine: Machine
  readonly send: (input: Input) => void
  readonly leave: (listener: Listener) => void
}

/** What messages call EventSub. */
export const eventSub = { method: 'EventSub', path: 'connection' }

interface Shared extends Connection {
  readonly listeners: Set<Listener>
}

/** Equal users of a page share a socket: a module that makes its EventSub anew leaves one. */
const connections = /* @__PURE__ */ new WeakMap<SocketClass, Map<string, Shared>>()

/** Joins the connection of a user, which it makes if there is none. `user` names the user and the client id. */
export function join(listener: Listener, SocketClass: SocketClass, url: string, user: string, userId: string) {
  const ofClass = connections.get(SocketClass) ?? new Map<string, Shared>()
  connections.set(SocketClass, ofClass)
  const name = `${user} ${url}`
  const connection = ofClass.get(name) ?? connect(SocketClass, url, userId, () => ofClass.delete(name))
  ofClass.set(name, connection)
  connection.listeners.add(listener)
  return connection as Connection
}

function connect(SocketClass: SocketClass, address: string, userId: string, onEnd: () => void): Shared {
  const machine = createMachine()
  const listeners = new Set<Listener>()
  const sockets = new Map<number, Socket>()
  const controller = new AbortController()
  const { signal } = controller
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = (input: Input) => {
    const effects = step(machine, input, Date.now(), Math.random())
    for (const effect of effects) perform(effect)
    // An event, or a keepalive, changes nothing else.
    if (input.type === 'message' && effects.every(({ type }) => type === 'deliver')) return
    clearTimeout(timer)
    const now = Date.now()
    const wait = nextTick(machine, now) - now
    // A timer that fires early does no harm.
    if (wait < Infinity) timer = setTimeout(send, Math.min(wait, 1e9), { type: 'tick' })
    for (const { refresh } of [...listeners]) refresh()
  }
  /** Tells the machine, unless it has been closed meanwhile. */
  const answer = (outcome: Promise<Input>) => {
    outcome.then(input => signal.aborted || send(input))
  }

  const open = (number: number, url: string) => {
    try {
      const socket = new SocketClass(url)
      sockets.set(number, socket)
      // The machine knows which socket is in use, and passes over what others tell.
      socket.addEventListener('message', ({ data }) =>
        send({ type: 'message', socket: number, message: parse(`${data}`) }),
      )
      socket.addEventListener('close', ({ code }) => closed(number, code))
      // It is followed by `close`; Node's would throw it.
      socket.addEventListener('error', () => {})
    } catch {
      queueMicrotask(() => closed(number, 1006))
    }
  }
  const closed = (socket: number, code: number) => {
    sockets.delete(socket)
    send({ type: 'socket-closed', socket, code })
  }

  const perform = (effect: Effect) => {
    const [listener] = listeners
    const options = { signal, caller: { userId: userId || null } }
    switch (effect.type) {
      case 'open-socket':
        open(effect.socket, effect.url ?? address)
        break
      case 'close-socket':
        sockets.get(effect.socket)?.close()
        sockets.delete(effect.socket)
        break
      case 'deliver':
      case 'status':
      case 'gap':
        for (const { tell } of [...listeners]) tell(effect)
        break
      default:
        // Another EventSub's client does as well: they have the same user.
        if (listener) {
          const { client } = listener
          answer(effect.type === 'get-token' ? getToken(client, signal) : sendRequest(client, options, effect))
        }
    }
  }

  return {
    machine,
    listeners,
    send,
    leave: listener => {
      listeners.delete(listener)
      if (listeners.size) {
        for (const key of machine.subscriptions.keys()) {
          if (![...listeners].some(({ wants }) => wants(key))) send({ type: 'remove', key })
        }
        return
      }
      onEnd()
      controller.abort()
      send({ type: 'close' })
    },
  }
}

/** So that none of the first ten seconds of a session goes into getting a token. */
const getToken = async ({ auth }: HelixClient, signal: AbortSignal): Promise<Input> => {
  try {
    if (auth) await credentialsOf(auth, eventSub, true, signal)
    return { type: 'token' }
  } catch (error) {
    return { type: 'token-failed', error: asHelixError(error) }
  }
}
