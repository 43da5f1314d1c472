import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ada, validation } from './clients.ts'
import {
  appToken,
  banUser,
  type ClientSettings,
  createClient,
  getChannelFollowers,
  getStreams,
  getUsers,
  type HelixClient,
  type Mismatch,
  userToken,
  validateToken,
} from './entry.ts'
import { rejection } from './rejection.ts'
import { follower, stream, user } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const secret = 's3cret-t0ken'

/** All texts of a value that a logger, an error tracker or a developer would see. */
function seen(value: unknown): string {
  const stack = value instanceof Error ? [value.stack, inspect(value.cause)] : []
  const everything = { depth: Infinity, showHidden: true, maxStringLength: null, maxArrayLength: null } as const
  const texts = [inspect(value, everything), inspect(value, { ...everything, getters: true }), String(value), ...stack]
  return [...texts, JSON.stringify(value), JSON.stringify(value, Object.getOwnPropertyNames(Object(value)))].join('\n')
}

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const
let logged: unknown[][] = []

beforeEach(() => {
  logged = []
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...message: unknown[]) => void logged.push(message))
  }
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(logged.map(seen).join('\n')).not.toContain(secret)
})

const auths = {
  'userToken of a text': () => userToken(secret),
  'userToken of a function': () => userToken(() => secret),
  'appToken of a text': () => appToken(secret),
  'appToken of a function': () => appToken(async () => secret),
}

function clientOf(server: TestServer, auth = userToken(secret) as ReturnType<(typeof auths)[keyof typeof auths]>) {
  return (settings: Partial<ClientSettings> = {}): HelixClient => {
    server.answer(validation, { json: ada })
    // The endpoints called below accept either kind of client; the others need a user.
    return createClient({ auth, clientId: 'client-id', ...server.network, ...settings }) as HelixClient
  }
}

describe.each(Object.entries(auths))('%s', (_, makeAuth) => {
  it('the auth and its client print no token, before and after a call', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [stream(1)], pagination: { cursor: 'a' } } })
    const auth = makeAuth()
    const client = clientOf(server, auth)()
    const list = getStreams(client)
    const states: unknown[] = []
    auth.subscribe(state => states.push(state))
    for (let round = 0; round < 2; round++) {
      const page = list.nextPage()
      const loop = list.pages()
      for (const value of [auth, auth.state, client, client.network, list, getStreams, page, loop, states]) {
        expect(seen(value)).not.toContain(secret)
      }
      for (const value of [await page, await list, (await loop.next()).value]) expect(seen(value)).not.toContain(secret)
    }
    expect(await auth.getToken()).toBe(secret)
    expect(server.received('GET /streams')[0]?.headers.authorization).toContain(secret)
  })

  it('the error of a refused token does not contain it', async () => {
    const server = await startServer()
    server.answer('GET /users', { status: 401, json: { message: `Invalid OAuth token ${secret}` } })
    const auth = makeAuth()
    const client = clientOf(server, auth)()
    for (let round = 0; round < 2; round++) {
      const error = await rejection(getUsers(client, { id: '1' }))
      expect(error).toMatchObject({ name: 'HelixError' })
      for (const value of [error, auth, auth.state, client]) expect(seen(value)).not.toContain(secret)
    }
    expect(auth.state.status).toBe('signed-out')
  })
})

