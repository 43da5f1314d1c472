import { describe, expect, it, vi } from 'vitest'
import { ada, userClient, validation } from './clients.ts'
import {
  type AuthState,
  appToken,
  banUser,
  createClient,
  getChannelFollowers,
  getStreams,
  getUsers,
  userToken,
  validateToken,
} from './entry.ts'
import { fastTime } from './fastTime.ts'
import { helixRejection } from './rejection.ts'
import { ban, follower, times, user } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const minute = 60_000
const hour = 60 * minute
const refusal: Answer = { status: 401, json: { status: 401, message: 'invalid access token' } }

/** Ways in which Twitch cannot be reached. The token's facts are then unknown. */
const unreachable: [string, Answer][] = [
  ['a lost connection', { drop: 'before' }],
  ['a connection lost in the body', { json: ada, drop: 'middle' }],
  ['a 500', { status: 500 }],
  ['a 503 of HTML', { status: 503, text: '<html>' }],
  ['a 429', { status: 429, json: { message: 'Too Many Requests' } }],
  ['something that is no JSON', { text: 'OK' }],
  ['JSON without a client id', { json: {} }],
]

const startWithUsers = async () => {
  const server = await startServer()
  server.answer('GET /users', { json: { data: [user(1)] } })
  return server
}

const validations = (server: TestServer) => server.received(validation).length

