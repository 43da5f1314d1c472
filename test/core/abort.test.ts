import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { deferred } from '../scripted/deferred.ts'
import { ada, appClient, userClient, validation } from './clients.ts'
import {
  type Auth,
  appToken,
  banUser,
  createClient,
  getChannelFollowers,
  getStreams,
  getTeamByName,
  getUsers,
  type HelixClient,
  HelixError,
  isHelixError,
  userToken,
} from './entry.ts'
import { fastTime } from './fastTime.ts'
import { pagedList } from './pagedList.ts'
import { rejection } from './rejection.ts'
import { stream, times, user } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const good: Answer = { json: { data: [user(1)] } }
const never = new Promise<never>(() => {})

/** The outcome of a promise before anything else can happen, timers included; `'late'` if there is none. */
const thisTurn = <T>(promise: Promise<T>): Promise<T | 'late'> => Promise.race([promise, setImmediate('late' as const)])

/** Aborts a call that waits. The call must reject at once with the platform's error, and send nothing more. */
async function expectPromptEnd(server: TestServer, controller: AbortController, call: PromiseLike<unknown>) {
  const ended = rejection(call)
  const before = server.received().length
  controller.abort()
  const error = await thisTurn(ended)
  expect(error).toBeInstanceOf(DOMException)
  expect(error).toMatchObject({ name: 'AbortError' })
  await vi.advanceTimersByTimeAsync(200_000)
  expect(server.received()).toHaveLength(before)
}

