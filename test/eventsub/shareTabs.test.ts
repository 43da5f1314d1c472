import { expect, it } from 'vitest'
import { controlledAuth } from './controlledAuth.ts'
import { groupOf, openTabs } from './openTabs.ts'

const group = groupOf()

/** Two tabs with subscriptions. The first leads. */
const openTwo = async (options?: Parameters<typeof openTabs>[0]) => {
  const opened = await openTabs(options)
  const { browser, open } = opened
  const first = open()
  first.on('1')
  await browser.pass(2000)
  const second = open()
  second.on('1')
  second.on('2')
  await browser.pass(2000)
  return { ...opened, first, second }
}

it('a second tab has no socket and receives its events', async () => {
  const { browser, open, emit } = await openTabs()
  const first = open()
  first.on('1')
  await browser.pass(2000)
  const second = open()
  const { ready } = second.on('2')
  await browser.pass(2000)
  await ready
  emit('1')
  emit('2')
  await browser.pass(100)
  expect([first.received, second.received, browser.sockets]).toEqual([['1'], ['2'], 1])
  expect(second.events.state).toMatchObject({
    status: 'live',
    cost: { total: 0, max: 10 },
    subscriptions: [{ condition: { broadcaster_user_id: '2' }, status: 'live', error: null }],
  })
})

it('several tabs share one subscription, which ends a second after the last one closes it', async () => {
  const { browser, twitch, open } = await openTabs()
  const handles = [open(), open()].map(({ on }) => on('1'))
  await browser.pass(3000)
  const subscribed = () => [...twitch.sessions].flatMap(({ subscriptions }) => [...subscriptions.values()]).length
  expect(subscribed()).toBe(1)
  handles[0]?.close()
  await browser.pass(3000)
  expect(subscribed()).toBe(1)
  handles[1]?.close()
  await browser.pass(900)
  expect([subscribed(), browser.sockets]).toEqual([1, 1])
  await browser.pass(300)
  expect([subscribed(), browser.sockets]).toEqual([0, 0])
})

it.for<readonly [string, (leader: Awaited<ReturnType<typeof openTwo>>['first']['tab']) => void, number]>([
  ['is closed', tab => tab.close(), 300],
  ['crashes', tab => tab.crash(), 300],
  ['goes elsewhere', tab => tab.leave(), 300],
  ['is frozen', tab => tab.freeze(true), 300],
  ['is suspended without a word', tab => tab.freeze(false), 30_000],
  ['is suspended and hears its channel', tab => tab.freeze(false, true), 30_000],
])('another tab takes over and reports one gap when the leader %s', async ([, end, most]) => {
  const { browser, timeline, first, second, emit } = await openTwo()
  await browser.pass(10_000)
  const before = timeline.now
  expect(browser.leader(group)).toBe(first.tab)
  end(first.tab)
  await browser.until(() => second.gaps.length > 0, most)
  expect(browser.leader(group)).toBe(second.tab)
  const [gap] = second.gaps
  expect(gap?.subscriptions).toHaveLength(2)
  expect(Date.parse(`${gap?.since}`)).toBeLessThanOrEqual(before)
  // Two messages confirm the start of a gap, and quiet sockets send one every ten seconds.
  expect(Date.parse(`${gap?.since}`)).toBeGreaterThan(before - 20_000)
  emit('1')
  await browser.pass(1000)
  expect([second.received, second.gaps.length, second.events.state.status]).toEqual([['1'], 1, 'live'])
})

it.for<readonly [string, (tab: Awaited<ReturnType<typeof openTwo>>['first']['tab']) => () => void]>([
  [
    'history',
    tab => {
      tab.leave()
      return () => tab.comeBack()
    },
  ],
  [
    'ice',
    tab => {
      tab.freeze(true)
      return () => tab.thaw(true)
    },
  ],
])('a former leader that returns from the %s follows, and gets a gap', async ([, leave]) => {
  const { browser, first, second, emit } = await openTwo()
  const comeBack = leave(first.tab)
  await browser.pass(40_000)
  expect(first.events.state.status).toBe('idle')
  emit('1', 'meanwhile')
  await browser.pass(100)
  comeBack()
  await browser.pass(3000)
  expect([first.gaps.length, browser.sockets, browser.leader(group) === second.tab]).toEqual([1, 1, true])
  emit('1', 'after')
  await browser.pass(100)
  expect([first.received, second.received]).toEqual([['after'], ['meanwhile', 'after']])
})

