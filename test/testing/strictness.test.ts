import { createFakeTwitch, type GrantOptions } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { call } from './wire.ts'

/** Sends requests that the library would refuse. */
const setUp = () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  const send = (line: string, body?: unknown, token: GrantOptions = {}) => call(fake, line, { body, token })
  return { fake, send, pass }
}

const channel = 'broadcaster_id=1001'
const moderator = 'broadcaster_id=1001&moderator_id=1001'
const text = (length: number) => 'x'.repeat(length)

describe('rules that are checked at once', () => {
  it.for<readonly [line: string, body: unknown, status: number, message: unknown]>([
    [`PATCH /channels?${channel}`, {}, 400, 'must update at least one field'],
    [`PATCH /channels?${channel}`, { game_id: 'x' }, 400, 'The game_id is not valid.'],
    [
      `PATCH /channels?${channel}`,
      { content_classification_labels: [{ id: 'MatureGame', is_enabled: true }] },
      403,
      'The label MatureGame cannot be set or removed.',
    ],
    [
      `POST /channel_points/custom_rewards?${channel}`,
      { title: 'Pet the cat', cost: 1 },
      400,
      'CREATE_CUSTOM_REWARD_DUPLICATE_REWARD',
    ],
    [
      `POST /chat/announcements?${moderator}`,
      { message: 'x', color: 'red' },
      400,
      expect.stringContaining('The parameter "color" was malformed'),
    ],
    [`POST /chat/announcements?${moderator}`, { message: '' }, 400, 'Missing required parameter "message"'],
    [
      'POST /chat/messages',
      { broadcaster_id: '1001', sender_id: '1001', message: text(501) },
      422,
      'The message is too large.',
    ],
    [
      'POST /chat/messages',
      { broadcaster_id: '1001', sender_id: '1001', message: 'x', for_source_only: true },
      400,
      'The for_source_only parameter can only be set with an app access token.',
    ],
    ['PUT /chat/color?user_id=1001&color=nope', undefined, 400, 'Invalid color'],
    [
      'POST /chat/shoutouts?from_broadcaster_id=1001&to_broadcaster_id=1001&moderator_id=1001',
      undefined,
      400,
      'The broadcaster may not give themselves a Shoutout.',
    ],
    [
      `POST /moderation/bans?${moderator}`,
      { data: { user_id: '1001' } },
      400,
      'The user specified in the user_id field may not be banned.',
    ],
    [`POST /moderation/bans?${moderator}`, { user_id: '1016' }, 400, 'Missing required parameter "user_id"'],
    [
      `DELETE /moderation/bans?${moderator}&user_id=1016`,
      undefined,
      400,
      'The user in the user_id query parameter is not banned.',
    ],
    [
      `POST /moderation/warnings?${moderator}`,
      { data: { user_id: '1016' } },
      400,
      'Missing required parameter "reason"',
    ],
    [
      `POST /moderation/warnings?${moderator}`,
      { data: { user_id: '1001', reason: 'x' } },
      400,
      'The user specified in the user_id field may not be warned.',
    ],
    [`DELETE /moderation/moderators?${channel}&user_id=1016`, undefined, 400, 'user is not a mod'],
    [`POST /channels/vips?${channel}&user_id=1001`, undefined, 400, 'The ID in user_id is not valid.'],
    [`POST /channels/vips?${channel}&user_id=1`, undefined, 404, 'The ID in user_id was not found.'],
    [`DELETE /channels/vips?${channel}&user_id=1`, undefined, 404, 'The ID in user_id was not found.'],
    [`DELETE /channels/vips?${channel}&user_id=1016`, undefined, 422, 'The user is not a VIP.'],
    [
      `POST /moderation/suspicious_users?${moderator}`,
      { user_id: '1001', status: 'RESTRICTED' },
      400,
      'The status update is not allowed for this user.',
    ],
    [
      `PUT /moderation/automod/settings?${moderator}`,
      { overall_level: 2, swearing: 1 },
      400,
      'Either overall_level or individual settings are required, but not both.',
    ],
    [`DELETE /moderation/blocked_terms?${moderator}&id=x`, undefined, 404, 'The blocked term was not found.'],
    [`DELETE /moderation/chat?${moderator}&message_id=x`, undefined, 404, 'The message was not found.'],
    [`PUT /moderation/shield_mode?${moderator}`, {}, 400, 'Missing required parameter "is_active"'],
    [
      'PATCH /predictions',
      { broadcaster_id: '1001', id: 'x', status: 'RESOLVED' },
      400,
      'The winning_outcome_id field is required if status is RESOLVED.',
    ],
    [
      'POST /raids?from_broadcaster_id=1001&to_broadcaster_id=1001',
      undefined,
      400,
      'The IDs in from_broadcaster_id and to_broadcaster_id cannot be the same.',
    ],
    [`DELETE /raids?${channel}`, undefined, 404, "The broadcaster doesn't have a pending raid to cancel."],
    [
      `PATCH /schedule/settings?${channel}&is_vacation_enabled=true&timezone=Europe/Berlin` +
        '&vacation_start_time=2026-06-02T00:00:00Z&vacation_end_time=2026-06-01T00:00:00Z',
      undefined,
      400,
      'The date in vacation_end_time must be later than the one in vacation_start_time.',
    ],
    [
      `PATCH /schedule/settings?${channel}&is_vacation_enabled=true`,
      undefined,
      400,
      'Missing required parameter "vacation_start_time" or "vacation_end_time" or "timezone"',
    ],
    [`POST /moderation/enforcements/status?${channel}`, {}, 400, 'Missing required parameter "data"'],
    ['GET /teams/channel?broadcaster_id=1', undefined, 404, 'The broadcaster was not found.'],
    ['POST /whispers?from_user_id=1001&to_user_id=1001', { message: 'x' }, 400, 'A user cannot whisper to themself.'],
    ['PUT /users/blocks?target_user_id=1001', undefined, 400, 'The ID in target_user_id cannot be your own.'],
  ])('%s %j is refused with %i', async ([line, body, status, message]) => {
    await expect(setUp().send(line, body)).resolves.toMatchObject({ status, body: { message } })
  })
})

