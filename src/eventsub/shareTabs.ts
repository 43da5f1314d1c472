import { HelixError } from '../errors.ts'
import type { Audience, Connect, Link, Listener, News, Row, Standing, Tabs } from './connection.ts'
import type { Topic } from './machine.ts'

/**
 * One socket for all tabs of a user, for `createEventSub`. One tab leads: it has the socket, subscribes for all, and hands
 * events on. When it is closed, crashes, is frozen or goes elsewhere, another one takes over, and all are told a gap.
 *
 * Needs Web Locks and `BroadcastChannel`, which browsers have in secure contexts; without them each tab has its own
 * socket. Tabs are those of one origin, in OBS its sources and docks too. Any script of the origin can read what tabs tell
 * each other: events and what is subscribed to, never a token.
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
 * What tabs tell each other. The leader:
 * - `standing`: how the connection is doing
 * - `news`: an event or a gap, for all
 * - `scopes`: what has been refused may be tried again
 *
 * The others:
 * - `want`: all that a tab wants
 * - `ping`: asks whether anybody leads
 *
 * Any:
 * - `bye`: the tab is gone
 */
type Saying = 'standing' | 'news' | 'scopes' | 'want' | 'ping' | 'bye'

/** What is known of a subscription of which nothing has been heard. */
const unknown = { status: 'pending', error: null, missedSince: null, limits: 0 } as const

const plain = (error: HelixError | null) => error && { ...error, message: error.message }
const revive = (error: ReturnType<typeof plain>) => error && new HelixError(error.code, error.message, error)

/** How a link is doing, for JSON. */
const describe = ({ subscriptions, error, ...machine }: Standing) => ({
  ...machine,
  error: plain(error),
  rows: [...subscriptions].map(([key, row]) => [key, { ...row, error: plain(row.error) }] as const),
})

function share(user: string, connect: Connect, listeners: ReadonlySet<Listener>): Link {
  const { navigator, BroadcastChannel } = globalThis
  const locks = navigator?.locks
  // Who is not known by name might be somebody else in another tab.
  if (!locks || !BroadcastChannel || user.endsWith(':')) return connect(listeners)

  const name = `tinyhelix:eventsub:1:${user}`
  /** What this tab wants, and how far it is as far as this tab knows. */
  const rows = new Map<string, Row>()
  let standing: Standing = {
    phase: 'token',
    retryAt: 0,
    error: null,
    cost: null,
    keepalive: 10_000,
    lastTimestamp: '',
    subscriptions: rows,
  }
  /** Where it may have missed events and has not been told so, and since when. */
  const missed = new Set<string>()
  let missedSince = ''
  /** Names this tab, anew each time it enters the group. */
  let id = ''
  /** Aborted when it leaves the group. */
  let membership: AbortController | undefined
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The socket, if this tab leads. */
  let link: Link | undefined
  /** What the other tabs want, as this one leads. */
  const others = new Map<string, ReadonlyMap<string, Topic>>()
  let isPlanned = false
  /** Whom it follows, if it does not lead. */
  let leader = ''
  /** Who was suspended may not know yet that it does not lead any more. */
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

  /** Says how the connection is doing, or what this tab wants, once all that is happening now has happened. */
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
  /** Looks who is still there: a tab that has crashed says nothing. */
  const look = () => {
    const known = [...others.keys()]
    const compare = ({ held = [] }: LockManagerSnapshot) => {
      for (const tab of known) if (!held.some(lock => lock.name === `${name} ${tab}`)) forget(tab)
    }
    locks.query().then(compare, () => {})
  }

  /** From now on nobody knows what this tab misses. */
  const lose = (phase: Standing['phase'] = 'token') => {
    const { lastTimestamp } = link?.machine ?? standing
    for (const [key, row] of rows) {
      const { status } = row
      const since = row.missedSince ?? (status === 'live' && lastTimestamp)
      if (since) {
        missed.add(key)
        if (!missedSince || since < missedSince) missedSince = since
      }
      if (status !== 'refused') rows.set(key, { ...row, ...unknown })
    }
    standing = { ...standing, phase }
    refresh()
  }

  /** Takes over how the connection is doing, and tells what is news. */
  const show = ({ rows: known, error, ...machine }: ReturnType<typeof describe>) => {
    standing = { ...machine, error: revive(error), subscriptions: rows }
    const news = new Map(known)
    let isBusy = false
    for (const [key, row] of rows) {
      const now = news.get(key)
      if (now) rows.set(key, { ...row, ...now, error: revive(now.error) })
      const { status, error, limits } = rows.get(key) ?? row
      if (status !== 'ending' && (status !== row.status || (limits === 4 && row.limits < 4))) {
        tell({ type: 'status', key, status, error })
      }
      isBusy ||= status === 'pending' && !error
    }
    const keys = [...missed].filter(key => !isBusy && rows.get(key)?.status === 'live')
    for (const key of keys) missed.delete(key)
    if (keys.length) tell({ type: 'gap', since: missedSince, keys })
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
      // From a timer: a frozen tab hears this, too, but its timers stand still and its socket is dead.
      if (saying === 'ping') setTimeout(plan)
      if (saying === 'bye') forget(from)
      if (saying === 'want') {
        const before = others.get(from) ?? new Map()
        const wanted = new Map<string, Topic>(body)
        others.set(from, wanted)
        // None of it has been refused as far as that tab knows, or it is to be tried again.
        for (const [key, topic] of wanted) if (topic.condition) request(key, topic)
        for (const key of before.keys()) release(key)
        plan()
      }
      return
    }
    if (!leads || formerLeaders.has(from)) return
    const isNew = from !== leader
    if (isNew || silence() > quiet()) {
      // Who has not heard for so long, and has not asked, was suspended.
      if (isNew || !isAsking) lose()
      plan()
    }
    if (isNew) {
      formerLeaders.add(leader)
      leader = from
    }
    heardAt = Date.now()
    if (saying === 'standing') show(body)
    if (saying === 'scopes') {
      for (const [key, row] of rows) if (row.status === 'refused') rows.set(key, { ...row, ...unknown })
      plan()
    }
    if (saying !== 'news') return
    const { type, message } = body
    if (type === 'deliver') {
      if (!message.payload.subscription || !message.payload.event) return
      standing = { ...standing, lastTimestamp: message.metadata.message_timestamp }
    } else if (type !== 'gap') return
    tell(body)
  }
  const silence = () => Date.now() - heardAt
  const quiet = () => 2.5 * standing.keepalive

  /** Asks a leader that has been silent for long, and takes its place if it does not answer. */
  const watch = () => {
    clearTimeout(timer)
    const left = quiet() - silence()
    if (left > 0) {
      isAsking = false
      timer = setTimeout(watch, left)
    } else if (isAsking) enter(true)
    else if (globalThis.document?.visibilityState !== 'hidden') {
      // Timers that are late were suspended, as this tab was.
      if (left < -5000) lose()
      isAsking = true
      say('ping')
      // Not all at once.
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
        // Another tab has taken the lock; or this page may have none, and goes by itself.
        if (name === 'AbortError') enter()
        else lead()
      })
    }
    id = crypto.randomUUID()
    heardAt = Date.now()
    isAsking = false
    hold(`${name} ${id}`, { signal }, () => {
      channel = new BroadcastChannel(name)
      channel.onmessage = ({ data }) => {
        try {
          hear(data)
        } catch {
          // Nothing of ours: any script of the origin may post here.
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