describe('a user token', () => {
  it('a token is validated at its first use, not before', async () => {
    const server = await startWithUsers()
    const client = userClient(server)
    expect(client.auth?.state).toEqual({ status: 'pending', session: null, error: null })
    const before = Date.now()
    await getUsers(client, { id: '1' })
    expect(server.received().map(({ endpoint }) => endpoint)).toEqual([validation, 'GET /users'])
    const { session } = client.auth?.state ?? {}
    expect(session).toMatchObject({ userId: '1', login: 'ada', clientId: 'client-id', scopes: ada.scopes })
    expect(session?.expiresAt).toBeGreaterThanOrEqual(before + 5_000_000_000)
    expect(session?.expiresAt).toBeLessThanOrEqual(Date.now() + 5_000_000_000)
  })

  it('calls that start together share one validation', async () => {
    const server = await startWithUsers()
    const client = userClient(server)
    await Promise.all(times(10, () => getUsers(client, { id: '1' })))
    await getUsers(client, { id: '1' })
    expect(validations(server)).toBe(1)
    expect(server.received('GET /users')).toHaveLength(11)
  })

  it('a token is validated every hour, by the first call after it', async () => {
    fastTime()
    const server = await startWithUsers()
    const client = userClient(server)
    await getUsers(client, { id: '1' })
    vi.setSystemTime(Date.now() + 59 * minute)
    await getUsers(client, { id: '1' })
    expect(validations(server)).toBe(1)
    for (const count of [2, 3]) {
      vi.setSystemTime(Date.now() + hour)
      await Promise.all([getUsers(client, { id: '1' }), getUsers(client, { id: '1' })])
      await getUsers(client, { id: '1' })
      expect(validations(server)).toBe(count)
    }
  })

  it('a validation that refuses the token ends the session before anything is sent', async () => {
    const server = await startWithUsers()
    const client = userClient(server)
    server.answer(validation, refusal)
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'token' })
    expect(client.auth?.state).toMatchObject({ status: 'signed-out', session: null, error: { code: 'token' } })
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'token' })
    expect(server.received().map(({ endpoint }) => endpoint)).toEqual([validation])
  })

  it('an hourly validation that refuses the token ends the session, and the call does not wait for it', async () => {
    fastTime()
    const server = await startWithUsers()
    const client = userClient(server)
    const states: AuthState[] = []
    client.auth?.subscribe(state => states.push(state))
    await getUsers(client, { id: '1' })
    server.answer(validation, refusal)
    vi.setSystemTime(Date.now() + hour)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    await vi.waitFor(() => expect(client.auth?.state.status).toBe('signed-out'))
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'token' })
    expect(states.map(({ status }) => status)).toEqual(['pending', 'signed-in', 'signed-out'])
    expect(server.received('GET /users')).toHaveLength(2)
  })

  it('a function is called for another token when the validation refuses one', async () => {
    fastTime()
    const server = await startWithUsers()
    const supply = vi.fn().mockReturnValueOnce('first').mockReturnValueOnce('second')
    const client = createClient({ auth: userToken(supply), ...server.network })
    const states: AuthState['status'][] = []
    client.auth?.subscribe(({ status }) => states.push(status))
    server.answer(validation, { json: ada }, refusal, { json: ada })
    await getUsers(client, { id: '1' })
    vi.setSystemTime(Date.now() + hour)
    await getUsers(client, { id: '1' })
    await vi.waitFor(() => expect(supply).toHaveBeenCalledTimes(2))
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    expect(server.received('GET /users').map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer first',
      'Bearer second',
    ])
    expect(states).not.toContain('signed-out')
  })

  it('a token expires on time', async () => {
    fastTime()
    const server = await startWithUsers()
    const client = userClient(server)
    server.answer(validation, { json: { ...ada, expires_in: 600 } }, refusal)
    await getUsers(client, { id: '1' })
    vi.setSystemTime(Date.now() + 599_000)
    await getUsers(client, { id: '1' })
    vi.setSystemTime(Date.now() + 1000)
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'token' })
    expect(client.auth?.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
    expect(server.received('GET /users')).toHaveLength(2)
  })

  it('a token does not expire by the local clock alone: the call is sent when Twitch is unreachable', async () => {
    fastTime()
    const server = await startWithUsers()
    const client = userClient(server)
    server.answer(validation, { json: { ...ada, expires_in: 600 } }, { drop: 'before' })
    await getUsers(client, { id: '1' })
    vi.setSystemTime(Date.now() + 601_000)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    expect(client.auth?.state.status).toBe('signed-in')
  })

  it('a function is called for another token when one expires', async () => {
    fastTime()
    const server = await startWithUsers()
    server.answer(validation, { json: { ...ada, expires_in: 600 } })
    const supply = vi.fn().mockReturnValueOnce('first').mockReturnValueOnce('second')
    const client = createClient({ auth: userToken(supply), ...server.network })
    await getUsers(client, { id: '1' })
    vi.setSystemTime(Date.now() + 601_000)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    expect(server.received('GET /users').at(-1)?.headers.authorization).toBe('Bearer second')
  })

  it('a token of an old application never expires', async () => {
    fastTime()
    const server = await startWithUsers()
    const client = userClient(server)
    server.answer(validation, { json: { ...ada, expires_in: 0 } })
    await getUsers(client, { id: '1' })
    expect(client.auth?.state.session?.expiresAt).toBeNull()
    vi.setSystemTime(Date.now() + 1000 * hour)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
  })

  it('a token without scopes has []', async () => {
    const server = await startWithUsers()
    const client = userClient(server)
    server.answer(validation, { json: { ...ada, scopes: null } })
    await getUsers(client, { id: '1' })
    expect(client.auth?.state.session?.scopes).toEqual([])
    expect(await helixRejection(getChannelFollowers(client))).toMatchObject({ code: 'scope' })
  })

  it('no token is validated without an auth, and an app token never is', async () => {
    const server = await startWithUsers()
    await getUsers(createClient({ kind: 'user', ...server.network }), { id: '1' })
    await getUsers(createClient({ auth: appToken('app-token'), clientId: 'c', ...server.network }), { id: '1' })
    expect(validations(server)).toBe(0)
  })

  it('the validateURL of the auth overrides the client’s', async () => {
    const server = await startWithUsers()
    const own = await startServer()
    own.answer(validation, { json: ada })
    const auth = userToken('user-token', { authURL: own.network.authURL })
    await getUsers(createClient({ auth, ...server.network }), { id: '1' })
    expect([validations(own), validations(server)]).toEqual([1, 0])
  })
})

