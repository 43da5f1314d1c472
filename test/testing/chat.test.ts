import {
  banUser,
  cheermoteURL,
  deleteChatMessages,
  getBannedUsers,
  getBroadcasterSubscriptions,
  getChannelEmotes,
  getChatSettings,
  getChatters,
  getCheermotes,
  getEmoteSets,
  getGlobalChatBadges,
  getGlobalEmotes,
  getPinnedChatMessage,
  getSharedChatSession,
  getUserChatColor,
  getUserEmotes,
  getVips,
  sendChatMessage,
  unbanUser,
  updateChatColor,
  updateChatSettings,
} from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { call } from './wire.ts'

const start = Date.parse('2026-05-01T12:00:00Z')

const setUp = () => {
  let now = start
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  return { fake, ada: fake.client(), pass }
}

describe('messages', () => {
  it('a message is sent', async () => {
    const { ada } = setUp()
    const { message_id, is_sent, drop_reason } = await sendChatMessage(ada, { broadcaster_id: '1010', message: 'Hi!' })
    expect({ message_id, is_sent, drop_reason }).toEqual({
      message_id: expect.stringMatching(/^[\da-f-]{36}$/),
      is_sent: true,
      drop_reason: undefined,
    })
  })

  it('a message repeated too soon is dropped without an error', async () => {
    const { fake, pass } = setUp()
    await updateChatSettings(fake.client({ user: 'tinkerbee' }), { slow_mode: false, follower_mode: false })
    const moth = fake.client({ user: 'lurkingmoth' })
    const say = () => sendChatMessage(moth, { broadcaster_id: '1005', message: 'Hi!' })
    await expect(say()).resolves.toMatchObject({ is_sent: true })
    await expect(say()).resolves.toMatchObject({
      is_sent: false,
      message_id: '',
      drop_reason: { code: 'msg_duplicate' },
    })
    pass(30)
    await expect(say()).resolves.toMatchObject({ is_sent: true })
  })

  it('slow mode drops messages of viewers, not of moderators', async () => {
    const { fake, ada, pass } = setUp()
    await updateChatSettings(ada, { slow_mode: true, slow_mode_wait_time: 60 })
    const moth = fake.client({ user: 'lurkingmoth' })
    const say = (message: string) => sendChatMessage(moth, { broadcaster_id: '1001', message })
    await expect(say('One')).resolves.toMatchObject({ is_sent: true })
    await expect(say('Two')).resolves.toMatchObject({ is_sent: false, drop_reason: { code: 'msg_slowmode' } })
    pass(60)
    await expect(say('Three')).resolves.toMatchObject({ is_sent: true })
    await sendChatMessage(ada, { message: 'Four' })
    await expect(sendChatMessage(ada, { message: 'Four' })).resolves.toMatchObject({ is_sent: true })
  })

  it('messages of banned users, and of others in a subscribers-only chat, are dropped', async () => {
    const { fake, ada, pass } = setUp()
    const moth = fake.client({ user: 'lurkingmoth' })
    const { id } = fake.user('lurkingmoth')
    const reason = async (message: string) =>
      (await sendChatMessage(moth, { broadcaster_id: '1001', message })).drop_reason?.code
    await banUser(ada, { user_id: id, duration: 60 })
    await expect(reason('a')).resolves.toBe('user_timed_out')
    await banUser(ada, { user_id: id })
    await expect(reason('b')).resolves.toBe('msg_banned')
    await unbanUser(ada, { user_id: id })
    pass(60)
    await updateChatSettings(ada, { subscriber_mode: true })
    await expect(reason('c')).resolves.toBe('msg_subsonly')
    await updateChatSettings(ada, { subscriber_mode: false })
    await expect(reason('d')).resolves.toBeUndefined()
  })

  it('each message has its own id', async () => {
    const { fake, ada } = setUp()
    const moth = fake.client({ user: 'lurkingmoth' })
    const ids = new Set<string>()
    for (let count = 0; count < 20; count++) {
      for (const broadcaster_id of ['1001', '1010']) {
        ids.add((await sendChatMessage(ada, { broadcaster_id, message: `No. ${count}` })).message_id)
      }
      if (count % 5 === 0) await deleteChatMessages(ada)
    }
    ids.add((await sendChatMessage(moth, { broadcaster_id: '1001', message: 'Me too' })).message_id)
    expect(ids.size).toBe(41)
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })

  it('a moderator can pin a message while sending it', async () => {
    const { fake, ada, pass } = setUp()
    const { message_id } = await sendChatMessage(ada, { message: 'Rules!', pin: true })
    await expect(getPinnedChatMessage(ada)).resolves.toMatchObject({
      message_id,
      pinned_by_user_login: 'ada',
      starts_at: '2026-05-01T12:00:00Z',
      ends_at: '2026-05-01T12:20:00Z',
    })
    pass(20 * 60)
    await expect(getPinnedChatMessage(ada)).resolves.toBeNull()
    const send = (body: object, token: object = {}) =>
      call(fake, 'POST /chat/messages', {
        token,
        body: { broadcaster_id: '1001', sender_id: '1001', message: 'Hi', pin: true, ...body },
      })
    await expect(send({}, { scopes: ['user:write:chat'] })).resolves.toMatchObject({
      status: 401,
      body: { message: 'Missing scope: moderator:manage:chat_messages' },
    })
    await expect(send({ sender_id: '1016' }, { user: '1016' })).resolves.toMatchObject({ status: 403 })
    await expect(send({ reply_parent_message_id: message_id })).resolves.toMatchObject({ status: 400 })
    await expect(send({ pin: false, reply_parent_message_id: message_id })).resolves.toMatchObject({ status: 200 })
    await expect(send({ pin: false, reply_parent_message_id: 'unknown' })).resolves.toMatchObject({ status: 400 })
  })

  it('messages are dropped without a follow, without a subscription, when repeated and with more than emotes, as the settings say', async () => {
    const { fake, ada } = setUp()
    const reason = async (user: string, message: string) =>
      (await sendChatMessage(fake.client({ user }), { broadcaster_id: '1001', message })).drop_reason?.code
    await updateChatSettings(ada, { follower_mode: true, follower_mode_duration: 0, slow_mode: false })
    await expect(reason('9000', 'Hi!')).resolves.toBe('msg_followersonly')
    await expect(reason('lurkingmoth', 'Hi!')).resolves.toBeUndefined()
    await updateChatSettings(ada, { follower_mode: false, subscriber_mode: true })
    const subscribers = await getBroadcasterSubscriptions(ada)
    const subscriber = subscribers.find(({ user_id }) => user_id !== '1001')?.user_id ?? ''
    await expect(reason(subscriber, 'Yes')).resolves.toBeUndefined()
    const [vip] = await getVips(ada)
    await expect(reason(vip?.user_id ?? '', 'Also')).resolves.toBeUndefined()
    await updateChatSettings(ada, { subscriber_mode: false, unique_chat_mode: true })
    await expect(reason('lurkingmoth', 'Yes')).resolves.toBe('msg_r9k')
    await updateChatSettings(ada, { unique_chat_mode: false, emote_mode: true })
    await expect(reason('lurkingmoth', 'FakeWave hello')).resolves.toBe('msg_emoteonly')
    await expect(reason('lurkingmoth', 'FakeWave adaLove')).resolves.toBeUndefined()
  })

  it('the sender of a message must be the token’s user, or an application', async () => {
    const { fake } = setUp()
    const message = { broadcaster_id: '1002', sender_id: '1016', message: 'Hi!' }
    await expect(call(fake, 'POST /chat/messages', { body: message })).resolves.toMatchObject({ status: 401 })
    const send = () => sendChatMessage(fake.client({ kind: 'app' }), message)
    await expect(send()).rejects.toMatchObject({ status: 403 })
    fake.grant({ user: '1016', scopes: ['user:bot', 'user:write:chat'] })
    await expect(send()).rejects.toMatchObject({ status: 403 })
    fake.grant({ user: '1002', scopes: ['channel:bot'] })
    await expect(send()).resolves.toMatchObject({ is_sent: true })
    const forSource = { ...message, sender_id: '1001', for_source_only: true }
    await expect(call(fake, 'POST /chat/messages', { body: forSource })).resolves.toMatchObject({ status: 400 })
  })
})

