import { lookEvery, now } from '../clock.ts'
import type { Connect, ConnectionState, Observer, PageMessage, Row, Tabs, Transport } from './connection.ts'
import { earlierTime } from './earlierTime.ts'
import { each } from './store.ts'
import {
  maxItems,
  protocol,
  readMessage,
  receiveState,
  type SentMessage,
  type ShownState,
  sendState,
  type TabMessage,
  topicOf,
} from './tabMessages.ts'

/**
 * Lets all tabs of a user share one socket, for `createEventSub`. One tab is the leader: it has the socket, subscribes
 * for all tabs, and passes events on. When the leader is closed, crashes, is frozen or leaves the page, another tab
 * takes over, and all tabs report a gap.
 *
 * It needs Web Locks and `BroadcastChannel`, which browsers have in secure contexts. Without them each tab has its own
 * socket. Tabs must have the same origin; in OBS, sources and docks count as tabs. Any script of the origin can read
 * the messages between tabs: events and subscriptions, but never a token.
 *
 * @example
 * ```ts
 * import type { HelixClient } from 'tinyhelix'
 * import { createEventSub, shareTabs } from 'tinyhelix/eventsub'
 *
 * const listen = (client: HelixClient) => createEventSub(client, { tabs: shareTabs() })
 * ```
 */
export const shareTabs = (): Tabs => ({ share })

/** The state of a subscription before the leader has reported it. */
const unknown = { status: 'pending', error: null, missedSince: null, limits: 0 } as const

/** How many messages of unknown tabs are kept until the browser has told which tabs exist. */
const maxStrangers = 100

/** Milliseconds between two questions about tabs, and before an answer. */
const pace = 50

