import { type HelixError, userToken } from 'tinyhelix'
import {
  channelFollow,
  channelModerate,
  channelPointsCustomRewardUpdate,
  channelRaid,
  channelUpdate,
  createEventSub,
  type EventSubGap,
  type RaidCondition,
} from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { uncaughtErrors } from '../core/uncaughtErrors.ts'
import { controlledAuth } from './controlledAuth.ts'
import { listening, page, pass, settle, update } from './scriptedPage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('createEventSub does nothing; the first subscription connects, subscribes and delivers events', async () => {
  const { client, sockets, socket, asked, listeners, agree } = page({ validate: 'off' })
  const events = createEventSub(client)
  expect([events.state.status, listeners.size]).toEqual(['idle', 0])
  await settle()
  expect(sockets).toHaveLength(0)

  const received: unknown[] = []
  const { ready } = events.on(channelUpdate, (event, meta) => received.push([event, meta]))
  await settle()
  expect(socket().url).toBe('wss://eventsub.wss.twitch.tv/ws')
  expect(events.state.status).toBe('connecting')
  expect(asked).toHaveLength(0)
  socket().welcome()
  await settle()
  expect(asked[0]).toMatchObject({
    method: 'POST',
    token: 'Bearer secret-ada',
    body: {
      type: 'channel.update',
      version: '2',
      condition: { broadcaster_user_id: 'ada' },
      transport: { method: 'websocket', session_id: 'session-1' },
    },
  })
  await agree()
  await ready
  expect(events.state).toMatchObject({
    status: 'live',
    error: null,
    cost: { total: 1, max: 10 },
    subscriptions: [{ type: 'channel.update', condition: { broadcaster_user_id: 'ada' }, status: 'live', error: null }],
  })
  socket().notify('unknown', update)
  expect(received).toEqual([
    [
      update,
      {
        id: expect.any(String),
        timestamp: '2026-05-01T00:00:00.000Z',
        subscription: expect.objectContaining({ id: 'unknown' }),
      },
    ],
  ])
  events.close()
  expect([events.state.status, socket().isClosed, listeners.size]).toEqual(['closed', true, 0])
})

it('a timer that becomes due between two reads of the clock still fires', async () => {
  const { client, socket, take } = page()
  vi.spyOn(Math, 'random').mockReturnValue(0.001)
  createEventSub(client).on(channelUpdate, () => {})
  await settle()
  socket().welcome()
  await settle()
  await take('POST')[0]?.answer(429, { message: 'maximum subscriptions with type and condition exceeded' })
  // The timer is due after 999.5 ms. Timers know no fractions, and fire early.
  const due = Date.now() + 999
  const { now } = Date
  let looks = 0
  vi.spyOn(Date, 'now').mockImplementation(() => Math.max(now(), now() < due ? 0 : due + Math.min(looks++, 1)))
  await pass(999)
  expect(looks).toBeGreaterThan(0)
  await pass(10)
  expect(take('POST')).toHaveLength(1)
})

it('address and keepalive are those in the options', async () => {
  const { client, socket } = page({ eventSubURL: 'ws://localhost:8080/ws?mock=1' })
  createEventSub(client, { keepaliveSeconds: 30 }).on(channelUpdate, () => {})
  await settle()
  expect(socket().url).toBe('ws://localhost:8080/ws?mock=1&keepalive_timeout_seconds=30')
  expect(() => createEventSub(client, { keepaliveSeconds: 5 })).toThrow('10 to 600')
})

it('equal subscriptions share one at Twitch, and the last close() ends it after a second', async () => {
  const { events, handle, received, socket, take, sockets, agree } = await listening()
  const other = events.on(channelUpdate, { broadcaster_user_id: 'ada' }, event => received.push(['other', event]))
  await other.ready
  expect([take('POST'), events.state.subscriptions]).toMatchObject([[], { length: 1 }])
  socket().notify('x', update)
  expect(received).toEqual([update, ['other', update]])
  handle.close()
  socket().notify('x', update)
  expect(received).toHaveLength(3)

  other.close()
  await pass(900)
  events.on(channelUpdate, () => {})
  await pass(5000)
  expect([take('POST'), take('DELETE'), socket().isClosed]).toEqual([[], [], false])
  events.close()

  const again = await listening()
  again.handle.close()
  again.handle.close()
  await pass(999)
  expect(again.socket().isClosed).toBe(false)
  await pass(1)
  expect([again.take('DELETE').length, again.socket().isClosed, again.events.state.status]).toEqual([1, true, 'idle'])
  again.events.on(channelUpdate, () => {})
  await settle()
  expect([sockets.length, again.sockets.length]).toEqual([1, 2])
  await agree()
})