describe('rules that Twitch documents differently', () => {
  const poll = { broadcaster_id: '1001', title: 'Tea?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 60 }
  const segment = { start_time: '2026-09-01T10:00:00Z', timezone: 'Europe/Berlin' }

  it.for<readonly [line: string, body: unknown, status: number]>([
    ['POST /chat/messages?broadcaster_id=1001&sender_id=1001', { message: 'Hi' }, 200],
    ['POST /chat/messages?broadcaster_id=1001&sender_id=1001&message=Hi', undefined, 200],
    ['POST /chat/messages?broadcaster_id=1001', { message: 'Hi' }, 400],
    ['POST /chat/messages?broadcaster_id=1001&sender_id=1002', { message: 'Hi' }, 401],
    ['POST /polls', { ...poll, channel_points_voting_enabled: false, channel_points_per_vote: 0 }, 200],
    ['POST /polls', { ...poll, channel_points_per_vote: 0 }, 200],
    ['POST /polls', { ...poll, channel_points_voting_enabled: true, channel_points_per_vote: 0 }, 400],
    ['POST /polls', { ...poll, channel_points_voting_enabled: false, channel_points_per_vote: 5 }, 400],
    [`POST /schedule/segment?${channel}`, { ...segment, duration: 60 }, 200],
    [`POST /schedule/segment?${channel}`, { ...segment, duration: 29 }, 400],
    [`POST /schedule/segment?${channel}`, { ...segment, duration: 60.5 }, 400],
  ])('the fake follows Twitch, not the reference: %s %j is answered with %i', async ([line, body, status]) => {
    await expect(setUp().send(line, body)).resolves.toMatchObject({ status })
  })
})

it('a changed reward needs its own title, too', async () => {
  const { send } = setUp()
  const { body } = await send(`GET /channel_points/custom_rewards?${channel}&only_manageable_rewards=true`)
  const [first, second] = body.data
  const rename = (title: string) => send(`PATCH /channel_points/custom_rewards?${channel}&id=${first.id}`, { title })
  await expect(rename(first.title)).resolves.toMatchObject({ status: 200 })
  await expect(rename(second.title)).resolves.toMatchObject({
    status: 400,
    body: { message: 'UPDATE_CUSTOM_REWARD_DUPLICATE_REWARD' },
  })
})

it('long announcements are cut, not refused', async () => {
  const { send } = setUp()
  await expect(send(`POST /chat/announcements?${moderator}`, { message: text(600) })).resolves.toMatchObject({
    status: 204,
  })
})

it('custom colors are refused without Turbo or Prime', async () => {
  const { send } = setUp()
  const pick = (id: string, color: string) =>
    send(`PUT /chat/color?user_id=${id}&color=${encodeURIComponent(color)}`, undefined, { user: id })
  await expect(pick('1001', '#9146ff')).resolves.toMatchObject({ status: 204 })
  await expect(pick('1002', '#9146ff')).resolves.toMatchObject({ status: 400 })
  await expect(pick('1002', 'coral')).resolves.toMatchObject({ status: 204 })
})

describe('deletions of messages', () => {
  const say = async ({ send }: ReturnType<typeof setUp>, user: string) => {
    const message = { broadcaster_id: '1001', sender_id: user, message: 'Hi' }
    return (await send('POST /chat/messages', message, { user })).body.data[0].message_id
  }

  it('messages of the broadcaster and of other moderators cannot be deleted', async () => {
    const world = setUp()
    const remove = (id: string) => world.send(`DELETE /moderation/chat?${moderator}&message_id=${id}`)
    await expect(remove(await say(world, '1001'))).resolves.toMatchObject({
      status: 400,
      body: { message: "You cannot delete the broadcaster's messages." },
    })
    await world.send(`POST /moderation/moderators?${channel}&user_id=1016`)
    const id = await say(world, '1016')
    await expect(remove(id)).resolves.toMatchObject({
      status: 400,
      body: { message: "You cannot delete another moderator's messages." },
    })
    await world.send(`DELETE /moderation/moderators?${channel}&user_id=1016`)
    await expect(remove(id)).resolves.toMatchObject({ status: 204 })
    await expect(remove(id)).resolves.toMatchObject({ status: 404 })
  })

  it('messages older than six hours cannot be deleted', async () => {
    const world = setUp()
    const line = `DELETE /moderation/chat?${moderator}&message_id=${await say(world, '1016')}`
    world.pass(6 * 3600 + 1)
    await expect(world.send(line)).resolves.toMatchObject({ status: 404 })
  })
})

describe('the schedule', () => {
  const segment = (start_time: string, rest: object = {}) => ({
    start_time,
    timezone: 'Europe/Berlin',
    duration: '60',
    ...rest,
  })
  const overlap = { status: 400, body: { message: 'Segment cannot create overlapping segment' } }

  it('a schedule has one broadcast at a time', async () => {
    const { send } = setUp()
    const add = (start: string, rest?: object) => send(`POST /schedule/segment?${channel}`, segment(start, rest))
    const made = await add('2026-09-01T10:00:00Z')
    expect(made.status).toBe(200)
    await expect(add('2026-09-01T10:59:00Z')).resolves.toMatchObject(overlap)
    await expect(add('2026-09-01T09:30:00Z')).resolves.toMatchObject(overlap)
    await expect(add('2026-08-25T10:30:00Z', { is_recurring: true })).resolves.toMatchObject(overlap)
    await expect(add('2026-09-01T11:00:00Z')).resolves.toMatchObject({ status: 200 })
    const change = (body: object) =>
      send(`PATCH /schedule/segment?${channel}&id=${encodeURIComponent(made.body.data.segments[0].id)}`, body)
    await expect(change({ duration: '90' })).resolves.toMatchObject(overlap)
    await expect(change({ title: 'Still the same time' })).resolves.toMatchObject({ status: 200 })
    await expect(change({ start_time: '2026-09-01T12:00:00Z' })).resolves.toMatchObject({
      status: 200,
      body: { data: { segments: [{ start_time: '2026-09-01T12:00:00Z', end_time: '2026-09-01T13:00:00Z' }] } },
    })
  })

  it('the start of a series cannot change, and single broadcasts need an affiliate or partner', async () => {
    const { send } = setUp()
    const { body } = await send(
      `POST /schedule/segment?${channel}`,
      segment('2026-09-01T10:00:00Z', { is_recurring: true }),
    )
    const line = `PATCH /schedule/segment?${channel}&id=${encodeURIComponent(body.data.segments[0].id)}`
    await expect(send(line, { start_time: '2026-09-01T11:00:00Z' })).resolves.toMatchObject({ status: 400 })
    await expect(
      send('POST /schedule/segment?broadcaster_id=9000', segment('2026-09-01T10:00:00Z'), { user: '9000' }),
    ).resolves.toMatchObject({ status: 403, body: { message: 'single segment creation not authorized' } })
  })
})

describe('limits of single endpoints', () => {
  it.for([
    ['POST /channels/vips', 204],
    ['POST /moderation/moderators', 204],
    ['DELETE /channels/vips', 422],
    ['DELETE /moderation/moderators', 400],
  ] as const)('%s is limited to ten in ten seconds', async ([line, status]) => {
    const { send, pass } = setUp()
    // None of these users is a moderator, a VIP, banned or blocked.
    const change = (id: number) => send(`${line}?${channel}&user_id=${id}`)
    const statuses = new Set<number>()
    for (let id = 1313; id < 1323; id++) statuses.add((await change(id)).status)
    expect([...statuses]).toEqual([status])
    await expect(change(1323)).resolves.toMatchObject({ status: 429 })
    pass(10)
    await expect(change(1323)).resolves.toMatchObject({ status })
  })

  it('checks of messages are limited by the kind of channel', async () => {
    const { send, pass } = setUp()
    const check = (id: string) =>
      send(
        `POST /moderation/enforcements/status?broadcaster_id=${id}`,
        { data: [{ msg_id: '1', msg_text: 'x' }] },
        { user: id },
      )
    for (let count = 0; count < 5; count++) await expect(check('9000')).resolves.toMatchObject({ status: 200 })
    await expect(check('9000')).resolves.toMatchObject({ status: 429 })
    for (let count = 0; count < 30; count++) await expect(check('1001')).resolves.toMatchObject({ status: 200 })
    await expect(check('1001')).resolves.toMatchObject({ status: 429 })
    pass(60)
    await expect(check('9000')).resolves.toMatchObject({ status: 200 })
  })
})
