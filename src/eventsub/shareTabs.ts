import { fromWallTime, lookEvery, now, toWallTime } from '../clock.ts'
import { HelixError } from '../errors.ts'
import type { Audience, Connect, Link, Listener, News, Row, Standing, Tabs } from './connection.ts'
import { earlierTime, type Topic } from './machine.ts'

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

/**
 * The messages between tabs. From the leader:
 * - `standing`: the state of the connection
 * - `news`: an event or a gap, for all
 * - `scopes`: refused subscriptions may be tried again
 *
 * From the others:
 * - `want`: all subscriptions that a tab wants
 * - `ping`: asks whether there is a leader
 *
 * From all:
 * - `bye`: the tab is gone
 */
type Saying = 'standing' | 'news' | 'scopes' | 'want' | 'ping' | 'bye'

/** The state of a subscription before the leader has reported it. */
const unknown = { status: 'pending', error: null, missedSince: null, limits: 0 } as const

const plain = (error: HelixError | null) => error && { ...error, message: error.message }
const revive = (error: ReturnType<typeof plain>) => error && new HelixError(error.code, error.message, error)

/** The state of a link, for JSON. */
const describe = ({ subscriptions, error, ...machine }: Standing) => ({
  ...machine,
  retryAt: toWallTime(machine.retryAt),
  error: plain(error),
  rows: [...subscriptions].map(([key, row]) => [key, { ...row, error: plain(row.error) }] as const),
})

