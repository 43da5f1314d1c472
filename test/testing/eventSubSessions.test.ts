import { createEventSubSubscription, getEventSubSubscriptions, getStreams } from 'tinyhelix'
import { channelChatMessage, channelCheer, channelFollow, streamOnline } from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitch, type FakeTwitchOptions } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { type Opened, openSocket } from './openSocket.ts'
import { call, refusal } from './wire.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

const subscription = (type: string, condition: object, version = '1') => ({ type, version, condition })
const follow = subscription('channel.follow', { broadcaster_user_id: '1001', moderator_user_id: '1001' }, '2')
const online = (id: string) => subscription('stream.online', { broadcaster_user_id: id })

const sessionOf = ({ frames }: Opened): string => frames[0]?.payload.session.id

/** A fake with an open socket after its welcome. */
async function setUp(options: FakeTwitchOptions = {}, query = '') {
  const fake = createFakeTwitch(options)
  const token = fake.grant()
  const subscribe = (what: object, to: Opened | string, as: string | object = token) => {
    const session_id = typeof to === 'string' ? to : sessionOf(to)
    const body = { ...what, transport: { method: 'websocket', session_id } }
    return call(fake, 'POST /eventsub/subscriptions', { body, token: as })
  }
  const list = async (as: string | object = token) =>
    (await call(fake, 'GET /eventsub/subscriptions', { token: as })).body
  const opened = openSocket(fake, fake.network.eventSubURL + query)
  await pass(0.01)
  return { fake, token, subscribe, list, opened }
}

const typesOf = ({ frames }: Opened) => frames.map(({ metadata }) => metadata['message_type'])
const followed = (fake: FakeTwitch) => fake.emit(channelFollow, { user_id: '1002', broadcaster_user_id: '1001' })

