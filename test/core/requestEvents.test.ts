import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { reactive } from 'vue'
import { appClient, userClient } from './clients.ts'
import { banUser, type ClientSettings, getStreams, getUsers, type RequestEvent, type ResponseEvent } from './entry.ts'
import { fastTime } from './fastTime.ts'
import { rejection } from './rejection.ts'
import { ban, stream, user } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const good: Answer = { json: { data: [user(1)] } }
const refused = (status: number): Answer => ({ status, json: { error: 'x', status, message: 'no' } })

/** Records a client's reports of its requests, in order. */
function listener() {
  const events: (RequestEvent | ResponseEvent)[] = []
  const settings: Partial<ClientSettings> = {
    onRequest: event => events.push(event),
    onResponse: event => events.push(event),
  }
  return { events, settings }
}

const request = (attempt = 1) => ({ method: 'GET', path: '/users', params: { id: ['1', '2'] }, attempt })
const response = (outcome: Partial<ResponseEvent>, attempt = 1) => ({
  ...request(attempt),
  status: null,
  error: null,
  remaining: null,
  duration: expect.any(Number),
  ...outcome,
})

/** The events of one call, which may fail. */
async function eventsOf(answers: Answer[], options: { settings?: Partial<ClientSettings>; abort?: boolean } = {}) {
  const { pass } = fastTime()
  const server = await startServer()
  server.answer('GET /users', ...answers)
  const { events, settings } = listener()
  const controller = new AbortController()
  const client = appClient(server, { ...settings, ...options.settings })
  const call = getUsers(client, { id: ['1', '2'] }, { signal: controller.signal }).catch(() => {})
  if (options.abort) {
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    controller.abort()
  }
  await pass(call, 50)
  return events
}

describe('onRequest and onResponse', () => {
  it.each<[string, Answer[], object[], Parameters<typeof eventsOf>[1]?]>([
    ['an answer', [good], [request(), response({ status: 200 })]],
    [
      'an answer that says how many points are left',
      [{ ...good, headers: { 'Ratelimit-Remaining': '0' } }],
      [request(), response({ status: 200, remaining: 0 })],
    ],
    ['a refusal', [refused(404)], [request(), response({ status: 404 })]],
    [
      'each attempt of a read that is repeated',
      [refused(500), { drop: 'before' }, good],
      [
        request(),
        response({ status: 500 }),
        request(2),
        response({ error: 'network' }, 2),
        request(3),
        response({ status: 200 }, 3),
      ],
    ],
    [
      'a time-out',
      [{ stall: 'before' }],
      [request(), response({ error: 'timeout' })],
      { settings: { retry: false, timeout: 5000 } },
    ],
    ['an abort', [{ ...good, stall: 'middle' }], [request(), response({ error: 'aborted' })], { abort: true }],
    [
      'a redirect, which is no answer',
      [{ status: 302, headers: { Location: 'https://example.com' } }],
      [request(), response({ status: 302 })],
    ],
    [
      'a request that the rate limit held back',
      [{ ...refused(429), headers: { 'Ratelimit-Remaining': '0', 'Ratelimit-Reset': '1' } }, good],
      [request(), response({ status: 429, remaining: 0 }), request(2), response({ status: 200 }, 2)],
    ],
  ])('the callbacks receive %s', async (_, answers, expected, options) => {
    await expect(eventsOf(answers, options)).resolves.toEqual(expected)
  })

  it('the duration lasts until the end of the answer', async () => {
    const events = await eventsOf([{ ...good, stall: 'middle' }], { settings: { retry: false, timeout: 5000 } })
    expect(events[1]).toMatchObject({ duration: expect.closeTo(5000, -2) })
  })

  it('calls that reject early or need no request cause no event', async () => {
    const server = await startServer()
    const { events, settings } = listener()
    const client = appClient(server, settings)
    await rejection(getUsers(client, { id: '' }))
    await getUsers(client, { id: [] })
    await rejection(getUsers(client, { id: '1' }, { signal: AbortSignal.abort() }))
    expect(events).toEqual([])
  })

  it('an event has neither ids that were left out nor a token', async () => {
    const server = await startServer()
    const { events, settings } = listener()
    server.answer('POST /moderation/bans', { json: { data: [ban] } })
    await banUser(userClient(server, settings), { user_id: '42' })
    expect(events[0]).toEqual({ method: 'POST', path: '/moderation/bans', params: { user_id: '42' }, attempt: 1 })
    expect(JSON.stringify(events)).not.toMatch(/user-token|client-id|Bearer/)
  })

  it.each([
    ['nobody', {}],
    ['a page', listener().settings],
  ])('parameters can be a Vue proxy when %s listens', async (_, settings) => {
    const server = await startServer()
    server.answer('GET /users', good)
    await getUsers(appClient(server, settings), reactive({ id: ['1', '2'] }))
    expect(server.received().map(({ url }) => url.search)).toEqual(['?id=1&id=2'])
  })

  it('the parameters are a copy: a callback cannot change the request or the caller’s object', async () => {
    const { pass } = fastTime()
    const server = await startServer()
    server.answer('GET /users', refused(503), good)
    const ids = ['1', '2']
    const onRequest = ({ params }: RequestEvent) => {
      ;(params['id'] as string[]).push('3')
      Object.assign(params, { login: 'mallory' })
    }
    await pass(getUsers(appClient(server, { onRequest }), { id: ids }))
    expect(server.received().map(({ url }) => url.search)).toEqual(['?id=1&id=2', '?id=1&id=2'])
    expect(ids).toEqual(['1', '2'])
  })
})

describe('an error that a callback throws', () => {
  const uncaughtErrors = () => {
    const uncaught: unknown[] = []
    const listen = (error: unknown) => void uncaught.push(error)
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException').on('uncaughtException', listen)
    onTestFinished(() => {
      process.removeAllListeners('uncaughtException')
      for (const other of others) process.on('uncaughtException', other)
    })
    return uncaught
  }
  const throwing = (server: TestServer, ...names: ('onMismatch' | 'onRequest' | 'onResponse' | 'onRateLimit')[]) => {
    const fault = (name: string) => () => {
      throw new Error(`the fault of ${name}`)
    }
    return appClient(server, Object.fromEntries(names.map(name => [name, fault(name)])))
  }

  it('an error of onMismatch is uncaught, and the answer is returned', async () => {
    const uncaught = uncaughtErrors()
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [{ ...stream(1), title: 7 }] } })
    await expect(getStreams(throwing(server, 'onMismatch'))).resolves.toMatchObject([{ title: 7 }])
    expect(uncaught.map(String)).toEqual(['Error: the fault of onMismatch'])
  })

  it('the error is uncaught and does not affect the call', async () => {
    const uncaught = uncaughtErrors()
    const { pass } = fastTime()
    const server = await startServer()
    const waits: Answer = { ...refused(429), headers: { 'Ratelimit-Remaining': '0', 'Ratelimit-Reset': '1' } }
    server.answer('GET /streams', waits, { json: { data: [] } })
    const client = throwing(server, 'onRequest', 'onResponse', 'onRateLimit')
    await expect(pass(getStreams(client))).resolves.toEqual([])
    expect(uncaught.map(String)).toEqual([
      'Error: the fault of onRequest',
      'Error: the fault of onResponse',
      'Error: the fault of onRateLimit',
      'Error: the fault of onRequest',
      'Error: the fault of onResponse',
    ])
  })
})