it('handlers run in order, and an error in one is uncaught and does not stop others', async () => {
  const { events, socket } = await listening()
  const uncaught = uncaughtErrors()
  const order: string[] = []
  events.on(channelUpdate, () => {
    order.push('first')
    throw new Error('a fault of the page')
  })
  events.on(channelUpdate, () => order.push('second'))
  socket().notify('x', update)
  expect(order).toEqual(['first', 'second'])
  expect(uncaught).toEqual([new Error('a fault of the page')])
})

it('hundreds of components that share a subscription do not look at each other as they come and go', async () => {
  const { events } = await listening()
  const looks = vi.spyOn(Map.prototype, 'get')
  const handles = Array.from({ length: 300 }, () => events.on(channelUpdate, () => {}))
  for (const { close } of handles) close()
  expect(looks.mock.calls.length).toBeLessThan(300 * 40)
  expect(events.state).toMatchObject({ status: 'live', subscriptions: { length: 1 } })
})

it('channelRaid without a condition means raids to the signed-in user’s channel', async () => {
  const { client, socket, take } = page()
  const events = createEventSub(client)
  const conditions: RaidCondition[] = [{}, { from_broadcaster_user_id: '7' }, { to_broadcaster_user_id: '8' }]
  events.on(channelRaid, () => {})
  for (const condition of conditions) events.on(channelRaid, condition, () => {})
  await settle()
  socket().welcome()
  await settle()
  expect(take('POST').map(({ body }) => body.condition)).toEqual([
    { to_broadcaster_user_id: 'ada' },
    { from_broadcaster_user_id: '7' },
    { to_broadcaster_user_id: '8' },
  ])
  events.close()
})

it('a condition may have the getters of a class, such as the fields of Svelte’s `$state`', async () => {
  const { client, socket, take } = page()
  const events = createEventSub(client)
  class Shown {
    get broadcaster_user_id() {
      return '42'
    }
  }
  events.on(channelUpdate, new Shown(), () => {})
  await settle()
  socket().welcome()
  await settle()
  expect(take('POST').map(({ body }) => body.condition)).toEqual([{ broadcaster_user_id: '42' }])
})

it('an invalid condition throws at once', () => {
  const { client, sockets } = page()
  const events = createEventSub(client)
  const on =
    (...rest: unknown[]) =>
    () =>
      events.on(...(rest as [never, never, never]))
  const handler = () => {}
  expect(on(channelUpdate, { broadcaster_user_id: undefined }, handler)).toThrow('EventSub channel.update')
  expect(on(channelUpdate, { broadcaster_user_id: '' }, handler)).toThrow('broadcaster_user_id')
  expect(on(channelPointsCustomRewardUpdate, { reward_id: undefined }, handler)).toThrow('reward_id')
  expect(on(channelUpdate, null, handler)).toThrow('takes a condition')
  expect(on(channelUpdate, {})).toThrow('takes a condition')
  expect(on(channelUpdate, { user_id: '1' }, handler)).toThrow('nothing of this name')
  expect(on(channelRaid, { from_broadcaster_user_id: '1', to_broadcaster_user_id: '2' }, handler)).toThrow(
    'at most one',
  )
  expect(on(channelRaid, { to_broadcaster_user_id: undefined }, handler)).toThrow('to_broadcaster_user_id')
  expect(on(channelRaid, { from_broadcaster_user_id: undefined }, handler)).toThrow('from_broadcaster_user_id')
  expect([events.state.status, sockets.length]).toEqual(['idle', 0])
})

it('another user’s id in place of one’s own is refused before the network', async () => {
  const errors: HelixError[] = []
  const { client, sockets } = page()
  const events = createEventSub(client, { onError: error => errors.push(error) })
  const { ready } = events.on(channelFollow, { moderator_user_id: 'bob' }, () => {})
  await expect(ready).rejects.toMatchObject({ code: 'parameter', message: expect.stringContaining('only your own id') })
  expect([errors.length, sockets.length]).toEqual([1, 0])
})