describe('an abort', () => {
  it.each([
    ['before the answer', 'before'],
    ['in the middle of its body', 'middle'],
  ] as const)('an abort %s rejects the call and ends its request', async (_, stall) => {
    fastTime()
    const server = await startServer()
    server.answer('GET /users', { ...good, stall })
    const controller = new AbortController()
    const call = getUsers(appClient(server), { id: '1' }, { signal: controller.signal })
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    await expectPromptEnd(server, controller, call)
    await server.received()[0]?.abandoned
  })

  it('an abort rejects a write', async () => {
    fastTime()
    const server = await startServer()
    server.answer('POST /moderation/bans', { stall: 'before' })
    const controller = new AbortController()
    const call = banUser(userClient(server), { user_id: '42' }, { signal: controller.signal })
    await vi.waitFor(() => expect(server.received('POST /moderation/bans')).toHaveLength(1))
    await expectPromptEnd(server, controller, call)
  })

  it('an abort ends the pause before a retry', async () => {
    fastTime()
    const server = await startServer()
    server.answer('GET /users', { status: 500 }, good)
    const controller = new AbortController()
    const timers = vi.getTimerCount()
    const call = getUsers(appClient(server), { id: '1' }, { signal: controller.signal })
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    // The answer has arrived when the pause's timer replaces the attempt's timer.
    const deadline = Date.now() + 20_000
    await vi.waitFor(() => {
      vi.advanceTimersByTime(1)
      expect(vi.getTimerCount()).toBeGreaterThan(timers)
      expect(Date.now()).toBeLessThan(deadline)
    })
    await expectPromptEnd(server, controller, call)
  })

  it.each([true, false])('an abort ends the wait for the rate limit (readable reset: %s)', async isReadable => {
    fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    const reset = Math.ceil(Date.now() / 1000) + 60
    const headers = { 'Ratelimit-Remaining': '0', 'Ratelimit-Reset': String(reset) }
    server.answer('GET /users', { status: 429, ...(isReadable && { headers }) }, good)
    const controller = new AbortController()
    const client = appClient(server, { onRateLimit })
    const call = getUsers(client, { id: '1' }, { signal: controller.signal })
    await vi.waitFor(() => expect(onRateLimit).toHaveBeenCalled())
    await expectPromptEnd(server, controller, call)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
  })

  it('an abort ends the wait of a queued call', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    server.answer('GET /users', { status: 429 }, good)
    const client = appClient(server, { onRateLimit })
    const first = getUsers(client, { id: '1' })
    await vi.waitFor(() => expect(onRateLimit).toHaveBeenCalled())
    const controller = new AbortController()
    const ended = rejection(getStreams(client, {}, { signal: controller.signal }))
    controller.abort()
    expect(await ended).toMatchObject({ name: 'AbortError' })
    expect(await pass(first)).toEqual([user(1)])
    expect(server.received('GET /streams')).toEqual([])
  })

  it.each(['app', 'user'] as const)(
    'an abort by one call ends its wait for an %s token, and other calls wait on',
    async kind => {
      fastTime()
      const server = await startServer()
      server.answer(validation, { json: ada })
      server.answer('GET /users', good)
      const { promise, resolve } = deferred<string>()
      const auth: Auth<'app' | 'user'> = kind === 'app' ? appToken(() => promise) : userToken(() => promise)
      const client = createClient({ auth, clientId: 'client-id', ...server.network })
      const other = getUsers(client, { id: '1' })
      const controller = new AbortController()
      await expectPromptEnd(server, controller, getUsers(client, { id: '1' }, { signal: controller.signal }))
      resolve('late-token')
      expect(await other).toEqual([user(1)])
    },
  )

  it('an abort by one call ends its wait for a validation, and other calls wait on', async () => {
    fastTime()
    const server = await startServer()
    const { promise: after, resolve: release } = deferred<void>()
    const client = userClient(server)
    server.answer(validation, { after, json: ada })
    server.answer('GET /users', good)
    const controller = new AbortController()
    const aborted = rejection(getUsers(client, { id: '1' }, { signal: controller.signal }))
    const other = getUsers(client, { id: '1' })
    await vi.waitFor(() => expect(server.received(validation)).toHaveLength(1))
    controller.abort()
    expect(await thisTurn(aborted)).toMatchObject({ name: 'AbortError' })
    release()
    expect(await other).toEqual([user(1)])
    expect(server.received()).toHaveLength(2)
  })

  it('an abort ends the wait for a new token after a refused one', async () => {
    const server = await startServer()
    server.answer('GET /users', { status: 401, json: { status: 401, message: 'Invalid OAuth token' } })
    const supply = vi.fn<() => Promise<string>>().mockResolvedValueOnce('old-token').mockReturnValue(never)
    const client = createClient({ auth: appToken(supply), clientId: 'client-id', ...server.network })
    const controller = new AbortController()
    const ended = rejection(getUsers(client, { id: '1' }, { signal: controller.signal }))
    await vi.waitFor(() => expect(supply).toHaveBeenCalledTimes(2))
    controller.abort()
    expect(await ended).toMatchObject({ name: 'AbortError' })
  })

  it('an abort ends a loop over pages', async () => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(1000, stream)))
    const controller = new AbortController()
    let seen = 0
    const loop = async () => {
      for await (const _ of getStreams(appClient(server), {}, { signal: controller.signal })) {
        if (++seen === 150) controller.abort()
      }
    }
    expect(await rejection(loop())).toMatchObject({ name: 'AbortError' })
    expect(seen).toBe(200)
    expect(server.received()).toHaveLength(2)
  })

  it('the call rejects with the reason of the abort', async () => {
    const server = await startServer()
    server.answer('GET /users', { stall: 'before' })
    const controller = new AbortController()
    const call = rejection(getUsers(appClient(server), { id: '1' }, { signal: controller.signal }))
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    const reason = new Error('left the page')
    controller.abort(reason)
    expect(await call).toBe(reason)
  })

  it.each([
    new HelixError('not_found', 'no such team', { status: 404 }),
    new HelixError('unauthorized', 'refused', { status: 401, detail: 'Invalid OAuth token' }),
    new HelixError('rate_limited', 'too many', { status: 429, retryAt: Date.now() + 3_600_000 }),
    new HelixError('server_error', 'out of order', { status: 503 }),
  ])('an abort rejects with its reason when that is the HelixError of another call: $code', async reason => {
    const server = await startServer()
    server.answer('GET /teams', { stall: 'before' })
    server.answer('GET /users', good)
    const onRateLimit = vi.fn()
    const client = userClient(server, { onRateLimit })
    const controller = new AbortController()
    const call = rejection(getTeamByName(client, { name: 'x' }, { signal: controller.signal }))
    await vi.waitFor(() => expect(server.received('GET /teams')).toHaveLength(1))
    controller.abort(reason)
    expect(await call).toBe(reason)
    expect(await getUsers(client, { id: '1' })).toEqual([user(1)])
    expect(onRateLimit).not.toHaveBeenCalled()
    expect(server.received().map(({ endpoint }) => endpoint)).toEqual([validation, 'GET /teams', 'GET /users'])
  })

  it('an abort of one call does not end other calls', async () => {
    const server = await startServer()
    const { promise: after, resolve: release } = deferred<void>()
    server.answer('GET /users', { after, ...good })
    const client = appClient(server)
    const controller = new AbortController()
    const aborted = rejection(getUsers(client, { id: '1' }, { signal: controller.signal }))
    const other = getUsers(client, { id: '1' })
    await vi.waitFor(() => expect(server.received()).toHaveLength(2))
    controller.abort()
    expect(await aborted).toMatchObject({ name: 'AbortError' })
    release()
    expect(await other).toEqual([user(1)])
  })

  it('twenty calls with one signal add one listener to it, so that Node does not warn', async () => {
    const server = await startServer()
    server.answer('GET /users', { ...good, stall: 'before' })
    const { signal } = new AbortController()
    const warn = vi.fn()
    process.on('warning', warn)
    onTestFinished(() => void process.off('warning', warn))
    const client = appClient(server)
    for (let count = 0; count < 20; count++) void getUsers(client, { id: '1' }, { signal }).catch(() => {})
    await vi.waitFor(() => expect(server.received()).toHaveLength(20))
    expect(getEventListeners(signal, 'abort').length).toBeLessThan(11)
    expect(warn).not.toHaveBeenCalled()
  })

  it('a finished call leaves no listener on the signal', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', { status: 500 }, { status: 429 }, good)
    const { signal } = new AbortController()
    const client = appClient(server)
    await pass(getUsers(client, { id: '1' }, { signal }))
    server.answer('GET /users', { status: 400 })
    await rejection(getUsers(client, { id: '1' }, { signal }))
    await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toEqual([]))
  })

  it('an abort at any time ends the call with its reason or an error of this library', async () => {
    const failing: (typeof fetch)[] = [
      async () => {
        throw new TypeError('fetch failed')
      },
      async () => Response.json({ message: 'no' }, { status: 500 }),
      async () => new Response(new ReadableStream({ start: stream => stream.error(new TypeError('terminated')) })),
    ]
    for (const fetch of failing) {
      for (let ticks = 0; ticks < 60; ticks++) {
        const controller = new AbortController()
        const client = createClient({ auth: appToken('secret'), clientId: 'c', fetch, retry: false })
        const ended = rejection(getUsers(client, { id: '1' }, { signal: controller.signal }))
        for (let tick = 0; tick < ticks; tick++) await null
        controller.abort()
        const error = await ended
        expect(isHelixError(error) || error === controller.signal.reason, `after ${ticks} ticks: ${error}`).toBe(true)
      }
    }
  })
})

