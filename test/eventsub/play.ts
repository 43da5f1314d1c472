import type { Topic } from '../../src/eventsub/machine.ts'
import { SimulatedPage } from './simulatedPage.ts'
import { type Move, SimulatedTwitch, seededRandom, Timeline } from './simulatedTwitch.ts'

/** The kinds of happenings in a play. `sleep` alone: the computer sleeps sometimes, and messages repeat. */
export type PlayKind = 'everything' | 'trouble' | 'sleep'

/** The counts of a play. */
export interface Outcome {
  readonly events: number
  readonly connects: number
  /** Events that did not reach a subscription that was kept. Each is in a gap. */
  readonly lost: number
  readonly gaps: number
}

interface Wanted {
  readonly topic: Topic
  /** When it first became live since it was wanted or refused; `null` before that. */
  liveAt: number | null
}

interface Emitted {
  readonly key: string
  readonly at: number
  readonly id: number
  delivered: number
}

/** All subscriptions together cost Twitch's maximum, so those of a lost session block new ones. */
const costs: Readonly<Record<string, number>> = { a: 0, b: 0, c: 3, d: 3, e: 4 }

const topicOf = (key: string): Topic => ({
  type: `channel.${key}`,
  version: '1',
  condition: { broadcaster_user_id: '1', user_id: key },
})

const fault = (problem: string): never => {
  throw new Error(problem)
}

