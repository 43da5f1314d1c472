import { createClient, getUsers, sendChatMessage } from 'tinyhelix'
import {
  channelChatMessage,
  channelChatMessageDelete,
  channelFollow,
  channelRaid,
  createEventSub,
} from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSocket } from './openSocket.ts'
import { call, refusal } from './wire.ts'

const own = { broadcaster_user_id: '1001' }

describe('impossible logins and ids', () => {
  it.for(['bad login', 'ada!', '????', 'a'.repeat(26), 'ünïcode', 'donharmgarto '])(
    'the impossible login %j is refused',
    async login => {
      const fake = createFakeTwitch()
      const query = new URLSearchParams({ login })
      await expect(call(fake, `GET /users?${query}`)).resolves.toMatchObject(
        refusal(400, 'Bad Request', 'Invalid username(s), email(s), or ID(s). Bad Identifiers.'),
      )
      await expect(call(fake, `GET /users?login=ada&${query}`)).resolves.toMatchObject({ status: 400 })
      await expect(call(fake, `GET /streams?${new URLSearchParams({ user_login: login })}`)).resolves.toMatchObject(
        refusal(400, 'Bad Request', 'Malformed query params.'),
      )
    },
  )

  it.for(['abc', '../1', '1 '])('the impossible id %j is refused', async id => {
    const fake = createFakeTwitch()
    await expect(call(fake, `GET /users?${new URLSearchParams({ id })}`)).resolves.toMatchObject(
      refusal(400, 'Bad Request', 'Invalid username(s), email(s), or ID(s). Bad Identifiers.'),
    )
  })

  it.for(['nobody_at_all', 'ADA', 'x', '99999999999'])('the unknown login %s is left out', async login => {
    const { status, body } = await call(createFakeTwitch(), `GET /users?login=${login}`)
    expect([status, body.data.length]).toEqual([200, login === 'ADA' ? 1 : 0])
  })
})

describe('emit throws for a login in place of an id', () => {
  const fake = createFakeTwitch()

  it('the error has the id of a known login', () => {
    expect(() => fake.emit(channelFollow, { user_id: 'pixelfox', ...own })).toThrow(
      'event.user_id: expected the id 1002, not the login pixelfox.',
    )
    expect(() => fake.emit(channelFollow, { user_id: '1002', broadcaster_user_id: 'Ada' })).toThrow(
      'event.broadcaster_user_id: expected the id 1001, not the login Ada.',
    )
    expect(() =>
      fake.emit(channelRaid, { from_broadcaster_user_id: 'pixelfox', to_broadcaster_user_id: '1001', viewers: 1 }),
    ).toThrow('event.from_broadcaster_user_id: expected the id 1002, not the login pixelfox.')
  })

  it('the error names an unknown login at any depth', () => {
    const message = {
      text: '',
      fragments: [{ type: 'mention', text: '', emote: null, cheermote: null, mention: { user_id: 'nobody' } }],
    }
    const event = { ...own, chatter_user_id: '1002', message_id: 'm', message, message_type: 'text', badges: [] }
    const rest = { cheer: null, color: '', reply: null, channel_points_custom_reward_id: null }
    const source = { source_broadcaster_user_id: null, source_message_id: null, source_badges: null }
    expect(() => fake.emit(channelChatMessage, { ...event, ...rest, ...source })).toThrow(
      'event.message.fragments.0.mention.user_id: expected an id, which has digits only, not nobody.',
    )
  })
})

describe('a message that begins with /me', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('the text has the control characters of an action, and the fragments do not', async () => {
    const fake = createFakeTwitch()
    const { frames } = openSocket(fake)
    await vi.advanceTimersByTimeAsync(10)
    const transport = { method: 'websocket', session_id: frames[0]?.payload.session.id }
    const condition = { ...own, user_id: '1001' }
    await call(fake, 'POST /eventsub/subscriptions', {
      body: { type: 'channel.chat.message', version: '1', condition, transport },
    })
    await sendChatMessage(fake.client(), { message: '/me waves FakeWave' })
    await vi.advanceTimersByTimeAsync(10)
    const { message } = frames.at(-1)?.payload.event ?? {}
    expect(message.text).toBe('\u0001ACTION waves FakeWave\u0001')
    expect(message.fragments).toMatchObject([
      { type: 'text', text: 'waves ' },
      { type: 'emote', text: 'FakeWave' },
    ])
  })
})

