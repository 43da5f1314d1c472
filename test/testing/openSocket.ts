import type { FakeTwitch } from 'tinyhelix/testing'
import { afterAll } from 'vitest'

/** A frame of EventSub, as far as the tests read it. */
export interface Frame {
  readonly metadata: Readonly<Record<string, string>>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it at will.
  readonly payload: any
}

/** A socket with its received frames. */
export interface Opened {
  readonly socket: WebSocket
  readonly frames: readonly Frame[]
  /** The close events: at most one. */
  readonly closings: readonly Pick<CloseEvent, 'code' | 'reason' | 'wasClean'>[]
}

/** The sockets of this file, which loads this module for itself. */
const sockets: WebSocket[] = []

afterAll(() => {
  for (const socket of sockets) socket.close()
})

/** Opens a socket, and records its frames. It closes with its file at the latest. */
export function openSocket(fake: FakeTwitch, url = fake.network.eventSubURL): Opened {
  const socket = new fake.network.WebSocket(url)
  sockets.push(socket)
  const frames: Frame[] = []
  const closings: Opened['closings'][number][] = []
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(data)))
  socket.addEventListener('close', ({ code, reason, wasClean }) => closings.push({ code, reason, wasClean }))
  return { socket, frames, closings }
}

/** The id of a new session, over a socket that stays open. */
export const welcome = (fake: FakeTwitch): Promise<string> =>
  new Promise(resolve => {
    const { socket } = openSocket(fake)
    socket.addEventListener('message', ({ data }) => resolve(JSON.parse(data).payload.session.id), { once: true })
  })