describe('a socket', () => {
  it('a socket opens in a later task and gets a welcome', async () => {
    const { WebSocket, eventSubURL } = createFakeTwitch().network
    const socket = new WebSocket(eventSubURL)
    const seen: string[] = []
    socket.onopen = () => seen.push('onopen')
    socket.addEventListener('open', () => seen.push('open'))
    socket.onmessage = ({ data, origin }) => seen.push(JSON.parse(data).metadata.message_type, origin)
    expect(socket).toMatchObject({ readyState: WebSocket.CONNECTING, url: eventSubURL, protocol: '', extensions: '' })
    await pass(0.01)
    expect(seen).toEqual(['onopen', 'open', 'session_welcome', 'wss://eventsub.wss.twitch.tv'])
    expect(socket.readyState).toBe(WebSocket.OPEN)
  })

  it('the welcome is like Twitch’s', async () => {
    const { opened } = await setUp()
    const nanoseconds = expect.stringMatching(/^2026-05-01T12:00:00\.\d{9}Z$/)
    expect(opened.frames).toEqual([
      {
        metadata: {
          message_id: expect.stringMatching(/^[\da-f-]{36}$/),
          message_type: 'session_welcome',
          message_timestamp: nanoseconds,
        },
        payload: {
          session: {
            id: expect.stringMatching(/^[\w-]{36}$/),
            status: 'connected',
            connected_at: nanoseconds,
            keepalive_timeout_seconds: 10,
            reconnect_url: null,
            recovery_url: null,
          },
        },
      },
    ])
  })

  it.for([
    ['', 10],
    ['?keepalive_timeout_seconds=30', 30],
    ['?keepalive_timeout_seconds=1', 10],
    ['?keepalive_timeout_seconds=-5', 10],
    ['?keepalive_timeout_seconds=9000', 600],
    ['?keepalive_timeout_seconds=soon', 10],
  ] as const)('a socket opened with "%s" gets a keepalive every %i seconds', async ([query, seconds]) => {
    const { opened, subscribe, fake } = await setUp({}, query)
    expect(opened.frames[0]?.payload.session.keepalive_timeout_seconds).toBe(seconds)
    await subscribe(follow, opened)
    await pass(seconds - 1)
    expect(typesOf(opened)).toEqual(['session_welcome'])
    // An event postpones the keepalive.
    expect(followed(fake)).toBe(1)
    await pass(seconds - 1)
    expect(typesOf(opened)).toEqual(['session_welcome', 'notification'])
    await pass(seconds + 1)
    expect(typesOf(opened)).toEqual(['session_welcome', 'notification', 'session_keepalive', 'session_keepalive'])
    expect(opened.frames.at(-1)?.payload).toEqual({})
    expect(new Set(opened.frames.map(({ metadata }) => metadata['message_id'])).size).toBe(4)
  })

  it.for([
    ['nowhere', /address/],
    ['https://eventsub.wss.twitch.tv/ws', /address/],
    ['wss://eventsub.wss.twitch.tv/ws#top', /address/],
  ] as const)('a socket cannot be made for %s', ([address, message]) => {
    const { WebSocket } = createFakeTwitch().network
    expect(() => new WebSocket(address)).toThrow(
      expect.objectContaining({ name: 'SyntaxError', message: expect.stringMatching(message) }),
    )
  })

  it('a socket at another address fails', async () => {
    const fake = createFakeTwitch()
    const elsewhere = openSocket(fake, 'wss://example.com/ws')
    const errors: string[] = []
    elsewhere.socket.onerror = ({ type }) => errors.push(type)
    await pass(1)
    expect(elsewhere.closings).toEqual([{ code: 1006, reason: '', wasClean: false }])
    expect(errors).toEqual(['error'])
    expect(fake.eventSub.sessions).toEqual([])
  })

  it('close() by the page takes effect in a later task', async () => {
    const { fake, opened, subscribe, list } = await setUp()
    await subscribe(follow, opened)
    opened.socket.close()
    expect(opened.socket.readyState).toBe(opened.socket.CLOSING)
    expect(followed(fake)).toBe(0)
    await pass(0.01)
    expect(opened.closings).toEqual([{ code: 1000, reason: '', wasClean: true }])
    expect(typesOf(opened)).toEqual(['session_welcome'])
    expect(fake.eventSub.sessions).toEqual([])
    expect((await list()).data).toMatchObject([{ status: 'websocket_disconnected' }])
    opened.socket.close()
    opened.socket.send('late')
    await pass(1)
    expect(opened.closings).toHaveLength(1)
  })

  it('a socket that is closed before it opens has no session', async () => {
    const fake = createFakeTwitch()
    const opened = openSocket(fake)
    expect(() => opened.socket.send('early')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
    expect(() => opened.socket.close(1001)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }))
    opened.socket.close(3001, 'changed my mind')
    await pass(20)
    expect(opened).toMatchObject({ frames: [], closings: [{ code: 1006, reason: '', wasClean: false }] })
    expect(fake.eventSub.sessions).toEqual([])
  })
})

describe('Twitch closes a socket', () => {
  const clean = (code: number, reason: string) => [{ code, reason, wasClean: true }]

  it('a socket without a subscription after ten seconds is closed', async () => {
    const { opened } = await setUp({}, '?keepalive_timeout_seconds=600')
    await pass(9.9)
    expect(opened.closings).toEqual([])
    await pass(0.1)
    expect(opened.closings).toEqual(clean(4003, 'connection unused'))
  })

  it('a socket that had a subscription stays open', async () => {
    const { fake, opened, subscribe, token } = await setUp()
    const { body } = await subscribe(follow, opened)
    await call(fake, `DELETE /eventsub/subscriptions?id=${body.data[0].id}`, { token })
    await pass(60)
    expect(opened.closings).toEqual([])
  })

  it('a socket that sends anything is closed', async () => {
    const { opened, subscribe, list } = await setUp()
    await subscribe(follow, opened)
    opened.socket.send('ping')
    expect(opened.closings).toEqual([])
    await pass(0.01)
    expect(opened.closings).toEqual(clean(4001, 'client sent inbound traffic'))
    expect((await list()).data).toMatchObject([{ status: 'websocket_received_inbound_traffic' }])
  })

  it.for([
    [1000, 'client disconnected', 'websocket_disconnected'],
    [4000, 'internal server error', 'websocket_internal_error'],
    [4001, 'client sent inbound traffic', 'websocket_received_inbound_traffic'],
    [4002, 'client failed ping-pong', 'websocket_failed_ping_pong'],
    [4003, 'connection unused', 'websocket_connection_unused'],
    [4004, 'client reconnect grace time expired', 'websocket_failed_to_reconnect'],
    [4005, 'network timeout', 'websocket_network_timeout'],
    [4006, 'network error', 'websocket_network_error'],
    [4007, 'invalid reconnect attempt', 'websocket_disconnected'],
    [1001, '', 'websocket_internal_error'],
  ] as const)(
    'close(%i) closes with "%s", and its subscriptions are %s for an hour',
    async ([code, reason, status]) => {
      const { fake, opened, subscribe, list } = await setUp()
      await subscribe(follow, opened)
      await subscribe(online('1002'), opened)
      await expect(list()).resolves.toMatchObject({ total: 2, total_cost: 1 })
      await pass(5)
      expect(fake.eventSub.close(code)).toBe(1)
      expect(opened.closings).toEqual(clean(code, reason))
      expect(opened.socket.readyState).toBe(opened.socket.CLOSED)
      expect(fake.eventSub.sessions).toEqual([])
      const gone = { status, transport: { disconnected_at: expect.stringMatching(/^2026-05-01T12:00:05\.\d{9}Z$/) } }
      await expect(list()).resolves.toMatchObject({ data: [gone, gone], total: 2, total_cost: 0 })
      expect(followed(fake)).toBe(0)
      await pass(3599)
      expect((await list()).data).toHaveLength(2)
      await pass(1)
      await expect(list()).resolves.toMatchObject({ data: [], total: 0 })
    },
  )

  it.for([0, 999, 1005, 1006, 5000, 4000.5])('close(%d) throws', code => {
    expect(() => createFakeTwitch().eventSub.close(code)).toThrow(`No server closes a socket with code ${code}`)
  })
})