describe('the redirect address', () => {
  const authorize = (served: FakeTwitchServer, redirect_uri: string) => {
    const query = new URLSearchParams({ client_id: 'mine', response_type: 'token', redirect_uri })
    return fetch(`${served.network.authURL}/authorize?${query}`).then(answer => answer.text())
  }

  it('the address is compared exactly, and the page says how to register it', async () => {
    const redirectUris = ['http://localhost:5173/']
    const served = await serveFakeTwitch({ applications: [{ id: 'mine', name: 'Mine', redirectUris }] })
    const page = await authorize(served, 'http://localhost:5173')
    expect(page).toContain('Parameter redirect_uri does not match registered URI')
    expect(page).toContain('--redirect http://localhost:5173')
    expect(page).toContain('http://localhost:5173/')
    expect(await authorize(served, 'http://localhost:5173/')).toContain('Authorize')
    await served.close()
  })
})

describe('the control page of a served fake', () => {
  let served: FakeTwitchServer
  beforeEach(async () => {
    served = await serveFakeTwitch()
  })
  afterEach(() => served.close())

  const post = async (name: string, body: object) => {
    const answer = await fetch(`${served.url}/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return answer.json()
  }
  const get = async (path: string) => (await fetch(`${served.url}/control/${path}`)).json()

  it('a used-up fault is not shown', async () => {
    await post('fault', { path: '/users', status: 503, times: 1 })
    await post('fault', { path: '/streams', status: 503 })
    expect((await get('state')).faults).toHaveLength(2)
    const client = createClient({ auth: served.fake.auth('ada'), ...served.network, retry: false })
    await expect(getUsers(client)).rejects.toMatchObject({ status: 503 })
    expect((await get('state')).faults).toMatchObject([{ text: expect.stringContaining('/streams') }])
    await expect(getUsers(client)).resolves.toHaveLength(1)
  })

  it('the same filled-in chat message sent twice is two messages', async () => {
    const { event } = await get('form?type=channel.chat.message&version=1&user=ada')
    expect(event).not.toHaveProperty('message_id')
    const events = createEventSub(served.fake.client())
    const ids: string[] = []
    await events.on(channelChatMessage, ({ message_id }) => ids.push(message_id)).ready
    await post('emit', { type: 'channel.chat.message', version: '1', event })
    await post('emit', { type: 'channel.chat.message', version: '1', event })
    await vi.waitFor(() => expect(ids).toHaveLength(2))
    expect(new Set(ids).size).toBe(2)
    events.close()
    const form = await get('form?type=channel.chat.message&version=1&user=ada')
    expect(form.fields.find(({ name }: { name: string }) => name === 'message_id')).toMatchObject({ isTold: true })
  })

  it('a subscription with a login is refused with the id', async () => {
    const { error } = await post('emit', { type: 'channel.follow', version: '2', event: { ...own, user_id: 'ada' } })
    expect(error).toContain('expected the id 1001, not the login ada')
  })
})

it('an emitted chat message may leave out its id, a deletion may not', () => {
  const fake = createFakeTwitch()
  const message = { text: 'hi', fragments: [] }
  const event = { ...own, chatter_user_id: '1002', message, message_type: 'text', badges: [], cheer: null, color: '' }
  const rest = { reply: null, channel_points_custom_reward_id: null, source_broadcaster_user_id: null }
  const source = { source_message_id: null, source_badges: null }
  expect(fake.emit(channelChatMessage, { ...event, ...rest, ...source })).toBe(0)
  // @ts-expect-error: which message is deleted has to be said.
  expect(() => fake.emit(channelChatMessageDelete, { ...own, target_user_id: '1002', target_user_login: 'x' })).toThrow(
    'event.message_id: ',
  )
})
