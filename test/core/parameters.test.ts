import { describe, expect, it } from 'vitest'
import { ada, appClient, userClient, validation } from './clients.ts'
import {
  appToken,
  banUser,
  createClient,
  createPoll,
  deleteChatMessages,
  endPoll,
  getBroadcasterSubscriptions,
  getChannelFollowers,
  getChannelStreamSchedule,
  getClipsByUserId,
  getGames,
  getPolls,
  getStreamKey,
  getStreamMarkers,
  getStreams,
  getUserActiveExtensions,
  getUsers,
  type HelixClient,
  modifyChannelInformation,
  searchCategories,
  sendChatMessage,
} from './entry.ts'
import { helixRejection } from './rejection.ts'
import { ban, follower, poll, stream, user } from './rows.ts'
import { startServer, type TestServer } from './server.ts'

/** Parameters of an unchecked language. */
const loose = (params: object) => params as never

/** Checks that a call rejects with `parameter` for this parameter, before anything is sent, validations included. */
async function expectRefused(server: TestServer, parameter: string, call: PromiseLike<unknown>) {
  const error = await helixRejection(call)
  expect(error).toMatchObject({ name: 'HelixError', code: 'parameter' })
  expect(error.endpoint).toMatch(/^[A-Z]+ \//)
  expect(error.message).toContain(parameter)
  expect(error.issues?.map(({ path }) => path).join()).toContain(parameter)
  expect(server.received()).toEqual([])
}

describe('ids that default to the signed-in user', () => {
  it('each id that is left out is the user’s', async () => {
    const server = await startServer()
    server.answer('POST /moderation/bans', { json: { data: [ban] } })
    const client = userClient(server)
    await banUser(client, { user_id: '42' })
    await banUser(client, { user_id: '42', broadcaster_id: '7' })
    await banUser(client, { user_id: '42', broadcaster_id: '7', moderator_id: '8' })
    const ids = server
      .received('POST /moderation/bans')
      .map(({ query }) => [query.getAll('broadcaster_id'), query.getAll('moderator_id')])
    expect(ids).toEqual([
      [['1'], ['1']],
      [['7'], ['1']],
      [['7'], ['8']],
    ])
  })

  it('ids are filled in in bodies and on every page', async () => {
    const server = await startServer()
    server.answer('PATCH /polls', { json: { data: [poll] } })
    server.answer('GET /channels/followers', { json: { total: 1, data: [follower(1)] } })
    const client = userClient(server)
    await endPoll(client, { id: 'poll1', status: 'ARCHIVED' })
    await getChannelFollowers(client)
    expect(JSON.parse(server.received('PATCH /polls')[0]?.body ?? '')).toMatchObject({ broadcaster_id: '1' })
    expect(server.received('GET /channels/followers')[0]?.query.get('broadcaster_id')).toBe('1')
  })

  it.each([undefined, '', null])('an id of %j rejects: it may not have loaded yet', async value => {
    const server = await startServer()
    const client = userClient(server)
    const given = { user_id: '42', broadcaster_id: value }
    await expectRefused(server, 'broadcaster_id', banUser(client, loose(given)))
    await expectRefused(server, 'moderator_id', banUser(client, loose({ user_id: '42', moderator_id: value })))
    await expectRefused(server, 'broadcaster_id', getChannelFollowers(client, loose({ broadcaster_id: value })))
    await expectRefused(server, 'broadcaster_id', getPolls(client, loose({ broadcaster_id: value })).nextPage())
    await expectRefused(server, 'sender_id', sendChatMessage(client, loose({ message: 'hi', sender_id: value })))
  })

  it('ids that are left out reject without a user token or a known user', async () => {
    const server = await startServer()
    const app = appClient(server)
    await expectNoUser(sendChatMessage(app, loose({ message: 'hi' })))
    await expectNoUser(getBroadcasterSubscriptions(app, loose({})))
    await expectNoUser(getPolls(createClient({ kind: 'user', ...server.network })))
    expect(server.received().filter(({ endpoint }) => endpoint !== validation)).toEqual([])
  })

  const expectNoUser = async (call: PromiseLike<unknown>) => {
    const error = await helixRejection(call)
    expect(error).toMatchObject({ code: 'parameter' })
    expect(error.message).toContain('broadcaster_id')
  }
})

describe('keys that change the request when they are left out', () => {
  it.each([undefined, '', null, ['']])('a call rejects when the key is %j', async value => {
    const server = await startServer()
    const client = userClient(server)
    await expectRefused(server, 'id', getUsers(client, loose({ id: value })))
    await expectRefused(server, 'login', getUsers(client, loose({ id: '1', login: value })))
    await expectRefused(server, 'user_id', getUserActiveExtensions(client, loose({ user_id: value })))
    await expectRefused(server, 'message_id', deleteChatMessages(client, loose({ message_id: value })))
  })

  it('a key may be left out', async () => {
    const server = await startServer()
    server.answer('GET /users', { json: { data: [user(1)] } })
    server.answer('DELETE /moderation/chat', { status: 204 })
    const client = userClient(server)
    expect(await getUsers(client)).toEqual([user(1)])
    expect(await getUsers(client, {})).toEqual([user(1)])
    expect(await deleteChatMessages(client)).toBeUndefined()
    expect(server.received('GET /users').map(({ url }) => url.search)).toEqual(['', ''])
    expect(server.received('DELETE /moderation/chat')[0]?.url.search).toBe('?broadcaster_id=1&moderator_id=1')
  })
})

describe('a filter of undefined', () => {
  it('a filter of undefined counts as left out', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [stream(1)] } })
    const filters = { game_id: undefined, language: undefined, type: undefined, after: undefined }
    expect(await getStreams(appClient(server), { ...filters, user_login: 'ada' })).toEqual([stream(1)])
    expect(server.received()[0]?.url.search).toBe('?first=100&user_login=ada')
  })
})