it('missing scopes are refused before the network, and the subscription is made once they are granted', async () => {
  const made = page()
  made.signIn('ada', ['moderator:read:followers'])
  const errors: HelixError[] = []
  const events = createEventSub(made.client, { onError: error => errors.push(error) })
  const { ready } = events.on(channelModerate, { broadcaster_user_id: '42' }, () => {})
  await expect(ready).rejects.toMatchObject({ code: 'scope' })
  const { spec } = channelModerate
  const missing = [spec.scopes, ...(spec.also ?? [])].map(list => list[0])
  expect(errors.map(error => error.missing)).toEqual([missing])
  expect(events.state.subscriptions).toMatchObject([{ status: 'refused', error: errors[0] }])
  expect(made.sockets).toHaveLength(0)
  made.signIn(
    'ada',
    missing.filter(scope => scope !== undefined),
  )
  await settle()
  expect(made.sockets).toHaveLength(1)
})

it('a subscription waits while nobody is signed in, and is made after a sign-in', async () => {
  const { client, signIn, sockets, socket, take } = page({ user: null })
  const events = createEventSub(client)
  events.on(channelUpdate, () => {})
  await settle()
  expect([events.state.status, sockets.length]).toEqual(['signed-out', 0])
  expect(events.state.subscriptions).toMatchObject([{ status: 'pending', condition: {} }])
  signIn('ada')
  await settle()
  socket().welcome()
  await settle()
  expect(take('POST')[0]?.body.condition).toEqual({ broadcaster_user_id: 'ada' })
})

it('a token that never arrives is reported once after a minute, and is used when it arrives', async () => {
  const { clientOf, sockets } = page()
  const waiting: ((token: string) => void)[] = []
  const slow = { ...controlledAuth('ada').auth, getToken: () => new Promise<string>(resolve => waiting.push(resolve)) }
  const errors: HelixError[] = []
  const events = createEventSub(clientOf(slow), { onError: error => errors.push(error) })
  events.on(channelUpdate, () => {})
  events.on(channelRaid, { to_broadcaster_user_id: 'ada' }, () => {})
  await pass(59_000)
  expect(errors).toEqual([])
  await pass(2000)
  expect(errors).toMatchObject([{ code: 'token', message: expect.stringContaining('no token in a minute') }])
  expect(events.state.error).toBe(errors[0])
  await pass(600_000)
  expect(errors).toHaveLength(1)
  expect([waiting.length, sockets.length]).toEqual([expect.any(Number), 0])
  // The EventSub may be waiting, and then asks once more.
  for (let second = 0; second < 120; second++) {
    for (const give of waiting) give('secret-ada')
    await pass(1000)
  }
  expect(waiting.length).toBeGreaterThan(5)
  expect(sockets.length).toBeGreaterThan(0)
  events.close()
})

it('an unknown user is looked up again with growing waits, and reported once', async () => {
  const { clientOf, asked, sockets } = page()
  const errors: HelixError[] = []
  const events = createEventSub(clientOf(userToken('secret')), { onError: error => errors.push(error) })
  events.on(channelUpdate, () => {})
  let tries = 0
  const answerFor = async (seconds: number, status: number, body?: object) => {
    for (let second = 0; second < seconds; second++) {
      await pass(1000)
      for (const { answer } of asked.splice(0)) {
        tries++
        await answer(status, body)
      }
    }
  }
  await answerFor(120, 503, { message: 'unavailable' })
  expect(tries).toBeGreaterThan(5)
  expect(tries).toBeLessThan(25)
  expect(errors).toMatchObject([{ code: 'server_error' }])
  expect(sockets).toHaveLength(0)
  await answerFor(70, 200, { client_id: 'app', user_id: 'ada', login: 'ada', scopes: [], expires_in: 5000 })
  expect(sockets.length).toBeGreaterThan(0)
  events.close()
})

it('a closed EventSub stops looking up an unknown user', async () => {
  const { clientOf, asked } = page()
  const events = createEventSub(clientOf(userToken('secret')))
  events.on(channelUpdate, () => {})
  await pass(1000)
  await asked[0]?.answer(503)
  events.close()
  const { length } = asked
  await pass(100_000)
  expect(asked).toHaveLength(length)
  expect(vi.getTimerCount()).toBe(0)
})