function share(user: string, connect: Connect, listeners: ReadonlySet<Listener>): Link {
  const { navigator, BroadcastChannel } = globalThis
  const locks = navigator?.locks
  // Without a known user, another tab could have another user.
  if (!locks || !BroadcastChannel || user.endsWith(':')) return connect(listeners)

  const name = `tinyhelix:eventsub:1:${user}`
  /** The subscriptions of this tab, with their last known state. */
  const rows = new Map<string, Row>()
  let standing: Standing = {
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
  let link: Link | undefined
  /** The subscriptions of the other tabs, if this tab is the leader. */
  const others = new Map<string, ReadonlyMap<string, Topic>>()
  let isPlanned = false
  /** The leader, if this tab is not the leader. */
  let leader = ''
  /** A tab that was suspended may not know yet that it is no longer the leader. */
  const formerLeaders = new Set<string>()
  let heardAt = 0
  let isAsking = false

  const tell = (news: News) => {
    for (const listener of [...listeners]) if (listeners.has(listener)) listener.tell(news)
  }
  const refresh = () => {
    for (const listener of [...listeners]) listener.refresh()
  }
  const say = (saying: Saying, body?: unknown) => channel?.postMessage(JSON.stringify([id, !!link, saying, body]))

  /** Sends the state of the connection, or this tab's subscriptions, after the current task. */
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    queueMicrotask(() => {
      isPlanned = false
      if (link) say('standing', describe(link.machine))
      else
        say(
          'want',
          [...rows].filter(([, { status }]) => status !== 'refused'),
        )
    })
  }

  const request = (key: string, topic: Topic) => link?.send({ type: 'add', key, topic })
  const release = (key: string) => {
    if (![rows, ...others.values()].some(wanted => wanted.has(key))) link?.send({ type: 'remove', key })
  }
  const forget = (tab: string) => {
    const wanted = others.get(tab) ?? rows
    others.delete(tab)
    for (const key of wanted.keys()) release(key)
  }
  /** Checks which tabs still exist, because a crashed tab sends no message. */
  const look = () => {
    const known = [...others.keys()]
    const compare = ({ held = [] }: LockManagerSnapshot) => {
      for (const tab of known) if (!held.some(lock => lock.name === `${name} ${tab}`)) forget(tab)
    }
    locks.query().then(compare, () => {})
  }

  /** From now on this tab may miss events. */
  const lose = (phase: Standing['phase'] = 'token') => {
    const { confirmedTimestamp } = link?.machine ?? standing
    for (const [key, row] of rows) {
      const { status } = row
      const since = row.missedSince ?? (status === 'live' && confirmedTimestamp)
      if (since) {
        missed.add(key)
        missedSince = earlierTime(since, missedSince || since)
      }
      if (status !== 'refused') rows.set(key, { ...row, ...unknown })
    }
    standing = { ...standing, phase }
    refresh()
  }

  /** Applies the state of the connection, and reports changes. */
  const show = ({ rows: entries, error, ...machine }: ReturnType<typeof describe>) => {
    standing = { ...machine, retryAt: fromWallTime(machine.retryAt, 60_000), error: revive(error), subscriptions: rows }
    const news = new Map(entries)
    let isBusy = false
    for (const [key, row] of rows) {
      const known = news.get(key)
      if (known) rows.set(key, { ...row, ...known, error: revive(known.error) })
      const { status, error, limits } = rows.get(key) ?? row
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
    clearTimeout(timer)
    const self: Audience = {
      get client() {
        return [...listeners][0]?.client
      },
      tell: news => {
        if (news.type === 'status') return
        say('news', news)
        tell(news)
      },
      refresh: () => {
        look()
        plan()
        if (link) show(describe(link.machine))
      },
    }
    link = connect(new Set([self]))
    for (const [key, row] of rows) if (row.status !== 'refused') request(key, row)
    plan()
  }

  const hear = (text: string) => {
    const [from, leads, saying, body] = JSON.parse(text)
    if (link) {
      // This runs in a timer. A frozen tab gets the message, too, but its timers are stopped and its socket is dead.
      if (saying === 'ping') setTimeout(plan)
      if (saying === 'bye') forget(from)
      if (saying === 'want') {
        const before = others.get(from) ?? new Map()
        const wanted = new Map<string, Topic>(body)
        others.set(from, wanted)
        // That tab knows of no refusal, or wants another try.
        for (const [key, topic] of wanted) if (topic.condition) request(key, topic)
        for (const key of before.keys()) release(key)
        plan()
      }
      return
    }
    if (!leads || formerLeaders.has(from)) return
    const isNew = from !== leader
    if (isNew || silence() > quiet()) {
      // A tab that got no message for so long and sent no `ping` was suspended.
      if (isNew || !isAsking) lose()
      plan()
    }
    if (isNew) {
      formerLeaders.add(leader)
      leader = from
    }
    heardAt = now()
    if (saying === 'standing') show(body)
    if (saying === 'scopes') {
      for (const [key, row] of rows) if (row.status === 'refused') rows.set(key, { ...row, ...unknown })
      plan()
    }
    if (saying !== 'news') return
    const { type, message } = body
    if (type === 'deliver') {
      if (!message.payload.subscription || !message.payload.event) return
      const lastTimestamp = message.metadata.message_timestamp
      const confirmedTimestamp = earlierTime(lastTimestamp, standing.lastTimestamp)
      standing = { ...standing, lastTimestamp, confirmedTimestamp }
    } else if (type !== 'gap') return
    tell(body)
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
      say('ping')
      // A random delay, so that not all tabs do this at once.
      timer = setTimeout(watch, 3000 + Math.random() * 1000)
    }
  }

  const enter = (steal = false) => {
    leave()
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
        try {
          hear(data)
        } catch {
          // This is not a message of this library: any script of the origin can post here.
        }
      }
      plan()
      watch()
      hold(name, steal ? { steal } : { signal }, lead)
    })
  }
  const leave = (phase?: Standing['phase']) => {
    lose(phase)
    say('bye')
    channel?.close()
    channel = undefined
    clearTimeout(timer)
    const left = link
    link = undefined
    left?.close()
    others.clear()
    leader = ''
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
          if (rows.get(key)?.status === 'live') break
          const status = error ? 'refused' : 'pending'
          rows.set(key, { ...topic, ...unknown, status, error })
          if (error) tell({ type: 'status', key, status, error })
          else if (link) request(key, topic)
          else plan()
          break
        }
        case 'remove':
          rows.delete(input.key)
          missed.delete(input.key)
          if (link) release(input.key)
          else plan()
          break
        case 'suspend':
          if (membership) leave('suspended')
          break
        default:
          if (input.type === 'wake' && !membership) enter()
          else if (input.type === 'wake' && !link) watch()
          if (input.type === 'scopes' && link) say('scopes')
          link?.send(input)
      }
    },
    close: () => leave(),
  }
}
