import { describe, expect, it, vi } from 'vitest'
import { deferred } from '../scripted/deferred.ts'
import { ada, userClient, validation } from './clients.ts'
import {
  type Auth,
  type AuthState,
  appToken,
  banUser,
  createClient,
  getStreams,
  getUsers,
  type HelixClient,
  userToken,
} from './entry.ts'
import { helixRejection } from './rejection.ts'
import { ban, times, user } from './rows.ts'
import { type Answer, type Received, startServer, type TestServer } from './server.ts'

const good: Answer = { json: { data: [user(1)] } }

/** Twitch's answer to an expired token. */
const refusal: Answer = { status: 401, json: { error: 'Unauthorized', status: 401, message: 'Invalid OAuth token' } }

const bearer = ({ headers }: Received) => headers.authorization?.split(' ')[1]

/** Answers this token only. */
const only = (token: string, answer: Answer) => (request: Received) => (bearer(request) === token ? answer : refusal)

/** A function that returns one token after the other, and the last one from then on. */
const supplier = (...tokens: string[]) =>
  vi.fn(async () => (tokens.length > 1 ? (tokens.shift() ?? '') : (tokens[0] ?? '')))

const kinds = ['user', 'app'] as const
type Kind = (typeof kinds)[number]

const authOf = (kind: Kind, token: string | (() => Promise<string>)): Auth<Kind> =>
  kind === 'user' ? userToken(token) : appToken(token)

function clientOf(server: TestServer, auth: Auth<Kind>): HelixClient<Kind> {
  server.answer(validation, { json: ada })
  return createClient({ auth, clientId: 'client-id', ...server.network })
}

const tokensOf = (server: TestServer, endpoint: string) => server.received(endpoint).map(bearer)

