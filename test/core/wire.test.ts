import { defineEndpoint, text } from 'tinyhelix/define'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { appClient, userClient, validation } from './clients.ts'
import {
  appToken,
  banUser,
  checkAutoModStatus,
  createClient,
  createPoll,
  type Endpoint,
  endPoll,
  getChannelICalendar,
  getStreams,
  getUsers,
  modifyChannelInformation,
  searchCategories,
  sendChatMessage,
  unbanUser,
  updateChatSettings,
  userToken,
  type WriteEndpoint,
} from './entry.ts'
import { helixRejection } from './rejection.ts'
import { ban, poll, user } from './rows.ts'
import { type Received, startServer } from './server.ts'

/** A server where writes succeed, and Ada's client. */
async function withWrites() {
  const server = await startServer()
  server.answer('POST /moderation/bans', { json: { data: [ban] } })
  server.answer('DELETE /moderation/bans', { status: 204 })
  server.answer('POST /polls', { json: { data: [poll] } })
  server.answer('PATCH /polls', { json: { data: [poll] } })
  server.answer('PATCH /channels', { status: 204 })
  server.answer('PATCH /chat/settings', { json: { data: [{}] } })
  server.answer('POST /moderation/enforcements/status', { json: { data: [] } })
  server.answer('POST /chat/messages', { json: { data: [{ message_id: 'm', is_sent: true, drop_reason: null }] } })
  const last = () => {
    const received = server.received().at(-1)
    if (!received) throw new Error('Nothing was sent.')
    return received
  }
  return { server, client: userClient(server, { validate: 'off' }), last }
}

interface SearchParams {
  query: string
  live_only?: boolean | undefined
  count?: number | undefined
}

const queryOf = ({ query }: Received) => [...query]

describe('parameters that the caller changes after the call', () => {
  it('are sent as they were: a list of ids is used again for the next call', async () => {
    const { server, client } = await withWrites()
    server.answer('GET /users', { json: { data: [user(1)] } })
    const batch: string[] = []
    const calls = ['1', '2', '3'].map(id => {
      batch.push(id)
      const call = getUsers(client, { id: batch })
      batch.length = 0
      return call
    })
    await Promise.all(calls)
    // They are on their way together, so that any of them may arrive first.
    const asked = server.received('GET /users').map(({ url }) => url.search)
    expect(asked.sort()).toEqual(['?id=1', '?id=2', '?id=3'])
  })

  it('are sent as they were: a form is emptied as soon as it is sent', async () => {
    const { client, last } = await withWrites()
    const form = { title: 'Map?', choices: [{ title: 'Dust' }, { title: 'Nuke' }], duration: 60 }
    const call = createPoll(client, form)
    for (const choice of form.choices) choice.title = ''
    form.choices.length = 0
    await call
    expect(JSON.parse(last().body)).toMatchObject({ choices: [{ title: 'Dust' }, { title: 'Nuke' }] })
  })

  it('are sent as they were, also for later pages', async () => {
    const { server, client } = await withWrites()
    server.answer('GET /streams', { json: { data: [{ id: '1' }], pagination: { cursor: 'more' } } })
    const ids = ['509658']
    const streams = getStreams(client, { game_id: ids })
    ids.push('33214')
    await streams.nextPage()
    ids.length = 0
    await streams.nextPage()
    const [, ...asked] = server.received()
    expect(asked.map(({ query }) => query.getAll('game_id'))).toEqual([['509658'], ['509658']])
  })
})

