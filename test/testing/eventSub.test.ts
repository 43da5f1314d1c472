import type { Scope } from 'tinyhelix'
import type { GrantOptions } from 'tinyhelix/testing'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { welcome } from './openSocket.ts'
import { call, refusal } from './wire.ts'

const webhook = { method: 'webhook', callback: 'https://example.com/hook', secret: '0123456789' }
const app: GrantOptions = { kind: 'app' }
const channel = (id: string) => ({ broadcaster_user_id: id })

const setUp = async () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const add = (body: object, token: GrantOptions = {}) => call(fake, 'POST /eventsub/subscriptions', { token, body })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  const ids = await Promise.all([0, 1, 2, 3].map(() => welcome(fake)))
  const session = (number = 0) => ({ method: 'websocket', session_id: ids[number] })
  const online = (id: string) => ({ type: 'stream.online', version: '1', condition: channel(id), transport: session() })
  return { fake, add, pass, session, online }
}

const missing = refusal(403, 'Forbidden', 'subscription missing proper authorization')
const bad = (message: unknown) => ({ status: 400, body: { error: 'Bad Request', status: 400, message } })

describe('the request for a subscription', () => {
  it('the transport must fit the kind of token', async () => {
    const { add, online } = await setUp()
    const combination = bad('invalid transport and auth combination')
    await expect(add(online('1002'), app)).resolves.toMatchObject(combination)
    await expect(add({ ...online('1002'), transport: webhook })).resolves.toMatchObject(combination)
    await expect(add({ ...online('1002'), transport: webhook }, app)).resolves.toMatchObject({ status: 202 })
    await expect(add({ ...online('1002'), transport: { method: 'pigeon' } })).resolves.toMatchObject({ status: 400 })
  })

  it('a session must exist and have subscriptions of one user', async () => {
    const { add, online } = await setUp()
    const gone = 'websocket transport session does not exist or has already disconnected'
    const transport = { method: 'websocket', session_id: 'session' }
    await expect(add({ ...online('1002'), transport })).resolves.toMatchObject(bad(gone))
    await expect(add(online('1002'))).resolves.toMatchObject({ status: 202 })
    await expect(add(online('1002'), { user: 'pixelfox' })).resolves.toMatchObject(
      bad('websocket transport cannot have subscriptions created by different users'),
    )
  })

  it.for([
    ['stream.online', '2'],
    ['channel.update', '1'],
    ['stream.onlin', '1'],
    ['toString', '1'],
    ['stream.online', 'constructor'],
  ])('the type and version %s %s is refused', async ([type, version]) => {
    const { add, online } = await setUp()
    await expect(add({ ...online('1002'), type, version })).resolves.toMatchObject(
      bad('invalid subscription type and version'),
    )
  })

  it('the type must be available over the transport', async () => {
    const { add, fake, session } = await setUp()
    const revoked = { type: 'user.authorization.revoke', version: '1', condition: { client_id: fake.clientId } }
    await expect(add({ ...revoked, transport: session() })).resolves.toMatchObject({ status: 400 })
    await expect(add({ ...revoked, transport: webhook }, app)).resolves.toMatchObject({ status: 202 })
    const foreign = { ...revoked, condition: { client_id: 'other' }, transport: webhook }
    await expect(add(foreign, app)).resolves.toMatchObject(missing)
  })

  it('the condition must be complete, and its users must exist', async () => {
    const { add, session, online } = await setUp()
    const follow = { type: 'channel.follow', version: '2', transport: session() }
    await expect(add({ ...follow, condition: channel('1001') })).resolves.toMatchObject(
      bad(expect.stringContaining("'SubscriptionCondition.moderator_user_id'")),
    )
    await expect(add(online('1'))).resolves.toMatchObject(bad(expect.stringContaining('does not exist')))
    const raid = (condition: object) => add({ type: 'channel.raid', version: '1', condition, transport: session() })
    await expect(raid({})).resolves.toMatchObject({ status: 400 })
    const both = { from_broadcaster_user_id: '1001', to_broadcaster_user_id: '1002' }
    await expect(raid(both)).resolves.toMatchObject({ status: 400 })
    await expect(raid({ to_broadcaster_user_id: '1002' })).resolves.toMatchObject({ status: 202 })
  })
})