describe.each(kinds)('a refused %s token', kind => {
  it('a token without a replacement ends the session, and more calls send nothing', async () => {
    const server = await startServer()
    server.answer('GET /users', refusal)
    const auth = authOf(kind, 'old')
    const client = clientOf(server, auth)
    const error = await helixRejection(getUsers(client, { id: '1' }))
    expect(error).toMatchObject({ code: 'unauthorized', status: 401, detail: 'Invalid OAuth token' })
    expect(server.received('GET /users')).toHaveLength(1)

    const before = server.received().length
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'token' })
    expect(auth.state).toMatchObject({ status: 'signed-out', session: null, error: { code: 'token' } })
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
    expect(server.received()).toHaveLength(before)
  })

  it('a refused token is replaced, and the call is sent again', async () => {
    const server = await startServer()
    server.answer('GET /users', only('new', good))
    const supply = supplier('old', 'new')
    const auth = authOf(kind, supply)
    const states: AuthState['status'][] = []
    auth.subscribe(({ status }) => states.push(status))
    const client = clientOf(server, auth)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    expect(tokensOf(server, 'GET /users')).toEqual(['old', 'new', 'new'])
    expect(supply).toHaveBeenCalledTimes(2)
    expect(states).not.toContain('signed-out')
    expect(auth.state.status).toBe('signed-in')
  })

  it('the call is not sent again if the next token is the same', async () => {
    const server = await startServer()
    server.answer('GET /users', refusal)
    const client = clientOf(server, authOf(kind, supplier('old', 'old')))
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'unauthorized', status: 401 })
    expect(tokensOf(server, 'GET /users')).toEqual(['old'])
    expect(client.auth?.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('a call replaces its token once only', async () => {
    const server = await startServer()
    server.answer('GET /users', refusal)
    let count = 0
    const client = clientOf(
      server,
      authOf(kind, async () => `token${count++}`),
    )
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'unauthorized', status: 401 })
    expect(tokensOf(server, 'GET /users')).toEqual(['token0', 'token1'])
  })

  it('the call rejects with Twitch’s message if there is no other token', async () => {
    const server = await startServer()
    server.answer('GET /users', refusal)
    const supply = vi.fn().mockResolvedValueOnce('old').mockRejectedValue(new Error('offline'))
    const client = clientOf(server, authOf(kind, supply))
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'unauthorized', status: 401 })
    expect(server.received('GET /users')).toHaveLength(1)
  })

  it('many calls at once replace the token once, and the user stays signed in', async () => {
    const server = await startServer()
    const { promise: allRefused, resolve } = deferred<void>()
    server.answer('GET /users', async request => {
      if (bearer(request) === 'new') return good
      if (tokensOf(server, 'GET /users').length === 10) resolve()
      await allRefused
      return refusal
    })
    const next = deferred<string>()
    const supply = vi.fn(() => next.promise).mockResolvedValueOnce('old')
    const auth = authOf(kind, supply)
    const states: AuthState['status'][] = []
    auth.subscribe(({ status }) => states.push(status))
    const client = clientOf(server, auth)
    const calls = Promise.all(times(10, () => getUsers(client, { id: '1' })))
    await allRefused
    await vi.waitFor(() => expect(supply).toHaveBeenCalledTimes(2))
    // When this call is answered, each of the ten calls has been refused.
    server.answer('GET /streams', { json: { data: [] } })
    await getStreams(createClient({ kind: 'app', ...server.network }))
    next.resolve('new')
    expect(await calls).toEqual(times(10, () => [user(1)]))
    expect(supply).toHaveBeenCalledTimes(2)
    expect(states).not.toContain('signed-out')
  })

  it('a slow call with the old token does not end the new one', async () => {
    const server = await startServer()
    const { promise: after, resolve } = deferred<void>()
    server.answer('GET /streams', { ...refusal, after }, { json: { data: [] } })
    server.answer('GET /users', only('new', good))
    const supply = supplier('old', 'new', 'newest')
    const client = clientOf(server, authOf(kind, supply))
    const slow = getStreams(client).then(rows => rows)
    await vi.waitFor(() => expect(server.received('GET /streams')).toHaveLength(1))
    await getUsers(client, { id: '1' })
    resolve()
    expect(await slow).toEqual([])
    expect(tokensOf(server, 'GET /streams')).toEqual(['old', 'new'])
    expect(supply).toHaveBeenCalledTimes(2)
  })

  it.each([
    'Invalid OAuth token',
    'invalid oauth token',
    'Invalid access token',
    'invalid access token',
    'Token expired',
  ])('the message "%s" refuses the token', async message => {
    const server = await startServer()
    server.answer('GET /users', { status: 401, json: { status: 401, message } }, good)
    const client = clientOf(server, authOf(kind, supplier('old', 'new')))
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
  })

  it.each([
    'incorrect user authorization',
    'Incorrect user authorization',
    "The ID in broadcaster_id must match the user ID found in the request's OAuth token.",
    'Missing scope: moderator:read:followers',
    'User access token requires the user:write:chat scope',
    '',
  ])('a 401 "%s" does not end the session', async message => {
    const server = await startServer()
    server.answer('GET /users', { status: 401, json: { error: 'Unauthorized', status: 401, message } })
    const supply = supplier('only', 'other')
    const client = clientOf(server, authOf(kind, supply))
    const error = await helixRejection(getUsers(client, { id: '1' }))
    expect(error).toMatchObject({ code: 'unauthorized', status: 401, detail: message || 'Unauthorized' })
    expect(client.auth?.state.status).toBe('signed-in')
    await helixRejection(getUsers(client, { id: '1' }))
    expect(tokensOf(server, 'GET /users')).toEqual(['only', 'only'])
    expect(supply).toHaveBeenCalledTimes(1)
  })
})

describe('a write with a refused token', () => {
  it('a write is sent again with the next token, because Twitch has not handled it', async () => {
    const server = await startServer()
    server.answer('POST /moderation/bans', only('new', { json: { data: [ban] } }))
    server.answer(validation, { json: ada })
    const client = createClient({ auth: userToken(supplier('old', 'new')), ...server.network })
    expect(await banUser(client, { user_id: '42' })).toEqual(ban)
    expect(tokensOf(server, 'POST /moderation/bans')).toEqual(['old', 'new'])
  })
})

describe('a token that is refused between two calls', () => {
  it('subscribers see the session end', async () => {
    const server = await startServer()
    server.answer('GET /users', good, refusal)
    const client = userClient(server)
    const states: AuthState[] = []
    client.auth?.subscribe(state => states.push(state))
    await getUsers(client, { id: '1' })
    await helixRejection(getUsers(client, { id: '1' }))
    expect(states.map(({ status }) => status)).toEqual(['pending', 'signed-in', 'signed-out'])
    expect(states[2]?.error).toMatchObject({ code: 'token' })
  })
})