describe('an id of undefined that selects rows', () => {
  it.each([
    ['getStreams', 'user_id', getStreams],
    ['getStreams', 'user_login', getStreams],
    ['getGames', 'id', getGames],
    ['getGames', 'name', getGames],
    ['getGames', 'igdb_id', getGames],
  ] as const)('%s rejects an undefined %s: the answer would have the rows of strangers', async (_, key, endpoint) => {
    const server = await startServer()
    const call = async () => await endpoint(appClient(server), Object({ [key]: undefined }))
    const error = await helixRejection(call())
    expect(error.code).toBe('parameter')
    expect(error.issues?.[0]).toEqual({ path: key, message: 'missing or undefined' })
    expect(server.received()).toEqual([])
  })
})

describe('an empty list of ids', () => {
  it('an empty list returns [] without a request', async () => {
    const server = await startServer()
    const client = userClient(server)
    expect(await getUsers(client, { id: [] })).toEqual([])
    expect(await getUsers(client, { id: [], login: [] })).toEqual([])
    expect(await getStreams(client, { user_id: [] })).toEqual([])
    expect(await getStreams(client, { user_id: [] }).nextPage()).toEqual({ data: [], cursor: null })
    expect(await getPolls(client, { id: [] })).toEqual([])
    for await (const _ of getStreams(client, { user_login: [] })) expect.unreachable()
    expect(server.received()).toEqual([])
  })

  it('an empty list of segments returns [] for a schedule', async () => {
    const server = await startServer()
    const client = appClient(server, { validate: 'throw' })
    expect(await getChannelStreamSchedule(client, { broadcaster_id: '1', id: [] })).toEqual([])
    expect(server.received()).toEqual([])
  })

  it('an empty list does not hide the other list when the two add up', async () => {
    const server = await startServer()
    server.answer('GET /users', { json: { data: [user(1)] } })
    server.answer('GET /streams', { json: { data: [stream(1)] } })
    const client = appClient(server)
    expect(await getUsers(client, { id: [], login: ['user1'] })).toEqual([user(1)])
    expect(await getUsers(client, { id: '1', login: [] })).toEqual([user(1)])
    expect(await getStreams(client, { user_id: [], user_login: 'user1' })).toEqual([stream(1)])
    expect(server.received().map(({ url }) => url.search)).toEqual([
      '?login=user1',
      '?id=1',
      '?first=100&user_login=user1',
    ])
  })

  it('an empty list returns [] when lists narrow each other', async () => {
    const server = await startServer()
    const client = appClient(server)
    expect(await getStreams(client, { user_id: [], game_id: '509658' })).toEqual([])
    expect(await getStreams(client, { user_login: 'ada', language: [] })).toEqual([])
    expect(server.received()).toEqual([])
  })

  it('an empty list rejects if another parameter is wrong', async () => {
    const server = await startServer()
    await expectRefused(server, 'type', getStreams(appClient(server), loose({ user_id: [], type: 'dead' })))
  })
})