describe('the query', () => {
  it('a list repeats its key for each entry', async () => {
    const server = await startServer()
    server.answer('GET /users', { json: { data: [user(1)] } })
    const client = appClient(server)
    await getUsers(client, { id: ['1', '2'], login: 'ada' })
    await getUsers(client, { id: ['3'] })
    expect(server.received().map(queryOf)).toEqual([
      [
        ['id', '1'],
        ['id', '2'],
        ['login', 'ada'],
      ],
      [['id', '3']],
    ])
  })

  it('booleans and numbers are sent as words, and undefined is left out', async () => {
    const server = await startServer()
    server.answer('GET /search/channels', { json: { data: [] } })
    const search: Endpoint<SearchParams, unknown[], 'app'> = defineEndpoint.list({
      path: '/search/channels',
      tokens: ['app'],
      params: { query: v.string(), live_only: v.optional(v.boolean()), count: v.optional(v.number()) },
      item: v.unknown(),
    })
    const client = appClient(server)
    await search(client, { query: 'a', live_only: false, count: 0 })
    await search(client, { query: 'a', live_only: true })
    await search(client, { query: 'a', live_only: undefined, count: undefined })
    expect(server.received().map(({ url }) => url.search)).toEqual([
      '?query=a&live_only=false&count=0',
      '?query=a&live_only=true',
      '?query=a',
    ])
  })

  it('any text arrives unchanged', async () => {
    const server = await startServer()
    server.answer('GET /search/categories', { json: { data: [] } })
    server.answer('GET /users', { json: { data: [] } })
    const client = appClient(server)
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
    const telling = fc.string({
      unit: fc.constantFrom('&', '=', '+', '%', '#', '?', '/', ' ', '^', '`', '|', '"', '{', '\n', '%20', '%5E', 'é'),
      minLength: 1,
    })
    const texts = fc.array(fc.oneof(text, telling), { minLength: 2, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, telling), texts, async (query, login) => {
        await searchCategories(client, { query, first: 1 })
        expect(server.received('GET /search/categories').at(-1)?.query.getAll('query')).toEqual([query])
        await getUsers(client, { login })
        expect(server.received('GET /users').at(-1)?.query.getAll('login')).toEqual(login)
      }),
      { numRuns: 30 },
    )
  })

  it('half of a surrogate pair rejects before anything is sent', async () => {
    const server = await startServer()
    const client = appClient(server)
    for (const half of ['\ud83d', '\ude00', 'a\ud83d', '\ude00\ud83d', '🎉\udfff']) {
      expect(await helixRejection(searchCategories(client, { query: half }))).toMatchObject({ code: 'parameter' })
      expect(await helixRejection(getUsers(client, { login: ['ok', half] }))).toMatchObject({ code: 'parameter' })
      expect(await helixRejection(getStreams(client, { after: half }))).toMatchObject({ code: 'parameter' })
    }
    expect(server.received()).toEqual([])
  })
})

describe('the body', () => {
  it('a body is wrapped in data when Twitch wants that, with ids in the query', async () => {
    const { client, last } = await withWrites()
    await banUser(client, { user_id: '42', duration: undefined, reason: 'spam' })
    expect(JSON.parse(last().body)).toEqual({ data: { user_id: '42', reason: 'spam' } })
    expect(queryOf(last())).toEqual([
      ['broadcaster_id', '1'],
      ['moderator_id', '1'],
    ])
  })

  it('one parameter is sent as data when Twitch wants that', async () => {
    const { client, last } = await withWrites()
    const messages = [{ msg_id: '1', msg_text: 'hello' }]
    await checkAutoModStatus(client, { messages })
    expect(JSON.parse(last().body)).toEqual({ data: messages })
    expect(queryOf(last())).toEqual([['broadcaster_id', '1']])
  })

  it('a body has every parameter when none goes in the query', async () => {
    const { client, last } = await withWrites()
    await endPoll(client, { id: 'poll1', status: 'TERMINATED' })
    expect(JSON.parse(last().body)).toEqual({ broadcaster_id: '1', id: 'poll1', status: 'TERMINATED' })
    expect(last().url.search).toBe('')

    const choices = [{ title: 'Chess' }, { title: 'Go' }]
    await createPoll(client, { title: 'What?', choices, duration: 60, channel_points_voting_enabled: undefined })
    expect(JSON.parse(last().body)).toEqual({ broadcaster_id: '1', title: 'What?', choices, duration: 60 })
  })

  it.each(['buffer', 'constructor', 'toJSON', 'append'])('a parameter may be named %s', async name => {
    const server = await startServer()
    server.answer('POST /own', { status: 204 })
    const call: WriteEndpoint<Record<string, string>, void> = defineEndpoint.void({
      method: 'POST',
      path: '/own',
      params: { [name]: text() },
      query: [],
    })
    await call(userClient(server), { [name]: 'a' })
    expect(JSON.parse(server.received('POST /own')[0]?.body ?? '')).toEqual({ [name]: 'a' })
  })

  it('false, 0, empty texts and empty lists are sent', async () => {
    const { client, last } = await withWrites()
    await updateChatSettings(client, { slow_mode: false, follower_mode: true, follower_mode_duration: 0 })
    expect(JSON.parse(last().body)).toEqual({ slow_mode: false, follower_mode: true, follower_mode_duration: 0 })
    await modifyChannelInformation(client, { tags: [], game_id: '' })
    expect(JSON.parse(last().body)).toEqual({ tags: [], game_id: '' })
  })

  it('any text arrives unchanged', async () => {
    const { client, last } = await withWrites()
    const message = 'Grüße "quoted" \\ 🎉 \u2028 </script>'
    await sendChatMessage(client, { message })
    expect(JSON.parse(last().body)).toEqual({ broadcaster_id: '1', sender_id: '1', message })
  })

  it('no body is sent when all parameters go in the query', async () => {
    const { client, last } = await withWrites()
    await unbanUser(client, { user_id: '42' })
    expect(last().body).toBe('')
    expect(last().url.search).toBe('?user_id=42&broadcaster_id=1&moderator_id=1')
  })

  it('the caller’s parameters stay unchanged', async () => {
    const { client } = await withWrites()
    const params = Object.freeze({ user_id: '42', duration: undefined })
    await banUser(client, params)
    expect(params).toEqual({ user_id: '42', duration: undefined })
  })
})

