import { now as timeNow, toWallTime } from '../clock.ts'
import { HelixError } from '../errors.ts'
import type { ConnectionState, Observer, PageMessage, Transport } from '../eventsub/connection.ts'
import { createDriver, openSocket } from '../eventsub/driver.ts'
import { earlierTime } from '../eventsub/earlierTime.ts'
import type { Input } from '../eventsub/machine.ts'
import { each } from '../eventsub/store.ts'
import { pause } from '../pause.ts'
import type { Socket } from '../spec.ts'
import { type Channel, createChannel, isLogin, keyOfChannel } from './channel.ts'
import { mapMessage } from './mapMessage.ts'
import { ownValue } from './ownValue.ts'
import { type IRCMessage, parseIRC } from './parseIRC.ts'

/** The socket of a chat: the platform's, or one like it. It can send. */
export type ChatSocket = Socket & {
  addEventListener(type: 'open', listener: () => void): void
  send(data: string): void
}

export type ChatSocketClass = new (url: string) => ChatSocket

/** Twitch's limit: so many channels may be joined in so many milliseconds. */
const maxJoins = 20
const joinsPer = 10_000

/** The milliseconds for a connection, for a channel's `ROOMSTATE`, and for an answer to a `PING`. */
const patience = 10_000
/** The milliseconds of silence after which it asks for a sign of life. */
const silence = 60_000

/** The latest date that it believes, in the year 9892: texts of later ones would not sort. */
const latest = 2.5e14

type Refusal = 'forbidden' | 'not_found'

/** Why Twitch does not let a channel be read, by the `msg-id` of a `NOTICE`. */
const refusals: Readonly<Record<string, Refusal>> = {
  msg_channel_suspended: 'forbidden',
  tos_ban: 'forbidden',
  msg_banned: 'forbidden',
  msg_room_not_found: 'not_found',
}

const isoTime = (time: number) => new Date(time).toISOString()

/**
 * Opens a connection to Twitch's IRC. It has the shape of an EventSub's, so tabs can share it as they share that:
 * its subscriptions are channels.
 */