it('a gap begins with the last two events, even if only events arrived for long', async () => {
  const { browser, timeline, first, second, emit } = await openTwo()
  for (let second = 0; second < 60; second++) {
    emit('1', `${second}`)
    await browser.pass(1000)
  }
  const { now } = timeline
  first.tab.freeze(true)
  await browser.pass(1000)
  first.tab.thaw(true)
  await browser.pass(2000)
  for (const { gaps } of [first, second]) {
    expect(gaps).toHaveLength(1)
    expect(Date.parse(`${gaps[0]?.since}`)).toBeGreaterThan(now - 3000)
  }
})

it('a suspended leader follows when it finds another leader', async () => {
  const { browser, first, second, emit } = await openTwo()
  first.tab.freeze(false)
  await browser.until(() => browser.leader(group) === second.tab)
  await browser.pass(5000)
  first.tab.thaw(false)
  await browser.pass(3000)
  expect([browser.sockets, browser.leader(group) === second.tab, first.gaps.length, second.gaps.length]).toEqual([
    1,
    true,
    1,
    1,
  ])
  emit('1')
  await browser.pass(100)
  expect([first.received, second.received]).toEqual([['1'], ['1']])
})

it('messages of a suspended leader are ignored when it resumes', async () => {
  const { browser, first, second, open, emit } = await openTwo()
  const third = open()
  third.on('1')
  await browser.pass(2000)
  first.tab.keepsSockets = true
  first.tab.freeze(false)
  emit('1', 'early')
  await browser.until(() => browser.leader(group) !== first.tab)
  await browser.pass(5000)
  emit('1', 'late')
  await browser.pass(1000)
  first.tab.thaw(false)
  await browser.pass(15_000)
  emit('1', 'last')
  await browser.pass(1000)
  expect([second.received, third.received]).toEqual([
    ['late', 'last'],
    ['late', 'last'],
  ])
  expect([second.gaps.length, third.gaps.length, first.gaps.length, browser.sockets]).toEqual([1, 1, 1, 1])
  expect(first.received.at(-1)).toBe('last')
})

it('a hidden tab does not take over from a silent leader before it is shown', async () => {
  const { browser, first, second } = await openTwo()
  second.tab.hide()
  first.tab.freeze(false)
  await browser.pass(120_000)
  expect(browser.leader(group)).toBe(first.tab)
  second.tab.show()
  await browser.pass(5000)
  expect(browser.leader(group)).toBe(second.tab)
})

it('a leader that waits for Twitch does not count as silent', async () => {
  const { browser, first, second, twitch } = await openTwo()
  twitch.otherSockets = 3
  twitch.drop(4000, true)
  await browser.pass(120_000)
  expect(browser.leader(group)).toBe(first.tab)
  expect(second.events.state.status).not.toBe('live')
  expect([first.errors, second.errors]).toEqual([['rate_limited'], ['rate_limited']])
  twitch.otherSockets = 0
  await browser.pass(120_000)
  expect([second.events.state.status, second.gaps.length, browser.leader(group) === first.tab]).toEqual([
    'live',
    1,
    true,
  ])
})

it.for(['lost', 'kept'])(
  'a follower that was suspended for long, with messages %s, reports a gap to itself only',
  async messages => {
    const { browser, first, second } = await openTwo()
    second.tab.freeze(false)
    await browser.pass(30_000)
    second.tab.thaw(false, messages === 'lost')
    await browser.pass(15_000)
    expect([first.gaps.length, second.gaps.length, second.events.state.status]).toEqual([0, 1, 'live'])
  },
)

it('the subscriptions of a tab that says goodbye end a second later', async () => {
  const { browser, twitch, second } = await openTwo()
  const subscribed = () => [...twitch.sessions].flatMap(({ subscriptions }) => [...subscriptions.values()]).length
  expect(subscribed()).toBe(2)
  second.events.close()
  await browser.pass(1300)
  expect(subscribed()).toBe(1)
})