describe('a move', () => {
  const ask = async (options?: { broken: boolean }) => {
    const set = await setUp()
    await set.subscribe(follow, set.opened)
    expect(set.fake.eventSub.reconnect(options)).toBe(1)
    const { session } = set.opened.frames.at(-1)?.payload ?? {}
    const url: string = session.reconnect_url
    return { ...set, session, url }
  }

  it('a move sends a reconnect_url, and the new socket takes over the subscriptions', async () => {
    const { fake, opened, session, url, list } = await ask()
    expect(session).toEqual({
      id: sessionOf(opened),
      status: 'reconnecting',
      connected_at: opened.frames[0]?.payload.session.connected_at,
      keepalive_timeout_seconds: null,
      reconnect_url: expect.stringMatching(/^wss:\/\/eventsub\.wss\.twitch\.tv\/ws\?challenge=.+&id=.+$/),
    })
    expect(fake.eventSub.sessions).toMatchObject([{ id: session.id, status: 'reconnecting', user: 'ada' }])
    // Until then, events arrive over the old socket.
    followed(fake)
    const next = openSocket(fake, url)
    await pass(0.01)
    expect(next.frames[0]?.payload.session).toMatchObject({ id: session.id, status: 'connected', reconnect_url: null })
    expect(followed(fake)).toBe(1)
    expect(typesOf(next)).toEqual(['session_welcome', 'notification'])
    expect(typesOf(opened)).toEqual(['session_welcome', 'session_reconnect', 'notification'])
    opened.socket.close()
    await pass(60)
    expect(next.closings).toEqual([])
    expect(followed(fake)).toBe(1)
    expect((await list()).data).toMatchObject([{ status: 'enabled', transport: { session_id: session.id } }])
    expect(fake.eventSub.sessions).toMatchObject([{ status: 'connected' }])
  })

  it('a move that is not followed within 30 seconds ends the session', async () => {
    const { opened, list } = await ask()
    await pass(29.9)
    expect(opened.closings).toEqual([])
    await pass(0.1)
    expect(opened.closings).toEqual([{ code: 4004, reason: 'client reconnect grace time expired', wasClean: true }])
    expect((await list()).data).toMatchObject([{ status: 'websocket_failed_to_reconnect' }])
  })

  it('the old socket is closed after 30 seconds', async () => {
    const { fake, opened, url } = await ask()
    const next = openSocket(fake, url)
    await pass(30)
    expect(opened.closings).toMatchObject([{ code: 4004 }])
    expect(next.closings).toEqual([])
    expect(followed(fake)).toBe(1)
  })

  const refused = [{ code: 4007, reason: 'invalid reconnect attempt', wasClean: true }]

  it.for([
    ['altered', (url: string) => `${url}0`],
    ['given more', (url: string) => `${url}&keepalive_timeout_seconds=10`],
    ['given less', (url: string) => url.replace(/challenge=.+&/, '')],
    ['invented', () => 'wss://eventsub.wss.twitch.tv/ws?challenge=x&id=y'],
  ] as const)('a reconnect_url that is %s is refused', async ([, change]) => {
    const { fake, opened, url } = await ask()
    const next = openSocket(fake, change(url))
    await pass(1)
    expect(next).toMatchObject({ frames: [], closings: refused })
    expect(opened.closings).toEqual([])
    // The right address still works.
    const right = openSocket(fake, url)
    await pass(1)
    expect(typesOf(right)).toEqual(['session_welcome'])
  })

  it('a reconnect_url works once, and only while the old socket is open', async () => {
    const { fake, url, opened } = await ask()
    openSocket(fake, url)
    await pass(1)
    const again = openSocket(fake, url)
    await pass(1)
    expect(again.closings).toEqual(refused)
    expect(fake.eventSub.reconnect()).toBe(1)
    fake.eventSub.drop()
    expect(opened.closings).toMatchObject([{ code: 1006 }])
    const early = await ask()
    early.opened.socket.close()
    await pass(0.1)
    const late = openSocket(early.fake, early.url)
    await pass(1)
    expect(late.closings).toEqual(refused)
  })

  it('a move with `broken` refuses the reconnect_url', async () => {
    const { fake, url, opened } = await ask({ broken: true })
    const next = openSocket(fake, url)
    await pass(1)
    expect(next.closings).toEqual(refused)
    expect(followed(fake)).toBe(1)
    await pass(29)
    expect(opened.closings).toMatchObject([{ code: 4004 }])
  })

  it('a second reconnect() replaces the reconnect_url', async () => {
    const { fake, url, opened } = await ask()
    await pass(20)
    fake.eventSub.reconnect()
    const address = opened.frames.at(-1)?.payload.session.reconnect_url
    const old = openSocket(fake, url)
    await pass(20)
    expect(old.closings).toEqual(refused)
    expect(opened.closings).toEqual([])
    const next = openSocket(fake, address)
    await pass(1)
    expect(typesOf(next)).toEqual(['session_welcome'])
  })
})