describe('parameters are checked before sending', () => {
  it.each([
    ['a required one is missing', 'user_id', (client: HelixClient) => banUser(client, loose({}))],
    ['one is unknown', 'usr_id', (client: HelixClient) => banUser(client, loose({ user_id: '42', usr_id: '1' }))],
    ['one is misspelled', 'game', (client: HelixClient) => getStreams(client, loose({ game: '1' }))],
    ['a number stands for an id', 'user_id', (client: HelixClient) => banUser(client, loose({ user_id: 42 }))],
    ['a number is too large', 'duration', (client: HelixClient) => banUser(client, { user_id: '42', duration: 1e9 })],
    [
      'a text is too long',
      'reason',
      (client: HelixClient) => banUser(client, { user_id: '4', reason: 'x'.repeat(501) }),
    ],
    ['a word is none of Twitch’s', 'status', (client: HelixClient) => endPoll(client, loose({ id: 'a', status: 'X' }))],
    ['a list is too long', 'user_id', (client: HelixClient) => getStreams(client, { user_id: Array(101).fill('1') })],
    [
      'lists are too long together',
      'login',
      (client: HelixClient) => getUsers(client, { id: Array(60).fill('1'), login: Array(60).fill('a') }),
    ],
    [
      'an entry of a list is wrong',
      'choices',
      (client: HelixClient) =>
        createPoll(client, { title: 'What?', duration: 60, choices: [{ title: 'a' }, { title: 'x'.repeat(26) }] }),
    ],
    [
      'two exclude each other',
      'reply_parent_message_id',
      (client: HelixClient) => sendChatMessage(client, { message: 'hi', pin: true, reply_parent_message_id: 'm' }),
    ],
  ] as const)('a call rejects when %s', async (_, parameter, call) => {
    const server = await startServer()
    await expectRefused(server, parameter, call(userClient(server)))
  })

  it('the error names the limit and the value', async () => {
    const server = await startServer()
    const call = banUser(userClient(server), { user_id: '42', duration: 1_209_601 })
    const { message } = await helixRejection(call)
    expect(message).toBe(
      'POST /moderation/bans was not sent. duration: expected a whole number >=1 and <=1209600, got 1209601.',
    )
    const list = await helixRejection(getStreams(userClient(server), { game_id: Array(101).fill('1') }))
    expect(list.message).toBe(
      'GET /streams was not sent. game_id: expected <=100 ids as text, none empty, got a length of 101.',
    )
    const pair = await helixRejection(getStreams(userClient(server), { game_id: ['', '1'] }))
    expect(pair.message).toBe(
      'GET /streams was not sent. game_id: expected <=100 ids as text, none empty, got ["","1"].',
    )
    const reason = 'x'.repeat(501)
    const long = await helixRejection(banUser(userClient(server), { user_id: '42', reason }))
    expect(long.message).toMatch(/^.* reason: expected text of >=\d+ and <=500 characters, got a length of 501\.$/)
    const odd = await helixRejection(banUser(userClient(server), { user_id: { length: 51 } as never }))
    expect(odd.message).toMatch(/ user_id: expected text of >=1 characters, got Object\.$/)
    const cursor = await helixRejection(getStreams(userClient(server), { after: '' }))
    expect(cursor.message).toBe('GET /streams was not sent. after: expected text of >=1 characters, got "".')
  })

  it.each([
    'x2026-05-01T00:00:00Z',
    '2026-05-01T00:00:00Zx',
    '2026-05-01T00:00:00Z\n',
    ['2026-05-01T00:00:00Z'],
    new Date(0),
  ])('a call rejects when a time is %j', async started_at => {
    const call = getClipsByUserId(appClient(await startServer()), loose({ broadcaster_id: '1', started_at }))
    expect((await helixRejection(call)).message).toMatch(
      /^GET \/clips was not sent\. started_at: expected a time such as 2026-05-01T00:00:00Z, got /,
    )
  })

  it('text that a URL cannot carry rejects', async () => {
    const call = searchCategories(appClient(await startServer()), { query: '\ud83d' })
    expect(await helixRejection(call)).toMatchObject({ code: 'parameter', issues: [{ path: 'query' }] })
  })

  it('the error lists the values that Twitch accepts', async () => {
    const call = getStreams(appClient(await startServer()), loose({ type: 'x' }))
    expect((await helixRejection(call)).message).toBe('GET /streams was not sent. type: expected all or live, got "x".')
  })

  it('the error says how many values Twitch accepts', async () => {
    const client = userClient(await startServer())
    expect((await helixRejection(modifyChannelInformation(client, {}))).message).toMatch(
      /^PATCH \/channels was not sent\. game_id and .*: expected them given, at least one of them\.$/,
    )
    expect((await helixRejection(getStreamMarkers(client, {}))).message).toBe(
      'GET /streams/markers was not sent. user_id and video_id: expected them given, exactly one of them.',
    )
  })

  it('the message lists at most five values', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const call = getStreams(appClient(await startServer()), loose(Object.fromEntries(names.map(name => [name, 1]))))
    const { issues, message } = await helixRejection(call)
    expect(issues?.map(({ path }) => path)).toEqual(names)
    expect(message).toContain(' e: ')
    expect(message).not.toContain(' f: ')
  })

  it('one error lists all problems', async () => {
    const server = await startServer()
    const call = banUser(userClient(server), loose({ user_id: '', duration: 0 }))
    const { issues } = await helixRejection(call)
    expect(issues?.map(({ path }) => path)).toEqual(['user_id', 'duration'])
  })

  it('a limit counts characters as people do, not UTF-16 units', async () => {
    const server = await startServer()
    server.answer('POST /moderation/bans', { json: { data: [ban] } })
    const client = userClient(server)
    await banUser(client, { user_id: '42', reason: '🎉'.repeat(500) })
    await expect(banUser(client, { user_id: '42', reason: '🎉'.repeat(501) })).rejects.toMatchObject({
      code: 'parameter',
    })
  })

  it('a call with a wrong parameter rejects and does not throw', async () => {
    const server = await startServer()
    const call = getUsers(userClient(server), loose({ id: undefined }))
    expect(call).toBeInstanceOf(Promise)
    await expect(call).rejects.toMatchObject({ code: 'parameter' })
  })
})

