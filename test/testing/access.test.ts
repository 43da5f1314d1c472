import { addChannelModerator, banUser, getStreams, getUsers, type Scope } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it, vi } from 'vitest'
import { call, refusal } from './wire.ts'

const fake = createFakeTwitch()

describe('tokens', () => {
  it.for([
    ['no token', { token: null }, 'OAuth token is missing'],
    ['no client id', { clientId: null }, 'Client ID is missing'],
    ['an unknown token', { token: 'invented' }, 'Invalid OAuth token'],
    ['the client id of another', { clientId: 'other' }, 'Client ID and OAuth token do not match'],
    ['the scheme of the sign-in host', { scheme: 'OAuth' }, 'Invalid OAuth token'],
    ['an expired token', { token: { expiresInSeconds: -1 } }, 'Invalid OAuth token'],
    ['a helixToken as Bearer', { token: { kind: 'extension' } }, 'Invalid OAuth token'],
  ] as const)('a request with %s is refused', async ([, options, message]) => {
    await expect(call(fake, 'GET /streams', options)).resolves.toMatchObject(refusal(401, 'Unauthorized', message))
  })

  it('a helixToken needs the scheme `Extension`', async () => {
    await expect(
      call(fake, 'GET /streams', { token: { kind: 'extension' }, scheme: 'Extension' }),
    ).resolves.toMatchObject({ status: 200 })
  })

  it('a revoked token is refused', async () => {
    const token = fake.grant()
    await expect(call(fake, 'GET /users', { token })).resolves.toMatchObject({ status: 200 })
    fake.revoke(token)
    await expect(call(fake, 'GET /users', { token })).resolves.toMatchObject(
      refusal(401, 'Unauthorized', 'Invalid OAuth token'),
    )
  })

  it('a token expires on time', async () => {
    const now = vi.fn(() => 1_800_000_000_000)
    const timed = createFakeTwitch({ now })
    const token = timed.grant({ expiresInSeconds: 60 })
    await expect(call(timed, 'GET /users', { token })).resolves.toMatchObject({ status: 200 })
    now.mockReturnValue(1_800_000_060_000)
    await expect(call(timed, 'GET /users', { token })).resolves.toMatchObject({ status: 401 })
  })

  it('an app token is refused for an endpoint that needs a user', async () => {
    await expect(call(fake, 'GET /channels/followed?user_id=1001', { token: { kind: 'app' } })).resolves.toMatchObject(
      refusal(401, 'Unauthorized', 'Missing User OAUTH Token'),
    )
  })

  it('a user token is refused for an endpoint that needs an app token', async () => {
    await expect(call(fake, 'GET /eventsub/conduits')).resolves.toMatchObject({ status: 401 })
  })

  it('`/users` without a user needs ids', async () => {
    await expect(call(fake, 'GET /users', { token: { kind: 'app' } })).resolves.toMatchObject({ status: 400 })
  })
})

describe('scopes', () => {
  it('any one of the accepted scopes is enough', async () => {
    for (const scope of ['channel:read:polls', 'channel:manage:polls'] as const) {
      await expect(call(fake, 'GET /polls?broadcaster_id=1001', { token: { scopes: [scope] } })).resolves.toMatchObject(
        { status: 200 },
      )
    }
  })

  it.for([
    ['GET /polls?broadcaster_id=1001', 401, 'Missing scope: channel:manage:polls or channel:read:polls'],
    ['POST /chat/messages', 401, 'User access token requires the user:write:chat scope.'],
    [
      'PUT /moderation/shield_mode?broadcaster_id=1001&moderator_id=1001',
      400,
      'Missing scope: moderator:manage:shield_mode',
    ],
    ['POST /channels/commercial', 400, 'Missing scope: channel:edit:commercial'],
  ] as const)('the refusal of %s names the missing scopes', async ([line, status, message]) => {
    await expect(call(fake, line, { token: { scopes: ['user:read:email'] } })).resolves.toMatchObject({
      status,
      body: { message },
    })
  })

  it('client() and grant() throw for unknown scopes', () => {
    expect(() => fake.client({ scopes: ['channel:read:pols' as Scope] })).toThrow(
      'Twitch has no scope channel:read:pols.',
    )
    expect(() => fake.grant({ scopes: ['constructor' as Scope] })).toThrow('Twitch has no scope constructor.')
  })

  it('followers are counted but not listed without the scope', async () => {
    const { status, body } = await call(fake, 'GET /channels/followers?broadcaster_id=1001', { token: { scopes: [] } })
    expect({ status, body }).toEqual({ status: 200, body: { total: 5000, data: [], pagination: {} } })
  })

  it('only the owner’s token returns the e-mail address', async () => {
    const [own, other] = await getUsers(fake.client({ scopes: ['user:read:email'] }), { id: ['1001', '1002'] })
    expect(own?.email).toBe('ada@mail.example')
    expect(other).not.toHaveProperty('email')
    const [usual] = await getUsers(fake.client())
    expect(usual?.email).toBe('ada@mail.example')
    const [silent] = await getUsers(fake.client({ scopes: [] }))
    expect(silent).not.toHaveProperty('email')
  })
})