describe('a signal that is already aborted', () => {
  const calls: [string, (client: HelixClient, signal: AbortSignal) => PromiseLike<unknown>][] = [
    ['a read', (client, signal) => getUsers(client, { id: '1' }, { signal })],
    ['a read without ids', (client, signal) => getUsers(client, {}, { signal })],
    ['a write', (client, signal) => banUser(client, { user_id: '42' }, { signal })],
    ['an awaited list', (client, signal) => getChannelFollowers(client, {}, { signal })],
    ['a page', (client, signal) => getChannelFollowers(client, {}, { signal }).nextPage()],
    ['a loop', (client, signal) => getChannelFollowers(client, {}, { signal }).pages().next()],
  ]

  it.each(calls)('an aborted signal sends nothing: %s', async (_, call) => {
    fastTime()
    const server = await startServer()
    const supply = vi.fn(() => 'user-token')
    const clients = [userClient(server), createClient({ auth: userToken(supply), ...server.network })]
    for (const client of clients) {
      expect(await rejection(call(client, AbortSignal.abort()))).toMatchObject({ name: 'AbortError' })
    }
    const read = getUsers(appClient(server), { id: '1' }, { signal: AbortSignal.abort() })
    expect(await rejection(read)).toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(200_000)
    expect(server.received()).toEqual([])
  })
})