it('no handler is called after a sign-out', async () => {
  const { events, signIn, socket, received } = await listening()
  signIn(null)
  expect({ status: events.state.status, isClosed: socket().isClosed }).toEqual({ status: 'signed-out', isClosed: true })
  socket().notify('x', update)
  socket().drop()
  await pass(60_000)
  expect(received).toEqual([])
})

it('a subscription of one user never receives events as another', async () => {
  const made = page({ validate: 'off' })
  const events = createEventSub(made.client)
  const received: unknown[] = []
  events.on(channelUpdate, event => received.push(event))
  await settle()
  made.socket().welcome()
  await settle()
  const [adas] = made.take('POST')
  made.signIn('bob')
  await settle()
  expect(made.sockets).toMatchObject([{ isClosed: true }, { isClosed: false }])
  await adas?.answer(202, { data: [{ id: 'id-ada', cost: 0 }], total_cost: 0, max_total_cost: 10 })
  made.socket(1).notify('id-ada', update)
  expect(received).toEqual([])
  made.socket(2).welcome()
  await settle()
  const [bobs] = made.take('POST')
  expect(bobs).toMatchObject({
    token: 'Bearer secret-bob',
    body: { condition: { broadcaster_user_id: 'bob' }, transport: { session_id: 'session-2' } },
  })
  expect(events.state.subscriptions).toMatchObject([{ condition: { broadcaster_user_id: 'bob' }, status: 'pending' }])
})

it('a sign-out in a handler stops the event for the handlers after it', async () => {
  const { events, signIn, socket } = await listening()
  const order: string[] = []
  events.on(channelUpdate, () => {
    order.push('first')
    signIn(null)
  })
  events.on(channelUpdate, () => order.push('second'))
  socket().notify('x', update)
  expect(order).toEqual(['first'])
})

it('an event is not delivered to a user who signs in while it is delivered', async () => {
  const made = page({ validate: 'off' })
  const received: unknown[] = []
  const listen = (name: string, run = () => {}) => {
    const events = createEventSub(made.client)
    events.onEvent(() => received.push(`${name} hears of it as ${events.state.userId}`))
    events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {
      received.push(`${name} first`)
      run()
    })
    events.on(channelUpdate, { broadcaster_user_id: '42' }, () => received.push(`${name} second`))
  }
  listen('one', () => made.signIn('bob'))
  listen('other')
  await settle()
  made.socket().welcome()
  await settle()
  await made.agree()
  made.socket().notify('x', update, { type: 'channel.update', version: '2', condition: { broadcaster_user_id: '42' } })
  expect(received).toEqual(['one first'])
})

it.for<readonly [string, (signIn: (user: string | null) => void) => void]>([
  ['signs out', signIn => signIn(null)],
  ['lets Bob in', signIn => signIn('bob')],
  [
    'lets Bob in and Ada again',
    signIn => {
      signIn('bob')
      signIn('ada')
    },
  ],
])('after a listener that %s, later listeners and handlers do not get that event or gap', async ([, change]) => {
  const run = async (name: string) => {
    const made = await listening()
    const heard: string[] = []
    const hear = (what: string) => () => {
      heard.push(what)
      if (what === name) change(made.signIn)
    }
    const other = createEventSub(made.client)
    for (const [events, which] of [
      [made.events, 'one'],
      [other, 'other'],
    ] as const) {
      events.on(channelUpdate, { broadcaster_user_id: 'ada' }, hear(`${which} handler`))
      for (const number of [1, 2, 3]) {
        events.onEvent(hear(`${which} event ${number}`))
        events.onGap(hear(`${which} gap ${number}`))
      }
    }
    await settle()
    await made.agree()
    if (name.includes('gap')) {
      made.socket().drop()
      await pass(1000)
      made.socket().welcome()
      await settle()
      await made.agree()
    } else
      made
        .socket()
        .notify('x', update, { type: 'channel.update', version: '2', condition: { broadcaster_user_id: 'ada' } })
    return heard
  }
  expect(await run('one event 1')).toEqual(['one handler', 'one event 1'])
  expect(await run('one event 2')).toEqual(['one handler', 'one event 1', 'one event 2'])
  expect((await run('other event 1')).slice(-2)).toEqual(['other handler', 'other event 1'])
  expect(await run('one gap 1')).toEqual(['one gap 1'])
  expect(await run('one gap 3')).toEqual(['one gap 1', 'one gap 2', 'one gap 3'])
  expect((await run('other gap 2')).slice(-2)).toEqual(['other gap 1', 'other gap 2'])
})

