import { expect, it } from 'vitest'
import { HelixError } from '../../src/errors.ts'
import { createMachine, type Effect, type Input, nextTick, step, takeNotification } from '../../src/eventsub/machine.ts'

const begin = Date.UTC(2026, 4, 1)
const topicOf = (key: string) => ({ type: `channel.${key}`, version: '1', condition: { broadcaster_user_id: key } })
const trouble = new HelixError('network', 'no answer')

/** A short text for an effect. */
const inWords = (effect: Effect): string => {
  switch (effect.type) {
    case 'open-socket':
      return `open ${effect.socket}${effect.url ? ` at ${effect.url}` : ''}`
    case 'close-socket':
      return `close ${effect.socket}`
    case 'subscribe':
    case 'find':
      return `${effect.type} ${effect.key}`
    case 'unsubscribe':
      return `unsubscribe ${effect.id}`
    case 'status':
      return `${effect.key} is ${effect.status}`
    case 'gap':
      return `gap of ${effect.keys} since ${(Date.parse(effect.since) - begin) / 1000}`
    case 'get-token':
      return 'get token'
  }
}

/** A machine with a clock in seconds. */
const scene = () => {
  const machine = createMachine()
  let seconds = 0
  let messages = 0
  const send = (input: Input, random = 0.5) => {
    const now = begin + seconds * 1000
    const key = input.type === 'message' ? takeNotification(machine, input.socket, input.message, now) : undefined
    if (key !== undefined) return key ? [`deliver ${key}`] : []
    return step(machine, input, now, random).map(inWords)
  }
  const at = (moment: number) => {
    seconds = moment
  }
  const message = (socket: number, type: string, payload: object = {}, metadata: object = {}) =>
    send({
      type: 'message',
      socket,
      message: {
        metadata: {
          message_id: `message-${++messages}`,
          message_type: type,
          message_timestamp: new Date(begin + seconds * 1000).toISOString(),
          ...metadata,
        },
        payload,
      },
    })
  return {
    machine,
    send,
    at,
    message,
    tick: () => send({ type: 'tick' }),
    tickAt: (moment: number) => {
      at(moment)
      return send({ type: 'tick' })
    },
    tickAfter: () => (nextTick(machine, begin + seconds * 1000) - begin) / 1000,
    add: (key: string) => send({ type: 'add', key, topic: topicOf(key) }),
    remove: (key: string) => send({ type: 'remove', key }),
    welcome: (socket: number, id = `session-${socket}`) =>
      message(socket, 'session_welcome', { session: { id, status: 'connected', keepalive_timeout_seconds: 10 } }),
    keepalive: (socket: number, moment = seconds) => {
      at(moment)
      return message(socket, 'session_keepalive')
    },
    reconnect: (socket: number, reconnect_url = 'wss://cell/?id=1') =>
      message(socket, 'session_reconnect', { session: { id: 'session-1', status: 'reconnecting', reconnect_url } }),
    notify: (socket: number, key: string, id = `id-${key}`, metadata = {}) =>
      message(socket, 'notification', { subscription: { id, ...topicOf(key) }, event: {} }, metadata),
    revoke: (socket: number, key: string, id = `id-${key}`) =>
      message(socket, 'revocation', { subscription: { id, ...topicOf(key), status: 'user_removed' } }),
    closed: (socket: number, code = 1006) => send({ type: 'socket-closed', socket, code }),
    subscribed: (key: string, sessionId = 'session-1', id = `id-${key}`, cost = 0) =>
      send({ type: 'subscribed', key, sessionId, id, cost, totalCost: { total: cost, max: 10 } }),
    failed: (key: string, reason: (Input & { type: 'subscribe-failed' })['reason'], sessionId = 'session-1') =>
      send({ type: 'subscribe-failed', key, sessionId, reason, error: trouble }),
    unsubscribed: (id: string, isGone = true, cost = 0) => send({ type: 'unsubscribed', id, cost, isGone }),
  }
}
type Scene = ReturnType<typeof scene>

const stateNames = ['idle', 'token', 'connecting', 'connected', 'moving', 'waiting', 'suspended'] as const
type State = (typeof stateNames)[number]

/** Every state of the table, reached from the start at second 0. `a` is live in a session. */
const states: Record<State, () => Scene> = {
  idle: scene,
  token: () => {
    const made = states.idle()
    made.add('a')
    return made
  },
  connecting: () => {
    const made = states.token()
    made.send({ type: 'token' })
    return made
  },
  connected: () => {
    const made = states.connecting()
    made.welcome(1)
    made.subscribed('a')
    return made
  },
  moving: () => {
    const made = states.connected()
    made.reconnect(1)
    return made
  },
  waiting: () => {
    const made = states.connected()
    made.closed(1)
    return made
  },
  suspended: () => {
    const made = states.connected()
    made.send({ type: 'suspend' })
    return made
  },
}