describe('a token that may not make the call', () => {
  it('a token of the wrong kind rejects before anything is sent', async () => {
    const server = await startServer()
    const app = appClient(server)
    const extension = createClient({ kind: 'extension', ...server.network })
    const calls = [
      getStreamKey(loose(app), {}),
      getStreamKey(loose(extension), {}),
      getChannelFollowers(loose(app), {}),
      sendChatMessage(loose(extension), { broadcaster_id: '1', sender_id: '1', message: 'hi' }),
      getStreams(loose(createClient({ kind: 'jwt', ...server.network }))),
    ]
    for (const call of calls) {
      const error = await helixRejection(call)
      expect(error).toMatchObject({ code: 'token' })
      expect(error.endpoint).toMatch(/^(GET|POST) \//)
      expect(error.message).toMatch(/\b(user|app|extension)\b/)
    }
    expect(server.received()).toEqual([])
  })

  it('a missing scope rejects before anything is sent', async () => {
    const server = await startServer()
    const client = userClient(server)
    server.answer(validation, { json: { ...ada, scopes: ['user:read:chat'] } })
    const error = await helixRejection(getPolls(client))
    expect(error).toMatchObject({
      code: 'scope',
      endpoint: 'GET /polls',
      missing: ['channel:manage:polls', 'channel:read:polls'],
    })
    for (const scope of error.missing ?? []) expect(error.message).toContain(scope)
    expect(await helixRejection(banUser(client, { user_id: '42' }))).toMatchObject({ code: 'scope' })
    expect(server.received().map(({ endpoint }) => endpoint)).toEqual([validation])
  })

  it('any one of the accepted scopes is enough', async () => {
    const server = await startServer()
    const client = userClient(server)
    server.answer(validation, { json: { ...ada, scopes: ['user:read:chat', 'channel:read:polls'] } })
    server.answer('GET /polls', { json: { data: [poll] } })
    expect(await getPolls(client)).toEqual([poll])
  })

  it('a token with unknown scopes is sent', async () => {
    const server = await startServer()
    server.answer('GET /polls', { json: { data: [poll] } })
    expect(await getPolls(createClient({ kind: 'user', ...server.network }), { broadcaster_id: '1' })).toEqual([poll])
    server.answer('GET /subscriptions', { json: { data: [], total: 0, points: 0 } })
    const app = createClient({ auth: appToken('app-token'), clientId: 'c', ...server.network })
    expect(await getBroadcasterSubscriptions(app, { broadcaster_id: '1' })).toEqual([])
  })
})

describe('parameters of other kinds than a plain object', () => {
  /** The fields of a class as Svelte compiles them from `$state`. */
  class Selection {
    #id = 'abc'
    get message_id() {
      return this.#id
    }
    set message_id(id: string) {
      this.#id = id
    }
  }

  it('the getters of a class are sent: without its message_id, a deletion would clear the whole chat', async () => {
    const server = await startServer()
    server.answer('DELETE /moderation/chat', { status: 204 })
    await deleteChatMessages(userClient(server), new Selection())
    expect(server.received('DELETE /moderation/chat').map(({ query }) => query.get('message_id'))).toEqual(['abc'])
  })

  it.each([
    ['a function', () => ({ message_id: 'abc' })],
    ['a promise', Promise.resolve({ message_id: 'abc' })],
    ['a Map', new Map([['message_id', 'abc']])],
    ['URLSearchParams', new URLSearchParams('message_id=abc')],
    ['a form', new FormData()],
    ['a list', []],
    ['a text', 'abc'],
  ])('%s is refused before anything is sent: its fields are no parameters', async (_, given) => {
    const server = await startServer()
    server.answer('DELETE /moderation/chat', { status: 204 })
    const client = userClient(server)
    expect(() => deleteChatMessages(client, given as never)).toThrow('its parameters in one object')
    expect(server.received()).toEqual([])
  })
})

describe('names that every object has', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a call rejects when a parameter is named %s',
    async name => {
      const server = await startServer()
      const given = JSON.parse(`{ "user_id": "42", "${name}": "x" }`)
      await expectRefused(server, name, banUser(userClient(server), loose(given)))
    },
  )
})