describe('an error contains no token', () => {
  const echo = (status: number): Answer => ({
    status,
    json: { error: `Bearer ${secret}`, status, message: `${secret}: token ${secret} and "Bearer ${secret}"` },
  })

  it.each([400, 401, 403, 404, 409, 429, 500])(
    'an error contains no token when Twitch echoes it in a %d',
    async status => {
      const server = await startServer()
      server.answer('GET /users', echo(status))
      const error = await rejection(getUsers(clientOf(server)({ retry: false }), { id: '1' }))
      expect(error).toMatchObject({ name: 'HelixError', status })
      expect(seen(error)).not.toContain(secret)
      expect(error).toMatchObject({ detail: expect.stringContaining(': token ') })
    },
  )

  it('an error contains no token when Twitch echoes it in the error’s name or in text that is not JSON', async () => {
    const server = await startServer()
    for (const answer of [
      { status: 400, json: { error: `Bearer ${secret}`, message: '' } },
      { status: 400, text: `<html>${secret}</html>` },
      { status: 200, text: `<html>${secret}</html>` },
      { status: 200, json: secret },
      { status: 200, json: { data: secret } },
    ]) {
      server.answer('GET /users', answer)
      const error = await rejection(getUsers(clientOf(server)(), { id: '1' }))
      expect(error).toMatchObject({ name: 'HelixError' })
      expect(seen(error)).not.toContain(secret)
    }
  })

  it('an error contains no token with quotes and backslashes, which JSON escapes', async () => {
    const odd = 'a"b\\c$&d'
    const server = await startServer()
    server.answer('GET /users', { status: 400, json: { message: `no ${odd}` } })
    const error = await rejection(getUsers(clientOf(server, userToken(odd))(), { id: '1' }))
    expect(error).toMatchObject({ detail: expect.not.stringContaining(odd) })
    expect(String(error)).not.toContain(odd)
  })

  it('an error contains no token when the connection fails, times out or is redirected', async () => {
    const server = await startServer()
    for (const answer of [
      { drop: 'before' },
      { json: { data: [] }, drop: 'middle' },
      { stall: 'before' },
      { status: 302, headers: { Location: '/elsewhere' } },
    ] satisfies Answer[]) {
      server.answer('GET /users', answer)
      const error = await rejection(getUsers(clientOf(server)({ retry: false, timeout: 300 }), { id: '1' }))
      expect(error).toMatchObject({ name: 'HelixError' })
      expect(seen(error)).not.toContain(secret)
    }
  })

  it('an error contains no token when `fetch` throws with its arguments', async () => {
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const headers = JSON.stringify([...new Headers(init?.headers)])
      throw Object.assign(new TypeError(`Failed to fetch with ${headers}`), { init })
    }
    const auth = userToken(secret, { clientId: 'c' })
    const error = await rejection(getUsers(createClient({ auth, fetch, retry: false }), { id: '1' }))
    expect(error).toMatchObject({ code: 'network' })
    expect(seen(error)).not.toContain(secret)
    expect(seen(auth.state)).not.toContain(secret)
    expect(seen(await rejection(validateToken(secret, { fetch })))).not.toContain(secret)
  })

  it('an error contains no token when a field of the answer has it', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [{ ...stream(1), viewer_count: `oauth ${secret}`, tags: secret }] } })
    server.answer('GET /channels/followers', { json: { data: [follower(1)], total: secret } })
    const mismatches: Mismatch[] = []
    for (const settings of [
      { validate: 'throw' },
      { validate: 'report' },
      { onMismatch: mismatch => void mismatches.push(mismatch) },
    ] satisfies Partial<ClientSettings>[]) {
      const client = clientOf(server)(settings)
      const outcomes = await Promise.allSettled([getStreams(client), getChannelFollowers(client)])
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(seen(outcome.reason)).not.toContain(secret)
    }
    expect(mismatches.length).toBeGreaterThan(0)
    expect(seen(mismatches)).not.toContain(secret)
  })

  it('an error contains no token when the validation echoes it', async () => {
    const server = await startServer()
    const client = clientOf(server)()
    server.answer(validation, { status: 401, json: { status: 401, message: `invalid access token ${secret}` } })
    const error = await rejection(getUsers(client, { id: '1' }))
    expect(error).toMatchObject({ code: 'token' })
    for (const value of [error, client.auth?.state]) expect(seen(value)).not.toContain(secret)
    const refused = await rejection(validateToken(secret, server.network))
    expect(refused).toMatchObject({ code: 'unauthorized' })
    expect(seen(refused)).not.toContain(secret)
  })

  it.each([
    `${secret}\nmore`,
    `more ${secret}`,
    `Bearer ${secret}`,
    `${secret}\r\nX-Evil: 1`,
    `${secret}\0`,
    `${secret}é`,
  ])('an error contains no malformed token: %j', async token => {
    const server = await startServer()
    for (const auth of [userToken(token), userToken(() => token), appToken(token), appToken(() => token)]) {
      const error = await rejection(getUsers(clientOf(server, auth)(), { id: '1' }))
      expect(error).toMatchObject({ code: 'token' })
      for (const value of [error, auth, auth.state]) expect(seen(value)).not.toContain(secret)
    }
    expect(seen(await rejection(validateToken(token, server.network)))).not.toContain(secret)
    expect(server.received()).toEqual([])
  })

  it('an error contains no token when a function takes one for JSON, which engines quote in their error', async () => {
    const server = await startServer()
    // As V8 quotes a short text, and JavaScriptCore a word.
    const quotes = [`Unexpected token 's', "${secret}" is not valid JSON`, `Unexpected identifier "${secret}"`]
    const supplies = [() => JSON.parse(secret), ...quotes.map(text => () => Promise.reject(new SyntaxError(text)))]
    for (const supply of supplies) {
      for (const auth of [userToken(supply), appToken(supply)]) {
        const error = await rejection(getUsers(clientOf(server, auth)(), { id: '1' }))
        expect(error).toMatchObject({ code: 'token' })
        expect(String(error)).toContain('SyntaxError: Unexpected')
        for (const value of [error, auth, auth.state]) expect(seen(value)).not.toContain(secret)
      }
    }
  })

  it('an error contains no token when the call is wrong', async () => {
    const server = await startServer()
    const client = clientOf(server)()
    server.answer(validation, { json: { ...ada, scopes: [] } })
    for (const call of [banUser(client, { user_id: '' }), banUser(client, { user_id: '42' })]) {
      expect(seen(await rejection(call))).not.toContain(secret)
    }
  })

  it('an error contains no token when the caller aborts', async () => {
    const server = await startServer()
    server.answer('GET /users', { stall: 'before' })
    const controller = new AbortController()
    const call = rejection(getUsers(clientOf(server)(), { id: '1' }, { signal: controller.signal }))
    await vi.waitFor(() => expect(server.received('GET /users')).toHaveLength(1))
    controller.abort()
    const error = await call
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(seen(error)).not.toContain(secret)
  })
})

describe('addresses', () => {
  it('addresses and bodies of requests contain no token', async () => {
    const server = await startServer()
    server.answer('GET /users', { json: { data: [user(1)] } })
    await getUsers(clientOf(server)(), { id: '1' })
    for (const { url, body } of server.received()) expect(`${url} ${body}`).not.toContain(secret)
  })
})

describe('the search for tokens in this file', () => {
  it('the search finds a token in hidden fields, getters, errors and maps', () => {
    const hidden = Object.defineProperty({}, 'token', { value: secret, enumerable: false })
    const getter = {
      a: {
        b: {
          c: {
            d: {
              get token() {
                return secret
              },
            },
          },
        },
      },
    }
    const error = new Error('no', { cause: { headers: { Authorization: secret } } })
    for (const value of [hidden, getter, error, new Map([[1, { secret }]])]) expect(seen(value)).toContain(secret)
  })
})
