import { expect, it } from 'vitest'
import { protocol, readMessage } from '../../src/eventsub/tabMessages.ts'
import { groupOf, openTabs } from './openTabs.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Path = readonly (string | number)[]

/** Three tabs with a channel of their own and a common one. The first leads. */
const openThree = async () => {
  const opened = await openTabs()
  const { browser, open, random } = opened
  const tabs = []
  for (const channel of ['1', '2', '3']) {
    const tab = open()
    tab.on('all')
    tab.on(channel)
    tabs.push(tab)
    await browser.pass(2000)
  }
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new Error('There is nothing to pick.')
    return found
  }
  /** Messages that tabs have sent, at least one of each type. */
  const emitted = () => {
    opened.emit('all', 'sample')
    opened.twitch.drop(4000, true)
  }
  emitted()
  await browser.pass(5000)
  tabs[2]?.tab.leave()
  await browser.pass(2000)
  tabs[2]?.tab.comeBack()
  await browser.pass(5000)
  const samples = [...new Set(browser.posted)]
  for (const { gaps, received } of tabs) {
    gaps.length = 0
    received.length = 0
  }
  return { ...opened, tabs, pick, samples }
}

const typeOf = (value: Json) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** All paths in a value, from the outside to the inside. */
const placesIn = (value: Json, path: Path = []): Path[] => [
  path,
  ...(Object(value) === value
    ? Object.entries(value as object).flatMap(([key, inner]) => placesIn(inner, [...path, key]))
    : []),
]

const at = (value: Json, path: Path): Json => path.reduce<Json>((inner, key) => Object(inner)[key], value)

/** The same value with another value at one path. */
const withAt = (value: Json, [key, ...rest]: Path, put: Json): Json => {
  if (key === undefined) return put
  if (Array.isArray(value))
    return value.map((item, index) => (`${index}` === `${key}` ? withAt(item, rest, put) : item))
  return { ...(value as object), [key]: withAt(Object(value)[key], rest, put) }
}

const junk: readonly Json[] = [
  null,
  true,
  false,
  0,
  5,
  -1,
  1e308,
  '',
  'x',
  'nonsense',
  [],
  {},
  [null],
  [[]],
  { rows: 5 },
]

/** Senders that no tab knows. */
let strangers = 0
const stranger = () => `evil-${++strangers}`

const withSender = (message: Json, from: string): Json => ({ ...(message as object), from })

it('10,000 malformed messages do not make a tab deaf for a second, and the leader stays', async () => {
  const { browser, tabs, pick, samples, random, emit } = await openThree()
  const group = [...browser.held.keys()].find(name => !name.includes(' ')) ?? ''
  const leader = browser.leader(group)
  const fixed = [
    '["evil",true,"nonsense",null]',
    '["evil",true,"standing",{"rows":5}]',
    '["evil",true,"news",null]',
    '[',
    '',
  ]
  const malformed = (): unknown => {
    const message = JSON.parse(pick(samples)) as Json
    const kind = random()
    if (kind < 0.1) return pick(fixed)
    if (kind < 0.15) return pick(samples).slice(0, -1 - Math.floor(random() * 20))
    if (kind < 0.2) return pick<Json>([message, ...junk])
    // A sent message must be wrong in a relevant part: Twitch's own part of it is passed on unchecked.
    const isStranger = random() < 0.7
    const places = placesIn(message).slice(1)
    const needed = places.filter(([first, second, third]) => {
      return first !== 'from' && first !== 'message' && !third && second !== 'error' && second !== 'cost'
    })
    const place = pick(isStranger ? places : needed)
    const other = pick(junk.filter(value => typeOf(value) !== typeOf(at(message, place))))
    const changed = withAt(message, place, other)
    return JSON.stringify(isStranger ? withSender(changed, stranger()) : changed)
  }
  const { requests } = browser
  for (let batch = 0; batch < 100; batch++) {
    for (let count = 0; count < 100; count++) browser.post(group, malformed())
    emit('all', `${batch}`)
    await browser.pass(1000)
    for (const { received } of tabs) expect(received.at(-1)).toBe(`${batch}`)
  }
  for (const { tab, events, gaps, received } of tabs) {
    expect(tab.uncaught).toEqual([])
    expect(events.state.status).toBe('live')
    expect(gaps).toEqual([])
    expect(received).toEqual(Array.from({ length: 100 }, (_, index) => `${index}`))
  }
  expect(browser.leader(group)).toBe(leader)
  expect(browser.sockets).toBe(1)
  expect(browser.requests).toBe(requests)
})