describe('a validation that does not reach Twitch', () => {
  const options = {
    clientId: 'given-client',
    user: { id: '7', login: 'eve' },
    scopes: ['moderator:read:followers'],
  } as const

  it.each(unreachable)('given facts about the token stay: %s', async (_, answer) => {
    const server = await startWithUsers()
    server.answer(validation, answer)
    server.answer('GET /channels/followers', { json: { total: 1, data: [follower(1)] } })
    const client = createClient({ auth: userToken('user-token', options), ...server.network })
    expect(await getChannelFollowers(client)).toEqual([follower(1)])
    const [request] = server.received('GET /channels/followers')
    expect(request?.query.get('broadcaster_id')).toBe('7')
    expect(request?.headers['client-id']).toBe('given-client')
    expect(client.auth?.state).toMatchObject({
      status: 'signed-in',
      session: { userId: '7', login: 'eve', clientId: 'given-client', scopes: ['moderator:read:followers'] },
    })
    expect(await helixRejection(banUser(client, { user_id: '42' }))).toMatchObject({ code: 'scope' })
  })

  it('a user id alone is accepted', async () => {
    const server = await startWithUsers()
    server.answer(validation, { drop: 'before' })
    server.answer('POST /moderation/bans', { json: { data: [ban] } })
    const auth = userToken('user-token', { clientId: 'c', user: '7' })
    await banUser(createClient({ auth, ...server.network }), { user_id: '42' })
    expect(auth.state.session).toMatchObject({ userId: '7', login: null, scopes: null })
    expect(server.received('POST /moderation/bans')[0]?.query.get('moderator_id')).toBe('7')
  })

  it('Twitch’s answer corrects wrong facts later', async () => {
    fastTime()
    const server = await startWithUsers()
    server.answer(validation, { drop: 'before' }, { json: ada })
    const client = createClient({ auth: userToken('user-token', options), ...server.network })
    await getUsers(client, { id: '1' })
    const corrected = { userId: '1', login: 'ada', scopes: ada.scopes }
    // No call waits for a validation, and none begins another one while the first is on its way.
    await vi.waitFor(async () => {
      vi.setSystemTime(Date.now() + hour)
      // An earlier call belongs to the given user.
      await getUsers(client, { id: '1' }).catch(() => {})
      expect(client.auth?.state.session).toMatchObject(corrected)
    })
  })

  it.each(unreachable)('a session that runs stays unchanged: %s', async (_, answer) => {
    fastTime()
    const server = await startWithUsers()
    const client = userClient(server)
    await getUsers(client, { id: '1' })
    const { state } = client.auth ?? {}
    server.answer(validation, answer)
    for (let count = 0; count < 3; count++) {
      vi.setSystemTime(Date.now() + hour)
      expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    }
    // The calls did not wait for the validation, so one validation may serve two of them.
    await vi.waitFor(() => expect(validations(server)).toBeGreaterThanOrEqual(2))
    expect(validations(server)).toBeLessThanOrEqual(4)
    expect(client.auth?.state).toBe(state)
  })

  it('a call waits for the validation until its timeout at most', async () => {
    const { pass } = fastTime()
    const server = await startWithUsers()
    server.answer(validation, { stall: 'before' })
    const start = Date.now()
    const client = createClient({ auth: userToken('user-token', options), ...server.network })
    expect(await pass(getUsers(client, { id: '1' }), 200)).toEqual([user(1)])
    expect(Date.now() - start).toBeLessThan(35_000)
  })

  it('GET /users tells the user when no option does', async () => {
    const server = await startServer()
    server.answer(validation, { drop: 'before' })
    server.answer('GET /users', request =>
      request.url.search === '' && request.headers.authorization === 'Bearer user-token'
        ? { json: { data: [{ ...user(9), login: 'nine' }] } }
        : { status: 400 },
    )
    server.answer('POST /moderation/bans', { json: { data: [ban] } })
    const auth = userToken('user-token', { clientId: 'c' })
    await banUser(createClient({ auth, ...server.network }), { user_id: '42' })
    expect(auth.state.session).toMatchObject({ userId: '9', login: 'nine' })
    expect(server.received('POST /moderation/bans')[0]?.query.get('broadcaster_id')).toBe('9')
  })
})

describe('a function that supplies the token', () => {
  it('the function is called at the first call, once for all calls', async () => {
    const server = await startWithUsers()
    server.answer(validation, { json: ada })
    const supply = vi.fn(async () => 'user-token')
    const client = createClient({ auth: userToken(supply), ...server.network })
    expect(supply).not.toHaveBeenCalled()
    await Promise.all(times(5, () => getUsers(client, { id: '1' })))
    await getUsers(client, { id: '1' })
    expect(supply).toHaveBeenCalledTimes(1)
  })

  it.each(['user', 'app'] as const)(
    'a failed %s function rejects the call, and the next call runs it again',
    async kind => {
      const server = await startWithUsers()
      server.answer(validation, { json: ada })
      const supply = vi.fn(async () => 'token').mockRejectedValueOnce(new Error('my server is down'))
      const client =
        kind === 'user'
          ? createClient({ auth: userToken(supply), ...server.network })
          : createClient({ auth: appToken(supply), clientId: 'c', ...server.network })
      const call = () => getUsers(client, { id: '1' })
      const error = await helixRejection(call())
      expect(error.code).toBe('token')
      expect(error.message).toContain('my server is down')
      expect(client.auth?.state.status).toBe('signed-out')
      expect(await call()).toEqual([user(1)])
      expect(client.auth?.state).toMatchObject({ status: 'signed-in', error: null })
    },
  )

  it.each(['', 'oauth:abc def', 'two\nlines', 'tök', undefined, null, 42, {}])(
    'a function that returns %j sends nothing',
    async supplied => {
      const server = await startWithUsers()
      const supply = () => supplied as string
      const clients = [
        createClient({ auth: userToken(supply), ...server.network }),
        createClient({ auth: appToken(supply), clientId: 'c', ...server.network }),
      ]
      for (const client of clients) {
        expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'token' })
        expect(client.auth?.state.status).toBe('signed-out')
      }
      expect(server.received()).toEqual([])
    },
  )
})