export function openChat(SocketClass: ChatSocketClass, url: string, observers: ReadonlySet<Observer>): Transport {
  const channels = new Map<string, Channel>()
  // There may be thousands of channels: most inputs look at a few of them.
  /** Those that the socket has not been asked to join. */
  const unasked = new Set<Channel>()
  /** Those whose answer is due. */
  const asked = new Set<Channel>()
  /** Those whose lines may be missing without a reported gap. */
  const missed = new Set<Channel>()
  const state: { -readonly [Key in keyof ConnectionState]: ConnectionState[Key] } = {
    phase: 'idle',
    retryAt: 0,
    error: null,
    cost: null,
    keepalive: 10_000,
    lastTimestamp: '',
    confirmedTimestamp: '',
    subscriptions: channels,
  }
  let socket: ChatSocket | undefined
  /** How many of the two parts of a welcome have come: Twitch sends tags, and knows this user. */
  let welcomes = 0
  /** When it connects again, gives the socket up, or asks for a sign of life. */
  let deadline = Infinity
  /** How often it has asked for a sign of life without an answer. */
  let pings = 0
  /** The number of connections in a row that did not last. */
  let attempts = 0
  let connectedAt = Infinity
  /** When the channels of the last ten seconds were joined. */
  let joins: number[] = []
  /** The number of lines without an id. */
  let count = 0
  // Of the input under way: its time and chance, and what it has to tell.
  let now = 0
  let random = 0
  let news: PageMessage[] = []
  /** Whether something has changed that chats show. */
  let isChanged = false

  const say = (line: string) => socket?.send(line)

  const leave = (phase: ConnectionState['phase']) => {
    const left = socket
    socket = undefined
    left?.close()
    asked.clear()
    for (const channel of channels.values()) {
      if (channel.status === 'live') {
        channel.missedSince ??= state.confirmedTimestamp
        channel.status = 'pending'
        missed.add(channel)
      }
      unasked.add(channel)
    }
    state.phase = phase
    isChanged = true
    welcomes = pings = 0
    deadline = connectedAt = Infinity
  }
  const lose = (code: 'network' | 'timeout', reason: string | number) => {
    // A connection that does not last does not reset the count, because a loop of them must slow down.
    if (now - connectedAt >= 30_000) attempts = 0
    leave('waiting')
    deadline = state.retryAt = now + (attempts ? pause(attempts, random) : random * 1000)
    attempts++
    state.error = new HelixError(code, `The chat lost its socket (${reason}).`)
  }
  const connect = () => {
    const opened: ChatSocket | undefined = openSocket(
      SocketClass,
      url,
      data => receive(opened, data),
      code => opened === socket && send(() => lose('network', code)),
    )
    opened?.addEventListener('open', () => {
      if (opened !== socket) return
      say('CAP REQ :twitch.tv/tags twitch.tv/commands')
      say(`NICK justinfan${1000 + Math.floor(Math.random() * 90_000)}`)
    })
    socket = opened
    state.phase = 'connecting'
    isChanged = true
    deadline = now + patience
  }
  const ping = () => {
    say('PING :tinyhelix')
    pings++
    deadline = now + patience
  }

  const setStatus = (channel: Channel, status: 'live' | 'refused', error: HelixError | null) => {
    asked.delete(channel)
    if (channel.status === status) return
    Object.assign(channel, { status, error })
    isChanged = true
    news.push({ type: 'status', key: keyOfChannel(channel.login), status, error })
  }
  const refuse = (channel: Channel | undefined, code: Refusal, detail: string) => {
    if (!channel || unasked.has(channel)) return
    channel.missedSince = null
    missed.delete(channel)
    const problem = code === 'forbidden' ? 'cannot be read' : 'was not found'
    const error = new HelixError(code, `The channel ${channel.login} ${problem}: ${detail}`, { detail })
    setStatus(channel, 'refused', error)
  }

  /** Does what a line says to the connection. */
  const obey = ({ tags, command, params, trailing }: IRCMessage, channel: Channel | undefined) => {
    const [, word] = params
    if (command === 'PING') say(`PONG :${trailing ?? ''}`)
    if (command === 'RECONNECT' || word === 'NAK') lose('network', word ?? command)
    if (command === '001' || word === 'ACK') welcomes++
    if (command === 'NOTICE') {
      const code = ownValue(refusals, tags['msg-id'])
      if (code) refuse(channel, code, trailing ?? '')
      // Before the welcome, Twitch says why there will be none.
      else if (state.phase === 'connecting') lose('network', trailing ?? '')
    }
    if (command === 'ROOMSTATE' && channel && !unasked.has(channel)) {
      // Until two lines tell Twitch's time, the page's clock has to do.
      state.lastTimestamp ||= isoTime(toWallTime(now))
      state.confirmedTimestamp ||= state.lastTimestamp
      setStatus(channel, 'live', null)
    }
    if (welcomes > 1 && state.phase === 'connecting') {
      state.phase = 'connected'
      isChanged = true
      state.error = null
      connectedAt = now
      deadline = now + silence
    }
  }

  const receive = (from: ChatSocket | undefined, data: string) => {
    const time = timeNow()
    for (const line of data.split('\n')) {
      // A handler may have closed it, or the line before.
      if (from !== socket) return
      const message = parseIRC(line)
      const { command, params, tags } = message
      if (!command) continue
      const key = keyOfChannel(params[0]?.slice(1) ?? '')
      const channel = channels.get(key)
      if (state.phase === 'connected') deadline = time + silence
      pings = 0
      const sent = Number(tags['tmi-sent-ts'])
      const isDated = sent > 0 && sent < latest
      const message_timestamp = isoTime(isDated ? sent : Date.now())
      if (isDated) {
        // The date of one line may be wrong.
        state.confirmedTimestamp = earlierTime(message_timestamp, state.lastTimestamp)
        state.lastTimestamp = message_timestamp
      }
      const mapped = channel && mapMessage(message, channel)
      // Most lines change nothing else: no timer is set, and nobody looks at the state.
      if (!mapped || command === 'ROOMSTATE') send(() => obey(message, channel))
      if (!mapped) continue
      const [type, event] = mapped
      const condition = { broadcaster_user_id: channel.id }
      // What removes something has no id of its own.
      const message_id = tags['id'] || `${channel.login}-${++count}`
      tell({
        type: 'deliver',
        key,
        message: {
          metadata: { message_id, message_timestamp },
          payload: { subscription: { id: '', type, version: '1', condition }, event },
        },
      })
    }
  }

  /** Does what is due after any input. */
  const proceed = () => {
    while (now >= deadline) {
      // After a sleep, an answer may still wait to be delivered.
      const most = now > deadline + 2000 ? 2 : 1
      if (state.phase === 'waiting') connect()
      else if (state.phase === 'connected' && pings < most) ping()
      else lose('timeout', 'silent')
    }
    if (state.phase !== 'connected') return
    joins = joins.filter(time => time > now - joinsPer)
    for (const channel of unasked) {
      if (joins.length === maxJoins) break
      say(`JOIN #${channel.login}`)
      channel.deadline = now + patience
      joins.push(now)
      unasked.delete(channel)
      asked.add(channel)
    }
    for (const channel of asked) {
      if (now >= channel.deadline) refuse(channel, 'not_found', 'Twitch does not answer for it.')
    }
    if (!missed.size) return
    const late = [...missed]
    if (!late.every(({ status }) => status === 'live')) return
    const since = late.map(({ missedSince }) => missedSince ?? '').reduce(earlierTime)
    missed.clear()
    for (const channel of late) channel.missedSince = null
    news.push({ type: 'gap', since, keys: late.map(({ login }) => keyOfChannel(login)) })
  }

  const take = (input: Input) => {
    switch (input.type) {
      case 'add': {
        const { key, topic } = input
        const { login } = topic.condition
        const known = channels.get(key)
        // Another script of the page's origin may have asked for it.
        if (!known && isLogin(login) && key === keyOfChannel(login)) {
          const channel = createChannel(login)
          channels.set(key, channel)
          unasked.add(channel)
        }
        // The leading tab tells the other tabs what it knows already.
        if (known) isChanged = true
        if (known?.status === 'refused') {
          Object.assign(known, { status: 'pending', error: null })
          asked.delete(known)
          unasked.add(known)
        }
        if (state.phase === 'idle') connect()
        break
      }
      case 'remove': {
        const channel = channels.get(input.key)
        if (!channel) break
        if (!unasked.has(channel)) say(`PART #${channel.login}`)
        channels.delete(input.key)
        for (const set of [unasked, asked, missed]) set.delete(channel)
        break
      }
      case 'online':
        if (state.phase === 'waiting') {
          deadline = state.retryAt = Math.min(deadline, now + random * 1000)
          isChanged = true
        }
        if (state.phase === 'connected' && !pings) ping()
        break
      case 'suspend':
        leave('suspended')
        break
      case 'wake':
        if (state.phase === 'suspended') connect()
        break
      case 'close':
        channels.clear()
        leave('closed')
    }
  }

  const tell = (message: PageMessage) => each(observers, observer => observer.tell(message))
  const send = createDriver<typeof state, Input | (() => void), PageMessage>({
    machine: state,
    step: (_, input, ...rest) => {
      ;[now, random] = rest
      news = []
      if (typeof input === 'function') input()
      else take(input)
      proceed()
      return news
    },
    nextTick: () => {
      const room = state.phase === 'connected' && unasked.size ? (joins[0] ?? now) + joinsPer : Infinity
      return Math.min(deadline, room, ...Array.from(asked, ({ deadline }) => deadline))
    },
    perform: tell,
    refresh: () => {
      if (!isChanged) return
      isChanged = false
      each(observers, observer => observer.refresh())
    },
  })
  return { machine: state, send, close: () => send({ type: 'close' }) }
}