it('an event is delivered, and the error uncaught, if onMismatch throws', async () => {
  const uncaught = uncaughtErrors()
  const fault = new Error('the fault of onMismatch')
  const made = await listening({
    validate: 'report',
    onMismatch: () => {
      throw fault
    },
  })
  made.socket().notify('x', { ...update, title: 7 })
  expect(made.received).toMatchObject([{ title: 7 }])
  expect(new Set(uncaught)).toEqual(new Set([fault]))
})

it('an event that is followed by a sign-out during its check is not delivered', async () => {
  const made = await listening({ validate: 'report', onMismatch: () => made.signIn('bob') })
  made.events.onEvent(event => made.received.push(event))
  made.socket().notify('x', update)
  expect(made.received).toEqual([])
})

it('the state has no token that an auth of the page takes for JSON, which engines quote', async () => {
  const fault = async () => JSON.parse('secret-token')
  const made = page({ auth: { ...controlledAuth('ada').auth, getToken: fault } })
  const events = createEventSub(made.client)
  events.on(channelUpdate, () => {})
  await settle()
  expect(events.state.error?.message).toContain('SyntaxError: Unexpected token')
  expect(JSON.stringify(events.state) + events.state.error).not.toContain('secret')
})

it('a message with a wrong date does not block other messages, also after a reconnect', async () => {
  const { socket, received, events, agree } = await listening()
  const ahead = { message_timestamp: '2026-05-01T01:00:00Z' }
  const send = async (count: number) => {
    for (let index = 0; index < count; index++) {
      await pass(1000)
      socket().notify('x', update, undefined)
    }
  }
  socket().receive('session_keepalive', {}, ahead)
  await send(5)
  socket().receive(
    'notification',
    { subscription: { id: 'x', type: 'channel.update', version: '2' }, event: update },
    ahead,
  )
  await send(5)
  expect([received.length, events.state.status]).toEqual([11, 'live'])
  socket().drop()
  await pass(1000)
  socket().welcome()
  await settle()
  await agree()
  await send(10)
  expect([received.length, events.state.status]).toEqual([21, 'live'])
})

it('a handler that closes its subscription gets no more events, not even the current one', async () => {
  const { events, handle, received, socket } = await listening()
  const other = events.on(channelUpdate, () => third.close())
  const third = events.on(channelUpdate, event => received.push(['third', event]))
  socket().notify('x', update)
  expect(received).toEqual([update])
  for (const { close } of [handle, other]) close()
})

it('a subscription closed during a switch of users is not made for the new user', async () => {
  const { events, signIn, socket, take, handle } = await listening()
  const second = events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {})
  events.subscribe(({ userId }) => userId === 'bob' && second.close())
  take('POST')
  signIn('bob')
  await settle()
  socket().welcome()
  await settle()
  expect(take('POST').map(({ body }) => body.condition)).toEqual([{ broadcaster_user_id: 'bob' }])
  handle.close()
  await pass(1000)
  expect(socket().isClosed).toBe(true)
})

it('a user who signs in and out at once gets no connection', async () => {
  const { events, signIn, sockets } = await listening()
  events.subscribe(({ userId }) => userId === 'bob' && signIn(null))
  signIn('bob')
  await pass(1000)
  expect([events.state.status, events.state.userId]).toEqual(['signed-out', null])
  expect(sockets.filter(({ isClosed }) => !isClosed)).toEqual([])
})

it('a drop reconnects, subscribes again and reports one gap', async () => {
  const { events, socket, sockets, agree, received } = await listening()
  const gaps: EventSubGap[] = []
  events.onGap(gap => gaps.push(gap))
  await pass(5000)
  for (const wait of [0, 1000]) {
    await pass(wait)
    socket().receive('session_keepalive')
  }
  await pass(1000)
  socket().drop(4005)
  expect(events.state).toMatchObject({ status: 'waiting', error: { message: 'EventSub lost its socket (4005).' } })
  expect(events.state.retryAt).toBeGreaterThanOrEqual(Date.now())
  await pass(1000)
  expect(sockets).toHaveLength(2)
  socket().welcome()
  await settle()
  await agree()
  expect(gaps).toMatchObject([
    {
      since: '2026-05-01T00:00:05.000Z',
      subscriptions: [{ type: 'channel.update', condition: { broadcaster_user_id: 'ada' } }],
    },
  ])
  expect(events.state).toMatchObject({ status: 'live', error: null, retryAt: null })
  socket().notify('x', update)
  expect(received).toEqual([update])
})