/** Inputs, and for each state the phase after it and the effects. `same` is the phase before, without effects. */
const same = null
type Row = Record<State, readonly [phase: string, ...effects: string[]] | null>
const table: Record<string, readonly [act: (made: Scene) => string[], row: Row]> = {
  'a subscription is wanted': [
    ({ add }) => add('b'),
    {
      idle: ['token', 'get token'],
      token: same,
      connecting: same,
      connected: ['connected', 'subscribe b'],
      moving: ['connected', 'subscribe b'],
      waiting: same,
      suspended: same,
    },
  ],
  'the last one is closed, and a second goes by': [
    ({ remove, tickAt }) => [...remove('a'), ...tickAt(1)],
    {
      idle: same,
      token: ['idle'],
      connecting: ['idle', 'close 1'],
      connected: ['idle', 'unsubscribe id-a', 'close 1'],
      moving: ['idle', 'unsubscribe id-a', 'close 1', 'close 2'],
      waiting: ['idle'],
      suspended: same,
    },
  ],
  'it is closed and wanted again within a second': [
    ({ remove, add, at, tick }) => {
      const effects = [...remove('a')]
      at(0.3)
      effects.push(...add('a'))
      at(0.49)
      return [...effects, ...tick()]
    },
    {
      idle: ['token', 'get token'],
      token: same,
      connecting: same,
      connected: same,
      moving: same,
      waiting: same,
      suspended: same,
    },
  ],
  'a token comes': [
    ({ send }) => send({ type: 'token' }),
    {
      idle: same,
      token: ['connecting', 'open 1'],
      connecting: same,
      connected: same,
      moving: same,
      waiting: same,
      suspended: same,
    },
  ],
  'no token can be had': [
    ({ send }) => send({ type: 'token-failed', error: trouble }),
    {
      idle: same,
      token: ['waiting'],
      connecting: same,
      connected: same,
      moving: same,
      waiting: same,
      suspended: same,
    },
  ],
  'the first socket sends a welcome': [
    ({ welcome }) => welcome(1),
    {
      idle: same,
      token: same,
      connecting: ['connected', 'subscribe a'],
      connected: same,
      moving: same,
      waiting: same,
      suspended: same,
    },
  ],
  'the second socket sends a welcome': [
    ({ welcome }) => welcome(2),
    {
      idle: same,
      token: same,
      connecting: same,
      connected: same,
      moving: ['connected'],
      waiting: same,
      suspended: same,
    },
  ],
  'an event comes by the first socket': [
    ({ notify }) => notify(1, 'a'),
    {
      idle: same,
      token: same,
      connecting: ['connecting', 'deliver a'],
      connected: ['connected', 'deliver a'],
      moving: ['connected', 'deliver a'],
      waiting: same,
      suspended: same,
    },
  ],
  'an event comes by the second socket': [
    ({ notify }) => notify(2, 'a'),
    {
      idle: same,
      token: same,
      connecting: same,
      connected: same,
      moving: ['connected', 'deliver a'],
      waiting: same,
      suspended: same,
    },
  ],
  'Twitch asks to move': [
    ({ reconnect }) => reconnect(1, 'wss://cell/?id=2'),
    {
      idle: same,
      token: same,
      connecting: same,
      connected: ['connected', 'open 2 at wss://cell/?id=2'],
      moving: ['connected', 'close 2', 'open 3 at wss://cell/?id=2'],
      waiting: same,
      suspended: same,
    },
  ],
  'the subscription is revoked': [
    ({ revoke }) => revoke(1, 'a'),
    {
      idle: same,
      token: same,
      connecting: ['idle', 'a is refused', 'close 1'],
      connected: ['idle', 'a is refused', 'close 1'],
      moving: ['idle', 'a is refused', 'close 1', 'close 2'],
      waiting: same,
      suspended: same,
    },
  ],
  'the first socket closes': [
    ({ closed }) => closed(1),
    {
      idle: same,
      token: same,
      connecting: ['waiting'],
      connected: ['waiting'],
      moving: ['connecting'],
      waiting: same,
      suspended: same,
    },
  ],
  'the second socket closes': [
    ({ closed }) => closed(2, 4007),
    {
      idle: same,
      token: same,
      connecting: same,
      connected: same,
      moving: ['connected'],
      waiting: same,
      suspended: same,
    },
  ],
  'ten seconds go by': [
    ({ tickAt }) => tickAt(10),
    {
      idle: same,
      token: same,
      connecting: ['waiting', 'close 1'],
      connected: same,
      moving: same,
      waiting: ['token', 'get token'],
      suspended: same,
    },
  ],
  'twenty seconds go by': [
    ({ tickAt }) => tickAt(20),
    {
      idle: same,
      token: same,
      connecting: ['waiting', 'close 1'],
      connected: ['waiting', 'close 1'],
      moving: ['waiting', 'close 1', 'close 2'],
      waiting: ['token', 'get token'],
      suspended: same,
    },
  ],
  'thirty seconds go by in which only the first socket lives': [
    ({ tickAt, keepalive }) => {
      for (const moment of [10, 20]) keepalive(1, moment)
      return tickAt(30)
    },
    {
      idle: same,
      token: same,
      connecting: ['waiting', 'close 1'],
      connected: same,
      moving: ['connected', 'close 2', 'gap of a since 0'],
      waiting: ['token', 'get token'],
      suspended: same,
    },
  ],
  'the page wakes after a second': [
    ({ at, send }) => {
      at(1)
      return send({ type: 'wake' })
    },
    {
      idle: same,
      token: same,
      connecting: same,
      connected: same,
      moving: same,
      waiting: ['token', 'get token'],
      suspended: ['token', 'get token'],
    },
  ],
  'the page is left': [
    ({ send }) => send({ type: 'suspend' }),
    {
      idle: ['suspended'],
      token: ['suspended'],
      connecting: ['suspended', 'close 1'],
      connected: ['suspended', 'close 1'],
      moving: ['suspended', 'close 1', 'close 2'],
      waiting: ['suspended'],
      suspended: same,
    },
  ],
  'all of it is closed': [
    ({ send, add, tick }) => [...send({ type: 'close' }), ...add('b'), ...tick()],
    {
      idle: ['closed'],
      token: ['closed'],
      connecting: ['closed', 'close 1'],
      connected: ['closed', 'close 1'],
      moving: ['closed', 'close 1', 'close 2'],
      waiting: ['closed'],
      suspended: ['closed'],
    },
  ],
}

