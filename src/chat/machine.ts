import { toWallTime } from '../clock.ts'
import { HelixError } from '../errors.ts'
import { pause } from '../eventsub/machine.ts'
import { ownValue } from './ownValue.ts'
import type { IRCMessage } from './parseIRC.ts'

/** A channel that somebody wants to read. */
export interface Channel {
  /**
   * - `pending`: not joined yet
   * - `joining`: asked for; its `ROOMSTATE` is due at `deadline`
   * - `live`: its lines arrive
   * - `refused`: it cannot be read; the next connection tries again
   */
  status: 'pending' | 'joining' | 'live' | 'refused'
  deadline: number
  liveSince: number
  /** When it is left after nobody wants it; `Infinity` while somebody does. */
  endsAt: number
  /** Since when lines may be missing, by Twitch's clock; `null` if none are, or if the page knows. */
  missedSince: string | null
  /** Why it was refused. It stays until the channel is live, so that the page is told once. */
  error: HelixError | null
}

/**
 * The state of one connection to Twitch's IRC. It is plain data, and only {@link step} and {@link hear} change it.
 *
 * - `idle`: nobody wants a channel
 * - `connecting`: a socket is open or opening, and Twitch has not agreed to all yet
 * - `connected`: channels can be joined
 * - `waiting`: will connect again at `retryAt`
 * - `suspended`: the page is hidden in the browser's history, or frozen
 */
export interface Machine {
  phase: 'idle' | 'connecting' | 'connected' | 'waiting' | 'suspended'
  readonly channels: Map<string, Channel>
  /** The number of the current socket; `0` for none. A number is never used twice. */
  socket: number
  socketCount: number
  /** Whether Twitch sends tags, and whether it has welcomed this user. */
  hasTags: boolean
  isWelcome: boolean
  /** When the socket is given up, or while it is connected and not `isPinged`, when it is asked for a sign of life. */
  deadline: number
  isPinged: boolean
  /** Whether the deadline has been extended because the timer was late. */
  hasGrace: boolean
  retryAt: number
  /** The number of connections in a row that did not last. */
  attempts: number
  connectedAt: number
  /** When the channels of the last ten seconds were joined. */
  joins: readonly number[]
  /** When the last line was sent that says so, by Twitch's clock; `0` if there is none. */
  sent: number
  /** The last problem; `null` when all works again. */
  error: HelixError | null
}

export type Input =
  /** Somebody wants a channel. */
  | { readonly type: 'add'; readonly channel: string }
  /** Nobody wants it any more. */
  | { readonly type: 'remove'; readonly channel: string }
  | { readonly type: 'socket-open'; readonly socket: number }
  /** A line that is not for the mapping alone. */
  | { readonly type: 'message'; readonly socket: number; readonly message: IRCMessage }
  | { readonly type: 'socket-closed'; readonly socket: number; readonly code: number }
  | { readonly type: 'tick' }
  /** The page is shown again, continues after a pause, or returns from the browser's history. */
  | { readonly type: 'wake' }
  /** The network is back. */
  | { readonly type: 'online' }
  /** The user leaves the page, or the page is frozen. */
  | { readonly type: 'suspend' }

export type Effect =
  | { readonly type: 'open-socket'; readonly socket: number }
  | { readonly type: 'close-socket'; readonly socket: number }
  | { readonly type: 'send'; readonly socket: number; readonly line: string }
  /** A channel is read from now on, or cannot be read. */
  | { readonly type: 'status'; readonly channel: string; readonly error: HelixError | null }
  /** Lines of these channels may be missing since then. They arrive again. */
  | { readonly type: 'gap'; readonly since: string; readonly channels: readonly string[] }

/** Twitch's limit: so many channels may be joined in so many milliseconds. */
const maxJoins = 20
const joinsPer = 10_000

/** The milliseconds for a connection, for a channel's `ROOMSTATE`, and for an answer to a `PING`. */
const patience = 10_000
/** The milliseconds of silence after which it asks for a sign of life. */
const silence = 60_000

/** Why Twitch does not let a channel be read, by the `msg-id` of a `NOTICE`. */
const refusals: Readonly<Record<string, 'forbidden' | 'not_found'>> = {
  msg_channel_suspended: 'forbidden',
  tos_ban: 'forbidden',
  msg_banned: 'forbidden',
  msg_room_not_found: 'not_found',
}