it('a moved session continues without a request', async () => {
  const { socket, take, received, events } = await listening()
  socket(1).receive('session_reconnect', { session: { reconnect_url: 'wss://cell-a.eventsub.wss.twitch.tv/ws?id=1' } })
  expect(socket(2).url).toBe('wss://cell-a.eventsub.wss.twitch.tv/ws?id=1')
  socket(1).notify('x', update)
  socket(2).welcome()
  socket(2).notify('x', update)
  await pass(2000)
  expect({ old: socket(1).isClosed, new: socket(2).isClosed }).toEqual({ old: true, new: false })
  expect([received.length, take('POST').length, events.state.status]).toEqual([2, 0, 'live'])
})

it('silence is detected after twice the keepalive time', async () => {
  const { socket, events } = await listening()
  await pass(19_999)
  expect(events.state.status).toBe('live')
  await pass(1)
  expect({ status: events.state.status, isClosed: socket().isClosed }).toEqual({ status: 'waiting', isClosed: true })
})

it('refusals and revocations are reported once', async () => {
  const errors: HelixError[] = []
  const { events, take, socket } = await listening({}, { onError: error => errors.push(error) })
  const { ready } = events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {})
  await settle()
  await take('POST')[0]?.answer(403, { status: 403, message: 'subscription missing proper authorization' })
  await expect(ready).rejects.toMatchObject({ code: 'forbidden', status: 403 })
  expect(events.state.status).toBe('live')
  const revoked = { type: 'channel.update', version: '2', condition: { broadcaster_user_id: 'ada' } }
  socket().receive('revocation', { subscription: { id: 'x', ...revoked, status: 'authorization_revoked' } })
  expect(errors).toMatchObject([{ code: 'forbidden' }, { code: 'revoked', detail: 'authorization_revoked' }])
  expect(socket().isClosed).toBe(true)
})

it('too many sockets are reported with advice after four tries of one request each', async () => {
  const errors: HelixError[] = []
  const { client, socket, sockets, take } = page()
  const events = createEventSub(client, { onError: error => errors.push(error) })
  const channels = Array.from({ length: 27 }, (_, index) => `${index}`)
  for (const broadcaster_user_id of channels) events.on(channelUpdate, { broadcaster_user_id }, () => {})
  await settle()
  const asked: number[] = []
  let seen = 0
  for (let second = 0; second < 180; second++) {
    if (sockets.length > seen) {
      seen = sockets.length
      socket().welcome()
      await settle()
      const requests = take('POST')
      asked.push(requests.length)
      for (const { answer } of requests) {
        await answer(429, { status: 429, message: 'number of websocket transports limit exceeded' })
      }
      expect([events.state.status, events.state.error?.message, socket().isClosed]).toEqual([
        'waiting',
        expect.stringMatching(/three sockets open.*Close other tabs.*shareTabs\(\)/),
        true,
      ])
    }
    await pass(1000)
  }
  expect(errors).toMatchObject([{ code: 'rate_limited', message: expect.stringContaining('Close other tabs') }])
  expect(asked).toEqual([6, ...asked.slice(1).map(() => 1)])
  expect(asked.length).toBeLessThan(13)

  // Another tab is closed.
  while (sockets.length === seen) await pass(1000)
  socket().welcome()
  await settle()
  for (let round = 0; round < 30; round++) {
    for (const { answer, body } of take('POST')) {
      await answer(202, { data: [{ id: `id-${JSON.stringify(body.condition)}`, cost: 0 }] })
    }
    await settle()
  }
  expect([events.state.status, events.state.error]).toEqual(['live', null])
})

