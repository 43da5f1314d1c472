import { now } from '../clock.ts'
import { createDriver, followPage, openSocket } from '../eventsub/driver.ts'
import type { Socket } from '../spec.ts'
import { createMachine, type Effect, hear, type Input, type Machine, nextTick, step } from './machine.ts'
import { type MappedEvent, mapMessage } from './mapMessage.ts'
import { parseIRC } from './parseIRC.ts'
import { createRoom, type Room } from './room.ts'

/** The socket of a chat: the platform's, or one like it. It can send. */
export type ChatSocket = Socket & {
  addEventListener(type: 'open', listener: () => void): void
  send(data: string): void
}

export type ChatSocketClass = new (url: string) => ChatSocket

/** What a connection tells a chat. */
export interface Listener {
  readonly wants: (channel: string) => boolean
  readonly tell: (effect: Extract<Effect, { readonly type: 'status' | 'gap' }>) => void
  /** `sent` is when the line was sent, in milliseconds since 1970. */
  readonly deliver: (room: Room, mapped: MappedEvent, sent: number) => void
  readonly refresh: () => void
}

export interface Connection {
  readonly machine: Machine
  readonly send: (input: Input) => void
  readonly listeners: Set<Listener>
}

/** All chats of a page share a socket, so that a component that comes again leaves no second one. */
const connections = /* @__PURE__ */ new WeakMap<ChatSocketClass, Map<string, Connection>>()

/** The latest time that a date can have. */
const latest = 8.64e15

/** Joins the connection to an address, or creates it. */
export function joinConnection(SocketClass: ChatSocketClass, url: string, listener: Listener): Connection {
  const ofClass = connections.get(SocketClass) ?? new Map<string, Connection>()
  connections.set(SocketClass, ofClass)
  const connection = ofClass.get(url) ?? connect(SocketClass, url, () => ofClass.delete(url))
  ofClass.set(url, connection)
  connection.listeners.add(listener)
  return connection
}

function connect(SocketClass: ChatSocketClass, url: string, forget: () => void): Connection {
  const machine = createMachine()
  const rooms = new Map<string, Room>()
  const listeners = new Set<Listener>()
  const controller = new AbortController()
  let socket: ChatSocket | undefined

  const each = (call: (listener: Listener) => void) => {
    // One may make another one leave.
    for (const listener of [...listeners]) if (listeners.has(listener)) call(listener)
  }

  const receive = (number: number, data: string) => {
    const time = now()
    for (const line of data.split(/[\r\n]+/)) {
      if (!line) continue
      const message = parseIRC(line)
      const { command, params, tags } = message
      const given = Number(tags['tmi-sent-ts'])
      const sent = given > 0 && given < latest ? given : 0
      if (!hear(machine, number, time, sent)) return
      const login = params[0]?.slice(1) ?? ''
      const mapped = machine.channels.has(login) ? map(login) : null
      // Most lines change nothing else: no timer is set, and nobody looks at the state.
      if (!mapped || command === 'ROOMSTATE') send({ type: 'message', socket: number, message })
      const room = rooms.get(login)
      if (mapped && room) each(({ deliver }) => deliver(room, mapped, sent || Date.now()))

      function map(login: string) {
        const room = rooms.get(login) ?? createRoom(login)
        rooms.set(login, room)
        return mapMessage(message, room)
      }
    }
  }

  const perform = (effect: Effect) => {
    switch (effect.type) {
      case 'open-socket': {
        const number = effect.socket
        socket = openSocket(
          SocketClass,
          url,
          data => receive(number, data),
          code => send({ type: 'socket-closed', socket: number, code }),
        )
        socket?.addEventListener('open', () => send({ type: 'socket-open', socket: number }))
        break
      }
      case 'close-socket':
        socket?.close()
        break
      case 'send':
        socket?.send(effect.line)
        break
      default:
        each(({ tell }) => tell(effect))
    }
  }

  const refresh = () => {
    for (const login of rooms.keys()) if (!machine.channels.has(login)) rooms.delete(login)
    if (!listeners.size && machine.phase === 'idle') {
      controller.abort()
      forget()
    }
    each(listener => listener.refresh())
  }

  const send = createDriver<Machine, Input, Effect>({ machine, step, nextTick, perform, refresh })
  followPage(type => send({ type }), controller.signal)
  return { machine, send, listeners }
}
