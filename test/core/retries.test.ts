import { describe, expect, it } from 'vitest'
import { appClient, userClient } from './clients.ts'
import { banUser, getStreams, type HelixClient, modifyChannelInformation, unbanUser, updateUser } from './entry.ts'
import { fastTime } from './fastTime.ts'
import { helixRejection } from './rejection.ts'
import { ban, stream, times, user } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const rows = times(50, stream)
const good: Answer = { json: { data: rows, pagination: {} } }
const done: Answer = { json: { data: [ban] } }

/** Failures that do not tell whether Twitch has done anything. */
const drops: [string, Answer][] = [
  ['before the answer', { drop: 'before' }],
  ['in the middle of the body', { ...good, drop: 'middle' }],
]

const serverErrors = [500, 502, 503, 504]
const failure = (status: number): Answer => ({
  status,
  json: { error: 'Server Error', status, message: 'out of order' },
})

/** Every kind of write: its endpoint, and a call. */
const writes: [string, (client: HelixClient) => PromiseLike<unknown>][] = [
  ['POST /moderation/bans', client => banUser(client, { user_id: '42' })],
  ['PUT /users', client => updateUser(client, { description: 'x' })],
  ['PATCH /channels', client => modifyChannelInformation(client, { title: 'x' })],
  ['DELETE /moderation/bans', client => unbanUser(client, { user_id: '42' })],
]

/** The number of requests that reached the API, without sign-ins. */
const sent = (server: TestServer) => server.received().filter(({ endpoint }) => !endpoint.includes('/oauth2/')).length

describe('a read', () => {
  it.each(drops)('a read is sent again when the connection ends %s', async (_, drop) => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', drop, drop, good)
    expect(await pass(getStreams(appClient(server)))).toEqual(rows)
    expect(sent(server)).toBe(3)
  })

  it.each(serverErrors)('a read is sent again after a %d', async status => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(status), failure(status), good)
    expect(await pass(getStreams(appClient(server)))).toEqual(rows)
    expect(sent(server)).toBe(3)
  })

  it('a read is sent again after an HTML page of Twitch’s edge', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const html = { status: 503, text: '<html>503</html>', headers: { 'Content-Type': 'text/html' } }
    server.answer('GET /streams', html, good)
    expect(await pass(getStreams(appClient(server)))).toEqual(rows)
  })

  it('a read is sent three times at most', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(503))
    expect(await pass(helixRejection(getStreams(appClient(server))))).toMatchObject({
      code: 'server_error',
      status: 503,
      detail: 'out of order',
    })
    expect(sent(server)).toBe(3)

    server.answer('GET /streams', { drop: 'before' })
    expect(await pass(helixRejection(getStreams(appClient(server))))).toMatchObject({ code: 'network' })
    expect(sent(server)).toBe(6)
  })

  it('each wait before a retry is a little longer', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(500))
    await pass(helixRejection(getStreams(appClient(server, { retry: 3 }))))
    const at = server.received().map(request => request.at)
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
    expect(pauses).toHaveLength(3)
    expect(pauses[0]).toBeGreaterThan(100)
    expect(pauses[2]).toBeGreaterThan(2 * (pauses[0] ?? 0))
    expect(pauses[2]).toBeLessThan(10_000)
  })

  it('a wait before a retry is about a minute at most', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(500))
    await pass(helixRejection(getStreams(appClient(server, { retry: 12 }))), 500)
    const at = server.received().map(request => request.at)
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
    expect(pauses).toHaveLength(12)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(70_000)
    expect(Math.min(...pauses.slice(-4))).toBeGreaterThan(30_000)
  })

  it('reads that failed together are retried at different times', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(500))
    const client = appClient(server, { retry: 1 })
    const calls = times(20, index => helixRejection(getStreams(client, { user_id: `${index}` })))
    await pass(Promise.all(calls), 2)
    const pauses = times(20, index => {
      const [first, second] = server.received().filter(({ query }) => query.get('user_id') === `${index}`)
      return (second?.at ?? 0) - (first?.at ?? 0)
    })
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(60)
  })

  it.each([400, 403, 404, 409, 410, 422, 501])('a read is not sent again after a %d', async status => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(status))
    expect(await pass(helixRejection(getStreams(appClient(server))))).toMatchObject({ status })
    expect(sent(server)).toBe(1)
  })

  it('a read is not sent again after a malformed answer', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', { text: 'OK' })
    expect(await pass(helixRejection(getStreams(appClient(server))))).toMatchObject({ code: 'schema' })
    expect(sent(server)).toBe(1)
  })

  it('a page in the middle of a list is repeated unchanged', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const first: Answer = { json: { data: [stream(1)], pagination: { cursor: 'a' } } }
    server.answer('GET /streams', first, { ...good, drop: 'middle' }, failure(502), good)
    const list = pass(getStreams(appClient(server), { first: 1 }, { limit: Infinity }))
    expect(await list).toEqual([stream(1), ...rows])
    expect(server.received().map(({ url }) => url.search)).toEqual([
      '?first=1',
      '?first=1&after=a',
      '?first=1&after=a',
      '?first=1&after=a',
    ])
  })

  it('`retry` of the client sets the number of attempts', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /streams', failure(500))
    for (const [retry, attempts] of [
      [0, 1],
      [1, 2],
      [4, 5],
      [undefined, 3],
      [Number.NaN, 1],
    ] as const) {
      const before = sent(server)
      await pass(helixRejection(getStreams(appClient(server, { retry }))))
      expect(sent(server) - before).toBe(attempts)
    }
  })
})