describe('trouble', () => {
  it('drop() ends a socket with 1006, and the session at once by default', async () => {
    const { fake, opened, subscribe, list } = await setUp()
    await subscribe(follow, opened)
    expect(fake.eventSub.drop()).toBe(1)
    expect(opened.closings).toEqual([{ code: 1006, reason: '', wasClean: false }])
    expect(fake.eventSub.sessions).toEqual([])
    expect((await list()).data).toMatchObject([{ status: 'websocket_failed_ping_pong' }])
    expect(fake.eventSub.drop()).toBe(0)
  })

  it('a dropped socket counts until reapAfter', async () => {
    const { fake, opened, subscribe, list } = await setUp({ reapAfter: 40_000 })
    await subscribe(follow, opened)
    const others = [openSocket(fake), openSocket(fake)]
    await pass(0.1)
    for (const [index, other] of others.entries()) await subscribe(online(`100${index + 3}`), other)
    expect(fake.eventSub.drop()).toBe(3)
    expect(fake.eventSub.sessions).toMatchObject([{ status: 'lost' }, { status: 'lost' }, { status: 'lost' }])
    expect(followed(fake)).toBe(0)
    const next = openSocket(fake)
    await pass(1)
    await expect(subscribe(follow, next)).resolves.toMatchObject(
      refusal(429, 'Too Many Requests', 'number of websocket transports limit exceeded'),
    )
    expect((await list()).data).toMatchObject([{ status: 'enabled' }, { status: 'enabled' }, { status: 'enabled' }])
    // Ends the session whose place a lost one takes.
    await call(fake, `DELETE /eventsub/subscriptions?id=${(await list()).data[0].id}`)
    await expect(subscribe(follow, next)).resolves.toMatchObject({ status: 202 })
    await pass(39)
    expect(fake.eventSub.sessions).toMatchObject([{ status: 'connected' }])
    expect((await list()).data.map(({ status }: { status: string }) => status)).toEqual([
      'websocket_failed_ping_pong',
      'websocket_failed_ping_pong',
      'enabled',
    ])
  })

  it('silence() stops messages and closes nothing', async () => {
    const { fake, opened, subscribe } = await setUp({ reapAfter: 5_000 })
    await subscribe(follow, opened)
    fake.eventSub.silence(true)
    expect(followed(fake)).toBe(0)
    const deaf = openSocket(fake)
    await pass(60)
    expect(typesOf(opened)).toEqual(['session_welcome'])
    expect(opened.closings).toEqual([])
    expect(deaf).toMatchObject({ frames: [], closings: [], socket: { readyState: 1 } })
    fake.eventSub.silence(false)
    expect(followed(fake)).toBe(1)
    await pass(10)
    expect(typesOf(opened)).toEqual(['session_welcome', 'notification', 'session_keepalive'])
    // Closing a dead connection sends no event.
    fake.eventSub.silence(true)
    opened.socket.close()
    await pass(0.1)
    expect(opened.closings).toHaveLength(1)
    expect(fake.eventSub.sessions).toMatchObject([{ status: 'lost' }])
    await pass(5)
    expect(fake.eventSub.sessions).toEqual([])
  })

  it('a repeated event has the id of the last one', async () => {
    const { fake, opened, subscribe } = await setUp()
    expect(fake.eventSub.repeat()).toBe(0)
    await subscribe(follow, opened)
    followed(fake)
    expect(fake.eventSub.repeat()).toBe(1)
    const [, first, second] = opened.frames
    expect(second).toEqual(first)
  })
})

