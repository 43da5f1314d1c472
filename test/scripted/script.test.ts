import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { scriptedFetch } from './asFetch.ts'
import { deferred } from './deferred.ts'
import { scriptedServer } from './overSocket.ts'
import type { Answer, Scripted } from './script.ts'

interface Way extends Scripted {
  readonly get: (path: string, init?: RequestInit) => Promise<Response>
}

const ways: Record<string, () => Promise<Way>> = {
  'over a socket': async () => {
    const server = await scriptedServer()
    onTestFinished(server.close)
    return { ...server, get: (path, init) => fetch(`${server.origin}/helix${path}`, init) }
  },
  'as a fetch': async () => {
    const { fetch, ...scripted } = scriptedFetch()
    return { ...scripted, get: (path, init) => fetch(`https://api.twitch.tv/helix${path}`, init) }
  },
}

describe.each(Object.entries(ways))('a scripted Twitch %s', (_, open) => {
  it('answers come one by one, and the last one for all later requests', async () => {
    const { answer, get } = await open()
    answer('GET /users', { json: 1 }, ({ query }) => ({ status: 400, json: query.get('id') }))
    const answers = [await get('/users'), await get('/users?id=5'), await get('/users?id=6')]
    expect(await Promise.all(answers.map(async got => [got.status, await got.json()]))).toEqual([
      [200, 1],
      [400, '5'],
      [400, '6'],
    ])
  })

  it('an endpoint without an answer gets the general answer, or 501', async () => {
    const { answer, get } = await open()
    answer('GET /users', { text: 'users' })
    expect((await get('/streams')).status).toBe(501)
    answer('*', { text: 'any' })
    expect(await (await get('/streams')).text()).toBe('any')
    expect(await (await get('/users')).text()).toBe('users')
  })

  it('received() returns all requests or those of one endpoint', async () => {
    const { answer, received, get } = await open()
    answer('*', { status: 204 })
    await get('/users?id=5', { method: 'POST', body: 'a=1', headers: { authorization: 'x' } })
    await get('/streams')
    expect(received().map(({ endpoint }) => endpoint)).toEqual(['POST /users', 'GET /streams'])
    const [request, ...more] = received('POST /users')
    expect(more).toEqual([])
    expect(request?.query.get('id')).toBe('5')
    expect([request?.body, request?.form.get('a'), request?.headers.authorization]).toEqual(['a=1', '1', 'x'])
  })

  it('a cut-off endpoint is unreachable', async () => {
    const { answer, cutOff, get } = await open()
    answer('*', { text: 'any' })
    cutOff('GET /users')
    await expect(get('/users')).rejects.toThrow(TypeError)
    expect((await get('/streams')).ok).toBe(true)
    cutOff()
    expect((await get('/users')).ok).toBe(true)
  })

  it.each(['before', 'middle'] as const)('the connection ends (%s)', async drop => {
    const { answer, get } = await open()
    answer('*', { text: 'some text', drop })
    await expect(get('/users').then(got => got.text())).rejects.toThrow(TypeError)
  })

  it.each<[string, Answer]>([
    ['nothing', { text: 'some text', stall: 'before' }],
    ['half of the body', { text: 'some text', stall: 'middle' }],
    ['an answer that never comes', { after: new Promise(() => {}) }],
  ])('an abort is noticed while the answer is %s', async (_, script) => {
    const { answer, received, get } = await open()
    answer('*', script)
    const controller = new AbortController()
    const body = get('/users', { signal: controller.signal }).then(got => got.text())
    body.catch(() => {})
    await expect.poll(() => received()[0]?.signal.aborted).toBe(false)
    controller.abort(new Error('no longer'))
    await received()[0]?.abandoned
    expect(received()[0]?.signal.aborted).toBe(true)
  })

  it('an answer waits until it may be sent', async () => {
    const { answer, received, get } = await open()
    const { promise: after, resolve } = deferred<void>()
    answer('*', { text: 'late', after })
    const call = get('/users')
    await expect.poll(() => received()).toHaveLength(1)
    resolve()
    expect(await (await call).text()).toBe('late')
  })
})

it('a scripted fetch rejects headers that Twitch’s hosts do not allow, and does not answer an aborted call', async () => {
  const { fetch, answer, received } = scriptedFetch()
  answer('*', {})
  const [helix, id] = ['https://api.twitch.tv/helix/users', 'https://id.twitch.tv/oauth2/validate'] as const
  await expect(fetch(helix, { headers: { 'x-other': '1' } })).rejects.toThrow(TypeError)
  await expect(fetch(id, { headers: { 'Client-Id': '1' } })).rejects.toThrow(TypeError)
  await expect(fetch(helix, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  expect(received()).toEqual([])
})

it('a request whose connection ends in the middle of its body is not received, and causes no unhandled rejection', async () => {
  const { origin, close, received, answer } = await scriptedServer()
  onTestFinished(close)
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  onTestFinished(() => void process.off('unhandledRejection', unhandled))
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.end('POST /helix/polls HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf').resume()
  // The server closes it as well, once it has noticed.
  await once(socket, 'close')
  answer('GET /users', { text: 'next' })
  expect(await (await fetch(`${origin}/helix/users`)).text()).toBe('next')
  expect(received().map(({ endpoint }) => endpoint)).toEqual(['GET /users'])
  expect(unhandled).not.toHaveBeenCalled()
})