for (const [happening, [act, row]] of Object.entries(table)) {
  it(`each state reacts as in the table when ${happening}`, () => {
    for (const state of stateNames) {
      const made = states[state]()
      const { phase } = made.machine
      const effects = act(made)
      expect([state, made.machine.phase, ...effects]).toEqual([state, ...(row[state] ?? [phase])])
    }
  })
}

it('six subscriptions are requested at once, and the next one when one is done', () => {
  const { add, welcome, send, subscribed, tickAfter } = scene()
  for (const key of 'abcdefghi') add(key)
  send({ type: 'token' })
  expect(welcome(1)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map(key => `subscribe ${key}`))
  // Subscriptions that wait for a place need no tick.
  expect(tickAfter()).toBe(20)
  expect(subscribed('a')).toEqual(['a is live', 'subscribe g'])
})

it('a subscription that was closed before it is made is deleted', () => {
  const { add, remove, at, tick, subscribed, unsubscribed, machine } = states.connected()
  add('b')
  remove('b')
  at(1)
  tick()
  expect(subscribed('b')).toEqual(['b is live', 'unsubscribe id-b'])
  unsubscribed('id-b')
  expect([...machine.subscriptions.keys()]).toEqual(['a'])
})

it('the outcome of a request for a lost session takes no place, and its subscription is deleted', () => {
  const { add, closed, at, tick, send, welcome, subscribed, failed } = states.connected()
  add('b')
  closed(1)
  at(1)
  tick()
  send({ type: 'token' })
  welcome(2)
  expect(subscribed('b', 'session-1', 'id-old')).toEqual(['unsubscribe id-old'])
  expect(failed('b', 'refused', 'session-1')).toEqual([])
  expect(subscribed('b', 'session-2')).toEqual(['b is live'])
})

it('a deletion that may have failed is repeated, also when its subscription is wanted again', () => {
  const { add, remove, subscribed, unsubscribed, at, tick, tickAfter } = states.connected()
  add('b')
  subscribed('b')
  remove('b')
  at(1)
  expect(tick()).toEqual(['unsubscribe id-b'])
  expect(unsubscribed('id-b', false)).toEqual([])
  expect(add('b')).toEqual([])
  expect(tickAfter()).toBe(1.75)
  at(1.75)
  expect(tick()).toEqual(['unsubscribe id-b'])
  expect(unsubscribed('id-b')).toEqual(['subscribe b'])
  expect(subscribed('b', 'session-1', 'id-c')).toEqual(['b is live', 'gap of b since 0'])
})

it('a subscription whose request got no answer is looked up before it is deleted', () => {
  const { add, failed, remove, at, tick, subscribed } = states.connected()
  add('b')
  failed('b', 'again')
  remove('b')
  at(1)
  expect(tick()).toEqual(['find b'])
  expect(subscribed('b')).toEqual(['b is live', 'unsubscribe id-b'])
})