describe('ids', () => {
  it.for([
    ['GET /polls?broadcaster_id=1002', 'broadcaster_id'],
    ['GET /streams/followed?user_id=1002', 'user_id'],
    ['GET /chat/chatters?broadcaster_id=1001&moderator_id=1002', 'moderator_id'],
    ['DELETE /raids?broadcaster_id=1002', 'broadcaster_id'],
  ] as const)('%s must be the id of the token’s user', async ([line, key]) => {
    await expect(call(fake, line)).resolves.toMatchObject(
      refusal(401, 'Unauthorized', `The ID in ${key} must match the user ID found in the request's OAuth token.`),
    )
  })

  it('moderators may act in channels that they moderate', async () => {
    await expect(banUser(fake.client(), { broadcaster_id: '1002', user_id: '8500' })).resolves.toMatchObject({
      broadcaster_id: '1002',
      moderator_id: '1001',
      end_time: null,
    })
  })

  it('moderators are refused in other channels', async () => {
    await expect(call(fake, 'GET /chat/chatters?broadcaster_id=1900&moderator_id=1001')).resolves.toMatchObject(
      refusal(403, 'Forbidden', "The user in moderator_id is not one of the broadcaster's moderators."),
    )
  })
})

describe('app tokens of an application that the user has authorized', () => {
  const suspect = 'broadcaster_id=1001&moderator_id'
  it.for([
    ['GET /subscriptions?broadcaster_id=1001', undefined, '1001', 'channel:read:subscriptions', 200],
    ['GET /subscriptions/user?broadcaster_id=1001&user_id=1001', undefined, '1001', 'user:read:subscriptions', 200],
    [
      'GET /clips/downloads?broadcaster_id=1001&editor_id=1001&clip_id=x',
      undefined,
      '1001',
      'channel:manage:clips',
      400,
    ],
    [
      `POST /moderation/suspicious_users?${suspect}=1001`,
      { user_id: '1300', status: 'RESTRICTED' },
      '1001',
      'moderator:manage:suspicious_users',
      200,
    ],
    [
      `POST /moderation/suspicious_users?${suspect}=1301`,
      { user_id: '1300', status: 'RESTRICTED' },
      '1301',
      'moderator:manage:suspicious_users',
      403,
    ],
    ['GET /channels/ads?broadcaster_id=1001', undefined, '1001', 'channel:read:ads', 200],
    ['GET /moderation/channels?user_id=1001', undefined, '1001', 'user:read:moderated_channels', 200],
    [`GET /chat/chatters?${suspect}=1301`, undefined, '1301', 'moderator:read:chatters', 403],
    [`PATCH /chat/settings?${suspect}=1001`, { slow_mode: true }, '1001', 'moderator:manage:chat_settings', 200],
    [
      'POST /moderation/automod/message',
      { user_id: '1001', msg_id: 'x', action: 'ALLOW' },
      '1001',
      'moderator:manage:automod',
      204,
    ],
  ] as const)('%s needs the scope of its user', async ([line, body, user, scope, status]) => {
    const asked = createFakeTwitch()
    const ask = () => call(asked, line, { token: { kind: 'app' }, body })
    const missing = { status: 401, body: { message: expect.stringContaining('Missing scope: ') } }
    await expect(ask()).resolves.toMatchObject(missing)
    asked.grant({ user, scopes: ['bits:read'] })
    asked.grant({ user: '1002', scopes: [scope] })
    await expect(ask()).resolves.toMatchObject(missing)
    asked.grant({ user, scopes: [scope] })
    await expect(ask()).resolves.toMatchObject({ status })
  })
})

