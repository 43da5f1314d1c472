import { describe, expect, it, vi } from 'vitest'
import { clockMoves } from '../scripted/clockMoves.ts'
import { deferred } from '../scripted/deferred.ts'
import { appClient, userClient } from './clients.ts'
import { banUser, getStreams, getUsers, type HelixClient } from './entry.ts'
import { fastTime } from './fastTime.ts'
import { helixRejection, rejection } from './rejection.ts'
import { ban, stream, times, user } from './rows.ts'
import { type Answer, startServer } from './server.ts'

const good: Answer = { json: { data: [user(1)] } }
const tooMany = { error: 'Too Many Requests', status: 429, message: 'Too Many Requests' }

/** Twitch's answer with an empty bucket. A page cannot read its headers, so `reset` may be unknown. */
const bucket = (reset?: number): Answer => ({
  status: 429,
  json: tooMany,
  ...(reset !== undefined && {
    headers: { 'Ratelimit-Limit': '800', 'Ratelimit-Remaining': '0', 'Ratelimit-Reset': String(reset / 1000) },
  }),
})

/** The next full second that is `seconds` away by the test's clock. */
const inSeconds = (seconds: number) => Math.ceil(Date.now() / 1000 + seconds) * 1000

const read = (client: HelixClient<'app'>) => getUsers(client, { id: '1' })

/** Moves the time forward until the client reports that it waits. */
const waiting = (onRateLimit: ReturnType<typeof vi.fn>) => vi.waitFor(() => expect(onRateLimit).toHaveBeenCalled())

describe('a rate limit with a readable reset', () => {
  it('a refused call waits for the reset', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const reset = inSeconds(8)
    server.answer('GET /users', bucket(reset), good)
    expect(await pass(read(appClient(server)))).toEqual([user(1)])
    const [, second] = server.received()
    expect(second?.at).toBeGreaterThanOrEqual(reset)
    expect(second?.at).toBeLessThan(reset + 1000)
  })

  it('onRateLimit receives the limit', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    const reset = inSeconds(3)
    server.answer('GET /users', bucket(reset), good)
    await pass(read(appClient(server, { onRateLimit })))
    expect(onRateLimit.mock.calls).toEqual([[{ endpoint: 'GET /users', retryAt: reset }]])
  })

  it('a refused write is sent again, because Twitch has not handled it', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('POST /moderation/bans', bucket(inSeconds(2)), { json: { data: [ban] } })
    expect(await pass(banUser(userClient(server), { user_id: '42' }))).toEqual(ban)
    expect(server.received('POST /moderation/bans')).toHaveLength(2)
  })

  it('a reset in the past causes a short wait', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', bucket(inSeconds(-100)), good)
    expect(await pass(read(appClient(server)))).toEqual([user(1)])
    const [first, second] = server.received()
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(100)
  })

  it.each(['soon', ''])('a reset of %j is ignored', async reset => {
    const { pass } = fastTime()
    const server = await startServer()
    const headers = { 'Ratelimit-Remaining': '0', 'Ratelimit-Reset': reset }
    server.answer('GET /users', { status: 429, json: tooMany, headers }, good)
    expect(await pass(read(appClient(server)))).toEqual([user(1)])
  })

  it('a call waits at most 65 seconds', async () => {
    fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    server.answer('GET /users', bucket(inSeconds(3600)), good)
    const call = read(appClient(server, { onRateLimit }))
    await waiting(onRateLimit)
    const begun = Date.now()
    expect(onRateLimit.mock.lastCall?.[0].retryAt).toBeLessThanOrEqual(begun + 65_000)
    await vi.advanceTimersByTimeAsync(65_000)
    expect(await call).toEqual([user(1)])
    expect((server.received()[1]?.at ?? 0) - begun).toBeLessThanOrEqual(65_000)
  })
})