describe('a revocation', () => {
  const statuses = async (list: () => Promise<{ data: { type: string; status: string }[] }>) =>
    (await list()).data.map(({ status }) => status)

  it('a revocation is sent and ends the subscription', async () => {
    const { fake, opened, subscribe, list } = await setUp()
    const { body } = await subscribe(follow, opened)
    await subscribe(online('1002'), opened)
    expect(fake.eventSub.revoke(channelCheer)).toBe(0)
    expect(fake.eventSub.revoke(channelFollow, 'moderator_removed')).toBe(1)
    expect(opened.frames.at(-1)).toMatchObject({
      metadata: { message_type: 'revocation', subscription_type: 'channel.follow', subscription_version: '2' },
      payload: {
        subscription: {
          id: body.data[0].id,
          status: 'moderator_removed',
          transport: { method: 'websocket', session_id: sessionOf(opened) },
        },
      },
    })
    expect(followed(fake)).toBe(0)
    expect(await statuses(list)).toEqual(['moderator_removed', 'enabled'])
    fake.eventSub.close()
    expect(await statuses(list)).toEqual(['moderator_removed', 'websocket_internal_error'])
  })

  it('ending a grant revokes its subscriptions, and no others', async () => {
    const { fake, opened, subscribe, token, list } = await setUp()
    await subscribe(follow, opened)
    await subscribe(online('1002'), opened)
    fake.revoke(fake.grant({ user: 'pixelfox' }))
    // A second sign-in of the same user, which ends without the first.
    fake.revoke(fake.grant())
    fake.revoke('no token')
    expect(typesOf(opened)).toEqual(['session_welcome'])
    // A third sign-in does not keep subscriptions of the first.
    fake.grant()
    fake.revoke(token)
    expect(opened.frames.at(-1)).toMatchObject({
      payload: { subscription: { type: 'channel.follow', status: 'authorization_revoked' } },
    })
    expect(typesOf(opened)).toEqual(['session_welcome', 'revocation'])
    expect(await statuses(() => list({}))).toEqual(['authorization_revoked', 'enabled'])
  })

  it('revoking a token by the application revokes its subscriptions', async () => {
    const { fake, opened, subscribe, token } = await setUp()
    await subscribe(follow, opened)
    const body = new URLSearchParams({ client_id: fake.clientId, token })
    await fake.fetch(`${fake.network.authURL}/revoke`, { method: 'POST', body })
    expect(opened.frames.at(-1)).toMatchObject({ payload: { subscription: { status: 'authorization_revoked' } } })
  })

  it('a write that ends a right revokes subscriptions', async () => {
    const { fake, subscribe, opened } = await setUp()
    const moderator = await call(fake, 'GET /moderation/moderators?broadcaster_id=1001')
    const { user_id } = moderator.body.data[0]
    const condition = { broadcaster_user_id: '1001', moderator_user_id: user_id }
    await subscribe({ ...follow, condition }, opened, { user: user_id })
    const reader = subscription('channel.chat.message', { broadcaster_user_id: '1001', user_id })
    await subscribe(reader, opened, { user: user_id })
    await call(fake, `DELETE /moderation/moderators?broadcaster_id=1001&user_id=${user_id}`)
    expect(opened.frames.at(-1)).toMatchObject({ payload: { subscription: { status: 'moderator_removed' } } })
    const body = { data: { user_id } }
    await call(fake, 'POST /moderation/bans?broadcaster_id=1001&moderator_id=1001', { body })
    expect(opened.frames.at(-1)).toMatchObject({ payload: { subscription: { status: 'chat_user_banned' } } })
    expect(typesOf(opened)).toEqual(['session_welcome', 'revocation', 'revocation'])
  })

  it('a renewal revokes no subscription', async () => {
    const fake = createFakeTwitch()
    const { clientId: client_id } = fake
    const post = async (path: string, fields: Record<string, string>) =>
      (await fake.fetch(fake.network.authURL + path, { method: 'POST', body: new URLSearchParams(fields) })).json()
    const device = await post('/device', { client_id, scopes: 'moderator:read:followers' })
    fake.activate(device.user_code)
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
    const granted = await post('/token', { client_id, grant_type, ...device, scopes: 'moderator:read:followers' })
    const opened = openSocket(fake)
    await pass(0.1)
    const body = { ...follow, transport: { method: 'websocket', session_id: sessionOf(opened) } }
    const made = await call(fake, 'POST /eventsub/subscriptions', { body, token: granted.access_token })
    expect(made.status).toBe(202)
    const { refresh_token } = granted
    const renewed = await post('/token', { client_id, grant_type: 'refresh_token', refresh_token })
    expect(followed(fake)).toBe(1)
    fake.revoke(renewed.access_token)
    expect(typesOf(opened)).toEqual(['session_welcome', 'notification', 'revocation'])
  })
})