describe('app tokens of a bot in a channel', () => {
  const both = 'broadcaster_id=1001&moderator_id=1002'
  it.for([
    [`POST /moderation/bans?${both}`, { data: { user_id: '1300' } }, 'moderator:manage:banned_users', []],
    [`POST /chat/announcements?${both}`, { message: 'Hear!' }, 'moderator:manage:announcements', ['channel:bot']],
    [`GET /chat/pins?${both}`, undefined, 'moderator:read:chat_messages', ['channel:bot']],
    [
      'POST /chat/shoutouts?from_broadcaster_id=1001&to_broadcaster_id=1003&moderator_id=1002',
      undefined,
      'moderator:manage:shoutouts',
      ['channel:bot'],
    ],
  ] as const)(
    '%s needs the scopes of the moderator, `user:bot`, and `channel:bot` where Twitch wants it',
    async ([line, body, scope, ofChannel]) => {
      const asked = createFakeTwitch()
      await addChannelModerator(asked.client({ scopes: ['channel:manage:moderators'] }), { user_id: '1002' })
      const ask = async () => {
        const { status, body: answer } = await call(asked, line, { token: { kind: 'app' }, body })
        return status === 401 ? Object(answer).message : status
      }
      await expect(ask()).resolves.toContain('Missing scope: ')
      asked.grant({ user: '1002', scopes: [scope] })
      await expect(ask()).resolves.toBe('Missing scope: user:bot')
      asked.grant({ user: '1002', scopes: ['user:bot'] })
      if (ofChannel.length) await expect(ask()).resolves.toBe('Missing scope: channel:bot')
      asked.grant({ user: '1001', scopes: ofChannel })
      // 400: the channel of a shoutout is not live.
      await expect(ask()).resolves.toBeOneOf([200, 204, 400])
    },
  )
})

describe('addresses', () => {
  it('an unknown address is a 404', async () => {
    await expect(call(fake, 'GET /stream')).resolves.toMatchObject(refusal(404, 'Not Found', ''))
    await expect(call(fake, 'DELETE /streams')).resolves.toMatchObject({ status: 404 })
  })

  it('an address that Twitch has removed is a 410', async () => {
    await expect(call(fake, 'GET /streams/tags?broadcaster_id=1')).resolves.toMatchObject(
      refusal(410, 'Gone', 'The API is deprecated.'),
    )
  })

  it('a doubled slash is a 503 of Twitch’s edge', async () => {
    const response = await createFakeTwitch({ cors: false }).fetch(`${fake.network.baseURL}//users`)
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toBe('text/html')
  })

  it('a calendar needs no token', async () => {
    const response = await fake.fetch(`${fake.network.baseURL}/schedule/icalendar?broadcaster_id=1001`)
    expect(response.headers.get('content-type')).toBe('text/calendar')
    await expect(response.text()).resolves.toMatch(/^BEGIN:VCALENDAR\r\n.*END:VCALENDAR\r\n$/s)
  })
})

describe('the rate limit', () => {
  it('the points count down and fill up again', async () => {
    const now = vi.fn(() => 1_800_000_000_000)
    const limited = createFakeTwitch({ now, cors: false })
    const token = limited.grant()
    const spent = async () => {
      const { status, headers } = await call(limited, 'GET /users', { token })
      return [
        status,
        headers.get('ratelimit-limit'),
        headers.get('ratelimit-remaining'),
        headers.get('ratelimit-reset'),
      ]
    }
    await expect(spent()).resolves.toEqual([200, '800', '799', '1800000001'])
    for (let count = 1; count < 799; count++) await spent()
    await expect(spent()).resolves.toEqual([200, '800', '0', '1800000060'])
    await expect(spent()).resolves.toEqual([429, '800', '0', '1800000060'])
    // Other users have their own buckets.
    await expect(call(limited, 'GET /users', { token: { user: 'pixelfox' } })).resolves.toMatchObject({ status: 200 })
    now.mockReturnValue(1_800_000_030_000)
    await expect(spent()).resolves.toEqual([200, '800', '399', '1800000061'])
  })

  it('a viewer of an extension has 30 requests a minute', async () => {
    const client = fake.client({ kind: 'extension' })
    for (let count = 0; count < 30; count++) await getStreams(client, { first: 1 })
    const { auth } = client
    const token = (await auth?.getToken()) ?? ''
    await expect(call(fake, 'GET /streams', { token, scheme: 'Extension' })).resolves.toMatchObject({ status: 429 })
    // Each viewer has a bucket.
    await expect(getStreams(fake.client({ kind: 'extension' }), { first: 1 })).resolves.toHaveLength(1)
  })
})