describe.each(clockMoves)('a rate limit when the system clock %s', (_, by) => {
  /** Moves the time forward until a refused call is answered. Returns the duration of the wait. */
  const waited = async (answer: Answer) => {
    const { pass } = fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    server.answer('GET /users', answer, good)
    const client = appClient(server, { onRateLimit })
    const call = read(client)
    await waiting(onRateLimit)
    vi.setSystemTime(Date.now() + by)
    const begun = performance.now()
    await pass(call)
    return performance.now() - begun
  }

  it('a call waits until the reset, or is sent soon after a sleep', async () => {
    const wait = await waited(bucket(inSeconds(40)))
    if (by < 0) expect(wait).toBeGreaterThan(38_000)
    expect(wait).toBeLessThan(by < 0 ? 42_000 : 11_000)
  })

  it('a call without a reset waits as long as before, or shorter after a sleep', async () => {
    const wait = await waited(bucket())
    if (by < 0) expect(wait).toBeGreaterThan(1000)
    expect(wait).toBeLessThan(3000)
  })

  it('retryAt is in the next 65 seconds', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', bucket(), good, bucket(), good)
    const onRateLimit = vi.fn()
    const client = appClient(server, { onRateLimit })
    await pass(read(client))
    vi.setSystemTime(Date.now() + by)
    const call = read(client)
    await vi.waitFor(() => expect(onRateLimit).toHaveBeenCalledTimes(2))
    const { retryAt } = onRateLimit.mock.lastCall?.[0] ?? {}
    expect(retryAt).toBeGreaterThan(Date.now())
    expect(retryAt).toBeLessThanOrEqual(Date.now() + 65_000)
    await pass(call)
  })
})

describe('a clock that is set back', () => {
  it('calls do not wait for a limit that passed before the clock was set back', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', bucket(inSeconds(1)), good, bucket(), good)
    const onRateLimit = vi.fn()
    const client = appClient(server, { onRateLimit })
    await pass(read(client))
    vi.setSystemTime(Date.now() - 3_600_000)
    const start = Date.now()
    expect(await pass(read(client), 200)).toEqual([user(1)])
    expect(Date.now() - start).toBeLessThan(140_000)
    expect(onRateLimit.mock.lastCall?.[0].retryAt).toBeLessThan(start + 140_000)
  })
})

describe('a rate limit without readable headers', () => {
  it.each([
    ['Too Many Requests', { message: 'Too Many Requests' }],
    ['no message', { error: 'Too Many Requests', status: 429, message: '' }],
    ['a page of HTML', '<html>429</html>'],
  ])('a 429 (%s) is repeated after growing waits', async (_, body) => {
    const { pass } = fastTime()
    const server = await startServer()
    const answer = { status: 429, text: typeof body === 'string' ? body : JSON.stringify(body) }
    server.answer('GET /users', answer, answer, answer, good)
    expect(await pass(read(appClient(server)))).toEqual([user(1)])
    const at = server.received().map(request => request.at)
    const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0))
    expect(waits[0]).toBeGreaterThan(300)
    expect(waits[2]).toBeGreaterThan(1.5 * (waits[0] ?? 0))
    expect(waits[2]).toBeLessThan(65_000)
  })

  it('a call is repeated eight times at most, within two minutes', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', bucket())
    const start = Date.now()
    const error = await pass(helixRejection(read(appClient(server))))
    expect(error).toMatchObject({ code: 'rate_limited', status: 429, detail: 'Too Many Requests' })
    expect(Date.now() - start).toBeLessThan(140_000)
    expect(error.retryAt).toBeGreaterThan(Date.now())
    expect(server.received()).toHaveLength(9)
  })
})