const attempts = (reason: 'again' | 'limit', random: number) => {
  const { machine, add, send, tick, tickAfter, keepalive } = states.connected()
  add('b')
  const pauses: number[] = []
  let now = 0
  while (pauses.length < 8) {
    send({ type: 'subscribe-failed', key: 'b', sessionId: 'session-1', reason, error: trouble }, random)
    const due = ((machine.subscriptions.get('b')?.dueAt ?? 0) - begin) / 1000
    pauses.push(due - now)
    while (now < due) {
      now = Math.min(due, now + 10)
      keepalive(1, now)
    }
    expect(tick()).toEqual(['subscribe b'])
    expect(tickAfter()).toBeGreaterThan(now)
  }
  return pauses
}

it('a failed request is repeated with growing waits, each shortened at random by up to half', () => {
  expect(attempts('again', 0)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  expect(attempts('limit', 1)).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30])
})

/** The waits before the next connection. Each session ends that many seconds after its first subscription. */
const reconnects = (lifetime: number, count: number, random: number) => {
  const { machine, send, welcome, tickAt, subscribed, keepalive, add } = scene()
  add('a')
  const pauses: number[] = []
  let now = 0
  for (let socket = 1; socket <= count; socket++) {
    send({ type: 'token' })
    welcome(socket)
    subscribed('a', `session-${socket}`, `id-${socket}`)
    const end = now + lifetime
    while (now < end) {
      now = Math.min(end, now + 5)
      keepalive(socket, now)
    }
    send({ type: 'socket-closed', socket, code: 4000 }, random)
    const retry = (machine.retryAt - begin) / 1000
    pauses.push(Number((retry - now).toFixed(3)))
    now = retry
    tickAt(now)
  }
  return pauses
}

it('the waits between connections grow until all was well for 30 seconds', () => {
  expect(reconnects(29, 9, 0)).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60])
  expect(reconnects(29, 4, 0.99)).toEqual([0.99, 1.01, 2.02, 4.04])
  expect(reconnects(30, 4, 0.5)).toEqual([0.5, 0.5, 0.5, 0.5])
})

it('sessions without a subscription are slowed down', () => {
  const { machine, send, welcome, at, tickAt, failed, add } = scene()
  add('a')
  const pauses: number[] = []
  let now = 0
  for (let socket = 1; socket <= 4; socket++) {
    send({ type: 'token' })
    welcome(socket)
    failed('a', 'limit', `session-${socket}`)
    now += 10
    at(now)
    send({ type: 'socket-closed', socket, code: 4003 }, 0)
    const retry = (machine.retryAt - begin) / 1000
    pauses.push(retry - now)
    now = retry
    tickAt(now)
  }
  expect(pauses).toEqual([0, 2, 4, 8])
})

it('a network that returns reconnects soon', () => {
  const waiting = states.waiting()
  waiting.machine.retryAt = begin + 60_000
  waiting.at(5)
  waiting.send({ type: 'online' })
  expect(waiting.tickAfter()).toBe(5.5)
  const connected = states.connected()
  connected.at(5)
  connected.send({ type: 'online' })
  expect(connected.tickAfter()).toBe(17)
  connected.at(10)
  connected.keepalive(1)
  connected.at(12)
  connected.send({ type: 'online' })
  expect(connected.tickAfter()).toBe(24)
})

it('a final refusal leaves other subscriptions, and without others the socket closes', () => {
  const { add, failed, machine, remove, at, tick } = states.connected()
  add('b')
  expect(failed('b', 'refused')).toEqual(['b is refused'])
  expect(machine.phase).toBe('connected')
  expect(machine.subscriptions.get('b')).toMatchObject({ status: 'refused', error: trouble })
  remove('a')
  at(1)
  expect(tick()).toEqual(['unsubscribe id-a', 'close 1'])
  expect(machine.phase).toBe('idle')
  expect([...machine.subscriptions.keys()]).toEqual(['b'])
})

it('a refused subscription is repeated when the page asks again', () => {
  const { add, failed } = states.connected()
  add('b')
  failed('b', 'refused')
  expect(add('b')).toEqual(['subscribe b'])

  const refused = states.connecting()
  refused.welcome(1)
  expect(refused.failed('a', 'refused')).toEqual(['a is refused', 'close 1'])
  expect(refused.machine.phase).toBe('idle')
  expect(refused.add('a')).toEqual(['get token'])
})

it('an invalid subscription is refused without a connection', () => {
  const { send, machine } = states.idle()
  const add = { type: 'add', key: 'a', topic: topicOf('a') } as const
  expect(send({ ...add, error: trouble })).toEqual(['a is refused'])
  expect(machine.phase).toBe('idle')
  expect(send({ ...add, error: trouble })).toEqual(['a is refused'])
  expect(send(add)).toEqual(['get token'])
})