describe('authorization', () => {
  const cheers = (id: string) => ({ type: 'channel.cheer', version: '1', condition: channel(id) })

  it('a websocket subscription needs the scopes of its token', async () => {
    const { add, session } = await setUp()
    const here = (id: string) => ({ ...cheers(id), transport: session() })
    await expect(add(here('1001'), { scopes: ['user:read:chat'] })).resolves.toMatchObject(missing)
    await expect(add(here('1002'))).resolves.toMatchObject(missing)
    await expect(add(here('1001'), { scopes: ['bits:read'] })).resolves.toMatchObject({ status: 202 })
  })

  it('a webhook subscription needs the scopes that the user granted the application', async () => {
    const { add, fake } = await setUp()
    const body = { ...cheers('1001'), transport: webhook }
    await expect(add(body, app)).resolves.toMatchObject(missing)
    const token = fake.grant({ scopes: ['bits:read'] })
    await expect(add(body, { kind: 'app', clientId: 'tinyhelix-demo' })).resolves.toMatchObject({ status: 202 })
    fake.revoke(token)
    const other = { ...body, transport: { ...webhook, callback: 'https://example.com/other' } }
    await expect(add(other, app)).resolves.toMatchObject(missing)
  })

  it('a moderator’s scopes hold in channels that they moderate', async () => {
    const { add, session } = await setUp()
    const follow = (id: string, moderator_user_id = '1001') => ({
      type: 'channel.follow',
      version: '2',
      condition: { ...channel(id), moderator_user_id },
      transport: session(),
    })
    await expect(add(follow('1002'))).resolves.toMatchObject({ status: 202 })
    await expect(add(follow('1900'))).resolves.toMatchObject(missing)
    await expect(add(follow('1002', '1002'))).resolves.toMatchObject(missing)
  })

  it('a type that needs several scopes requires all of them', async () => {
    const { add, session } = await setUp()
    const condition = { ...channel('1001'), moderator_user_id: '1001' }
    const body = { type: 'channel.moderate', version: '2', condition, transport: session() }
    const things = ['blocked_terms', 'chat_settings', 'unban_requests', 'banned_users', 'chat_messages', 'moderators']
    const scopes = [...things, 'vips'].map(thing => `moderator:read:${thing}` as Scope)
    await expect(add(body, { scopes })).resolves.toMatchObject(missing)
    await expect(add(body, { scopes: [...scopes, 'moderator:manage:warnings'] })).resolves.toMatchObject({
      status: 202,
    })
  })

  it('a chat subscription is refused to banned users, and needs more scopes for applications', async () => {
    const { add, fake, session } = await setUp()
    const condition = { ...channel('1001'), user_id: '1016' }
    const body = { type: 'channel.chat.message', version: '1', condition, transport: session() }
    await expect(add(body, { user: '1016' })).resolves.toMatchObject({ status: 202 })
    const asBot = { ...body, transport: webhook }
    await expect(add(asBot, app)).resolves.toMatchObject(missing)
    fake.grant({ scopes: ['channel:bot'] })
    await expect(add(asBot, app)).resolves.toMatchObject({ status: 202 })
    await call(fake, 'POST /moderation/bans?broadcaster_id=1001&moderator_id=1001', {
      body: { data: { user_id: '1016' } },
    })
    const again = { ...body, transport: session(1) }
    await expect(add(again, { user: '1016' })).resolves.toMatchObject(missing)
  })
})