const noSocket = { socket: 0, hasTags: false, isWelcome: false, isPinged: false, hasGrace: false }

export const createMachine = (): Machine => ({
  ...noSocket,
  phase: 'idle',
  channels: new Map(),
  socketCount: 0,
  deadline: Infinity,
  retryAt: 0,
  attempts: 0,
  connectedAt: 0,
  joins: [],
  sent: 0,
  error: null,
})

/** Notes that a socket is alive. `sent` is when the line was sent by Twitch's clock; `0` if it does not say. */
export function hear(machine: Machine, socket: number, now: number, sent: number): boolean {
  if (!socket || socket !== machine.socket) return false
  if (machine.phase === 'connected') machine.deadline = now + silence
  machine.isPinged = false
  machine.hasGrace = false
  machine.sent = sent || machine.sent
  return true
}

const joined = ({ joins }: Machine, now: number) => joins.filter(time => time > now - joinsPer)

const isWanted = ({ endsAt }: Channel) => endsAt === Infinity

/** Processes an input, and returns what to do. `now` is in milliseconds, and is never set back; `random` is from 0 to 1. */
export function step(machine: Machine, input: Input, now: number, random: number): Effect[] {
  const { channels } = machine
  const effects: Effect[] = []
  const send = (line: string) => void effects.push({ type: 'send', socket: machine.socket, line })

  const leave = (phase: Machine['phase']) => {
    if (machine.socket) effects.push({ type: 'close-socket', socket: machine.socket })
    for (const channel of channels.values()) {
      // Without a line, the page's clock has to do.
      const since = machine.sent || toWallTime(channel.liveSince)
      if (channel.status === 'live') channel.missedSince ??= new Date(since).toISOString()
      channel.status = 'pending'
    }
    Object.assign(machine, noSocket, { phase, deadline: Infinity })
  }
  const connect = () => {
    machine.socket = ++machine.socketCount
    machine.phase = 'connecting'
    machine.deadline = now + patience
    effects.push({ type: 'open-socket', socket: machine.socket })
  }
  const lose = (code: 'network' | 'timeout', reason: string | number) => {
    // A connection that does not last does not reset the count, because a loop of them must slow down.
    if (machine.phase === 'connected' && now - machine.connectedAt >= 30_000) machine.attempts = 0
    const attempts = machine.attempts++
    leave('waiting')
    machine.retryAt = now + (attempts ? pause(attempts, random) : random * 1000)
    machine.error = new HelixError(code, `The chat lost its socket (${reason}).`)
  }
  const refuse = (name: string, code: 'forbidden' | 'not_found', detail: string) => {
    const channel = channels.get(name)
    if (!channel || channel.status === 'pending') return
    const isTold = channel.error?.code === code
    channel.status = 'refused'
    channel.missedSince = null
    if (isTold) return
    const problem = code === 'forbidden' ? 'cannot be read' : 'was not found'
    channel.error = new HelixError(code, `The channel ${name} ${problem}: ${detail}`, { detail })
    effects.push({ type: 'status', channel: name, error: channel.error })
  }
  const ping = () => {
    send('PING :tinyhelix')
    machine.isPinged = true
    machine.deadline = now + patience
  }

  const receive = ({ tags, command, params, trailing }: IRCMessage) => {
    const name = params[0]?.slice(1) ?? ''
    const channel = channels.get(name)
    if (command === 'PING') send(`PONG :${trailing ?? ''}`)
    if (command === 'RECONNECT') lose('network', 'RECONNECT')
    if (command === 'CAP' && params[1] === 'ACK') machine.hasTags = true
    if (command === 'CAP' && params[1] === 'NAK') lose('network', 'CAP NAK')
    if (command === '001') machine.isWelcome = true
    if (command === 'NOTICE') {
      const code = ownValue(refusals, tags['msg-id'])
      if (code) refuse(name, code, trailing ?? '')
      // Before the welcome, Twitch says why there will be none.
      else if (machine.phase === 'connecting') lose('network', trailing ?? '')
    }
    if (command === 'ROOMSTATE' && channel && channel.status !== 'live') {
      channel.status = 'live'
      channel.liveSince = now
      channel.error = null
      effects.push({ type: 'status', channel: name, error: null })
    }
    if (machine.phase === 'connecting' && machine.hasTags && machine.isWelcome) {
      machine.phase = 'connected'
      machine.connectedAt = now
      machine.deadline = now + silence
      machine.error = null
    }
  }

  const look = () => {
    for (const [name, channel] of channels) {
      if (channel.endsAt > now) continue
      if (channel.status !== 'pending') send(`PART #${name}`)
      channels.delete(name)
    }
    if (machine.phase === 'waiting' && now >= machine.retryAt) connect()
    if (now < machine.deadline) return
    const isLate = now > machine.deadline + 2000
    if (machine.phase === 'connected' && (!machine.isPinged || (isLate && !machine.hasGrace))) {
      // After a sleep, an answer may still wait to be delivered.
      machine.hasGrace = machine.isPinged
      ping()
    } else lose('timeout', 'silent')
  }

  switch (input.type) {
    case 'add': {
      const known = channels.get(input.channel)
      if (known) {
        known.endsAt = Infinity
        if (known.status === 'refused') Object.assign(known, { status: 'pending', error: null })
      } else {
        const channel: Channel = {
          status: 'pending',
          deadline: 0,
          liveSince: 0,
          endsAt: Infinity,
          missedSince: null,
          error: null,
        }
        channels.set(input.channel, channel)
      }
      if (machine.phase === 'idle') connect()
      break
    }
    case 'remove': {
      const channel = channels.get(input.channel)
      if (channel) channel.endsAt = Math.min(channel.endsAt, now + 1000)
      break
    }
    case 'socket-open':
      if (input.socket !== machine.socket) break
      send('CAP REQ :twitch.tv/tags twitch.tv/commands')
      send(`NICK justinfan${1000 + Math.floor(random * 90_000)}`)
      break
    case 'message':
      if (input.socket === machine.socket) receive(input.message)
      break
    case 'socket-closed':
      if (input.socket === machine.socket) lose('network', input.code)
      break
    case 'online':
      if (machine.phase === 'waiting') machine.retryAt = Math.min(machine.retryAt, now + random * 1000)
      if (machine.phase === 'connected' && !machine.isPinged) ping()
      break
    case 'suspend':
      if (machine.phase !== 'idle') leave('suspended')
      break
    case 'wake':
      if (machine.phase === 'suspended') connect()
      break
  }
  if (machine.phase !== 'suspended') look()
  if (!channels.size && machine.phase !== 'idle' && machine.phase !== 'suspended') {
    leave('idle')
    Object.assign(machine, { attempts: 0, error: null })
  }

  if (machine.phase === 'connected') {
    const recent = joined(machine, now)
    const due = [...channels].filter(([, { status, endsAt }]) => status === 'pending' && endsAt > now)
    const next = due.slice(0, maxJoins - recent.length)
    for (const [, channel] of next) Object.assign(channel, { status: 'joining', deadline: now + patience })
    const names = next.map(([name]) => `#${name}`)
    // A line has room for more than ten.
    for (let from = 0; from < names.length; from += 10) send(`JOIN ${names.slice(from, from + 10).join()}`)
    machine.joins = [...recent, ...names.map(() => now)]
    for (const [name, { status, deadline }] of channels) {
      if (status === 'joining' && now >= deadline) refuse(name, 'not_found', 'Twitch does not answer for it.')
    }
    const missed = [...channels].filter(([, channel]) => channel.missedSince !== null && isWanted(channel))
    if (missed.length && missed.every(([, { status }]) => status === 'live')) {
      const since = missed.map(([, channel]) => channel.missedSince ?? '').sort()[0] ?? ''
      for (const [, channel] of missed) channel.missedSince = null
      effects.push({ type: 'gap', since, channels: missed.map(([name]) => name) })
    }
  }
  return effects
}

/** When the machine needs a tick; `Infinity` for never. */
export function nextTick(machine: Machine, now: number): number {
  const { phase, channels, deadline, retryAt } = machine
  if (phase === 'suspended') return Infinity
  const times = [deadline, phase === 'waiting' ? retryAt : Infinity]
  const recent = joined(machine, now)
  for (const { status, deadline, endsAt } of channels.values()) {
    times.push(endsAt)
    if (phase !== 'connected') continue
    if (status === 'joining') times.push(deadline)
    if (status === 'pending') times.push((recent[0] ?? now) + joinsPer)
  }
  return Math.min(...times)
}
