import { createFakeTwitch, type FakeAuth } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { deferred } from '../scripted/deferred.ts'
import {
  type Auth,
  type AuthState,
  banUser,
  blockUser,
  createClient,
  createClip,
  getChannelFollowers,
  getStreams,
  type HelixClient,
  updateUser,
} from './entry.ts'
import { fastTime } from './fastTime.ts'
import { helixRejection } from './rejection.ts'
import { follower, stream, times } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const fake = createFakeTwitch({ users: [{ login: 'alice' }, { login: 'bob' }] })

const idOf = (login: string) => fake.user(login).id

/** The login of each token's user. */
const owners = new Map<string, string>()

/**
 * An auth with Alice signed in. It returns tokens only after `held` has settled, and may be pending until then. Like an
 * auth of a page's own, it returns no session with a token.
 */
function signedIn(held?: Promise<unknown>, isPending = false): Auth<'user'> & Pick<FakeAuth, 'signIn' | 'signOut'> {
  const auth = fake.auth('alice')
  let isHeld = isPending
  void held?.then(() => {
    isHeld = false
  })
  return {
    ...auth,
    getCredentials: undefined,
    get state(): AuthState {
      return isHeld ? { status: 'pending', session: null, error: null } : auth.state
    },
    getToken: async () => {
      await held
      const token = await auth.getToken()
      owners.set(token, `${auth.state.session?.login}`)
      return token
    },
  }
}

const clientOf = (server: TestServer, auth: Auth<'user'>): HelixClient => createClient({ auth, ...server.network })

/** The user of each request's token. */
const senders = (server: TestServer) =>
  server.received().map(({ headers }) => owners.get(`${headers.authorization?.replace('Bearer ', '')}`))

const tooMany: Answer = { status: 429, json: { status: 429, message: 'Too Many Requests' } }

const writes: Record<string, readonly [endpoint: string, call: (client: HelixClient) => Promise<unknown>]> = {
  updateUser: ['PUT /users', client => updateUser(client, { description: 'Alice’s' })],
  blockUser: ['PUT /users/blocks', client => blockUser(client, { target_user_id: '9' })],
  createClip: ['POST /clips', client => createClip(client)],
  'banUser with ids left out': ['POST /moderation/bans', client => banUser(client, { user_id: '9' })],
}

describe.each(Object.entries(writes))('%s, started by Alice', (_, [endpoint, call]) => {
  it.each([['bob'], [null]] as const)('a rate-limited call is not sent again when %s is signed in', async next => {
    const { pass } = fastTime()
    const server = await startServer()
    const auth = signedIn()
    server.answer(endpoint, tooMany, { json: { data: [{}] } })
    const ended = helixOrOther(call(clientOf(server, auth)))
    await pass(until(() => server.received(endpoint).length === 1))
    await (next ? auth.signIn({ user: next }) : auth.signOut())
    await pass(ended)
    expect(senders(server)).toEqual(['alice'])
  })

  it('a call that waits for a token gets neither Bob’s ids nor his token', async () => {
    const server = await startServer()
    const { promise, resolve } = deferred<void>()
    const auth = signedIn(promise)
    const ended = helixRejection(call(clientOf(server, auth)))
    await auth.signIn({ user: 'bob' })
    resolve()
    expect(await ended).toMatchObject({ code: 'token' })
    expect(server.received()).toEqual([])
  })

  it('a call is not sent again after a 503 when Bob is signed in', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const auth = signedIn()
    server.answer(endpoint, { status: 503 }, { json: { data: [{}] } })
    const ended = helixRejection(call(clientOf(server, auth)))
    await pass(until(() => server.received(endpoint).length === 1))
    await auth.signIn({ user: 'bob' })
    expect(await pass(ended)).toMatchObject({ code: 'token' })
    expect(senders(server)).toEqual(['alice'])
  })

  it('a call of a pending auth is sent as the user who is restored', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const { promise, resolve } = deferred<void>()
    const auth = signedIn(promise, true)
    server.answer(endpoint, tooMany, { json: { data: [{}] } })
    const ended = helixRejection(call(clientOf(server, auth)))
    resolve()
    await pass(until(() => server.received(endpoint).length === 1))
    await auth.signIn({ user: 'bob' })
    expect(await pass(ended)).toMatchObject({ code: 'token' })
    expect(senders(server)).toEqual(['alice'])
  })
})

describe('a list started by Alice', () => {
  const rows = times(20, follower)
  const page = (from: number): Answer => ({
    json: { data: rows.slice(from, from + 5), total: 20, pagination: { cursor: `${from + 5}` } },
  })

  it.each(['nextPage', 'for await', 'pages', 'limit'] as const)('the list has no later page as Bob: %s', async way => {
    const server = await startServer()
    const auth = signedIn()
    server.answer('GET /channels/followers', request => {
      // Bob signs in while the first page is on its way.
      void auth.signIn({ user: 'bob' })
      return page(Number(request.query.get('after') ?? 0))
    })
    const list = getChannelFollowers(clientOf(server, auth), { first: 5 }, { limit: 20 })
    const ways = {
      nextPage: async () => {
        await list.nextPage()
        await list.nextPage()
      },
      'for await': async () => {
        for await (const row of list) void row
      },
      pages: async () => {
        for await (const page of list.pages()) void page
      },
      limit: async () => await list,
    }
    expect(await helixRejection(ways[way]())).toMatchObject({ code: 'token' })
    expect(senders(server)).toEqual(['alice'])
  })

  it('a new call reads the list as Bob', async () => {
    const server = await startServer()
    const auth = signedIn()
    const client = clientOf(server, auth)
    server.answer('GET /channels/followers', page(0))
    await getChannelFollowers(client)
    await auth.signIn({ user: 'bob' })
    await getChannelFollowers(client)
    expect(server.received().map(({ query }) => query.get('broadcaster_id'))).toEqual(['alice', 'bob'].map(idOf))
    expect(senders(server)).toEqual(['alice', 'bob'])
  })
})

describe('a public read', () => {
  it('a public read is sent with any token', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const auth = signedIn()
    server.answer('GET /streams', { status: 503 }, { json: { data: [stream(1)] } })
    const call = getStreams(clientOf(server, auth))
    const answer = call.then(rows => rows)
    await pass(until(() => server.received().length === 1))
    await auth.signIn({ user: 'bob' })
    expect(await pass(answer)).toEqual([stream(1)])
    expect(senders(server)).toEqual(['alice', 'bob'])
  })
})

/** Resolves when the condition holds. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve))
}

/** Waits until a call has failed with any error. */
const helixOrOther = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('This was to reject, but resolved.')
    },
    () => {},
  )