describe('a write', () => {
  it.each(writes)('%s is not sent again when the connection ends', async (endpoint, call) => {
    const { pass } = fastTime()
    for (const [, drop] of drops) {
      const server = await startServer()
      server.answer(endpoint, drop)
      expect(await pass(helixRejection(call(userClient(server))))).toMatchObject({ code: 'network', endpoint })
      expect(sent(server)).toBe(1)
    }
  })

  it.each(writes)('%s is not sent again after a 500, 502 or 504', async (endpoint, call) => {
    const { pass } = fastTime()
    for (const status of [500, 502, 504]) {
      const server = await startServer()
      server.answer(endpoint, failure(status))
      expect(await pass(helixRejection(call(userClient(server))))).toMatchObject({ code: 'server_error', status })
      expect(sent(server)).toBe(1)
    }
  })

  it.each(writes)('%s is sent once more after a 503', async (endpoint, call) => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer(endpoint, failure(503), { json: { data: [ban, user(1)] } })
    await pass(call(userClient(server, { validate: 'off' })))
    expect(sent(server)).toBe(2)
    const [first, second] = server.received(endpoint)
    expect([second?.body, second?.url.search]).toEqual([first?.body, first?.url.search])
  })

  it.each(writes)('%s is not sent a third time', async (endpoint, call) => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer(endpoint, failure(503))
    expect(await pass(helixRejection(call(userClient(server))))).toMatchObject({ status: 503 })
    expect(sent(server)).toBe(2)
  })

  it('a write that waited for the rate limit is sent once more after a 503', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('POST /moderation/bans', { status: 429, json: { message: 'Too Many Requests' } }, failure(503), done)
    expect(await pass(banUser(userClient(server), { user_id: '42' }))).toEqual(ban)
    expect(sent(server)).toBe(3)
  })
})

describe('retry: false', () => {
  it('every call is sent once', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const client = userClient(server, { retry: false })
    for (const answer of [...drops.map(([, drop]) => drop), ...serverErrors.map(failure), failure(429)]) {
      const before = sent(server)
      server.answer('GET /streams', answer)
      await pass(helixRejection(getStreams(client)))
      server.answer('POST /moderation/bans', answer)
      await pass(helixRejection(banUser(client, { user_id: '42' })))
      expect(sent(server) - before).toBe(2)
    }
  })
})