describe('all calls of a client', () => {
  /** A server that refuses requests until `reset`, and answers them all afterwards. */
  async function withBucket(reset: number, isReadable: boolean) {
    const server = await startServer()
    server.answer('GET /streams', () =>
      Date.now() < reset ? bucket(isReadable ? reset : undefined) : { json: { data: [stream(1)] } },
    )
    return server
  }

  it.each([
    ['with', true, 5],
    ['without', false, 0.4],
  ])('50 calls %s a readable reset wait together and succeed', async (_, isReadable, seconds) => {
    const { pass } = fastTime()
    const reset = isReadable ? inSeconds(seconds) : Date.now() + seconds * 1000
    const server = await withBucket(reset, isReadable)
    const client = appClient(server)
    const answers = await pass(Promise.all(times(50, index => getStreams(client, { user_id: `${index}` }))))
    expect(answers).toEqual(times(50, () => [stream(1)]))
    // Each call was refused at most once: none returned before the wait was over.
    const late = server.received().filter(request => request.at >= reset)
    expect(late).toHaveLength(50)
    expect(server.received().length).toBeLessThanOrEqual(100)
  })

  it('one refused call makes all others wait, also those that begin later', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    const reset = inSeconds(10)
    server.answer('GET /users', bucket(reset), good)
    server.answer('GET /streams', { json: { data: [] } })
    const client = appClient(server, { onRateLimit })
    const turnedAway = read(client)
    await waiting(onRateLimit)
    const later = getStreams(client)
    await pass(Promise.all([turnedAway, later]))
    expect(server.received('GET /streams')[0]?.at).toBeGreaterThanOrEqual(reset)
    expect(server.received()).toHaveLength(3)
  })

  it('waiting calls wait for the latest of several resets', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    const [sooner, later] = [inSeconds(5), inSeconds(10)]
    const { promise: after, resolve } = deferred<void>()
    server.answer('GET /users', bucket(sooner), good)
    server.answer('GET /streams', { ...bucket(later), after }, { json: { data: [] } })
    const client = appClient(server, { onRateLimit })
    const calls = Promise.all([read(client), getStreams(client)])
    await waiting(onRateLimit)
    resolve()
    await pass(calls)
    expect(server.received('GET /users')[1]?.at).toBeGreaterThanOrEqual(later)
    expect(server.received('GET /streams')[1]?.at).toBeGreaterThanOrEqual(later)
  })

  it('calls do not wait for another client', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    const onRateLimit = vi.fn()
    const reset = inSeconds(10)
    server.answer('GET /users', bucket(reset), good)
    server.answer('GET /streams', { json: { data: [] } })
    const call = read(appClient(server, { onRateLimit }))
    await waiting(onRateLimit)
    await pass(getStreams(appClient(server)))
    expect(server.received('GET /streams')[0]?.at).toBeLessThan(reset)
    await pass(call)
  })
})

describe('a 429 of Twitch’s own rules', () => {
  it.each([
    'number of websocket transports limit exceeded',
    'maximum subscriptions with type and condition exceeded',
    'Channel has no snoozes left.',
    'The broadcaster may not run another commercial until the cooldown period expires.',
    'The sender has exceeded the number of announcements they may send to this broadcaster_id within a given window.',
    'The broadcaster exceeded the number of Shoutouts they may send within a given window.',
    'The broadcaster exceeded the number of chat message checks that they may make.',
    'The broadcaster exceeded the number of raid requests that they may make.',
    'The sending user exceeded the number of whisper requests that they may make.',
    'The broadcaster has exceeded the number of requests allowed within a 10-second window.',
    'The app has exceeded the number of requests it may make per minute for this broadcaster.',
    'User set the Branded Content flag too frequently',
    'Conduit limit reached.',
    'COOLDOWN',
    'The request exceeds the number of subscriptions that you may create with the same combination of type and condition values.',
  ])('the call rejects at once: %s', async message => {
    fastTime()
    const server = await startServer()
    server.answer('POST /moderation/bans', { status: 429, json: { ...tooMany, message } })
    const error = await helixRejection(banUser(userClient(server), { user_id: '42' }))
    expect(error).toMatchObject({ code: 'rate_limited', status: 429, detail: message })
    expect(error.retryAt).toBeUndefined()
    expect(server.received('POST /moderation/bans')).toHaveLength(1)
  })

  it('the call rejects at once when points remain', async () => {
    fastTime()
    const server = await startServer()
    const headers = { 'Ratelimit-Remaining': '799', 'Ratelimit-Reset': String(inSeconds(60) / 1000) }
    server.answer('GET /users', { status: 429, json: { ...tooMany, message: 'Not so fast.' }, headers })
    expect(await helixRejection(read(appClient(server)))).toMatchObject({
      code: 'rate_limited',
      detail: 'Not so fast.',
    })
    expect(server.received()).toHaveLength(1)
  })

  it('a 429 of Twitch’s own rules does not hold up other calls', async () => {
    fastTime()
    const server = await startServer()
    server.answer('GET /streams', { status: 429, json: { ...tooMany, message: 'cooldown' } })
    server.answer('GET /users', good)
    const client = appClient(server)
    expect(await rejection(getStreams(client))).toMatchObject({ code: 'rate_limited' })
    expect(await read(client)).toEqual([user(1)])
  })
})