it('a well-formed lie causes one hand-over at most, and a gap for events lost in it', async () => {
  const { browser, tabs, pick, samples, random, emit, timeline } = await openThree()
  const group = [...browser.held.keys()].find(name => !name.includes(' ')) ?? ''
  const ids: string[] = [...new Set(samples.map(text => JSON.parse(text).from))]
  /** All values of members with a name, and other possible ones. */
  const values = new Map<unknown, Set<Json>>([
    ['status', new Set(['pending', 'live', 'ending', 'refused'])],
    ['phase', new Set(['idle', 'token', 'connecting', 'connected', 'waiting', 'suspended', 'closed'])],
    ['keepalive', new Set([0, 1, 1e12])],
    ['retryAt', new Set([0, 1e300, timeline.now])],
    ['lastTimestamp', new Set(['', '9999-01-01T00:00:00Z', '0000'])],
    ['confirmedTimestamp', new Set(['', '2000-01-01T00:00:00Z'])],
    ['missedSince', new Set([null, '', '2000-01-01T00:00:00Z'])],
    ['limits', new Set([0, 4, 100])],
  ])
  for (const text of samples) {
    const message = JSON.parse(text) as Json
    for (const place of placesIn(message)) {
      const name = place.at(-1)
      if (typeof name === 'string') values.set(name, (values.get(name) ?? new Set()).add(at(message, place)))
    }
  }
  let valid = 0
  const lie = () => {
    let message = JSON.parse(pick(samples)) as Json
    for (let changes = Math.floor(random() * 4); changes > 0; changes--) {
      const place = pick(placesIn(message).slice(1))
      const value = at(message, place)
      if (place[0] === 'type') continue
      if (Array.isArray(value))
        message = withAt(
          message,
          place,
          value.filter(() => random() < 0.5),
        )
      else if (typeof place.at(-1) === 'string')
        message = withAt(message, place, pick([...(values.get(place.at(-1)) ?? [])]))
    }
    const text = JSON.stringify(withSender(message, random() < 0.7 ? pick(ids) : stranger()))
    if (readMessage(text)) valid++
    return text
  }
  const emitted: { readonly id: string; readonly at: number }[] = []
  for (let count = 0; count < 500; count++) {
    browser.post(group, lie())
    for (let event = 0; event < 4; event++) {
      await browser.pass(500 + Math.floor(random() * 500))
      const id = `event-${count}-${event}`
      emitted.push({ id, at: timeline.now })
      emit('all', id)
    }
    // All tabs receive events again a few seconds later.
    await browser.pass(1000)
    const { id } = emitted.at(-1) ?? {}
    for (const { received } of tabs) expect(received, `after lie ${count}`).toContain(id)
  }
  expect(valid).toBeGreaterThan(400)
  for (const { tab, events, gaps, received } of tabs) {
    expect(tab.uncaught).toEqual([])
    expect(events.state.status).toBe('live')
    const untold = emitted.filter(
      ({ id, at }) => !received.includes(id) && !gaps.some(({ since }) => Date.parse(since) <= at),
    )
    expect(untold).toEqual([])
  }
  expect(browser.sockets).toBe(1)
})

it('a lie about the keepalive time does not hide for ever that the leader is dead', async () => {
  const { browser, tabs, samples, emit } = await openThree()
  const group = [...browser.held.keys()].find(name => !name.includes(' ')) ?? ''
  const leader = browser.leader(group)
  const states = samples.map(text => JSON.parse(text) as Json).filter(message => at(message, ['type']) === 'state')
  tabs[0]?.tab.freeze(false)
  browser.post(group, JSON.stringify(withAt(states.at(-1) ?? null, ['state', 'keepalive'], 1e12)))
  await browser.pass(1_600_000)
  expect(browser.leader(group)).not.toBe(leader)
  emit('all', 'from the new leader')
  await browser.pass(1000)
  for (const { received } of tabs.slice(1)) expect(received).toEqual(['from the new leader'])
})

it('a flood of lies costs little more than reading it', async () => {
  const { browser, tabs, pick, samples, emit } = await openThree()
  const group = [...browser.held.keys()].find(name => !name.includes(' ')) ?? ''
  const { length } = browser.posted
  const queries = browser.lockQueries
  const lies = samples.map(text => JSON.parse(text) as Json)
  for (let count = 0; count < 20_000; count++) browser.post(group, JSON.stringify(withSender(pick(lies), stranger())))
  await browser.pass(1000)
  expect(browser.posted.length - length - 20_000).toBeLessThan(100)
  expect(browser.lockQueries - queries).toBeLessThan(200)
  emit('all', 'after the flood')
  await browser.pass(1000)
  for (const { tab, received, events } of tabs) {
    expect(tab.uncaught).toEqual([])
    expect([received.at(-1), events.state.status]).toEqual(['after the flood', 'live'])
  }
})