describe('a timeout', () => {
  it.each([
    ['before the answer', 'before'],
    ['in the middle of its body', 'middle'],
  ] as const)('the timeout ends an attempt that stalls %s', async (_, stall) => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', { ...good, stall })
    const ended = rejection(getUsers(appClient(server, { timeout: 5000, retry: false }), { id: '1' }))
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    expect(await pass(ended)).toMatchObject({ code: 'timeout', endpoint: 'GET /users' })
    await server.received()[0]?.abandoned
    expect(server.received()).toHaveLength(1)
  })

  it('the timeout ends an attempt whose `fetch` ignores its signal', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const call = getUsers(appClient(server, { fetch: () => never, timeout: 5000, retry: false }), { id: '1' })
    expect(await pass(rejection(call))).toMatchObject({ code: 'timeout', endpoint: 'GET /users' })
  })

  it('the default timeout is 30 seconds', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', { stall: 'before' })
    const start = Date.now()
    const call = getUsers(appClient(server, { retry: false }), { id: '1' })
    expect(await pass(rejection(call))).toMatchObject({ code: 'timeout' })
    expect(Date.now() - start).toBeGreaterThanOrEqual(30_000)
    expect(Date.now() - start).toBeLessThan(31_000)
  })

  it('each attempt has the whole timeout', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', { stall: 'before' }, { ...good, stall: 'middle' }, good)
    expect(await pass(getUsers(appClient(server, { timeout: 5000 }), { id: '1' }))).toEqual([user(1)])
    expect(server.received()).toHaveLength(3)
  })

  it('the timeout of a call overrides the client’s', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', { stall: 'before' })
    const start = Date.now()
    const client = appClient(server, { retry: false })
    expect(await pass(rejection(getUsers(client, { id: '1' }, { timeout: 2000 })))).toMatchObject({ code: 'timeout' })
    expect(Date.now() - start).toBeLessThan(3000)
  })

  it.each([Infinity, 2 ** 31])('a timeout of %d is no limit', async timeout => {
    const { pass } = fastTime()
    const server = await startServer()
    const { promise: after, resolve } = deferred<void>()
    server.answer('GET /users', { ...good, after })
    const call = getUsers(appClient(server, { retry: false, timeout }), { id: '1' })
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    // Node's own `fetch` gives up after 300 seconds.
    await vi.advanceTimersByTimeAsync(250_000)
    resolve()
    expect(await pass(call)).toEqual([user(1)])
  })

  it('a timeout of undefined uses the client’s', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', { stall: 'before' })
    const start = Date.now()
    const client = appClient(server, { retry: false, timeout: 2000 })
    const call = getUsers(client, { id: '1' }, { timeout: undefined, signal: undefined })
    expect(await pass(rejection(call))).toMatchObject({ code: 'timeout' })
    expect(Date.now() - start).toBeLessThan(3000)
  })

  it('a write is not sent again after a timeout', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('POST /moderation/bans', { stall: 'before' })
    const ended = rejection(banUser(userClient(server, { timeout: 5000 }), { user_id: '42' }))
    await vi.waitFor(() => expect(server.received('POST /moderation/bans')).toHaveLength(1))
    expect(await pass(ended)).toMatchObject({ code: 'timeout', endpoint: 'POST /moderation/bans' })
    expect(server.received('POST /moderation/bans')).toHaveLength(1)
  })

  it('the wait for the rate limit does not count towards the timeout', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const reset = Math.ceil(Date.now() / 1000) + 10
    const headers = { 'Ratelimit-Remaining': '0', 'Ratelimit-Reset': String(reset) }
    server.answer('GET /users', { status: 429, headers }, good)
    expect(await pass(getUsers(appClient(server, { timeout: 5000 }), { id: '1' }))).toEqual([user(1)])
  })
})

describe('a token function that never answers', () => {
  it('an abort ends a call that waits for a token forever', async () => {
    const server = await startServer()
    const controller = new AbortController()
    const client = createClient({ auth: appToken(() => never), clientId: 'c', ...server.network })
    const ended = rejection(getUsers(client, { id: '1' }, { signal: controller.signal }))
    controller.abort()
    expect(await ended).toMatchObject({ name: 'AbortError' })
  })
})