it('existing subscriptions are found page by page and adopted', async () => {
  const { client, socket, take } = page()
  const events = createEventSub(client)
  events.on(channelUpdate, () => {})
  await settle()
  socket().welcome()
  await settle()
  await take('POST')[0]?.answer(409, { status: 409, message: 'subscription already exists' })
  const row = { id: 'id-found', status: 'enabled', type: 'channel.update', version: '2', cost: 0 }
  const theirs = {
    ...row,
    id: 'id-other',
    condition: { broadcaster_user_id: 'ada' },
    transport: { session_id: 'other' },
  }
  const [first] = take('GET')
  expect(first?.query.get('type')).toBe('channel.update')
  await first?.answer(200, { data: [theirs], pagination: { cursor: 'next' } })
  const [second] = take('GET')
  expect(second?.query.get('after')).toBe('next')
  const ours = { ...row, condition: { broadcaster_user_id: 'ada' }, transport: { session_id: 'session-1' } }
  await second?.answer(200, { data: [ours], pagination: {} })
  expect(events.state.status).toBe('live')
})

it('a subscription that Twitch has but does not list for this page reports `conflict`', async () => {
  const { client, socket, take } = page()
  const errors: HelixError[] = []
  const events = createEventSub(client, { onError: error => errors.push(error) })
  events.on(channelUpdate, () => {})
  await settle()
  socket().welcome()
  await settle()
  for (let second = 0; second < 20; second++) {
    await take('POST')[0]?.answer(409, { status: 409, message: 'subscription already exists' })
    await take('GET')[0]?.answer(200, { data: [], pagination: {} })
    socket().receive('session_keepalive')
    await pass(1000)
  }
  expect(errors).toMatchObject([{ code: 'conflict' }])
  expect(events.state.subscriptions).toMatchObject([{ status: 'pending' }])
})

// The second message is that of Twitch's mock server.
it.for(['websocket transport session does not exist or has already disconnected', 'non-existent session_id'])(
  'a session that Twitch does not know is replaced without an error: "%s"',
  async message => {
    const { client, sockets, socket, take, agree } = page()
    const errors: HelixError[] = []
    const events = createEventSub(client, { onError: error => errors.push(error) })
    events.on(channelUpdate, () => {})
    await settle()
    socket().welcome()
    await settle()
    for (let tries = 0; tries < 2; tries++) {
      await take('POST')[0]?.answer(400, { status: 400, message })
      await pass(2000)
    }
    expect(sockets).toHaveLength(2)
    socket().welcome()
    await settle()
    await agree()
    expect({ status: events.state.status, errors }).toEqual({ status: 'live', errors: [] })
  },
)

it('events are validated as answers are', async () => {
  const run = async (validate: 'report' | 'throw' | 'off') => {
    const errors: HelixError[] = []
    const mismatches: string[] = []
    const { socket, received } = await listening(
      { validate, onMismatch: ({ endpoint, path }) => mismatches.push(`${endpoint} ${path}`) },
      { onError: error => errors.push(error) },
    )
    socket().notify('x', update)
    return [received.length, mismatches.length > 0, errors.map(({ code }) => code)]
  }
  expect(await run('report')).toEqual([1, true, []])
  expect(await run('throw')).toEqual([0, false, ['schema']])
  expect(await run('off')).toEqual([1, false, []])
})

it.for([undefined, null, 'text', 7, [], [[]], [{}], {}, { title: null }])(
  'a malformed event is not delivered with `throw`, and is reported with `report`: %j',
  async odd => {
    for (const validate of ['throw', 'report'] as const) {
      const errors: HelixError[] = []
      const mismatches: string[] = []
      const { socket, received, events } = await listening(
        { validate, onMismatch: ({ path }) => mismatches.push(path) },
        { onError: error => errors.push(error) },
      )
      socket().notify('x', odd as object)
      const told = validate === 'throw' ? errors.map(({ code }) => code) : mismatches
      expect([validate, received.length]).toEqual([validate, Number(validate === 'report')])
      expect(told.length).toBeGreaterThan(0)
      events.close()
    }
  },
)

it('an event is validated once for all handlers, and an invalid one reaches none of them', async () => {
  const errors: HelixError[] = []
  const heard: unknown[] = []
  const made = await listening({ validate: 'throw' }, { onError: error => errors.push(error) })
  made.events.on(channelUpdate, event => made.received.push(event))
  made.events.onEvent(message => heard.push(message))
  made.socket().notify('x', update)
  expect([made.received, heard, errors.map(({ code }) => code)]).toEqual([[], [], ['schema']])
})

