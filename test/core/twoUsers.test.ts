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

const ids = { alice: '1', bob: '2' } as const

type Person = keyof typeof ids

const stateOf = (person: Person | null): AuthState =>
  person
    ? {
        status: 'signed-in',
        session: { userId: ids[person], login: person, clientId: 'c', scopes: null, expiresAt: null },
        error: null,
      }
    : { status: 'signed-out', session: null, error: null }

interface SwitchableAuth extends Auth<'user'> {
  /** Signs somebody else in, or nobody. */
  readonly switchTo: (person: Person | null) => void
  /** Lets `getToken` wait until this settles. */
  readonly holdUntil: (promise: Promise<unknown>) => void
}

/** An auth of the page's own making, whose user changes when the test says so. */
function switchableAuth(first: Person | 'pending' = 'alice'): SwitchableAuth {
  let state: AuthState = first === 'pending' ? { status: 'pending', session: null, error: null } : stateOf(first)
  let person: Person | null = first === 'pending' ? null : first
  let held: Promise<unknown> = Promise.resolve()
  return {
    kind: 'user',
    get state() {
      return state
    },
    subscribe: () => () => {},
    getToken: async () => {
      await held
      if (person) return `token-of-${person}`
      throw new Error('Nobody is signed in.')
    },
    invalidate: () => {},
    switchTo: next => {
      person = next
      state = stateOf(next)
    },
    holdUntil: promise => {
      held = promise
    },
  }
}

const clientOf = (server: TestServer, auth: Auth<'user'>): HelixClient => createClient({ auth, ...server.network })

/** Whose token each request carried. */
const senders = (server: TestServer) => server.received().map(({ headers }) => headers.authorization?.split('-').pop())

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
    const auth = switchableAuth()
    server.answer(endpoint, tooMany, { json: { data: [{}] } })
    const ended = helixOrOther(call(clientOf(server, auth)))
    await pass(until(() => server.received(endpoint).length === 1))
    auth.switchTo(next)
    await pass(ended)
    expect(senders(server)).toEqual(['alice'])
  })

  it('a call that waits for a token gets neither Bob’s ids nor his token', async () => {
    const server = await startServer()
    const auth = switchableAuth()
    const { promise, resolve } = deferred<void>()
    auth.holdUntil(promise)
    const ended = helixRejection(call(clientOf(server, auth)))
    auth.switchTo('bob')
    resolve()
    expect(await ended).toMatchObject({ code: 'token' })
    expect(server.received()).toEqual([])
  })

  it('a call is not sent again after a 503 when Bob is signed in', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const auth = switchableAuth()
    server.answer(endpoint, { status: 503 }, { json: { data: [{}] } })
    const ended = helixRejection(call(clientOf(server, auth)))
    await pass(until(() => server.received(endpoint).length === 1))
    auth.switchTo('bob')
    expect(await pass(ended)).toMatchObject({ code: 'token' })
    expect(senders(server)).toEqual(['alice'])
  })

  it('a call of a pending auth is sent as the user who is restored', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const auth = switchableAuth('pending')
    const { promise, resolve } = deferred<void>()
    auth.holdUntil(promise)
    server.answer(endpoint, tooMany, { json: { data: [{}] } })
    const ended = helixRejection(call(clientOf(server, auth)))
    auth.switchTo('alice')
    resolve()
    await pass(until(() => server.received(endpoint).length === 1))
    auth.switchTo('bob')
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
    const auth = switchableAuth()
    server.answer('GET /channels/followers', request => {
      // Bob signs in while the first page is on its way.
      auth.switchTo('bob')
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
    const auth = switchableAuth()
    const client = clientOf(server, auth)
    server.answer('GET /channels/followers', page(0))
    await getChannelFollowers(client)
    auth.switchTo('bob')
    await getChannelFollowers(client)
    expect(server.received().map(({ query }) => query.get('broadcaster_id'))).toEqual(['1', '2'])
    expect(senders(server)).toEqual(['alice', 'bob'])
  })
})

describe('a public read', () => {
  it('a public read is sent with any token', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const auth = switchableAuth()
    server.answer('GET /streams', { status: 503 }, { json: { data: [stream(1)] } })
    const call = getStreams(clientOf(server, auth))
    const answer = call.then(rows => rows)
    await pass(until(() => server.received().length === 1))
    auth.switchTo('bob')
    expect(await pass(answer)).toEqual([stream(1)])
    expect(senders(server)).toEqual(['alice', 'bob'])
  })
})

/** Resolves once this is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve))
}

/** Waits until a call has failed, with any error. */
const helixOrOther = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('This was to reject, but resolved.')
    },
    () => {},
  )