it('the subscriptions of a crashed tab end with the next keepalive', async () => {
  const { browser, twitch, second } = await openTwo()
  const subscribed = () => [...twitch.sessions].flatMap(({ subscriptions }) => [...subscriptions.values()]).length
  expect(subscribed()).toBe(2)
  second.tab.crash()
  await browser.pass(25_000)
  expect(subscribed()).toBe(1)
})

it('refusals and revocations reach the tab that subscribed, as HelixErrors', async () => {
  const { browser, twitch, open } = await openTabs()
  const first = open()
  first.on('1')
  await browser.pass(2000)
  twitch.forbidden.add('channel.update')
  const second = open()
  const { ready } = second.on('2')
  await browser.pass(1000)
  await expect(ready).rejects.toMatchObject({ name: 'HelixError', code: 'forbidden', status: 403 })
  expect(second.events.state.subscriptions).toMatchObject([{ status: 'refused', error: { code: 'forbidden' } }])
  expect([first.errors, second.errors]).toEqual([[], ['forbidden']])

  twitch.forbidden.clear()
  const again = second.on('2')
  await browser.pass(1000)
  await again.ready
  twitch.revoke({ type: 'channel.update', version: '2', condition: {} }, 'authorization_revoked')
  await browser.pass(1000)
  expect([first.errors, second.errors]).toEqual([['revoked'], ['forbidden', 'revoked']])
})

it('a follower requests scopes that it lacks, and its granted scopes count in the leader', async () => {
  const { browser, twitch, open, emit } = await openTabs()
  const leader = open()
  await browser.pass(100)
  leader.on('9').close()
  await browser.pass(100)
  const follower = open()
  twitch.forbidden.add('channel.update')
  follower.on('1')
  await browser.pass(2000)
  expect(browser.leader(group)).toBe(leader.tab)
  expect(follower.errors).toEqual(['forbidden'])
  // The leader learns later about scopes that its user has granted in another tab.
  follower.signIn('ada', ['channel:read:polls'])
  await browser.pass(1000)
  twitch.forbidden.clear()
  leader.signIn('ada', ['channel:read:polls'])
  await browser.pass(2000)
  emit('1')
  await browser.pass(100)
  expect(follower.received).toEqual(['1'])
})

it('another user is another group, and a signed-out tab gets nothing', async () => {
  const { browser, first, second, emit, open } = await openTwo()
  const other = open('bob')
  other.on('1')
  await browser.pass(2000)
  expect(browser.sockets).toBe(2)
  second.signIn(null)
  emit('1')
  await browser.pass(100)
  expect([first.received, second.received, other.received]).toEqual([['1'], [], ['1']])
  expect([...browser.held.keys()].filter(name => name.startsWith(group))).toHaveLength(2)
  second.signIn('bob')
  await browser.pass(2000)
  expect(browser.sockets).toBe(2)
  expect(browser.leader(groupOf('bob'))).toBe(other.tab)
  first.signIn('bob')
  await browser.pass(2000)
  expect(browser.sockets).toBe(1)
  expect([...browser.held.keys()].filter(name => name.startsWith(group))).toEqual([])
  emit('1', 'bobs')
  await browser.pass(100)
  expect([first.received, second.received, other.received]).toEqual([['1', 'bobs'], ['bobs'], ['1', 'bobs']])
})