describe('headers', () => {
  /** Names of the headers that the library adds to those of the platform's `fetch`. */
  async function added(received: Received | undefined) {
    const server = await startServer()
    server.answer('GET /bare', {})
    await fetch(`${server.origin}/helix/bare`)
    const bare = server.received()[0]?.headers ?? {}
    return Object.keys(received?.headers ?? {})
      .filter(name => !(name in bare) && name !== 'content-length')
      .sort()
  }

  it('a request has Authorization, Client-Id and the type of its body', async () => {
    const { server, client } = await withWrites()
    server.answer('GET /streams', { json: { data: [] } })
    await getStreams(client)
    await unbanUser(client, { user_id: '42' })
    await banUser(client, { user_id: '42' })
    const [read, unbanning, banning] = ['GET /streams', 'DELETE /moderation/bans', 'POST /moderation/bans'].map(
      endpoint => server.received(endpoint)[0],
    )
    expect(await added(read)).toEqual(['authorization', 'client-id'])
    expect(await added(unbanning)).toEqual(['authorization', 'client-id'])
    expect(await added(banning)).toEqual(['authorization', 'client-id', 'content-type'])
    expect(read?.headers).toMatchObject({ authorization: 'Bearer user-token', 'client-id': 'client-id' })
    expect(banning?.headers['content-type']).toBe('application/json')
  })

  it('a request to id.twitch.tv has Authorization only, because its CORS policy refuses more', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [] } })
    await getStreams(userClient(server, { clientId: 'client-id' }))
    const [received] = server.received(validation)
    expect(await added(received)).toEqual(['authorization'])
    expect(received?.headers.authorization).toBe('OAuth user-token')
  })

  it('an extension token is sent as `Extension`', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [] } })
    const auth = { ...appToken('helix-token'), kind: 'extension' } as const
    await getStreams(createClient({ auth, clientId: 'client-id', ...server.network }))
    expect(server.received()[0]?.headers.authorization).toBe('Extension helix-token')
  })

  it('no token is sent when none is needed or a proxy adds it', async () => {
    const server = await startServer()
    server.answer('GET /schedule/icalendar', { text: 'BEGIN:VCALENDAR' })
    server.answer('GET /streams', { json: { data: [] } })
    await getChannelICalendar(userClient(server), { broadcaster_id: '1' })
    await getStreams(createClient({ kind: 'app', ...server.network }))
    expect(server.received().map(({ endpoint }) => endpoint)).toEqual(['GET /schedule/icalendar', 'GET /streams'])
    for (const { headers } of server.received()) expect(headers).not.toHaveProperty('authorization')

    const known = { clientId: 'client-id', ...server.network }
    await getChannelICalendar(appClient(server), { broadcaster_id: '1' })
    await getStreams(createClient({ kind: 'app', ...known }))
    for (const { headers } of server.received().slice(-2)) {
      expect(headers).not.toHaveProperty('authorization')
      expect(headers).not.toHaveProperty('client-id')
    }
  })

  it('a given client id overrides the token’s', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [] } })
    await getStreams(userClient(server, { clientId: 'given' }))
    await getStreams(userClient(server))
    expect(server.received('GET /streams').map(({ headers }) => headers['client-id'])).toEqual(['given', 'client-id'])
  })

  it('a call without a client id rejects before anything is sent', async () => {
    const server = await startServer()
    const client = createClient({ auth: appToken('app-token'), ...server.network })
    const error = await helixRejection(getStreams(client))
    expect(error).toMatchObject({ code: 'token', endpoint: 'GET /streams' })
    expect(error.message).toContain('clientId')
    expect(server.received()).toEqual([])
  })
})