describe('settings', () => {
  it('settings change, and a mode that is off has no duration', async () => {
    const { ada } = setUp()
    await updateChatSettings(ada, {
      follower_mode: true,
      follower_mode_duration: 10,
      slow_mode: false,
      emote_mode: true,
    })
    await expect(getChatSettings(ada, { broadcaster_id: '1001' })).resolves.toMatchObject({
      emote_mode: true,
      follower_mode: true,
      follower_mode_duration: 10,
      slow_mode: false,
      slow_mode_wait_time: null,
    })
    const { follower_mode_duration } = await updateChatSettings(ada, { follower_mode: false })
    expect(follower_mode_duration).toBeNull()
  })

  it('the delay is shown to moderators who ask with moderator_id', async () => {
    const { fake, ada } = setUp()
    await updateChatSettings(ada, {
      broadcaster_id: '1002',
      non_moderator_chat_delay: true,
      non_moderator_chat_delay_duration: 4,
    })
    const asked = { broadcaster_id: '1002', moderator_id: '1001' }
    await expect(getChatSettings(ada, asked)).resolves.toMatchObject({
      moderator_id: '1001',
      non_moderator_chat_delay_duration: 4,
    })
    for (const shown of [
      await getChatSettings(ada, { broadcaster_id: '1002' }),
      await getChatSettings(fake.client({ scopes: [] }), asked),
    ]) {
      expect(shown).not.toHaveProperty('moderator_id')
      expect(shown).not.toHaveProperty('non_moderator_chat_delay')
    }
    await expect(call(fake, 'GET /chat/settings?broadcaster_id=1900&moderator_id=1001')).resolves.toMatchObject({
      status: 403,
    })
    await expect(call(fake, 'GET /chat/settings?broadcaster_id=1002&moderator_id=1003')).resolves.toMatchObject({
      status: 401,
    })
  })
})