it('an accepted subscription stays when the known scopes change', () => {
  const { send, machine } = states.connected()
  expect(send({ type: 'add', key: 'a', topic: topicOf('a'), error: trouble })).toEqual([])
  expect(machine.subscriptions.get('a')).toMatchObject({ status: 'live', error: null })
})

it('a session unknown to Twitch is tried once more, then replaced', () => {
  const { add, failed, at, tick, machine } = states.connected()
  add('b')
  add('c')
  expect([...failed('b', 'unknown-session'), ...failed('c', 'unknown-session')]).toEqual([])
  at(0.75)
  expect(tick()).toEqual(['subscribe b', 'subscribe c'])
  expect(failed('b', 'unknown-session')).toEqual(['close 1'])
  expect(machine.phase).toBe('waiting')
})

it('an existing subscription is looked up and adopted, or subscriptions of lost sessions are deleted', () => {
  const { closed, at, tick, send, welcome, failed, subscribed } = states.connected()
  closed(1)
  at(1)
  tick()
  send({ type: 'token' })
  welcome(2)
  expect(failed('a', 'exists', 'session-2')).toEqual(['find a'])
  expect(failed('a', 'limit', 'session-2')).toEqual(['unsubscribe id-a'])
  at(2)
  expect(tick()).toEqual(['subscribe a'])
  expect(failed('a', 'exists', 'session-2')).toEqual(['find a'])
  expect(subscribed('a', 'session-2', 'id-found')).toEqual(['a is live', 'gap of a since 0'])
})

it('subscriptions of lost sessions with a cost are deleted before connecting, and all of them at a limit', () => {
  const made = states.connected()
  made.add('b')
  made.subscribed('b', 'session-1', 'id-b', 3)
  made.closed(1)
  made.at(1)
  made.tick()
  expect(made.send({ type: 'token' })).toEqual(['unsubscribe id-b', 'open 2'])
  made.welcome(2)
  // The subscription may still exist.
  made.unsubscribed('id-b', false, 3)
  expect(made.failed('a', 'limit', 'session-2')).toEqual(['unsubscribe id-a', 'unsubscribe id-b'])
})

it('the latest 300 subscriptions of lost sessions are remembered', () => {
  const { machine, unsubscribed } = states.connected()
  for (let index = 0; index < 310; index++) unsubscribed(`id-${index}`, false)
  expect([...machine.orphans.keys()]).toEqual(Array.from({ length: 300 }, (_, index) => `id-${index + 10}`))
})

it('a limit that lasts four tries is reported once', () => {
  const { add, failed, at, tick } = states.connected()
  add('b')
  const told: string[] = []
  for (let now = 0; now < 200; now++) {
    told.push(...failed('b', 'limit'))
    at(now)
    tick()
  }
  expect(told.filter(effect => effect === 'b is pending')).toHaveLength(1)
})

it('a move takes over the session, whatever id the welcome has', () => {
  const { add, welcome, subscribed, notify, machine } = states.moving()
  expect(add('b')).toEqual(['subscribe b'])
  expect(notify(1, 'a')).toEqual(['deliver a'])
  expect(welcome(2, 'session-new')).toEqual([])
  // The answer to a request for the former session still counts.
  expect(subscribed('b', 'session-1')).toEqual(['b is live'])
  expect(add('c')).toEqual(['subscribe c'])
  expect(subscribed('c', 'session-new')).toEqual(['c is live'])
  expect(machine).toMatchObject({ socket: 2, otherSocket: 1, sessionId: 'session-new' })
})

it('an old socket that closes too soon in a move causes a gap from the start of the move', () => {
  const { at, notify, closed, welcome } = states.moving()
  for (const second of [2, 2.5]) {
    at(second)
    notify(1, 'a')
  }
  at(3)
  closed(1, 4004)
  at(4)
  // The old socket closes before the welcome, as with Twitch's mock server.
  expect(notify(2, 'a')).toEqual(['deliver a'])
  at(5)
  expect(welcome(2, 'session-1')).toEqual(['gap of a since 0'])
})

it('a move starts a new session when both of its sockets close', () => {
  const { closed, machine } = states.moving()
  closed(1, 4004)
  closed(2, 4007)
  expect(machine).toMatchObject({ phase: 'waiting', socket: 0, otherSocket: 0, sessionId: '' })
})

it('only messages of the old socket prove that it survives a move', () => {
  const { at, notify, tickAfter } = states.moving()
  at(10)
  notify(2, 'a')
  expect(tickAfter()).toBe(20)
  notify(1, 'a')
  expect(tickAfter()).toBe(30)
})