it('a message that is too long is not read', async () => {
  const { browser, tabs, emit, samples } = await openThree()
  const group = [...browser.held.keys()].find(name => !name.includes(' ')) ?? ''
  const sample = samples.find(text => text.includes('want')) ?? ''
  const queries = browser.lockQueries
  browser.post(group, sample.padEnd(1_000_001))
  browser.post(group, JSON.stringify(withSender(JSON.parse(sample), 'evil')).padEnd(1_000_001))
  await browser.pass(100)
  expect(browser.lockQueries).toBe(queries)
  emit('all', 'next')
  await browser.pass(100)
  for (const { received } of tabs) expect(received).toEqual(['next'])
})

/** The names of a message's members, joined by dots. */
const namesIn = (value: Json, path = ''): string[] =>
  Array.isArray(value)
    ? value.slice(0, 1).flatMap(item => namesIn(item, `${path}[]`))
    : Object(value) === value
      ? Object.entries(value as object).flatMap(([name, inner]) => namesIn(inner, path ? `${path}.${name}` : name))
      : [path]

it('a list of more than 1,000 items makes a message malformed', async () => {
  const { samples } = await openThree()
  const messages = samples.map(sample => JSON.parse(sample))
  const lengthened = messages.flatMap(message =>
    placesIn(message)
      .filter(path => Array.isArray(at(message, path)) && at(message, path) !== null && !path.includes('payload'))
      .flatMap(path => {
        const [item = 'chat:read'] = at(message, path) as Json[]
        const withItems = (count: number) =>
          JSON.stringify(
            withAt(
              message,
              path,
              Array.from({ length: count }, () => item),
            ),
          )
        return [{ path: path.join('.'), full: withItems(1000), tooLong: withItems(1001) }]
      }),
  )
  expect([...new Set(lengthened.map(({ path }) => path))].sort()).toEqual(['keys', 'state.rows'])
  expect(lengthened.filter(({ full }) => !readMessage(full)).map(({ path }) => path)).toEqual([])
  expect(lengthened.filter(({ tooLong }) => readMessage(tooLong)).map(({ path }) => path)).toEqual([])
})

it('a change of the messages between tabs needs a new protocol number', async () => {
  const { tabs, browser } = await openThree()
  tabs[0]?.signIn('ada', ['channel:read:polls'])
  await browser.pass(1000)
  tabs[0]?.tab.freeze(false)
  await browser.pass(40_000)
  const names: Record<string, Set<string>> = {}
  for (const text of browser.posted) {
    const message = JSON.parse(text)
    const known = names[message.type] ?? new Set()
    names[message.type] = known
    // Content from Twitch is not part of the protocol.
    for (const name of namesIn(message)) if (!name.startsWith('message.')) known.add(name)
  }
  const own = ['from', 'type']
  const error = (path: string) => [path, `${path}.name`, `${path}.code`, `${path}.message`]
  const row = ['key', 'status', 'error', 'missedSince', 'limits'].map(name => `state.rows[].${name}`)
  const state = ['phase', 'retryAt', 'cost', 'keepalive', 'lastTimestamp', 'confirmedTimestamp'].map(
    name => `state.${name}`,
  )
  const cost = ['state.cost.total', 'state.cost.max']
  const expected = {
    bye: own,
    deliver: [...own, 'key'],
    gap: [...own, 'since', 'keys[]'],
    ping: own,
    scopes: own,
    state: [...own, ...state, ...cost, ...error('state.error'), ...row],
    want: [...own, 'keys[]'],
  }
  const sorted = (lists: Record<string, Iterable<string>>) =>
    Object.fromEntries(Object.entries(lists).map(([type, list]) => [type, [...list].sort()]))
  expect(sorted(names)).toEqual(sorted(expected))
  expect(protocol).toBe(2)
})

it('tabs with two versions of the messages are two groups that ignore each other', async () => {
  const { browser, tabs, emit, samples } = await openThree()
  const groups = [...browser.held.keys()].filter(name => !name.includes(' '))
  expect(groups).toEqual([groupOf('ada', 2)])
  const queries = browser.lockQueries
  for (const sample of samples) browser.post(groupOf('ada', 1), sample)
  await browser.pass(1000)
  expect(browser.lockQueries).toBe(queries)
  emit('all', 'next')
  await browser.pass(100)
  for (const { received, gaps } of tabs) expect([received, gaps]).toEqual([['next'], []])
})
