import { createServer } from 'node:http'
import { createPoll, getStreams, getUsers, isHelixError } from 'tinyhelix'
import { createFakeTwitch, type Fault } from 'tinyhelix/testing'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const codeOf = async (work: PromiseLike<unknown>) => {
  const outcome = Promise.resolve(work).then(
    () => 'ok',
    error => (isHelixError(error) ? error.code : String(error)),
  )
  await vi.runAllTimersAsync()
  return outcome
}

const setUp = () => {
  const fake = createFakeTwitch()
  return { fake, ada: fake.client() }
}

const countOf = (path: string, requests: readonly { readonly path: string }[]) =>
  requests.filter(request => request.path === path).length

describe('the kinds of faults', () => {
  it.for<[Fault, string]>([
    [{ status: 500 }, 'server_error'],
    [{ status: 503, body: '<h1>503</h1>' }, 'server_error'],
    [{ status: 409, message: 'Someone else is at it.' }, 'conflict'],
    [{ status: 401, message: 'Invalid OAuth token' }, 'unauthorized'],
    [{ drop: 'before' }, 'network'],
    [{ drop: 'middle' }, 'network'],
    [{ malformed: true }, 'schema'],
    [{ latency: 31_000 }, 'timeout'],
    [{ latency: Infinity }, 'timeout'],
    [{ latency: 1_000 }, 'ok'],
    [{ body: { data: 'none' } }, 'schema'],
    [{ status: 200, body: { data: [] } }, 'ok'],
  ])('a request with the fault %o ends as documented', async ([fault, code]) => {
    const { fake, ada } = setUp()
    fake.fail(fault)
    await expect(codeOf(getStreams(ada))).resolves.toBe(code)
  })

  it('a client without retries sends a request with a fault once', async () => {
    const { fake } = setUp()
    fake.fail({ status: 503 })
    const client = fake.client({ user: 'pixelfox', scopes: ['user:read:email'], retry: false })
    await expect(codeOf(getUsers(client))).resolves.toBe('server_error')
    expect(countOf('/users', fake.requests)).toBe(1)
    expect(client.auth?.state.session).toMatchObject({ login: 'pixelfox', scopes: ['user:read:email'] })
  })

  it('a success without a body is sent, as by Twitch sometimes', async () => {
    const { fake } = setUp()
    fake.fail({ path: '/users', status: 200 })
    const response = await fake.fetch(`${fake.network.baseURL}/users`)
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  it('a fault has the given message', async () => {
    const { fake, ada } = setUp()
    fake.fail({ status: 409, message: 'Someone else is at it.' })
    await expect(getUsers(ada)).rejects.toMatchObject({ status: 409, detail: 'Someone else is at it.' })
  })
})

describe('an impossible fault', () => {
  /** As JavaScript without types could. */
  const given = (json: string): Fault => JSON.parse(json)
  it.for<[string, string]>([
    ['{ "stauts": 500 }', 'A fault has no stauts: it has path, method, status,'],
    ['{ "path": "streams" }', 'The path of a fault begins below the base URL and ends before the query'],
    ['{ "path": "/streams?first=1" }', 'like "/streams": /streams?first=1'],
    ['{ "path": "https://api.twitch.tv/helix/streams" }', 'begins below the base URL'],
    ['{ "status": 99 }', 'The status of a fault is a whole number from 200 to 599: 99'],
    ['{ "drop": "start" }', 'A fault drops the connection "before" the answer or in its "middle": start'],
  ])('fail() throws for %s', ([fault, message]) => {
    const { fake } = setUp()
    expect(() => fake.fail(given(fault))).toThrow(message)
  })
})

describe('the requests that a fault applies to', () => {
  it('a fault applies to its path and method', async () => {
    const { fake, ada } = setUp()
    fake.fail({ path: '/streams', method: 'get', status: 400 })
    await expect(codeOf(getUsers(ada))).resolves.toBe('ok')
    await expect(codeOf(getStreams(ada))).resolves.toBe('bad_request')
  })

  it('a fault applies to paths that match its RegExp', async () => {
    const { fake, ada } = setUp()
    fake.fail({ path: /^\/str/, status: 400 })
    await expect(codeOf(getUsers(ada))).resolves.toBe('ok')
    await expect(codeOf(getStreams(ada))).resolves.toBe('bad_request')
  })

  it('a fault applies each time with a global RegExp, which keeps its lastIndex', async () => {
    const { fake, ada } = setUp()
    fake.fail({ path: /str/g, status: 400 })
    for (let count = 0; count < 3; count++) await expect(codeOf(getStreams(ada))).resolves.toBe('bad_request')
  })

  it('a fault applies `times` times', async () => {
    const { fake, ada } = setUp()
    fake.fail({ status: 503, times: 2 })
    await expect(codeOf(getStreams(ada))).resolves.toBe('ok')
    expect(fake.requests.map(({ status }) => status)).toEqual([503, 503, 200])
  })

  it('a fault applies after `after` requests', async () => {
    const { fake, ada } = setUp()
    fake.fail({ status: 400, after: 2, times: 1 })
    const codes = []
    for (let count = 0; count < 4; count++) codes.push(await codeOf(getUsers(ada)))
    expect(codes).toEqual(['ok', 'ok', 'bad_request', 'ok'])
  })

  it('a fault applies until it is lifted', async () => {
    const { fake, ada } = setUp()
    const lift = fake.fail({ status: 400 })
    await expect(codeOf(getUsers(ada))).resolves.toBe('bad_request')
    lift()
    await expect(codeOf(getUsers(ada))).resolves.toBe('ok')
  })
})

describe('a rate limit', () => {
  it('a 429 has its reset, which servers can read and pages cannot', async () => {
    vi.setSystemTime(1_800_000_000_000)
    const fake = createFakeTwitch({ cors: false })
    fake.fail({ status: 429, resetIn: 5000, times: 3 })
    const response = await fake.fetch(`${fake.network.baseURL}/streams`)
    expect(response.status).toBe(429)
    expect(response.headers.get('ratelimit-remaining')).toBe('0')
    expect(response.headers.get('ratelimit-reset')).toBe('1800000005')
  })

  it('a 429 makes a client wait', async () => {
    const fake = createFakeTwitch({ cors: false })
    fake.fail({ status: 429, resetIn: 1000, times: 2 })
    await expect(codeOf(getStreams(fake.client()))).resolves.toBe('ok')
    expect(countOf('/streams', fake.requests)).toBe(3)
  })

  it('a 429 with the message of an endpoint’s own rule is not retried', async () => {
    const { fake, ada } = setUp()
    fake.fail({ status: 429, message: 'The cooldown is not over.' })
    await expect(codeOf(getStreams(ada))).resolves.toBe('rate_limited')
    expect(countOf('/streams', fake.requests)).toBe(1)
  })
})

it('an abort ends a call at once, whatever the latency', async () => {
  const { fake, ada } = setUp()
  fake.fail({ latency: 60_000 })
  const controller = new AbortController()
  const streams = getStreams(ada, {}, { signal: controller.signal }).then()
  controller.abort()
  await expect(streams).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
})

it('a write whose connection ends before the answer has no effect', async () => {
  const { fake, ada } = setUp()
  fake.fail({ drop: 'before', times: 1 })
  const poll = { title: 'Tea?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 60 }
  await expect(codeOf(createPoll(ada, poll))).resolves.toBe('network')
  await expect(codeOf(createPoll(ada, poll))).resolves.toBe('ok')
})

describe('faults over a socket', () => {
  beforeEach(() => void vi.useRealTimers())

  it('`drop: before` ends the connection before the answer', async () => {
    await using served = await serve()
    served.fake.fail({ drop: 'before' })
    await expect(fetch(served.address)).rejects.toThrow(TypeError)
  })

  it('`drop: middle` ends the connection in the middle of the body', async () => {
    await using served = await serve()
    served.fake.fail({ drop: 'middle' })
    const response = await fetch(served.address)
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000)
    await expect(response.text()).rejects.toThrow(TypeError)
  })

  it('a port in use rejects with an error', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await vi.waitFor(() => expect(server.listening).toBe(true))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(serveFakeTwitch({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    server.close()
  })

  const serve = async () => {
    const { fake, network, close } = await serveFakeTwitch()
    const address = new Request(`${network.baseURL}/streams`, {
      headers: { authorization: `Bearer ${fake.grant()}`, 'client-id': fake.clientId },
    })
    return { fake, address, [Symbol.asyncDispose]: close }
  }
})