it('the old socket is closed two seconds after its last message, and later if the timer is late', () => {
  const { at, welcome, notify, tickAfter, tickAt, closed, machine } = states.moving()
  at(1)
  welcome(2)
  expect(tickAfter()).toBe(3)
  at(2.5)
  expect(notify(1, 'a')).toEqual(['deliver a'])
  expect(tickAt(3)).toEqual([])
  expect(tickAfter()).toBe(4.5)
  expect(tickAt(6)).toEqual([])
  expect(tickAfter()).toBe(8)
  expect(tickAt(8)).toEqual(['close 1'])
  expect(tickAfter()).toBe(21)
  expect(closed(1, 1005)).toEqual([])
  expect(machine).toMatchObject({ phase: 'connected', socket: 2, otherSocket: 0 })
})

it('the old socket cannot move the session again, but can revoke a subscription', () => {
  const { welcome, reconnect, revoke, machine } = states.moving()
  welcome(2, 'session-1')
  expect(reconnect(1)).toEqual([])
  expect(machine).toMatchObject({ socket: 2, otherSocket: 1, sessionId: 'session-1', keepalive: 10_000 })
  expect(revoke(1, 'a')).toEqual(['a is refused', 'close 2', 'close 1'])
})

it.each([
  [1006, ['gap of a since 0']],
  [1000, []],
  [4004, []],
])('closing the old socket with %i after a move causes %j', (code, effects) => {
  const { at, welcome, keepalive, closed, machine } = states.moving()
  at(1)
  welcome(2)
  keepalive(2, 2)
  expect(closed(1, code)).toEqual(effects)
  keepalive(2, 3)
  expect(machine).toMatchObject({ phase: 'connected', socket: 2, otherSocket: 0 })
})

it('the fifth move in a row ends the session, and another one is accepted after half a minute', () => {
  const { at, reconnect, welcome, machine, keepalive, message } = states.connected()
  const askToMove = (seconds: number) => {
    at(seconds)
    return reconnect(machine.socket)
  }
  for (let moves = 1; moves <= 4; moves++) {
    expect(askToMove(moves)).toContain(`open ${moves + 1} at wss://cell/?id=1`)
    welcome(moves + 1)
  }
  for (let second = 10; second < 40; second += 5) keepalive(5, second)
  expect(askToMove(40)).toContain('open 6 at wss://cell/?id=1')
  welcome(6)
  for (let moves = 7; moves <= 9; moves++) {
    askToMove(40 + moves)
    welcome(moves)
  }
  expect(askToMove(50)).toEqual(['close 9', 'close 8'])
  expect(machine).toMatchObject({ phase: 'waiting', error: { message: 'EventSub lost its socket (moved too often).' } })
  expect(message(9, 'session_keepalive')).toEqual([])
})

it('a deadline that is noticed late is extended by five seconds, once', () => {
  const late = states.connected()
  late.at(22.1)
  expect(late.tick()).toEqual([])
  expect(late.tickAfter()).toBe(27.1)
  late.at(27.1)
  expect(late.tick()).toEqual(['close 1'])

  const inTime = states.connected()
  inTime.at(22)
  expect(inTime.tick()).toEqual(['close 1'])

  const alive = states.connected()
  alive.at(100)
  alive.tick()
  expect(alive.notify(1, 'a')).toEqual(['deliver a'])
  expect(alive.tickAfter()).toBe(120)
})

it('the deadline follows the keepalive time of the session', () => {
  const { message, tickAfter } = states.connecting()
  message(1, 'session_welcome', { session: { id: 'session-1', keepalive_timeout_seconds: 600 } })
  expect(tickAfter()).toBe(1200)
})

it('a repeated message is not delivered again: at least the last 10,000, at most 20,000 are known', () => {
  const { notify, machine, at } = states.connected()
  const deliver = (index: number) => notify(1, 'a', 'id-a', { message_id: `event-${index}` })
  const known = () => machine.messageIds.size + machine.earlierMessageIds.size
  for (let index = 0; index < 45_000; index++) {
    expect(deliver(index)).toEqual(['deliver a'])
    expect(known()).toBeLessThanOrEqual(20_000)
  }
  // However long ago that was, and whatever the clock says.
  for (const now of [-86_400, 86_400]) {
    at(now)
    for (let index = 35_000; index < 45_000; index++) expect(deliver(index)).toEqual([])
  }
  expect(deliver(0)).toEqual(['deliver a'])
})

/** Dates of messages that are wrong at any time. */
const oddDates = [
  new Date(begin + 3_600_000).toISOString(),
  new Date(begin - 3_600_000).toISOString(),
  new Date(begin + 400 * 86_400_000).toISOString(),
  '1970-01-01T00:00:00Z',
  'yesterday',
  '',
  7,
  null,
  undefined,
]

