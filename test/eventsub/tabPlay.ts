import { groupOf, type ListeningTab, openTabs, topicOf } from './openTabs.ts'

/** The number of happenings in a play. */
export interface TabPlay {
  readonly tabs: number
  /** The number of subscriptions of each tab. There are twice as many channels. */
  readonly subscriptions: number
  readonly steps: number
}

/** The counts of a play. */
export interface TabOutcome {
  readonly events: number
  readonly deliveries: number
  /** Events that did not reach a tab that wanted them. Each is in a gap of that tab. */
  readonly lost: number
  readonly gaps: number
  readonly leaders: number
}

interface Player extends ListeningTab {
  /** Channels that it listens to, with the time of each start. */
  readonly wanted: Map<string, { liveAt: number | null; readonly close: () => void }>
  readonly expected: { readonly id: string; readonly channel: string; readonly at: number }[]
  readonly gapsToldAt: number[]
  frozenAt: number
  isTold: boolean
}

const fault = (problem: string): never => {
  throw new Error(problem)
}

/** Opens, closes, crashes, freezes and resumes tabs at random, ends all trouble, and checks the result. */
export async function playTabs(seed: number, { tabs, subscriptions, steps }: TabPlay): Promise<TabOutcome> {
  const { browser, timeline, twitch, random, open, emit } = await openTabs({ seed })
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T | undefined => list[between(0, list.length - 1)]
  const channels = Array.from({ length: 2 * subscriptions }, (_, index) => `${index + 1}`)
  const players: Player[] = []
  const leaders = new Set<unknown>()
  let events = 0

  const listen = (player: Player, channel: string) => {
    if (player.wanted.has(channel)) return
    const { ready, close } = player.on(channel)
    const entry = { liveAt: null as number | null, close }
    player.wanted.set(channel, entry)
    ready.then(
      () => {
        entry.liveAt = timeline.now
      },
      () => {},
    )
  }
  const openPlayer = () => {
    if (players.filter(({ tab }) => tab.state !== 'gone').length >= tabs) return
    const player: Player = { ...open(), wanted: new Map(), expected: [], gapsToldAt: [], frozenAt: 0, isTold: false }
    player.events.onGap(() => player.gapsToldAt.push(timeline.now))
    players.push(player)
    player.tab.run(() => {
      while (player.wanted.size < subscriptions) listen(player, pick(channels) ?? '')
    })
  }
  const inState = (state: string) => players.filter(({ tab }) => tab.state === state)
  const running = () => pick(inState('running'))
  const say = () => {
    const channel = pick(channels) ?? ''
    const id = `${++events}`
    const at = timeline.now
    for (const { tab, wanted, expected } of players) {
      const liveAt = wanted.get(channel)?.liveAt ?? null
      if (tab.state !== 'gone' && liveAt !== null && liveAt <= at) expected.push({ id, channel, at })
    }
    emit(channel, id)
  }
  const thaw = ({ tab, isTold, frozenAt }: Player) => {
    const isLeader = browser.leader(groupOf())?.library === tab.library
    // Events that a tab has missed in a short time cannot be known.
    tab.thaw(isTold, !isLeader && timeline.now - frozenAt > 26_000 && random() < 0.5)
  }
  const freeze = (player: Player | undefined, isTold: boolean, hears: boolean) => {
    if (!player) return
    player.frozenAt = timeline.now
    player.isTold = isTold
    player.tab.freeze(isTold, hears)
  }
  const leader = () => players.find(({ tab }) => tab === browser.leader(groupOf()) && tab.state === 'running')

  const happenings: readonly (() => void)[] = [
    ...Array.from({ length: 8 }, () => openPlayer),
    () => running()?.tab.close(),
    () => leader()?.tab.close(),
    () => running()?.tab.crash(),
    () => leader()?.tab.crash(),
    () => freeze(running(), true, false),
    () => freeze(leader(), true, false),
    () => freeze(running(), false, random() < 0.5),
    () => freeze(leader(), false, random() < 0.5),
    () => inState('frozen').forEach(thaw),
    () => {
      for (const { tab } of inState('cached')) tab.comeBack()
    },
    () => {
      const player = pick(inState('frozen'))
      if (player) thaw(player)
    },
    () => running()?.tab.leave(),
    () => pick(inState('cached'))?.tab.comeBack(),
    () => running()?.tab.hide(),
    () => running()?.tab.show(),
    () => twitch.drop(4000, true),
    () => {
      const player = running()
      const [channel, entry] = pick([...(player?.wanted ?? [])]) ?? []
      if (!player || !channel) return
      player.tab.run(() => {
        entry?.close()
        player.wanted.delete(channel)
        while (player.wanted.size < subscriptions) listen(player, pick(channels) ?? '')
      })
      // The tab no longer waits for missed events.
      player.expected.splice(0, player.expected.length, ...player.expected.filter(each => each.channel !== channel))
    },
  ]

  const check = () => {
    const stale = inState('frozen').length
    if (browser.sockets > 1 + stale) fault(`${browser.sockets} sockets, ${stale} frozen tabs`)
    const current = browser.leader(groupOf())
    if (current) leaders.add(current)
  }

  for (let index = 0; index < tabs; index++) openPlayer()
  for (let step = 0; step < steps; step++) {
    pick(happenings)?.()
    for (let pauses = between(1, 4); pauses > 0; pauses--) {
      await browser.pass(random() < 0.7 ? between(0, 800) : between(0, 20_000))
      say()
      check()
    }
  }

  // All trouble ends.
  if (!players.some(({ tab }) => tab.state !== 'gone')) openPlayer()
  for (const player of players) {
    if (player.tab.state === 'cached') player.tab.comeBack()
    if (player.tab.state === 'frozen') thaw(player)
    if (player.tab.state !== 'gone') player.tab.show()
  }
  await browser.pass(150_000)
  const alive = inState('running')
  if (browser.sockets !== 1) fault(`${browser.sockets} sockets in the end`)
  const subscribed = [...twitch.sessions]
    .filter(({ isOver }) => !isOver)
    .flatMap(({ subscriptions }) =>
      [...subscriptions.values()].map(({ topic }) => topic.condition['broadcaster_user_id']),
    )
  const wanted = new Set(alive.flatMap(player => [...player.wanted.keys()]))
  if (`${subscribed.sort()}` !== `${[...wanted].sort()}`) fault(`subscribed: ${subscribed}; wanted: ${[...wanted]}`)
  for (const channel of channels) {
    const id = `${++events}`
    for (const { wanted, expected } of alive) {
      if (wanted.has(channel)) expected.push({ id, channel, at: timeline.now })
    }
    emit(channel, id)
  }
  await browser.pass(1000)

  let deliveries = 0
  let lost = 0
  let gapCount = 0
  players.forEach(({ tab, received, expected, gaps, gapsToldAt, events: { state } }, index) => {
    const got = new Set(received)
    if (got.size !== received.length) fault(`tab ${index} got an event twice`)
    if (tab.uncaught.length) fault(`tab ${index} threw ${tab.uncaught[0]}`)
    deliveries += received.length
    gapCount += gaps.length
    if (tab.state === 'gone') return
    if (state.status !== 'live') fault(`tab ${index} is ${JSON.stringify(state)} in the end`)
    for (const { id, channel, at } of expected) {
      if (got.has(id)) continue
      lost++
      const isTold = gaps.some(
        ({ since, subscriptions }, place) =>
          Date.parse(since) <= at &&
          at <= Number(gapsToldAt[place]) &&
          subscriptions.some(topic => JSON.stringify(topic.condition) === JSON.stringify(topicOf(channel).condition)),
      )
      if (!isTold) fault(`tab ${index} did not get event ${id} of ${channel}, and was told no gap`)
    }
  })
  return { events, deliveries, lost, gaps: gapCount, leaders: leaders.size }
}