describe('limits', () => {
  it('an equal subscription on the same transport is a 409', async () => {
    const { add, online } = await setUp()
    await add(online('1002'))
    await expect(add(online('1002'))).resolves.toMatchObject(refusal(409, 'Conflict', 'subscription already exists'))
  })

  it('a fourth equal subscription on other transports is a 429', async () => {
    const { add, online } = await setUp()
    const to = (number: number) => ({
      ...online('1002'),
      transport: { ...webhook, callback: `https://example.com/${number}` },
    })
    for (let number = 0; number < 3; number++)
      await expect(add(to(number), app)).resolves.toMatchObject({ status: 202 })
    await expect(add(to(3), app)).resolves.toMatchObject(
      refusal(429, 'Too Many Requests', 'maximum subscriptions with type and condition exceeded'),
    )
  })

  it('a fourth websocket of a user is a 429', async () => {
    const { add, session, online } = await setUp()
    const at = (number: number) => add({ ...online(`${1010 + number}`), transport: session(number) })
    for (let number = 0; number < 3; number++) await expect(at(number)).resolves.toMatchObject({ status: 202 })
    await expect(at(3)).resolves.toMatchObject(
      refusal(429, 'Too Many Requests', 'number of websocket transports limit exceeded'),
    )
  })

  it('subscriptions to users who have not authorized the application have a limited cost', async () => {
    const { add, fake, online } = await setUp()
    for (let id = 1002; id < 1012; id++) await add(online(`${id}`))
    const more = online('1012')
    await expect(add(more)).resolves.toMatchObject({ status: 429 })
    fake.grant({ user: '1012', scopes: [] })
    await expect(add(more)).resolves.toMatchObject({
      status: 202,
      body: { total: 11, total_cost: 10, max_total_cost: 10, data: [{ cost: 0 }] },
    })
  })

  it('each subscription has a new id, also after a deletion', async () => {
    const { add, fake, online } = await setUp()
    const first = await add(online('1002'))
    const second = await add(online('1003'))
    await call(fake, `DELETE /eventsub/subscriptions?id=${first.body.data[0].id}`)
    const third = await add(online('1004'))
    expect(third.body.data[0].id).not.toBe(second.body.data[0].id)
  })
})

it('subscriptions end when the right to them ends', async () => {
  const { add, fake, pass } = await setUp()
  const own = async () => {
    const { body } = await call(fake, 'GET /eventsub/subscriptions', { token: app })
    return Object.fromEntries(body.data.map(({ type, status }: Record<string, string>) => [type, status]))
  }
  const token = fake.grant({ user: '1003', scopes: ['bits:read'] })
  fake.grant({ user: '1016', scopes: ['moderator:read:followers', 'user:bot', 'user:read:chat'] })
  fake.grant({ scopes: ['channel:bot'] })
  const change = (line: string, body?: unknown) => call(fake, line, { body })
  await change('POST /moderation/moderators?broadcaster_id=1001&user_id=1016')
  const to = { version: '1', transport: webhook }
  const follower = { ...channel('1001'), moderator_user_id: '1016' }
  const reader = { ...channel('1001'), user_id: '1016' }
  await add({ ...to, type: 'channel.cheer', condition: channel('1003') }, app)
  await add({ ...to, type: 'channel.follow', version: '2', condition: follower }, app)
  await add({ ...to, type: 'channel.chat.message', condition: reader }, app)
  await add({ ...to, type: 'stream.online', condition: channel('1003') }, app)
  pass(1)
  await expect(own()).resolves.toEqual({
    'channel.cheer': 'enabled',
    'channel.follow': 'enabled',
    'channel.chat.message': 'enabled',
    'stream.online': 'enabled',
  })
  fake.revoke(token)
  await change('DELETE /moderation/moderators?broadcaster_id=1001&user_id=1016')
  await change('POST /moderation/bans?broadcaster_id=1001&moderator_id=1001', { data: { user_id: '1016' } })
  const lapsed = {
    'channel.cheer': 'authorization_revoked',
    'channel.follow': 'moderator_removed',
    'channel.chat.message': 'chat_user_banned',
    'stream.online': 'enabled',
  }
  await expect(own()).resolves.toEqual(lapsed)
  fake.grant({ user: '1003', scopes: ['bits:read'] })
  await expect(own()).resolves.toEqual(lapsed)
})

it('a list with an invalid filter is refused', async () => {
  const { fake } = await setUp()
  const list = (query: string) => call(fake, `GET /eventsub/subscriptions?${query}`)
  await expect(list('status=on')).resolves.toMatchObject(bad('The value in status is not valid.'))
  await expect(list('type=channel.folow')).resolves.toMatchObject(bad('The value in type is not valid.'))
  await expect(list('type=constructor')).resolves.toMatchObject({ status: 400 })
  await expect(list('status=websocket_disconnected')).resolves.toMatchObject({ status: 200 })
  await expect(list('type=channel.follow')).resolves.toMatchObject({ status: 200 })
})