describe('a subscription', () => {
  const gone = refusal(400, 'Bad Request', 'websocket transport session does not exist or has already disconnected')
  const tooMany = (message: string) => refusal(429, 'Too Many Requests', message)

  it('a subscription needs an existing session', async () => {
    const { fake, opened, subscribe } = await setUp()
    await expect(subscribe(follow, 'AgoQXqCqQ0RlS0-1URVxCmlCUBIGY2VsbC1j')).resolves.toMatchObject(gone)
    await expect(subscribe(follow, opened)).resolves.toMatchObject({ status: 202 })
    fake.eventSub.close()
    await expect(subscribe(online('1002'), opened)).resolves.toMatchObject(gone)
  })

  it('a session has subscriptions of one user only', async () => {
    const { fake, opened, subscribe } = await setUp()
    expect(fake.eventSub.sessions).toMatchObject([{ user: null, subscriptions: [] }])
    await subscribe(follow, opened)
    await expect(subscribe(online('1002'), opened, { user: 'pixelfox' })).resolves.toMatchObject(
      refusal(400, 'Bad Request', 'websocket transport cannot have subscriptions created by different users'),
    )
    const id = sessionOf(opened)
    expect(fake.eventSub.sessions).toMatchObject([{ id, user: 'ada', subscriptions: [{ type: 'channel.follow' }] }])
  })

  it('three sessions of a user may have equal subscriptions, a fourth may not', async () => {
    const { fake, opened, subscribe } = await setUp()
    const sockets = [opened, openSocket(fake), openSocket(fake), openSocket(fake)]
    await pass(0.1)
    for (const socket of sockets.slice(0, 3))
      await expect(subscribe(follow, socket)).resolves.toMatchObject({ status: 202 })
    await expect(subscribe(follow, opened)).resolves.toMatchObject(
      refusal(409, 'Conflict', 'subscription already exists'),
    )
    const [, , , fourth = opened] = sockets
    await expect(subscribe(follow, fourth)).resolves.toMatchObject(
      tooMany('maximum subscriptions with type and condition exceeded'),
    )
    await expect(subscribe(online('1002'), fourth)).resolves.toMatchObject(
      tooMany('number of websocket transports limit exceeded'),
    )
    // Another user's subscriptions are counted separately.
    await expect(subscribe(online('1002'), fourth, { user: 'pixelfox' })).resolves.toMatchObject({ status: 202 })
    // Ended subscriptions do not count.
    sockets[0]?.socket.close()
    await pass(0.1)
    const fifth = openSocket(fake)
    await pass(0.1)
    await expect(subscribe(follow, fifth)).resolves.toMatchObject({ status: 202 })
  })

  it('a subscription has a cost while it is enabled', async () => {
    const { fake, opened, subscribe } = await setUp()
    for (let id = 1002; id < 1012; id++) await subscribe(online(`${id}`), opened)
    await expect(subscribe(online('1012'), opened)).resolves.toMatchObject({ status: 429 })
    await expect(subscribe(follow, opened)).resolves.toMatchObject({ status: 202, body: { total_cost: 10 } })
    fake.eventSub.close()
    const next = openSocket(fake)
    await pass(0.1)
    await expect(subscribe(online('1012'), next)).resolves.toMatchObject({
      status: 202,
      body: { total: 12, total_cost: 1, max_total_cost: 10 },
    })
  })

  it('a session has at most 300 subscriptions', async () => {
    const { fake, opened, subscribe } = await setUp()
    for (let index = 0; index < 300; index++) {
      const id = `${1100 + index}`
      fake.grant({ user: id, scopes: [] })
      const made = await subscribe(online(id), opened)
      expect(made.status).toBe(202)
      // The rate limit refills.
      await pass(0.1)
    }
    const { status, body } = await subscribe(follow, opened)
    expect({ status, message: body.message }).toEqual({
      status: 429,
      message: expect.stringContaining('limit exceeded'),
    })
  })
})