function share(user: string, connect: Connect, listeners: ReadonlySet<Observer>): Transport {
  const { navigator, BroadcastChannel } = globalThis
  const locks = navigator?.locks
  // Without a known user, another tab could have another user.
  if (!locks || !BroadcastChannel || user.endsWith(':')) return connect(listeners)

  const name = `tinyhelix:eventsub:${protocol}:${user}`
  /** The subscriptions of this tab, with their last known state. */
  const rows = new Map<string, Row>()
  let standing: ConnectionState = {
    phase: 'token',
    retryAt: 0,
    error: null,
    cost: null,
    keepalive: 10_000,
    lastTimestamp: '',
    confirmedTimestamp: '',
    subscriptions: rows,
  }
  /** The subscriptions that may have missed events without a reported gap, and since when. */
  const missed = new Set<string>()
  let missedSince = ''
  /** The name of this tab. It is new each time that the tab enters the group. */
  let id = ''
  /** Aborted when it leaves the group. */
  let membership: AbortController | undefined
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The socket, if this tab is the leader. */
  let transport: Transport | undefined
  /** The keys of the subscriptions of the other tabs, if this tab is the leader. */
  const others = new Map<string, ReadonlySet<string>>()
  let isPlanned = false
  let isAnswering = false
  /** The leader, if this tab is not the leader. */
  let leader = ''
  /** Messages of tabs that are not known to exist, or not known to be the leader. */
  let strangers: TabMessage[] = []
  let isLooking = false
  let heardAt = 0
  let isAsking = false
  let isClosed = false

  const tell = (message: PageMessage) => each(listeners, listener => listener.tell(message))
  const refresh = () => each(listeners, listener => listener.refresh())
  const say = (message: SentMessage) => channel?.postMessage(JSON.stringify({ from: id, ...message }))

  /** Sends the state of the connection, or this tab's subscriptions, after the current task. */
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    queueMicrotask(() => {
      isPlanned = false
      if (transport) {
        const state = sendState(transport.machine)
        if (state) say({ type: 'state', state })
      } else {
        const wanted = [...rows].filter(([, { status }]) => status !== 'refused')
        say({ type: 'want', keys: wanted.slice(0, maxItems).map(([key]) => key) })
      }
    })
  }
  /**
   * Sends the state soon, from a timer: a frozen tab gets messages, too, but its timers are stopped and its socket is
   * dead.
   */
  const answer = () => {
    if (isAnswering) return
    isAnswering = true
    setTimeout(() => {
      isAnswering = false
      plan()
    }, pace)
  }

  const request = (key: string, topic = topicOf(key)) => {
    if (topic) transport?.send({ type: 'add', key, topic })
  }
  const release = (key: string) => {
    if (![rows, ...others.values()].some(wanted => wanted.has(key))) transport?.send({ type: 'remove', key })
  }
  const forget = (tab: string) => {
    const wanted = others.get(tab) ?? []
    others.delete(tab)
    for (const key of wanted) release(key)
  }

  /**
   * Asks the browser which tabs exist, because a crashed tab sends no message, and which one leads, because any script
   * of the origin can say so. Each tab has a lock, and the leader has the group's lock as well.
   */
  const look = () => {
    if (isLooking) return
    isLooking = true
    const asking = strangers
    const asked = membership
    strangers = []
    const compare = ({ held = [] }: LockManagerSnapshot) => {
      if (membership !== asked) return
      const lockOf = (lock: string) => held.find(found => found.name === lock)
      const leads = lockOf(name)
      for (const tab of [...others.keys()]) if (!lockOf(`${name} ${tab}`)) forget(tab)
      for (const message of asking) {
        const lock = lockOf(`${name} ${message.from}`)
        if (transport ? lock : leads && lock?.clientId === leads.clientId) accept(message)
      }
      const later = strangers.filter(({ from }) => isKnown(from))
      strangers = strangers.filter(({ from }) => !isKnown(from))
      later.forEach(accept)
    }
    const next = () => {
      isLooking = false
      if (strangers.length) look()
    }
    locks
      .query()
      .then(compare)
      .catch(() => {})
      .then(() => setTimeout(next, pace))
  }
  const isKnown = (tab: string) => (transport ? others.has(tab) : tab === leader)

  const loseOne = (key: string, row: Row) => {
    const { confirmedTimestamp } = transport?.machine ?? standing
    const since = row.missedSince ?? (row.status === 'live' && confirmedTimestamp)
    if (since) {
      missed.add(key)
      missedSince = earlierTime(since, missedSince || since)
    }
    if (row.status !== 'refused') rows.set(key, { ...row, ...unknown })
  }
  /** From now on this tab may miss events. */
  const lose = (phase: ConnectionState['phase'] = 'token') => {
    for (const [key, row] of rows) loseOne(key, row)
    standing = { ...standing, phase }
    refresh()
  }

  /** Applies the state of the connection, and reports changes. */
  const show = (state: ShownState) => {
    const { subscriptions: told } = state
    standing = { ...state, subscriptions: rows }
    let isBusy = false
    for (const [key, row] of rows) {
      const news = told.get(key)
      if (news) rows.set(key, { ...row, ...news })
      else loseOne(key, row)
      const { status, error, limits } = rows.get(key) ?? row
      // The leader does not know of it, or another script has said that it was refused. A full list tells not all.
      const isUnknown = news ? row.status === 'refused' : told.size < maxItems
      if (status !== 'refused' && isUnknown && !transport) plan()
      if (status !== 'ending' && (status !== row.status || (limits === 4 && row.limits < 4))) {
        tell({ type: 'status', key, status, error })
      }
      isBusy ||= status === 'pending' && !error
    }
    const keys = [...missed].filter(key => !isBusy && rows.get(key)?.status === 'live')
    for (const key of keys) missed.delete(key)
    if (keys.length) tell({ type: 'gap', since: earlierTime(missedSince, standing.lastTimestamp), keys })
    if (!missed.size) missedSince = ''
    refresh()
  }

  const lead = () => {
    lose()
    if (isClosed) return
    clearTimeout(timer)
    const self: Observer = {
      tell: news => {
        if (news.type === 'status') return
        // It is a message of Twitch's, which another tab checks.
        say(news as SentMessage)
        tell(news)
      },
      refresh: () => {
        look()
        plan()
        if (transport) show(transport.machine)
      },
    }
    transport = connect(new Set([self]))
    for (const [key, row] of rows) if (row.status !== 'refused') request(key, row)
    plan()
  }

  const hear = (message: TabMessage) => {
    const { type, from } = message
    const isLeaders = type !== 'want' && type !== 'ping' && type !== 'bye'
    if (transport) {
      // Another tab that claims to lead is wrong, and may have misled the others.
      if (type === 'ping' || isLeaders) answer()
      else if (type === 'bye') forget(from)
      else if (isKnown(from)) accept(message)
      else keep(message)
    } else if (isLeaders) {
      if (isKnown(from)) accept(message)
      else keep(message)
    }
  }
  const keep = (message: TabMessage) => {
    if (strangers.length < maxStrangers) strangers.push(message)
    look()
  }

  /** Does what a message says. It is from a tab that exists or, if this tab is not the leader, from the leader. */
  const accept = (message: TabMessage) => {
    const { from } = message
    if (transport) {
      if (message.type !== 'want') return
      const before = others.get(from)
      const wanted = new Set(message.keys)
      others.set(from, wanted)
      for (const key of wanted) {
        // That tab knows of no refusal, or wants another try.
        if (!before?.has(key) || transport.machine.subscriptions.get(key)?.status === 'refused') request(key)
      }
      for (const key of before ?? []) release(key)
      plan()
      return
    }
    const isNew = from !== leader
    if (isNew || silence() > quiet()) {
      // A tab that got no message for so long and sent no `ping` was suspended.
      if (isNew || !isAsking) lose()
      plan()
    }
    leader = from
    heardAt = now()
    switch (message.type) {
      case 'state':
        show(receiveState(message.state))
        break
      case 'scopes':
        for (const [key, row] of rows) if (row.status === 'refused') rows.set(key, { ...row, ...unknown })
        plan()
        break
      case 'deliver': {
        const lastTimestamp = message.message.metadata.message_timestamp
        const confirmedTimestamp = earlierTime(lastTimestamp, standing.lastTimestamp)
        standing = { ...standing, lastTimestamp, confirmedTimestamp }
        tell(message)
        break
      }
      case 'gap':
        tell(message)
    }
  }
  const silence = () => now() - heardAt
  const quiet = () => 2.5 * standing.keepalive

  /** Pings a leader that has been silent for long, and takes its place if it does not answer. */
  const watch = () => {
    clearTimeout(timer)
    const left = quiet() - silence()
    if (left > 0) {
      isAsking = false
      timer = setTimeout(watch, Math.min(left, lookEvery))
    } else if (isAsking) enter(true)
    else if (globalThis.document?.visibilityState !== 'hidden') {
      // If a timer is late, this tab was suspended.
      if (left < -5000) lose()
      isAsking = true
      say({ type: 'ping' })
      // A random delay, so that not all tabs do this at once.
      timer = setTimeout(watch, 3000 + Math.random() * 1000)
    }
  }

  const enter = (steal = false) => {
    leave()
    // The page may have let another user in.
    if (isClosed) return
    membership = new AbortController()
    const { signal } = membership
    const ended = new Promise(resolve => signal.addEventListener('abort', resolve))
    const hold = (lock: string, options: LockOptions, run: () => void) => {
      const held = locks.request(lock, options, () => {
        if (signal.aborted) return
        run()
        return ended
      })
      held.catch(({ name }) => {
        if (signal.aborted) return
        // Another tab has taken the lock. Or this page may not use locks, and works alone.
        if (name === 'AbortError') enter()
        else lead()
      })
    }
    id = crypto.randomUUID()
    heardAt = now()
    isAsking = false
    hold(`${name} ${id}`, { signal }, () => {
      channel = new BroadcastChannel(name)
      channel.onmessage = ({ data }) => {
        const message = readMessage(data)
        if (message) hear(message)
      }
      plan()
      watch()
      hold(name, steal ? { steal } : { signal }, lead)
    })
  }
  const leave = (phase?: ConnectionState['phase']) => {
    lose(phase)
    say({ type: 'bye' })
    channel?.close()
    channel = undefined
    clearTimeout(timer)
    const left = transport
    transport = undefined
    left?.close()
    others.clear()
    leader = ''
    strangers = []
    membership?.abort()
    membership = undefined
  }

  enter()
  return {
    get machine() {
      return standing
    },
    send: input => {
      switch (input.type) {
        case 'add': {
          const { key, topic, error = null } = input
          const known = rows.get(key)?.status
          // Another client of this tab may ask for it.
          if (known === 'live' || (error && known === 'pending')) break
          const status = error ? 'refused' : 'pending'
          rows.set(key, { ...topic, ...unknown, status, error })
          if (error) tell({ type: 'status', key, status, error })
          else if (transport) request(key, topic)
          else plan()
          break
        }
        case 'remove':
          rows.delete(input.key)
          missed.delete(input.key)
          if (transport) release(input.key)
          else plan()
          break
        case 'suspend':
          if (membership) leave('suspended')
          break
        default:
          if (input.type === 'wake' && !membership) enter()
          else if (input.type === 'wake' && !transport) watch()
          if (input.type === 'scopes' && transport) say({ type: 'scopes' })
          transport?.send(input)
      }
    },
    close: () => {
      isClosed = true
      leave()
    },
  }
}