/** Plays up to 40 random happenings against a simulated Twitch, ends all trouble, and checks the result. */
export function play(seed: number, kind: PlayKind): Outcome {
  const random = seededRandom(seed)
  const timeline = new Timeline()
  const twitch = new SimulatedTwitch(timeline, ({ type }) => costs[type.slice(-1)] ?? 0)
  const page = new SimulatedPage(timeline, twitch, random)
  const begin = timeline.now
  const wanted = new Map<string, Wanted>()
  let userId: string | null = null
  const emitted: Emitted[] = []
  const keys = Object.keys(costs)
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T => list[between(0, list.length - 1)] ?? fault('nothing to pick')

  // A computer that only sleeps must lose nothing, so such a play has no other trouble.
  if (kind !== 'sleep') page.latency = () => between(40, 540)
  page.onDeliver = (key, event) => {
    const entry = emitted[(event as { id: number }).id] ?? fault('an event that nobody sent')
    if (entry.key !== key) fault(`${key} got an event of ${entry.key}`)
    // The handler has been removed.
    if (!wanted.has(key)) return
    if (userId === null) fault('an event came after the sign-out')
    if (entry.delivered++) fault(`event ${entry.id} was delivered twice`)
  }
  page.onTold = effect => {
    if (effect.type === 'status') {
      const entry = wanted.get(effect.key)
      if (!entry) return
      if (effect.status === 'live') entry.liveAt ??= timeline.now
      if (effect.status === 'refused') entry.liveAt = null
    }
    if (effect.type === 'gap' && !effect.keys.length) fault('a gap of nothing')
  }
  const want = (key: string) => {
    if (wanted.has(key)) return
    wanted.set(key, { topic: topicOf(key), liveAt: null })
    if (userId !== null) page.input({ type: 'add', key, topic: topicOf(key) })
  }
  const drop = (key: string) => {
    if (!wanted.delete(key)) return
    if (userId !== null) page.input({ type: 'remove', key })
  }
  const signIn = (next: string | null) => {
    if (next === userId) return
    userId = next
    page.changeUser()
    for (const [key, entry] of wanted) {
      entry.liveAt = null
      if (userId !== null) page.input({ type: 'add', key, topic: entry.topic })
    }
  }
  const changeScopes = () => {
    if (userId !== null) for (const [key, { topic }] of wanted) page.input({ type: 'add', key, topic })
  }
  const emit = () => {
    // Nobody can report what Twitch itself loses.
    if (twitch.isSilent) return
    const key = pick(keys)
    const entry = { key, at: timeline.now, id: emitted.length, delivered: 0 }
    emitted.push(entry)
    twitch.emit(topicOf(key), { id: entry.id })
  }
  const during = (ms: number, begin: () => void, end: () => void) => {
    begin()
    timeline.after(ms, end)
  }
  const unlessTroubled = (run: () => void) => {
    if (!page.isOffline && timeline.now > page.asleepUntil + 5000) run()
  }
  const sleep = (ms: number) => {
    page.asleepUntil = Math.max(page.asleepUntil, timeline.now + ms)
  }

  const happenings: Readonly<Record<PlayKind, readonly (() => void)[]>> = {
    // A computer that wakes less than two seconds after the deadline has lost the connection.
    sleep: [
      () => {
        if (timeline.now > page.asleepUntil + 5000)
          sleep(random() < 0.5 ? between(1000, 9000) : between(23_000, 50_000))
      },
      () => twitch.repeat(),
      () => {},
    ],
    trouble: [
      () => twitch.drop(pick([1006, 4000, 4002, 4005]), random() < 0.5),
      () => twitch.halfOpen(),
      () => unlessTroubled(() => twitch.reconnect(pick<Move>(['well', 'refused', 'silent', 'broken']))),
      () => unlessTroubled(() => twitch.reconnect('well')),
      () => sleep(between(1000, 120_000)),
      () => {
        const isSilent = twitch.isMoving
        if (!isSilent)
          during(
            between(5000, 60_000),
            () => Object.assign(twitch, { isSilent: true }),
            () => Object.assign(twitch, { isSilent: false }),
          )
      },
      () => {
        const end = () => {
          page.isOffline = false
          page.input({ type: 'online' })
        }
        during(between(1000, 60_000), () => Object.assign(page, { isOffline: true }), end)
        twitch.halfOpen()
      },
      () =>
        during(
          between(1000, 30_000),
          () => Object.assign(page, { hasNoToken: true }),
          () => Object.assign(page, { hasNoToken: false }),
        ),
      () =>
        during(
          between(1000, 10_000),
          () => Object.assign(page, { losesAnswers: true }),
          () => Object.assign(page, { losesAnswers: false }),
        ),
      () =>
        during(
          between(10_000, 90_000),
          () => Object.assign(twitch, { otherSockets: between(0, 3) }),
          () => Object.assign(twitch, { otherSockets: 0 }),
        ),
      () =>
        during(
          between(20_000, 90_000),
          () => Object.assign(twitch, { closesAfter: between(0, 3000) }),
          () => Object.assign(twitch, { closesAfter: Infinity }),
        ),
      () =>
        during(
          between(10_000, 40_000),
          () => Object.assign(twitch, { unknownFor: pick([500, 2000, 60_000]) }),
          () => Object.assign(twitch, { unknownFor: 0 }),
        ),
      () => twitch.repeat(),
      () => page.input({ type: 'wake' }),
      () =>
        during(
          between(1000, 30_000),
          () => page.input({ type: 'suspend' }),
          () => page.input({ type: 'wake' }),
        ),
    ],
    everything: [
      () => want(pick(keys)),
      () => want(pick(keys)),
      () => drop(pick(keys)),
      () => signIn(random() < 0.5 ? null : userId),
      () => signIn(`user-${between(0, 3)}`),
      // Only a revocation that is lost in a failed move cannot be noticed.
      () => {
        if (!twitch.isMoving && page.sockets.size < 2) twitch.revoke(topicOf(pick(keys)), 'authorization_revoked')
      },
      () =>
        during(
          between(5000, 60_000),
          () => void twitch.forbidden.add(`channel.${pick(keys)}`),
          () => twitch.forbidden.clear(),
        ),
      () => changeScopes(),
    ],
  }
  const possible = kind === 'everything' ? [...happenings.everything, ...happenings.trouble] : happenings[kind]

  signIn('user-0')
  for (const key of keys) if (kind !== 'everything' || random() < 0.5) want(key)
  if (kind !== 'everything') timeline.runUntil(timeline.now + 5000)
  const count = between(1, 40)
  for (let index = 0; index < count; index++) {
    pick(possible)()
    for (let pauses = between(0, 3); pauses >= 0; pauses--) {
      timeline.runUntil(timeline.now + (random() < 0.5 ? between(0, 1500) : between(0, 15_000)))
      emit()
    }
  }

  // All trouble ends.
  timeline.runUntil(timeline.now + 120_000)
  Object.assign(twitch, { isSilent: false, otherSockets: between(0, 2), closesAfter: Infinity, unknownFor: 0 })
  twitch.forbidden.clear()
  Object.assign(page, { isOffline: false, losesAnswers: false, hasNoToken: false })
  page.input({ type: 'wake' })
  signIn('user-0')
  timeline.runUntil(timeline.now + 60_000)
  changeScopes()
  timeline.runUntil(timeline.now + 120_000)
  for (const key of wanted.keys()) {
    const { length: id } = emitted
    emitted.push({ key, at: timeline.now, id, delivered: 0 })
    twitch.emit(topicOf(key), { id })
  }
  timeline.runUntil(timeline.now + 5000)

  const { machine } = page
  const ours = [...twitch.sessions].filter(({ isOver, subscriptions }) => !isOver && subscriptions.size)
  const subscribed = ours
    .flatMap(({ subscriptions }) => [...subscriptions.values()].map(({ topic }) => topic.type))
    .sort()
  const expected = [...wanted.values()].map(({ topic }) => topic.type).sort()
  if (`${subscribed}` !== `${expected}`) fault(`subscribed: ${subscribed}; wanted: ${expected}; phase ${machine.phase}`)
  if (page.sockets.size !== Math.min(1, wanted.size)) fault(`${page.sockets.size} sockets in the end`)
  if (machine.phase !== (wanted.size ? 'connected' : 'idle')) fault(`${machine.phase} in the end`)
  for (const entry of emitted.slice(-wanted.size))
    if (wanted.size && !entry.delivered) fault(`deaf to ${entry.key} in the end`)

  for (const connects of page.connects) {
    connects.forEach((at, index) => {
      const earlier = connects[index - 14]
      if (earlier !== undefined && at - earlier < 60_000) fault('15 connects in a minute')
    })
  }
  const connects = page.connects.flat()
  if (kind === 'sleep' && connects.length > 1) fault('sleep cost the connection')

  let lost = 0
  const gaps = page.told.flatMap(({ at, effect }) => (effect.type === 'gap' ? [{ at, ...effect }] : []))
  for (const { key, at, id, delivered } of emitted) {
    const { liveAt = null } = wanted.get(key) ?? {}
    if (delivered || liveAt === null || at < liveAt) continue
    lost++
    const isTold = gaps.some(gap => gap.at >= at && gap.keys.includes(key) && Date.parse(gap.since) <= at)
    if (!isTold) fault(`event ${id} of ${key}, ${(at - begin) / 1000} s after the beginning, was lost and not told`)
  }
  return { events: emitted.length, connects: connects.length, lost, gaps: gaps.length }
}
