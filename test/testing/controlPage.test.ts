import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { channelFollow } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { list } from '../eventsub/facts.ts'
import { specOf } from '../eventsub/types.ts'
import { openRawSocket } from './rawSocket.ts'
import { call } from './wire.ts'

let served: FakeTwitchServer
beforeAll(async () => {
  served = await serveFakeTwitch()
})
afterEach(() => void served.fake.eventSub.close(1000))
afterAll(() => served.close())

/** Gives each test of the group a new fake. */
const beginAnew = () =>
  beforeEach(async () => {
    const shared = served
    served = await serveFakeTwitch()
    return async () => {
      await served.close()
      served = shared
    }
  })

interface Asked {
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
}

/** Sends a request as the control page does, or with other headers. */
const ask = (path: string, { body, headers, method = body === undefined ? 'GET' : 'POST' }: Asked = {}) =>
  new Promise<{ readonly status: number; readonly text: string; readonly headers: object }>((resolve, reject) => {
    const sent = request(
      `${served.url}${path}`,
      { method, headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers } },
      async response => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
        })
      },
    )
    sent.on('error', reject)
    sent.end(typeof body === 'object' ? JSON.stringify(body) : body)
  })

/** The answer to an action of the page. */
async function act(name: string, body: object = {}) {
  const { status, text } = await ask(`/control/${name}`, { body })
  return { status, ...JSON.parse(text) }
}

const state = async () => JSON.parse((await ask('/control/state')).text)

/** A user's page with a subscription. */
async function subscribe(type: string, version: string, condition: object) {
  const raw = await openRawSocket(served.url)
  await expect.poll(() => raw.messages().length, { interval: 2 }).toBe(1)
  const { id } = raw.messages()[0].payload.session
  const body = { type, version, condition, transport: { method: 'websocket', session_id: id } }
  const { status } = await call(served.fake, 'POST /eventsub/subscriptions', { body })
  expect(status).toBe(202)
  return raw
}

/** Records the messages to the page. */
async function watch() {
  const controller = new AbortController()
  const response = await fetch(`${served.url}/control/watch`, { signal: controller.signal })
  let text = ''
  const decoder = new TextDecoder()
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
  })().catch(() => {})
  return {
    status: response.status,
    text: () => text,
    /** The data of all events of a name. */
    told: (name: string) =>
      [...text.matchAll(/^event: (.+)\ndata: (.+)\n\n/gm)]
        .filter(([, event]) => event === name)
        .map(([, , data = '']) => JSON.parse(data)),
    stop: () => {
      controller.abort()
      return reading
    },
  }
}

const own = { broadcaster_user_id: '1001' }

describe('the form of each of the 78 types', () => {
  it.for(list)(
    'a filled-in form is an event that a subscription receives: $export',
    async ({ export: name, condition }) => {
      const { type, version } = specOf(name)
      const ids = condition.filter(key => key.endsWith('*')).map(key => [key.slice(0, -1), '1001'])
      const wanted = name === 'channelRaid' ? { to_broadcaster_user_id: '1001' } : Object.fromEntries(ids)
      // The suggestion without any subscription fits as well.
      const query = new URLSearchParams({ type, version, user: 'ada' })
      const early = JSON.parse((await ask(`/control/form?${query}`)).text)
      await subscribe(type, version, wanted)
      const { status, text } = await ask(`/control/form?${query}`)
      const form = JSON.parse(text)
      expect(status).toBe(200)
      expect(form).toMatchObject({ type, version, fields: expect.any(Array), event: expect.any(Object) })
      expect(await act('emit', { type, version, event: early.event })).toEqual({ status: 200, count: 1 })
      expect(await act('emit', { type, version, event: form.event })).toEqual({ status: 200, count: 1 })
      // Every field of the event has a field in the form, and every offered value is accepted.
      const names = form.fields.map((field: { name: string }) => field.name)
      expect(names).toEqual(expect.arrayContaining(Object.keys(form.event)))
      const full = Object.fromEntries(
        form.fields
          .filter((field: { sample?: unknown }) => field.sample !== undefined)
          .map(({ name, kind, sample }: { name: string; kind: string; sample: unknown }) => [
            name,
            kind === 'list' && !Array.isArray(sample) ? [sample] : sample,
          ]),
      )
      expect(await act('emit', { type, version, event: { ...form.event, ...full, ...wanted } })).toMatchObject({
        status: 200,
      })
    },
  )

  it('the form fills in the reward and the channel of a subscription', async () => {
    const type = 'channel.channel_points_custom_reward_redemption.add'
    const { body } = await call(served.fake, 'GET /channel_points/custom_rewards?broadcaster_id=1001')
    const reward_id = body.data[0].id
    await subscribe(type, '1', { ...own, reward_id })
    const { event } = JSON.parse((await ask(`/control/form?type=${type}&user=ada`)).text)
    expect(event).toMatchObject({ ...own, reward: { id: reward_id } })
    expect(await act('emit', { type, version: '1', event })).toMatchObject({ count: 1 })
    expect(JSON.parse((await ask(`/control/form?type=${type}&user=pixelfox`)).text).event).toMatchObject({
      broadcaster_user_id: '1002',
    })
  })

  it('the same seed fills in the same values, and another seed others', async () => {
    const form = async (seed: number) => (await ask(`/control/form?type=channel.follow&version=2&seed=${seed}`)).text
    expect(await form(1)).toBe(await form(1))
    expect(await form(1)).not.toBe(await form(2))
  })

  it('an unknown type or user is refused', async () => {
    expect(await ask('/control/form?type=channel.none')).toMatchObject({ status: 404 })
    expect(await ask('/control/form?type=channel.follow&version=2&user=nobody')).toMatchObject({ status: 404 })
  })
})