it('messages of other scripts neither throw nor stop a tab', async () => {
  const { browser, first, second, emit, timeline } = await openTwo()
  const key = JSON.stringify(['channel.update', '2', [['broadcaster_user_id', '1']]])
  const bodies = [
    undefined,
    null,
    5,
    'x',
    [],
    {},
    { rows: 5 },
    { rows: [null] },
    { rows: [[key, null]] },
    { rows: [[key, { status: 7, error: 5 }]], error: { message: { toString: 1 } } },
    { type: 'deliver', keys: 5 },
    { type: 'deliver', keys: [key], message: {} },
    { type: 'deliver', keys: [key], message: { metadata: null, payload: { event: {}, subscription: {} } } },
    { type: 'deliver', keys: [key], message: { metadata: {}, payload: { event: null } } },
    { type: 'gap' },
    { type: 'gap', keys: 5 },
    { type: 'status', key, status: 'live' },
    [[key, null]],
    [[key, { type: 'channel.update', version: '2', condition: null }]],
    [[5, {}], null],
  ]
  const sayings = ['standing', 'news', 'scopes', 'want', 'ping', 'bye', '', null]
  for (const data of ['', 'null', '{}', '[', '5', { hello: 1 }, null]) browser.post(group, data)
  for (const saying of sayings) {
    for (const body of bodies) {
      for (const leads of [true, false]) browser.post(group, JSON.stringify([`${timeline.now}`, leads, saying, body]))
    }
    await browser.pass(100)
  }
  await browser.pass(60_000)
  expect([...first.tab.uncaught, ...second.tab.uncaught]).toEqual([])
  emit('1', 'last')
  emit('2', 'last')
  await browser.pass(1000)
  expect([first.received.at(-1), second.received.slice(-2), browser.sockets]).toEqual(['last', ['last', 'last'], 1])
})

it('no token is sent on the channel', async () => {
  const { browser, twitch, first } = await openTwo()
  twitch.drop(4000, true)
  await browser.pass(5000)
  first.tab.close()
  await browser.pass(5000)
  expect(browser.posted.length).toBeGreaterThan(5)
  expect(browser.posted.join('\n')).not.toContain('secret')
})

it('each tab has its own socket without Web Locks', async () => {
  const { browser, first, second, emit } = await openTwo({ isSecure: false })
  expect([browser.sockets, browser.posted]).toEqual([2, []])
  emit('1')
  await browser.pass(100)
  expect([first.received, second.received]).toEqual([['1'], ['1']])
})

it('each tab with an unknown user has its own socket', async () => {
  const { browser, open } = await openTabs()
  for (const { tab } of [open(), open()]) {
    const { createClient, createEventSub, shareTabs, channelUpdate } = tab.library
    const events = createEventSub(createClient({ kind: 'user', fetch, validate: 'off' }), { tabs: shareTabs() })
    events.on(channelUpdate, { broadcaster_user_id: '1' }, () => {})
  }
  await browser.pass(2000)
  expect([browser.sockets, browser.posted]).toEqual([2, []])
})

it('a page that may not use locks works alone', async () => {
  const { browser, open, emit } = await openTabs()
  browser.refusesLocks = true
  const first = open()
  first.on('1')
  await browser.pass(2000)
  emit('1')
  await browser.pass(100)
  expect([first.received, browser.sockets, first.tab.uncaught]).toEqual([['1'], 1, []])
})

it('several EventSubs of a page are one tab, and one’s close() keeps the other’s subscription', async () => {
  const { browser, open, emit } = await openTabs()
  const { tab, received, events, on } = open()
  const { createClient, createEventSub, shareTabs, channelUpdate } = tab.library
  const other = createEventSub(createClient({ auth: open('ada').auth, validate: 'off' }), { tabs: shareTabs() })
  const others: string[] = []
  tab.run(() => other.on(channelUpdate, { broadcaster_user_id: '1' }, ({ title }) => others.push(title)))
  const handle = on('1')
  await browser.pass(2000)
  expect([...browser.held.keys()]).toHaveLength(2)
  handle.close()
  await browser.pass(3000)
  emit('1')
  await browser.pass(100)
  expect([received, others]).toEqual([[], ['1']])
  events.close()
  await browser.pass(3000)
  emit('1')
  await browser.pass(100)
  expect([others, browser.sockets]).toEqual([['1', '1'], 1])
  other.close()
  await browser.pass(100)
  expect([browser.sockets, browser.held.size]).toEqual([0, 0])
})