it('a new token does not repeat refused subscriptions', async () => {
  const made = await listening()
  made.events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {})
  await settle()
  await made.take('POST')[0]?.answer(403, { status: 403, message: 'subscription missing proper authorization' })
  made.signIn('ada')
  await settle()
  expect(made.take('POST')).toEqual([])
  made.signIn('ada', ['bits:read'])
  await settle()
  expect(made.take('POST').map(({ body }) => body.condition)).toEqual([{ broadcaster_user_id: '42' }])
})

it('closing one of two subscriptions keeps the other', async () => {
  const { events, handle, received, socket, take } = await listening()
  events.on(channelUpdate, event => received.push(['other', event]))
  handle.close()
  await pass(5000)
  socket().notify('x', update)
  expect([received, take('DELETE')]).toEqual([[['other', update]], []])
})

it('a missing WebSocket is an error that says what to do', () => {
  vi.stubGlobal('WebSocket', undefined)
  const { client } = page({ WebSocket: undefined })
  expect(() => createEventSub(client).on(channelUpdate, () => {})).toThrow(
    expect.objectContaining({ code: 'parameter', message: expect.stringContaining('needs a WebSocket') }),
  )
})

it('a WebSocket that cannot be made is tried again', async () => {
  let tries = 0
  class Refused {
    constructor() {
      tries++
      throw new SyntaxError('refused')
    }
    addEventListener() {}
    close() {}
  }
  const { client } = page({ WebSocket: Refused })
  const events = createEventSub(client)
  events.on(channelUpdate, () => {})
  await settle()
  expect(events.state.status).toBe('waiting')
  await pass(10_000)
  expect(tries).toBeGreaterThan(2)
  events.close()
})

it('one user in one page has one socket, even if a module is loaded twice', async () => {
  const old = await listening()
  const renewed = createEventSub(old.client)
  const received: unknown[] = []
  const { ready } = renewed.on(channelUpdate, event => received.push(event))
  await ready
  old.events.close()
  await pass(5000)
  old.socket().notify('x', update)
  expect([old.sockets.length, old.take('POST').length, old.take('DELETE').length]).toEqual([1, 0, 0])
  expect([received, old.received, old.socket().isClosed]).toEqual([[update], [], false])
  renewed.close()
  expect(old.socket().isClosed).toBe(true)
})

it('a page that is left closes its socket, and reconnects when it returns', async () => {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' })
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('document', document)
  const { socket, sockets, events, agree } = await listening()
  const gaps: EventSubGap[] = []
  events.onGap(gap => gaps.push(gap))
  window.dispatchEvent(new Event('pagehide'))
  // Events of the document also pass the window.
  window.dispatchEvent(new Event('visibilitychange'))
  await pass(60_000)
  expect({ isClosed: socket().isClosed, sockets: sockets.length }).toEqual({ isClosed: true, sockets: 1 })
  window.dispatchEvent(new Event('pageshow'))
  await settle()
  socket().welcome()
  await settle()
  await agree()
  expect([sockets.length, gaps.length, events.state.status]).toEqual([2, 1, 'live'])
})

it('`ready` causes no unhandled rejection, and rejects when it was closed before', async () => {
  const { client } = page()
  const events = createEventSub(client)
  const first = events.on(channelUpdate, () => {})
  const second = events.on(channelUpdate, () => {})
  first.close()
  events.close()
  await expect(first.ready).rejects.toMatchObject({ name: 'AbortError' })
  await expect(second.ready).rejects.toMatchObject({ name: 'AbortError' })
  expect(() => events.on(channelUpdate, () => {})).toThrow('create another')
})

it('the state stays the same object until it changes, and contains no token', async () => {
  const { events, socket, take } = await listening()
  const states: unknown[] = []
  const end = events.subscribe(state => states.push(state))
  socket().receive('session_keepalive')
  socket().notify('x', update)
  expect(states).toEqual([events.state])
  events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {})
  await settle()
  await take('POST')[0]?.answer(401, { status: 401, message: 'no, secret-ada' })
  expect(states.length).toBeGreaterThan(1)
  expect(JSON.stringify([states, events.state.subscriptions.map(({ error }) => error?.message)])).not.toContain(
    'secret',
  )
  end()
})