describe('the state of an auth', () => {
  it('a subscriber receives the state at once and each change, until it unsubscribes', async () => {
    const server = await startWithUsers()
    const client = userClient(server)
    const [first, second] = [vi.fn(), vi.fn()]
    const auth = client.auth ?? expect.unreachable()
    const stop = auth.subscribe(first)
    expect(first.mock.calls).toEqual([[auth.state]])
    await getUsers(client, { id: '1' })
    expect(first).toHaveBeenCalledTimes(2)
    expect(first.mock.lastCall?.[0]).toBe(auth.state)
    auth.subscribe(second)
    stop()
    server.answer('GET /users', { status: 401, json: { message: 'Invalid OAuth token' } })
    await helixRejection(getUsers(client, { id: '1' }))
    expect(first).toHaveBeenCalledTimes(2)
    expect(second.mock.calls.map(([{ status }]) => status)).toEqual(['signed-in', 'signed-out'])
  })

  it('a state stays the same object until it changes', async () => {
    const server = await startWithUsers()
    const client = userClient(server)
    const auth = client.auth ?? expect.unreachable()
    const pending = auth.state
    expect(auth.state).toBe(pending)
    await getUsers(client, { id: '1' })
    const signedIn = auth.state
    await getUsers(client, { id: '1' })
    expect(auth.state).toBe(signedIn)
    auth.invalidate('user-token')
    expect([pending.status, signedIn.status, auth.state.status]).toEqual(['pending', 'signed-in', 'signed-out'])
    expect(signedIn.session?.userId).toBe('1')
  })

  it('members of an auth work detached', async () => {
    const server = await startWithUsers()
    const { auth } = userClient(server)
    const { subscribe, getToken, invalidate } = auth ?? expect.unreachable()
    expect(await getToken()).toBe('user-token')
    invalidate('another-token')
    expect(await getToken()).toBe('user-token')
    const listener = vi.fn()
    subscribe(listener)
    invalidate('user-token')
    expect(listener.mock.lastCall?.[0]).toMatchObject({ status: 'signed-out' })
  })

  it('the state of an app token has no session', async () => {
    const server = await startWithUsers()
    const auth = appToken('app-token')
    expect(auth.state.status).toBe('pending')
    await getStreams(createClient({ auth, clientId: 'c', ...server.network })).catch(() => {})
    expect(auth.state).toEqual({
      status: 'signed-in',
      session: { userId: null, login: null, clientId: null, scopes: null, expiresAt: null },
      error: null,
    })
  })
})

describe('validateToken', () => {
  it('validateToken resolves to the user of the token', async () => {
    const server = await startServer()
    server.answer(validation, { json: ada })
    const before = Date.now()
    const info = await validateToken('user-token', server.network)
    expect(info).toMatchObject({ clientId: 'client-id', userId: '1', login: 'ada', scopes: ada.scopes })
    expect(info.expiresAt).toBeGreaterThanOrEqual(before + 5_000_000_000)
    expect(server.received()[0]?.headers.authorization).toBe('OAuth user-token')
  })

  it('validateToken resolves to a session without a user for an app token', async () => {
    const server = await startServer()
    server.answer(validation, { json: { client_id: 'c', scopes: null, expires_in: 100 } })
    expect(await validateToken('app-token', server.network)).toMatchObject({ userId: null, login: null, scopes: [] })
  })

  it('validateToken distinguishes a refused token from an unreachable Twitch', async () => {
    const server = await startServer()
    server.answer(validation, refusal, { drop: 'before' }, { text: '' })
    expect(await helixRejection(validateToken('t', server.network))).toMatchObject({
      code: 'unauthorized',
      status: 401,
    })
    expect(await helixRejection(validateToken('t', server.network))).toMatchObject({ code: 'network' })
    expect(await helixRejection(validateToken('t', server.network))).toMatchObject({ code: 'schema' })
  })
})