it.each([0, 1, 2])(
  'the leader subscribes for another tab with the client whose token has the scope: number %i',
  async index => {
    const { browser, open, twitch } = await openTabs()
    const first = open()
    const { createClient, createEventSub, shareTabs, channelUpdate } = first.tab.library
    const tokens = ['secret-ada', 'secret-2', 'secret-3']
    first.on('1')
    for (const token of tokens.slice(1)) {
      const { auth } = controlledAuth('ada', token)
      createEventSub(createClient({ auth, validate: 'off' }), { tabs: shareTabs() }).on(
        channelUpdate,
        { broadcaster_user_id: '1' },
        () => {},
      )
    }
    await browser.pass(2000)
    browser.tokens.set('channel.follow', tokens[index] ?? '')
    const second = open()
    const { ready } = second.events.on(second.tab.library.channelFollow, { broadcaster_user_id: '1' }, () => {})
    await browser.pass(2000)
    await ready
    expect([second.events.state.status, second.errors, browser.sockets]).toEqual(['live', [], 1])
    expect(
      twitch.find(
        { type: 'channel.follow', version: '2', condition: { broadcaster_user_id: '1', moderator_user_id: 'ada' } },
        [...twitch.sessions][0]?.id ?? '',
      ),
    ).toBeDefined()
  },
)

it('the leader reports to another tab that Twitch refuses a subscription with each token', async () => {
  const { browser, open } = await openTabs()
  const first = open()
  const { createClient, createEventSub, shareTabs, channelUpdate } = first.tab.library
  first.on('1')
  const { auth } = controlledAuth('ada', 'secret-2')
  createEventSub(createClient({ auth, validate: 'off' }), { tabs: shareTabs() }).on(
    channelUpdate,
    { broadcaster_user_id: '1' },
    () => {},
  )
  await browser.pass(2000)
  browser.tokens.set('channel.follow', 'another')
  const second = open()
  second.events.on(second.tab.library.channelFollow, { broadcaster_user_id: '1' }, () => {})
  const before = browser.requests
  await browser.pass(60_000)
  expect([second.errors, browser.requests - before]).toEqual([['forbidden'], 2])
})

it.each(['takes over', 'loses the lead'])('a tab that signs out while it %s leaves the group for good', async what => {
  const { browser, open, first, second, emit } = await openTwo()
  const changing = what === 'takes over' ? second : first
  await browser.pass(10_000)
  let isArmed = false
  changing.events.subscribe(({ status }) => {
    if (isArmed && status === 'connecting') changing.signIn(null)
  })
  isArmed = true
  first.tab.freeze(false)
  await browser.pass(40_000)
  first.tab.thaw(false)
  await browser.pass(3000)
  expect(changing.auth.state.status).toBe('signed-out')
  const third = open()
  third.on('1')
  await browser.pass(90_000)
  emit('1', 'after')
  await browser.pass(100)
  expect([third.events.state.status, third.received]).toEqual(['live', ['after']])
  const other = changing === first ? second : first
  expect([other.events.state.status, other.received.at(-1)]).toEqual(['live', 'after'])
})

it('a tab whose subscriptions do not fit the leader’s message stops asking', async () => {
  const { browser, second } = await openTwo()
  second.on('another')
  await browser.pass(2000)
  // The leader's list is full: it has a thousand other subscriptions.
  const last = JSON.parse(`${browser.posted.filter(data => data.includes('"type":"state"')).at(-1)}`)
  const row = last.state.rows[0]
  const rows = Array.from({ length: 1000 }, (_, index) => {
    return { ...row, key: JSON.stringify(['channel.update', '2', [['broadcaster_user_id', `${index + 100}`]]]) }
  })
  const state = JSON.stringify({ ...last, state: { ...last.state, rows } })
  const isWant = (data: string) => data.includes('"type":"want"')
  const before = browser.posted.filter(isWant).length
  const asked = () => browser.posted.filter(isWant).length - before
  for (let time = 0, seen = 0; time < 50; time++) {
    if (time === 0 || asked() > seen) browser.post(group, state)
    seen = asked()
    await browser.pass(20)
  }
  expect(asked()).toBeLessThan(3)
})

it('the error of a waiting connection is one object, in the leader and in other tabs', async () => {
  const { browser, twitch, first } = await openTwo()
  twitch.drop(4000, true)
  await browser.until(() => first.events.state.status === 'waiting')
  const { error } = first.events.state
  let changes = -1
  first.events.subscribe(() => changes++)
  first.on('3')
  first.on('4')
  await browser.pass(50)
  expect(first.events.state.error).toBe(error)
  expect(error).not.toBe(null)
  expect(changes).toBeLessThan(3)
})
