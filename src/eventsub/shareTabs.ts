import { HelixError } from '../errors.ts'
import type { Audience, Connect, Link, Row, Standing, Tabs } from './connection.ts'
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
 * What tabs tell each other:
 * - `standing`, from the leader: how the connection is doing
 * - `news`, from the leader: an event or a gap, for all
 * - `scopes`, from the leader: what has been refused may be tried again
 * - `want`: all that a tab wants
 * - `ping`: asks whether anybody leads
 * - `bye`: the tab is gone
 */
type Saying = 'standing' | 'news' | 'scopes' | 'want' | 'ping' | 'bye'

const unknown = { status: 'pending', error: null, missedSince: null, limits: 0 } as const

function share(user: string, connect: Connect, audience: Audience): Link {
  const { navigator, BroadcastChannel } = globalThis
  const locks = navigator?.locks
  if (!locks || !BroadcastChannel) return connect(audience)

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
  let lookedAt = 0
  let isPlanned = false
  /** Whom it follows, if it does not lead. */
  let leader = ''
  /** Who was suspended may not know yet that it does not lead any more. */
  const formerLeaders = new Set<string>()
  let heardAt = 0
  let isAsking = false

  const say = (saying: Saying, body?: unknown) => channel?.postMessage(JSON.stringify([id, saying, body]))

  /** Says how the connection is doing, or what this tab wants, once all that is happening now has happened. */
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    queueMicrotask(() => {
      isPlanned = false
      const { subscriptions, ...machine } = link?.machine ?? standing
      if (!link)
        return say(
          'want',
          [...rows].filter(([, { status }]) => status !== 'refused'),
        )
      say('standing', {
        ...machine,
        error: plain(machine.error),
        subscriptions: [...subscriptions].map(([key, { status, error, missedSince, limits }]) => [
          key,
          { status, error: plain(error), missedSince, limits },
        ]),
      })
    })
  }
  const plain = (error: HelixError | null) => error && { ...error, message: error.message }
  const revive = (error: HelixError | null) => error && new HelixError(error.code, error.message, error)

  const request = (key: string, topic: Topic) => link?.send({ type: 'add', key, topic })
  const release = (key: string) => {
    if (!rows.has(key) && ![...others.values()].some(wanted => wanted.has(key))) link?.send({ type: 'remove', key })
  }
  const forget = (tab: string) => {
    const wanted = others.get(tab)
    others.delete(tab)
    for (const key of wanted?.keys() ?? []) release(key)
  }
  /** Looks who is still there: a tab that has crashed says nothing. */
  const look = () => {
    if (Date.now() - lookedAt < 9000) return
    lookedAt = Date.now()
    const known = [...others.keys()]
    const compare = ({ held = [] }: LockManagerSnapshot) => {
      for (const tab of known) if (!held.some(lock => lock.name === `${name} ${tab}`)) forget(tab)
    }
    locks.query().then(compare, () => {})
  }

  /** From now on nobody knows what this tab misses. */
  const lose = (phase: Standing['phase']) => {
    for (const [key, row] of rows) {
      const since = row.missedSince ?? (row.status === 'live' ? standing.lastTimestamp : '')
      if (since) {
        missed.add(key)
        if (!missedSince || since < missedSince) missedSince = since
      }
      if (row.status !== 'refused') rows.set(key, { ...row, ...unknown })
    }
    standing = { ...standing, phase }
    audience.refresh()
  }

  /** Takes over how the connection is doing. */
  const show = (now: Standing) => {
    standing = { ...now, subscriptions: rows }
    for (const [key, row] of rows) {
      const { status, error, missedSince, limits } = now.subscriptions.get(key) ?? row
      rows.set(key, { ...row, status, error, missedSince, limits })
      if (status !== 'ending' && (status !== row.status || (limits === 4 && row.limits < 4))) {
        audience.tell({ type: 'status', key, status, error })
      }
    }
    const isBusy = [...rows.values()].some(({ status, error }) => status === 'pending' && !error)
    const keys = isBusy ? [] : [...missed].filter(key => rows.get(key)?.status === 'live')
    for (const key of keys) missed.delete(key)
    if (keys.length) audience.tell({ type: 'gap', since: missedSince, keys })
    if (!missed.size) missedSince = ''
    audience.refresh()
  }

  const lead = () => {
    lose('token')
    clearTimeout(timer)
    link = connect({
      client: audience.client,
      tell: news => {
        look()
        if (news.type === 'status') return
        say('news', news)
        audience.tell(news)
      },
      refresh: () => {
        look()
        plan()
        if (link) show(link.machine)
      },
    })
    for (const [key, row] of rows) if (row.status !== 'refused') request(key, row)
    plan()
  }

  const hear = (text: string) => {
    const [from, saying, body] = JSON.parse(text)
    if (link) {
      // From a timer: a frozen tab hears this, too, but its timers stand still and its socket is dead.
      if (saying === 'ping') setTimeout(plan)
      if (saying === 'bye') forget(from)
      if (saying !== 'want') return
      const before = others.get(from)
      const wanted = new Map<string, Topic>()
      for (const [key, { type, version, condition }] of body) {
        wanted.set(key, { type: `${type}`, version: `${version}`, condition: { ...condition } })
      }
      others.set(from, wanted)
      for (const [key, topic] of wanted) if (!before?.has(key)) request(key, topic)
      for (const key of before?.keys() ?? []) release(key)
      return plan()
    }
    if (!['standing', 'news', 'scopes'].includes(saying) || formerLeaders.has(from)) return
    const isNew = from !== leader
    if (isNew || silence() > quiet()) {
      // Who has not heard for so long, and has not asked, was suspended.
      if (isNew || !isAsking) lose('token')
      plan()
    }
    if (isNew) {
      formerLeaders.add(leader)
      leader = from
    }
    heardAt = Date.now()
    if (saying === 'standing') {
      const list = [...body.subscriptions].map(([key, row]) => [key, { ...row, error: revive(row.error) }] as const)
      show({ ...body, error: revive(body.error), subscriptions: new Map(list) })
    } else if (saying === 'scopes') {
      for (const [key, row] of rows) if (row.status === 'refused') rows.set(key, { ...row, ...unknown })
      plan()
    } else {
      const { type, message } = body
      if (type === 'deliver' && message.payload.subscription && message.payload.event) {
        standing = { ...standing, lastTimestamp: message.metadata.message_timestamp }
        audience.tell(body)
      }
      if (type === 'gap') audience.tell(body)
    }
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
      isAsking = true
      say('ping')
      // Not all at once.
      timer = setTimeout(watch, 3000 + Math.random() * 1000)
    }
  }

  const enter = (steal = false) => {
    leave('token')
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
  const leave = (phase: Standing['phase']) => {
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
          if (error) audience.tell({ type: 'status', key, status, error })
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
    close: () => leave('closed'),
  }
}