describe('addresses', () => {
  it('an address may end with a slash', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [] } })
    const { baseURL, authURL } = server.network
    await getStreams(userClient(server, { baseURL: `${baseURL}/`, authURL: `${authURL}/` }))
    expect(server.received().map(({ url }) => url.pathname)).toEqual(['/oauth2/validate', '/helix/streams'])
  })

  it('the default addresses are Twitch’s', async () => {
    const urls: string[] = []
    const stub: typeof fetch = async input => {
      urls.push(String(input))
      return Response.json({ client_id: 'abc', user_id: '1', scopes: [], data: [] })
    }
    await getStreams(createClient({ auth: userToken('user-token'), fetch: stub }))
    expect(urls).toEqual(['https://id.twitch.tv/oauth2/validate', 'https://api.twitch.tv/helix/streams?first=100'])
  })

  it('an address may be a path of the page’s own server', async () => {
    const urls: unknown[] = []
    const stub: typeof fetch = async input => {
      urls.push(input)
      return Response.json({ data: [] })
    }
    const client = createClient({ kind: 'app', baseURL: '/helix', fetch: stub })
    await getStreams(client, { language: ['en', 'de'] })
    expect(urls).toEqual(['/helix/streams?first=100&language=en&language=de'])
  })

  it('each call uses the current global fetch', async () => {
    const server = await startServer()
    const client = createClient({ kind: 'app', ...server.network, validate: 'off' })
    const real = globalThis.fetch
    onTestFinished(() => {
      globalThis.fetch = real
    })
    globalThis.fetch = async () => Response.json({ data: [{ replaced: true }] })
    expect(await getStreams(client)).toEqual([{ replaced: true }])
    expect(server.received()).toEqual([])
  })

  it.each([301, 302, 307, 308])('a redirect with status %d is not followed', async status => {
    const elsewhere = await startServer()
    elsewhere.answer('GET /streams', { json: { data: [] } })
    elsewhere.answer('POST /moderation/bans', { json: { data: [ban] } })
    const server = await startServer()
    const to = (path: string) => ({ status, headers: { Location: `${elsewhere.origin}/helix${path}` } })
    server.answer('GET /streams', to('/streams'))
    server.answer('POST /moderation/bans', to('/moderation/bans'))
    const client = userClient(server, { retry: false })
    expect(await helixRejection(getStreams(client))).toMatchObject({ code: 'network' })
    expect(await helixRejection(banUser(client, { user_id: '42' }))).toMatchObject({ code: 'network' })
    expect(elsewhere.received()).toEqual([])
    expect(server.received('POST /moderation/bans')).toHaveLength(1)
  })

  it('no credentials are sent to another origin, and redirects are not followed', async () => {
    const requests: Request[] = []
    const stub: typeof fetch = async (input, init) => {
      requests.push(new Request(input, init))
      return Response.json({ data: [] })
    }
    await getStreams(createClient({ auth: appToken('t'), clientId: 'c', fetch: stub }))
    expect(requests[0]?.credentials).not.toBe('include')
    expect(requests[0]?.redirect).toBe('manual')
  })
})
