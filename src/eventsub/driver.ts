import { lookEvery, now } from '../clock.ts'
import type { Network, Socket } from '../spec.ts'

/** A machine that knows nothing of sockets, timers and clocks. */
interface Driven<M, I, E> {
  readonly machine: M
  /** Processes an input, and returns what to do, in order. */
  readonly step: (machine: M, input: I | { readonly type: 'tick' }, now: number, random: number) => readonly E[]
  /** When it needs a tick; `Infinity` for never. */
  readonly nextTick: (machine: M, now: number) => number
  readonly perform: (effect: E) => void
  /** Called after each input. */
  readonly refresh: () => void
}

/** Returns a function that passes inputs to a machine, does what it says, and sets the timer for its next tick. */
export const createDriver = <M, I, E>({ machine, step, nextTick, perform, refresh }: Driven<M, I, E>) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = (input: I | { readonly type: 'tick' }): void => {
    const time = now()
    for (const effect of step(machine, input, time, Math.random())) perform(effect)
    clearTimeout(timer)
    // This uses the time of the input, because what has become due since then has not been done yet.
    const wait = nextTick(machine, time) - time
    // A tick may come early.
    if (wait < Infinity) timer = setTimeout(send, Math.min(wait, lookEvery), { type: 'tick' })
    refresh()
  }
  return send
}

/** Opens a socket. `closed` is called once, also if the socket cannot be opened. */
export const openSocket = <S extends Socket>(
  SocketClass: new (url: string) => S,
  url: string,
  receive: (data: string) => void,
  closed: (code: number) => void,
): S | undefined => {
  try {
    const socket = new SocketClass(url)
    socket.addEventListener('message', ({ data }) => receive(`${data}`))
    socket.addEventListener('close', ({ code }) => closed(code))
    // A `close` event follows. Without a listener, Node would throw the error.
    socket.addEventListener('error', () => {})
    return socket
  } catch {
    queueMicrotask(() => closed(1006))
    return undefined
  }
}

/** The class of sockets; `undefined` if the platform has none. */
export const socketClass = ({ WebSocket }: Pick<Network, 'WebSocket'>): Network['WebSocket'] =>
  WebSocket ?? (globalThis.WebSocket as Network['WebSocket'])

const inputs = {
  pagehide: 'suspend',
  freeze: 'suspend',
  pageshow: 'wake',
  resume: 'wake',
  visibilitychange: 'wake',
  online: 'online',
} as const

/** Calls `hear` when the page leaves, rests, continues or gets its network back, until the signal aborts. */
export const followPage = (hear: (input: 'suspend' | 'wake' | 'online') => void, signal: AbortSignal): void => {
  for (const [event, input] of Object.entries(inputs)) {
    const listen = () => {
      // Pages become invisible after `pagehide`, and must keep their state then.
      if (event !== 'visibilitychange' || globalThis.document.visibilityState !== 'hidden') hear(input)
    }
    // The window gets the document's events in the capture phase, because not all of them bubble.
    globalThis.addEventListener?.(event, listen, { capture: true, signal })
  }
}