it('chatters include the owner, moderators and viewers', async () => {
  const { ada } = setUp()
  const page = await getChatters(ada).nextPage()
  expect(page.data[0]).toEqual({ user_id: '1001', user_login: 'ada', user_name: 'Ada' })
  expect(page.total).toBe(page.data.length)
  expect(page.total).toBeGreaterThan(200)
})

it('two channels share a chat', async () => {
  const { ada } = setUp()
  const session = await getSharedChatSession(ada, { broadcaster_id: '1003' })
  expect(session).toMatchObject({
    host_broadcaster_id: '1002',
    participants: [{ broadcaster_id: '1002' }, { broadcaster_id: '1003' }],
  })
  await expect(getSharedChatSession(ada, { broadcaster_id: '1001' })).resolves.toBeNull()
})

describe('emotes and badges', () => {
  it('emotes and badges have images that the fake draws', async () => {
    const fake = createFakeTwitch({ imagesURL: 'https://images.example', cors: false })
    const ada = fake.client()
    const [emote] = await getGlobalEmotes(ada)
    const { body } = await call(fake, 'GET /chat/emotes/global')
    const address = body.template
      .replace('{{id}}', emote?.id)
      .replace('{{format}}', 'static')
      .replace('{{theme_mode}}', 'light')
      .replace('{{scale}}', '2.0')
    expect(address).toBe(emote?.images.url_2x)
    const picture = await fake.fetch(address)
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    await expect(picture.text()).resolves.toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="56" height="56" /,
    )
    const [badge] = await getGlobalChatBadges(ada)
    expect(badge?.versions[0]).toMatchObject({ click_action: null, click_url: null })
  })

  it('a channel’s emote has a tier only if it comes with a subscription', async () => {
    const { ada } = setUp()
    const emotes = await getChannelEmotes(ada, { broadcaster_id: '1001' })
    expect(new Set(emotes.map(({ emote_type, tier }) => `${emote_type} ${tier}`))).toEqual(
      new Set(['follower ', 'subscriptions 1000', 'subscriptions 2000', 'bitstier ', 'subscriptions 3000']),
    )
  })
})