describe('a stream', () => {
  it('a stream that starts sends its event at once and is listed after streamLag', async () => {
    const { fake, opened, subscribe } = await setUp()
    const client = fake.client()
    await subscribe(online('1001'), opened)
    const listed = () => getStreams(client, { user_id: '1001' })
    const [before] = await listed()
    expect(fake.offline('ada')).toBe(0)
    await pass(19)
    await expect(listed()).resolves.toEqual([before])
    await pass(1)
    await expect(listed()).resolves.toEqual([])
    expect(fake.online('1001')).toBe(1)
    const { event } = opened.frames.at(-1)?.payload ?? {}
    expect(event).toEqual({
      broadcaster_user_id: '1001',
      broadcaster_user_login: 'ada',
      broadcaster_user_name: expect.any(String),
      id: expect.stringMatching(/^\d+$/),
      type: 'live',
      started_at: '2026-05-01T12:00:20Z',
    })
    await expect(listed()).resolves.toEqual([])
    await pass(20)
    await expect(listed()).resolves.toMatchObject([{ id: event.id, started_at: event.started_at, user_login: 'ada' }])
  })

  it('a stream is listed at once with a streamLag of 0, and the next one has a new id', async () => {
    const fake = createFakeTwitch({ streamLag: 0 })
    const client = fake.client()
    const [before] = await getStreams(client, { user_id: '1001' })
    fake.online('ada')
    const [after] = await getStreams(client, { user_id: '1001' })
    expect(after?.id).not.toBe(before?.id)
    fake.online('ada')
    fake.offline('ada')
    await expect(getStreams(client, { user_id: '1001' })).resolves.toEqual([])
    expect(() => fake.online('nobody')).toThrow('The fake has no user nobody')
  })
})

it('a served fake has the same sessions under its own address', async () => {
  const fake = createFakeTwitch({ eventSubURL: 'ws://127.0.0.1:4000/ws' })
  const opened = openSocket(fake, 'ws://127.0.0.1:4000/ws?keepalive_timeout_seconds=20')
  await pass(0.1)
  const client = fake.client()
  await createEventSubSubscription(client, {
    ...subscription('channel.chat.message', {}),
    condition: { broadcaster_user_id: '1002', user_id: '1001' },
    transport: { method: 'websocket', session_id: sessionOf(opened) },
  })
  await expect(getEventSubSubscriptions(client, { type: channelChatMessage.spec.type })).resolves.toHaveLength(1)
  fake.eventSub.reconnect()
  expect(opened.frames.at(-1)?.payload.session.reconnect_url).toMatch(/^ws:\/\/127\.0\.0\.1:4000\/ws\?challenge=/)
  expect(fake.emit(streamOnline, { broadcaster_user_id: '1002', type: 'live' })).toBe(0)
})