it.for(oddDates)('an event is delivered after a message with the date %s', message_timestamp => {
  for (const type of ['session_keepalive', 'notification']) {
    const { message, notify, at, machine } = states.connected()
    message(1, type, {}, { message_timestamp })
    expect(notify(1, 'a', 'id-a', { message_timestamp })).toEqual(['deliver a'])
    for (let second = 1; second <= 10; second++) {
      at(second)
      expect(notify(1, 'a')).toEqual(['deliver a'])
    }
    expect(machine.phase).toBe('connected')
  }
})

it.for(oddDates)(
  'a gap begins at the time that two messages confirm, after one with the date %s',
  message_timestamp => {
    const made = states.connected()
    for (const second of [1, 2, 3]) made.keepalive(1, second)
    made.at(4)
    made.message(1, 'session_keepalive', {}, { message_timestamp })
    // A repeated message adds nothing.
    made.message(1, 'notification', {}, { message_timestamp, message_id: 'again' })
    made.message(1, 'notification', {}, { message_timestamp: new Date(begin + 4000).toISOString() })
    made.message(1, 'notification', {}, { message_timestamp, message_id: 'again' })
    made.at(5)
    made.closed(1)
    made.at(7)
    made.tick()
    made.send({ type: 'token' })
    made.welcome(2)
    const [, gap] = made.subscribed('a', 'session-2', 'id-a2')
    expect(Number(gap?.replace('gap of a since ', ''))).toBeLessThanOrEqual(4)
  },
)

it('a gap begins no later than the arrival of the first message when that message has a wrong date', () => {
  const made = states.connecting()
  const message_timestamp = new Date(begin + 3_600_000).toISOString()
  made.message(
    1,
    'session_welcome',
    { session: { id: 'session-1', keepalive_timeout_seconds: 10 } },
    { message_timestamp },
  )
  made.subscribed('a')
  made.closed(1)
  made.at(7)
  made.tick()
  made.send({ type: 'token' })
  made.welcome(2)
  expect(made.subscribed('a', 'session-2', 'id-a2')).toEqual(['a is live', 'gap of a since 0'])
})

/** Two subscriptions of one type, `x1` and `x2`, for a channel each. */
const listenToTwo = () => {
  const made = states.connected()
  const topics = ['1', '2'].map(id => ({ type: 'channel.x', version: '1', condition: { broadcaster_user_id: id } }))
  topics.forEach((topic, index) => {
    made.send({ type: 'add', key: `x${index + 1}`, topic })
    made.subscribed(`x${index + 1}`)
  })
  const about = (id: string, channel: string, version = '1') =>
    made.message(1, 'notification', {
      subscription: { id, type: 'channel.x', version, condition: { broadcaster_user_id: channel, reward_id: '' } },
    })
  return { ...made, about }
}

it('an event goes to the subscription of its id, whatever its condition says', () => {
  const { about } = listenToTwo()
  expect([about('id-x1', '2'), about('id-x2', '1'), about('id-x1', '3')]).toEqual([
    ['deliver x1'],
    ['deliver x2'],
    ['deliver x1'],
  ])
})

it('an event with an unknown id goes to an equal condition, or to nobody', () => {
  const { about } = listenToTwo()
  for (const before of ['no event', 'an event of a known id']) {
    if (before !== 'no event') about('id-x1', '1')
    expect([before, about('early', '1'), about('early', '2'), about('early', '3')]).toEqual([
      before,
      ['deliver x1'],
      ['deliver x2'],
      [],
    ])
    expect(about('early', '1', '2')).toEqual([])
  }
})

it('an event of the only subscription of its type is delivered until an id has matched', () => {
  const { add, message, subscribed, notify } = states.connected()
  add('b')
  // The event arrived before the answer.
  expect(notify(1, 'b', 'id-b')).toEqual(['deliver b'])
  subscribed('b')
  const invented = (version = '1') =>
    message(1, 'notification', { subscription: { id: 'invented', type: 'channel.b', version, condition: {} } })
  expect([invented(), invented('2')]).toEqual([['deliver b'], []])
  expect(notify(1, 'a')).toEqual(['deliver a'])
  expect(invented()).toEqual([])
})

it.for<readonly [string, (made: ReturnType<typeof listenToTwo>) => void]>([
  ['revoked', ({ revoke }) => revoke(1, 'x1')],
  [
    'deleted',
    ({ remove, at, tick, unsubscribed }) => {
      remove('x1')
      at(1)
      tick()
      unsubscribed('id-x1')
    },
  ],
])('an event of a subscription that was %s is dropped, also when the same one is made again', ([, end]) => {
  const made = listenToTwo()
  end(made)
  const { send, about, subscribed, unsubscribed } = made
  expect(about('id-x1', '1')).toEqual([])
  unsubscribed('id-x1')
  const topic = { type: 'channel.x', version: '1', condition: { broadcaster_user_id: '1' } }
  send({ type: 'add', key: 'x1', topic })
  expect([about('id-x1', '1'), about('id-x1', '2')]).toEqual([[], []])
  subscribed('x1', 'session-1', 'id-new')
  expect([about('id-x1', '1'), about('id-new', '1'), about('id-x2', '2')]).toEqual([[], ['deliver x1'], ['deliver x2']])
})