describe('bans', () => {
  it('bans are listed newest first', async () => {
    const { ada } = setUp()
    const before = await getBannedUsers(ada, {}, { limit: Infinity })
    expect(before.length).toBeGreaterThan(100)
    await banUser(ada, { user_id: '8000', reason: 'spam' })
    const [newest, ...others] = await getBannedUsers(ada, {}, { limit: Infinity })
    expect(newest).toMatchObject({
      user_id: '8000',
      reason: 'spam',
      expires_at: '',
      moderator_login: 'ada',
      created_at: '2026-05-01T12:00:00Z',
    })
    expect(others).toEqual(before)
    await expect(getBannedUsers(ada, { user_id: ['8000', '1002'] })).resolves.toMatchObject([{ user_id: '8000' }])
  })

  it('a time-out has its end and expires', async () => {
    const { ada, pass } = setUp()
    await expect(banUser(ada, { user_id: '8000', duration: 600 })).resolves.toMatchObject({
      end_time: '2026-05-01T12:10:00Z',
    })
    await expect(getBannedUsers(ada, { user_id: '8000' })).resolves.toMatchObject([
      { expires_at: '2026-05-01T12:10:00Z' },
    ])
    pass(600)
    await expect(getBannedUsers(ada, { user_id: '8000' })).resolves.toEqual([])
  })

  it.for([
    ['of a banned user', '8000', 'The user specified in the user_id field is already banned.'],
    ['of oneself', '1001', 'The user specified in the user_id field may not be banned.'],
    ['of nobody', '5', 'The user specified in the user_id field was not found.'],
  ] as const)('a ban %s is refused', async ([, user_id, detail]) => {
    const { ada } = setUp()
    await banUser(ada, { user_id: '8000' })
    await expect(banUser(ada, { user_id })).rejects.toMatchObject({ status: 400, detail })
  })

  it('a ban can be lifted once', async () => {
    const { ada } = setUp()
    await banUser(ada, { user_id: '8000' })
    await expect(unbanUser(ada, { user_id: '8000' })).resolves.toBeUndefined()
    await expect(unbanUser(ada, { user_id: '8000' })).rejects.toMatchObject({
      status: 400,
      detail: 'The user in the user_id query parameter is not banned.',
    })
  })
})

describe('emotes of a user', () => {
  it('the list grows with subscriptions and with the given channel', async () => {
    const { ada } = setUp()
    const names = async (params: { broadcaster_id?: string }) =>
      (await getUserEmotes(ada, params, { limit: Infinity })).map(({ name }) => name)
    const everywhere = await names({})
    expect(everywhere).toEqual(expect.arrayContaining([':)', 'adaLove', 'adaSleep']))
    expect(everywhere).not.toContain('adaHi')
    await expect(names({ broadcaster_id: '1001' })).resolves.toContain('adaHi')
    const [row] = await getUserEmotes(ada)
    expect(row).not.toHaveProperty('images')
  })

  it('each emote belongs to a set', async () => {
    const { ada } = setUp()
    const channel = await getChannelEmotes(ada, { broadcaster_id: '1001' })
    const set = channel.find(({ tier }) => tier === '1000')?.emote_set_id ?? ''
    const rows = await getEmoteSets(ada, { emote_set_id: [set, 'unknown'] })
    expect(rows.map(({ name }) => name)).toEqual(
      channel.filter(row => row.emote_set_id === set).map(({ name }) => name),
    )
    expect(new Set(rows.map(({ owner_id }) => owner_id))).toEqual(new Set(['1001']))
  })
})

it('Cheermotes have images for each tier', async () => {
  const { ada } = setUp()
  const [cheer] = await getCheermotes(ada)
  if (!cheer) throw new Error('There is none.')
  expect(cheermoteURL(cheer, 250, { scale: 2 })).toMatch(/cheermote\/Cheer100\/animated-56x56\.svg$/)
  await expect(getCheermotes(ada, { broadcaster_id: '1001' })).resolves.toContainEqual(
    expect.objectContaining({ prefix: 'ada', type: 'channel_custom' }),
  )
})

it('the color of a name is the one the user picked, or empty', async () => {
  const { fake, ada } = setUp()
  await updateChatColor(ada, { color: 'hot_pink' })
  await expect(getUserChatColor(ada, { user_id: '1001' })).resolves.toMatchObject([{ color: '#FF69B4' }])
  await updateChatColor(ada, { color: '#9146ff' })
  await expect(getUserChatColor(ada, { user_id: ['1001', '1001'] })).resolves.toMatchObject([{ color: '#9146FF' }])
  const ids = Array.from({ length: 100 }, (_, index) => `${1100 + index}`)
  const colors = await getUserChatColor(fake.client({ kind: 'app' }), { user_id: ids })
  expect(colors.map(({ color }) => color)).toContain('')
})