describe('the page', () => {
  beginAnew()

  const files = readdirSync(new URL('../../src/testing/page/', import.meta.url)).map(file => [
    { 'index.html': '/', 'extension.html': '/extension' }[file] ?? `/control/${file}`,
    { html: 'text/html', css: 'text/css' }[file.split('.').at(-1) ?? ''] ?? 'text/javascript',
  ])

  /** Whether a file belongs to the rig of extensions. */
  const isOfRig = (path: string) => /extension|twitchExt/.test(path)

  it.for(files)('the fake serves %s under a policy that allows nothing else', async ([path = '', type = '']) => {
    const { status, headers, text } = await ask(path)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': expect.stringMatching(
        // Pages on this computer may frame it, as the demo does, and no others.
        /^default-src 'none'; .*frame-ancestors 'self' http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*$/,
      ),
      'x-content-type-options': 'nosniff',
    })
    // The rig contains the addresses of Twitch's policy, and loads none of them.
    expect(text).not.toMatch(isOfRig(path) ? /innerHTML|src="http/ : /innerHTML|https?:\/\//)
  })

  it('the page has less than 60,000 characters, and the rig less than 25,000', async () => {
    const weightOf = async (paths: readonly string[]) =>
      (await Promise.all(paths.map(async path => (await ask(path)).text))).join('').length
    const paths = files.map(([path = '']) => path)
    expect(await weightOf(paths.filter(path => !isOfRig(path)))).toBeLessThan(60_000)
    expect(await weightOf(paths.filter(isOfRig))).toBeLessThan(32_000)
  })

  it('the page receives each signed-in user once for an application', async () => {
    served.fake.grant({ user: 'ada', scopes: ['user:read:chat'] })
    served.fake.grant({ user: 'ada', scopes: ['channel:read:polls'] })
    served.fake.grant({ user: 'pixelfox', scopes: [] })
    served.fake.grant({ kind: 'app' })
    const { signedIn, people } = await state()
    expect(signedIn).toEqual([
      {
        id: '1001',
        login: 'ada',
        name: 'Ada',
        clientId: served.fake.clientId,
        scopes: ['channel:read:polls', 'user:read:chat'],
      },
      { id: '1002', login: 'pixelfox', name: 'PixelFox', clientId: served.fake.clientId, scopes: [] },
    ])
    expect(people.slice(0, 2)).toMatchObject([{ login: 'ada' }, { login: 'pixelfox' }])
    const { clientId } = served.fake
    expect(await act('disconnect', { id: '1001', clientId })).toEqual({ status: 200, count: 2 })
    expect((await state()).signedIn).toMatchObject([{ login: 'pixelfox' }])
  })

  it('the page receives requests as they arrive, and their answers', async () => {
    const page = await watch()
    await expect.poll(() => page.told('state').length).toBe(1)
    const headers = { authorization: `Bearer ${served.fake.grant()}`, 'client-id': served.fake.clientId }
    await fetch(`${served.network.baseURL}/streams?first=2&user_login=ada`, { headers })
    await expect
      .poll(() => page.told('happening').flat().at(-1))
      .toMatchObject({
        title: 'GET /streams',
        status: 200,
        detail: 'first=2\nuser_login=ada',
      })
    await act('fault', { status: 503, path: '/users' })
    await fetch(`${served.network.baseURL}/users?login=ada`, { headers })
    await expect.poll(() => page.told('happening').flat().at(-1)).toMatchObject({ title: 'GET /users', status: 503 })
    // A page that is opened later gets it, too.
    const later = await watch()
    await expect.poll(() => later.told('happenings')[0]).toMatchObject([{ status: 200 }, { status: 503 }])
    await Promise.all([page.stop(), later.stop()])
  })

  it('the page receives the 200 events of a chat in a few messages, without losses', async () => {
    const page = await watch()
    await expect.poll(() => page.told('state').length).toBe(1)
    for (let count = 0; count < 200; count++) served.fake.emit(channelFollow, { ...own, user_id: `${8000 + count}` })
    await expect.poll(() => page.told('happening').flat().length).toBe(200)
    expect(page.told('happening').length).toBeLessThan(5)
    await page.stop()
  })

  it('the page receives the answers to requests', async () => {
    const page = await watch()
    const headers = { authorization: `Bearer ${served.fake.grant()}`, 'client-id': served.fake.clientId }
    await fetch(`${served.network.baseURL}/users?login=ada`, { headers })
    const answer = () => JSON.parse(page.told('happening').flat().at(-1)?.answer ?? '{}')
    await expect.poll(answer).toMatchObject({ data: [{ login: 'ada' }] })
    await page.stop()
  })

  it('the page receives how many subscriptions about the channel a scene reaches', async () => {
    expect(await act('scene', { name: 'follow', user: 'ada' })).toMatchObject({ count: 0 })
    await subscribe('channel.update', '2', own)
    expect(await act('scene', { name: 'follow', user: 'ada' })).toMatchObject({ count: 1 })
    expect(await act('scene', { name: 'follow', user: 'pixelfox' })).toMatchObject({ count: 0 })
  })

  it('a request that waits for its answer is sent to the page once', async () => {
    const page = await watch()
    await act('fault', { latency: 700 })
    await fetch(`${served.network.baseURL}/users`)
    await expect
      .poll(() =>
        page
          .told('happening')
          .flat()
          .map(({ status }) => status),
      )
      .toEqual([0, 401])
    expect(
      new Set(
        page
          .told('happening')
          .flat()
          .map(({ id }) => id),
      ).size,
    ).toBe(1)
    await page.stop()
  })

  it('the page receives the last 200 requests', async () => {
    for (let count = 0; count < 250; count++) await served.fake.fetch(`${served.network.baseURL}/users?id=${count}`)
    const page = await watch()
    await expect.poll(() => page.told('happenings')[0]?.length).toBe(200)
    expect(page.told('happenings')[0].at(-1)).toMatchObject({ detail: 'id=249' })
    await page.stop()
  })

  it('the page receives no token, in any field', async () => {
    const tokens = ['ada', 'pixelfox'].map(user => served.fake.grant({ user }))
    const [token = ''] = tokens
    const page = await watch()
    const { baseURL, authURL } = served.network
    const headers = { authorization: `Bearer ${token}`, 'client-id': served.fake.clientId }
    const json = { ...headers, 'content-type': 'application/json' }
    await fetch(`${baseURL}/users?access_token=${token}&id=${token}`, { headers })
    await fetch(`${baseURL}/${token}`, { headers })
    const body = JSON.stringify({ access_token: token, nested: [{ client_secret: 'hush', text: `it is ${token}` }] })
    await fetch(`${baseURL}/polls`, { method: 'POST', headers: json, body })
    await fetch(`${authURL}/validate`, { headers: { authorization: `OAuth ${token}` } })
    const form = new URLSearchParams({ client_id: served.fake.clientId, token, client_secret: 'hush' })
    await fetch(`${authURL}/revoke`, { method: 'POST', body: form })
    await subscribe('channel.update', '2', own)
    await act('emit', { type: 'channel.update', version: '2', event: {} })
    await expect
      .poll(
        () =>
          page
            .told('happening')
            .flat()
            .filter(({ status }) => status !== 0).length,
      )
      .toBeGreaterThanOrEqual(6)
    const seen = [page.text(), (await ask('/control/state')).text, (await ask('/')).text].join('')
    for (const secret of [...tokens, 'hush']) expect(seen).not.toContain(secret)
    expect(seen).toContain('[secret]')
    await page.stop()
  })

  it('the page receives no part of a token when a text is cut', async () => {
    const token = served.fake.grant({ user: 'ada' })
    const { baseURL } = served.network
    for (let length = 3950; length < 4000; length += 10) await fetch(`${baseURL}/x?id=${'y'.repeat(length)}${token}`)
    const page = await watch()
    await expect.poll(() => page.text()).toContain('y[sec')
    expect(page.text()).not.toContain(token.slice(0, 5))
    await page.stop()
  })

  it('the page receives deeply nested values up to a limit', async () => {
    const body = '['.repeat(50_000) + ']'.repeat(50_000)
    const { status } = await fetch(`${served.network.baseURL}/polls`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${served.fake.grant({ user: 'ada' })}`,
        'client-id': served.fake.clientId,
        'content-type': 'application/json',
      },
      body,
    })
    expect(status).toBe(400)
  })
})

describe('an action', () => {
  beginAnew()

  it('an action starts and ends the stream', async () => {
    const raw = await subscribe('stream.online', '1', own)
    expect((await state()).live).toContain('ada')
    await act('stream', { user: 'ada', isOnline: false })
    expect((await state()).live).not.toContain('ada')
    expect(await act('stream', { user: 'ada', isOnline: true })).toEqual({ status: 200, count: 1 })
    expect((await state()).live).toContain('ada')
    await expect.poll(() => raw.messages().at(-1).metadata.subscription_type).toBe('stream.online')
  })

  it('actions drop, close, move and silence sockets', async () => {
    const raw = await subscribe('channel.update', '2', own)
    const event = { ...own, title: 'T', language: 'en', category_id: '', content_classification_labels: [] }
    await act('emit', { type: 'channel.update', version: '2', event })
    expect(await act('repeat')).toMatchObject({ count: 1 })
    await expect.poll(() => raw.messages().length).toBe(3)
    await act('silence', { isSilent: true })
    expect(await state()).toMatchObject({ isSilent: true })
    await act('silence', { isSilent: false })
    expect(await act('revoke', { type: 'channel.update', version: '2', status: 'user_removed' })).toMatchObject({
      count: 1,
    })
    expect(await state()).toMatchObject({
      sessions: [{ user: 'ada', subscriptions: [{ status: 'user_removed', about: 'broadcaster_user_id 1001' }] }],
    })
    expect(await act('reconnect', { broken: true })).toMatchObject({ count: 1 })
    expect(await act('close', { code: 4003 })).toMatchObject({ count: 1 })
    await expect.poll(raw.closing).toMatchObject({ code: 4003 })
    const other = await openRawSocket(served.url)
    await expect.poll(() => other.messages().length).toBe(1)
    expect(await act('drop')).toMatchObject({ count: 1 })
    await expect.poll(other.isClosed).toBe(true)
  })

  it('an action starts and ends faults', async () => {
    const status = async () => (await fetch(`${served.network.baseURL}/users`)).status
    await act('fault', { status: 503, path: '/users', method: 'GET', times: 5 })
    const { faults } = await state()
    expect(faults).toMatchObject([{ text: 'GET /users → 503 (5 times)' }])
    expect(await status()).toBe(503)
    await act('lift', { id: faults[0].id })
    expect(await status()).toBe(401)
    expect((await state()).faults).toEqual([])
  })

  it.for([
    ['raid', ['channel.raid']],
    ['chat', ['channel.chat.message']],
    ['train', ['channel.hype_train.begin']],
  ] as const)('an action plays the scene %s', async ([name, types]) => {
    const page = await watch()
    expect(await act('scene', { name, user: 'ada' })).toMatchObject({ status: 200 })
    for (const type of types) {
      await expect
        .poll(() =>
          page
            .told('happening')
            .flat()
            .map(({ title }) => title),
        )
        .toContain(`${type} → 0 subscriptions`)
    }
    await act('stop')
    await page.stop()
  })

  it.for<readonly [string, object, number, string | RegExp]>([
    ['emit', { type: 'channel.none', version: '1', event: {} }, 404, 'There is no type channel.none of version 1.'],
    ['emit', { type: 'channel.follow', version: '2', event: { user_id: 1 } }, 400, /event\.user_id: /],
    ['emit', { type: 'channel.follow', version: '2' }, 400, /channel\.follow/],
    ['emit', { version: '2' }, 400, '`type` must be text.'],
    ['scene', { name: 'opera', user: 'ada' }, 404, 'There is no such scene.'],
    ['scene', { name: 'raid', user: 'nobody' }, 404, /The fake has no user nobody/],
    ['stream', { user: 'ada' }, 400, '`isOnline` must be true or false.'],
    ['close', { code: 1006 }, 400, /No server closes a socket with code 1006/],
    ['close', {}, 400, /NaN/],
    ['fault', { status: 99 }, 400, /The status of a fault/],
    ['fault', { path: 'streams' }, 400, /The path of a fault/],
    ['fault', { drop: 'after' }, 400, '`drop` is unknown.'],
    ['fault', { times: 0 }, 400, /`times`/],
    ['fault', { latency: 1e9 }, 400, /`latency`/],
    ['toString', {}, 404, 'Nothing is here.'],
    ['__proto__', {}, 404, 'Nothing is here.'],
  ])('an action with invalid values is refused: %s %o', async ([name, body, status, error]) => {
    const answer = await act(name, body)
    expect(answer).toMatchObject({ status, error: expect.stringMatching(error) })
  })
})

describe('requests of other pages', () => {
  beginAnew()
  const action = { body: { user: 'ada', isOnline: false } }

  it.for<readonly [string, string, Asked, number]>([
    ['a page elsewhere', '/control/stream', { ...action, headers: { origin: 'https://evil.example' } }, 403],
    ['a page without an origin', '/control/stream', { ...action, headers: { origin: 'null' } }, 403],
    ['a page at another port', '/control/stream', { ...action, headers: { origin: 'http://127.0.0.1:1' } }, 403],
    ['a page of another site', '/control/stream', { ...action, headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['a page of the same site', '/control/stream', { ...action, headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['a form', '/control/stream', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    [
      'a form with a disguise',
      '/control/stream',
      { body: '{}', headers: { 'content-type': 'application/jsonp' } },
      415,
    ],
    ['a reader', '/control/stream', {}, 405],
    ['a writer of the page', '/', { body: {} }, 405],
    ['a name that leads here', '/control/stream', { ...action, headers: { host: 'evil.example' } }, 403],
    ['a name that leads here to look', '/control/state', { headers: { host: 'evil.example' } }, 403],
    ['a name that leads here to listen', '/control/watch', { headers: { host: 'localhost.evil.example' } }, 403],
    ['a name that leads here to read', '/', { headers: { host: '127.0.0.1.evil.example' } }, 403],
    ['a page elsewhere that listens', '/control/watch', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['somebody who sends no JSON', '/control/stream', { body: '{' }, 400],
    ['somebody who sends a list', '/control/stream', { body: '[]' }, 400],
    ['somebody who sends too much', '/control/stream', { body: `"${'x'.repeat(1_000_001)}"` }, 413],
  ])('a request of %s is refused', async ([, path, asked, status]) => {
    const answer = await ask(path, asked)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text)).toEqual({ error: expect.stringMatching(/./) })
    expect((await state()).live).toContain('ada')
  })

  it('pages of this computer are answered under each of its host names', async () => {
    const { port } = new URL(served.url)
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
      expect(await ask('/control/stop', { body: {}, headers })).toMatchObject({ status: 200 })
    }
  })

  it('the API is answered under any host name', async () => {
    const answer = await ask('/helix/users', { headers: { host: 'twitch.example', origin: 'https://page.example' } })
    expect(answer.status).toBe(401)
  })

  it('at most 20 pages may connect', async () => {
    const pages = await Promise.all(Array.from({ length: 20 }, watch))
    expect(await ask('/control/watch')).toMatchObject({ status: 503 })
    await Promise.all(pages.map(({ stop }) => stop()))
    await expect
      .poll(async () => {
        const page = await watch()
        await page.stop()
        return page.status
      })
      .toBe(200)
  })
})

it('the fake passes on text of other clients unchanged', async () => {
  const name = '<img src=x onerror=alert(1)>'
  const page = await watch()
  await fetch(`${served.network.baseURL}/users?login=${encodeURIComponent(name)}`)
  await expect.poll(() => page.told('happening').flat().at(-1)).toMatchObject({ detail: `login=${name}` })
  await page.stop()
})