it('a subscription that is wanted again during its deletion gets events until it is deleted', () => {
  const { send, remove, at, tick, about, unsubscribed } = listenToTwo()
  remove('x1')
  at(1)
  tick()
  send({ type: 'add', key: 'x1', topic: { type: 'channel.x', version: '1', condition: { broadcaster_user_id: '1' } } })
  expect(about('id-x1', '1')).toEqual(['deliver x1'])
  unsubscribed('id-x1')
  expect(about('id-x1', '1')).toEqual([])
})

it('a revocation ends one subscription, also before its request is answered, and is reported once', () => {
  const { add, revoke, subscribed, message, machine } = states.connected()
  add('b')
  expect(revoke(1, 'b')).toEqual(['b is refused'])
  expect(machine.subscriptions.get('b')?.error).toMatchObject({ code: 'revoked', detail: 'user_removed' })
  expect(subscribed('b')).toEqual(['unsubscribe id-b'])
  const metadata = { message_id: 'twice' }
  const subscription = { id: 'id-a', ...topicOf('a'), status: 'authorization_revoked' }
  expect(message(1, 'revocation', { subscription }, metadata)).toEqual(['a is refused', 'close 1'])
  expect(message(1, 'revocation', { subscription }, metadata)).toEqual([])
})

it('frames without useful content are ignored', () => {
  const { send, message, machine, notify } = states.connected()
  const before = JSON.stringify([...machine.subscriptions])
  const useless = ['text', null, undefined, 7, [], {}, { metadata: null }, { metadata: 'x', payload: 'y' }]
  for (const frame of useless) expect(send({ type: 'message', socket: 1, message: frame })).toEqual([])
  expect(message(1, 'session_news')).toEqual([])
  expect(message(1, 'session_welcome', { session: null })).toEqual([])
  expect(message(1, 'session_reconnect', { session: { reconnect_url: null } })).toEqual([])
  expect(message(1, 'notification', {})).toEqual([])
  expect(message(1, 'revocation', { subscription: 'x' })).toEqual([])
  expect(notify(7, 'a')).toEqual([])
  expect(notify(0, 'a')).toEqual([])
  expect([machine.phase, JSON.stringify([...machine.subscriptions])]).toEqual(['connected', before])
})

it('a gap is reported when no request is open, and later to late subscriptions', () => {
  const made = states.connected()
  for (const key of ['b', 'c']) {
    made.add(key)
    made.subscribed(key)
  }
  for (const second of [5, 5.5]) made.keepalive(1, second)
  made.at(6)
  made.closed(1)
  made.at(7)
  made.tick()
  made.send({ type: 'token' })
  made.add('new')
  made.welcome(2)
  expect(made.subscribed('a', 'session-2', 'id-a2')).toEqual(['a is live'])
  expect(made.subscribed('b', 'session-2', 'id-b2')).toEqual(['b is live'])
  expect(made.failed('c', 'limit', 'session-2').filter(effect => effect.startsWith('gap'))).toEqual([])
  expect(made.subscribed('new', 'session-2')).toEqual(['new is live', 'gap of a,b since 5'])
  made.at(8)
  expect(made.tick()).toEqual(['subscribe c'])
  expect(made.subscribed('c', 'session-2', 'id-c2')).toEqual(['c is live', 'gap of c since 5'])
})

it('a page that returns from the history gets a gap', () => {
  const { at, keepalive, send, welcome, subscribed } = states.connected()
  for (const second of [10, 15]) keepalive(1, second)
  expect(send({ type: 'suspend' })).toEqual(['close 1'])
  at(100)
  send({ type: 'wake' })
  send({ type: 'token' })
  welcome(2)
  expect(subscribed('a', 'session-2', 'id-a2')).toEqual(['a is live', 'gap of a since 10'])
})

it('the last error stays until all is well', () => {
  const { closed, machine, at, tick, send, welcome, subscribed } = states.connected()
  closed(1, 4005)
  expect(machine.error?.message).toBe('EventSub lost its socket (4005).')
  at(1)
  tick()
  send({ type: 'token' })
  welcome(2)
  expect(machine.error).not.toBeNull()
  subscribed('a', 'session-2', 'id-a2')
  expect(machine.error).toBeNull()
})

it('the cost is that of the last subscription', () => {
  const { machine, add, subscribed } = states.connected()
  add('b')
  subscribed('b', 'session-1', 'id-b', 2)
  expect(machine.cost).toEqual({ total: 2, max: 10 })
})