it('random plays: each enabled subscription has a session, and each delivered event has arrived', async () => {
  const often = fc.oneof(fc.constantFrom('open', 'emit'), fc.record({ subscribe: fc.nat(2), as: fc.constant('ada') }))
  const seldom = fc.oneof(
    fc.constantFrom('close', 'send', 'drop', 'move', 'broken move', 'follow', 'silence', 'noise', 'end'),
    fc.record({ subscribe: fc.nat(5), as: fc.constantFrom('ada', 'pixelfox') }),
    fc.record({ seconds: fc.constantFrom(0.01, 1, 10, 31) }),
  )
  const action = fc.oneof({ weight: 2, arbitrary: often }, seldom)
  let total = 0
  const play = fc.asyncProperty(
    fc.array(action, { minLength: 20, maxLength: 40 }),
    fc.constantFrom(0, 15_000),
    async (actions, reapAfter) => {
      /** Plays once. Returns how many timers are left. */
      const timersLeft = async () => {
        vi.clearAllTimers()
        const fake = createFakeTwitch({ reapAfter })
        const all = [openSocket(fake)]
        await pass(0.01)
        const last = (back = 0) => all.at(-1 - back)
        const delivered = () => all.flatMap(typesOf).filter(type => type === 'notification').length
        for (const what of actions) {
          if (typeof what === 'object') {
            if ('seconds' in what) await pass(what.seconds)
            else {
              const to = last(what.subscribe)
              const id = to && (sessionOf(to) ?? 'none')
              const body = { ...online('1003'), transport: { method: 'websocket', session_id: id } }
              if (to) await call(fake, 'POST /eventsub/subscriptions', { body, token: { user: what.as } })
            }
          }
          if (what === 'open') {
            all.push(openSocket(fake))
            await pass(0.01)
          }
          if (what === 'close') last()?.socket.close()
          if (what === 'send' && last()?.socket.readyState === 1) last()?.socket.send('')
          if (what === 'drop') fake.eventSub.drop()
          if (what === 'move') fake.eventSub.reconnect()
          if (what === 'broken move') fake.eventSub.reconnect({ broken: true })
          if (what === 'silence') fake.eventSub.silence(true)
          if (what === 'noise') fake.eventSub.silence(false)
          if (what === 'end') fake.eventSub.close(4006)
          const urls = all.flatMap(({ frames }) =>
            frames.flatMap(({ payload }) => payload.session?.reconnect_url ?? []),
          )
          if (what === 'follow' && urls.length) all.push(openSocket(fake, urls.at(-1)))
          const before = delivered()
          const count = what === 'emit' ? fake.emit(streamOnline, { broadcaster_user_id: '1003', type: 'live' }) : 0
          expect(delivered() - before).toBe(count)
          total += count
        }
        const { sessions } = fake.eventSub
        const ids = new Set(sessions.map(({ id }) => id))
        for (const user of ['ada', 'pixelfox']) {
          const { data } = (await call(fake, 'GET /eventsub/subscriptions', { token: { user } })).body
          for (const { status, transport } of data) {
            expect(status === 'enabled').toBe(ids.has(transport.session_id))
            expect('disconnected_at' in transport).toBe(status !== 'enabled')
          }
        }
        // In the end, only used subscriptions are left.
        fake.eventSub.silence(false)
        await pass(60)
        for (const { status, subscriptions } of fake.eventSub.sessions) {
          expect(status).toBe('connected')
          expect(subscriptions).not.toEqual([])
        }
        fake.eventSub.close()
        return vi.getTimerCount()
      }
      // Node sets timers for the connections of earlier files at any time. Those of the fake are left each time.
      if (await timersLeft()) expect(await timersLeft()).toBe(0)
    },
  )
  await fc.assert(play, { numRuns: 40 })
  // Otherwise the play has tested nothing.
  expect(total).toBeGreaterThan(40)
})
