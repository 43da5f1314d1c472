import * as twitch from 'tinyhelix'
import { createFakeTwitch, type FakeTwitch } from 'tinyhelix/testing'
import { describe, expect, test } from 'vitest'
import { welcome } from './openSocket.ts'
import { call } from './wire.ts'

/** A fake whose time stands still until it is told otherwise, with clients that check every answer. */
const setUp = () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  const checked = <K extends twitch.TokenKind>({ auth }: twitch.HelixClient<K>) => {
    if (!auth) throw new Error('A client of the fake has an auth.')
    return twitch.createClient({ ...fake.options, auth, validate: 'throw' })
  }
  const as = (user: string) => checked(fake.client({ user }))
  const app = checked(fake.client({ kind: 'app' }))
  return { fake, pass, as, ada: as('ada'), app }
}

const refused = (status: number) => ({ status })

describe('rewards', () => {
  test('are made, changed, listed and deleted', async () => {
    const { ada } = setUp()
    const before = await twitch.getCustomRewards(ada)
    const options = {
      is_max_per_stream_enabled: true,
      max_per_stream: 3,
      prompt: 'Which?',
      is_user_input_required: true,
    }
    const made = await twitch.createCustomReward(ada, { title: 'New', cost: 10, ...options })
    expect(made).toMatchObject({
      cost: 10,
      image: null,
      prompt: 'Which?',
      max_per_stream_setting: { is_enabled: true, max_per_stream: 3 },
      global_cooldown_setting: { is_enabled: false },
      redemptions_redeemed_current_stream: 0,
    })
    await expect(twitch.updateCustomReward(ada, { id: made.id, is_paused: true })).resolves.toEqual({
      ...made,
      is_paused: true,
    })
    await expect(twitch.getCustomRewards(ada)).resolves.toHaveLength(before.length + 1)
    await expect(twitch.createCustomReward(ada, { title: 'New', cost: 1 })).rejects.toMatchObject(refused(400))
    await twitch.deleteCustomReward(ada, { id: made.id })
    await expect(twitch.getCustomRewards(ada)).resolves.toEqual(before)
    await expect(twitch.getCustomRewards(ada, { id: made.id })).rejects.toMatchObject(refused(404))
    await expect(twitch.deleteCustomReward(ada, { id: made.id })).rejects.toMatchObject(refused(404))
  })

  test('some of which the application has made, whatever its id', async () => {
    const fake = createFakeTwitch({ applications: [{ id: 'mine', name: 'Mine' }] })
    const [reward] = await twitch.getCustomRewards(fake.client(), { only_manageable_rewards: true })
    const asked = { reward_id: reward?.id ?? '', status: 'UNFULFILLED' } as const
    await expect(twitch.getCustomRewardRedemptions(fake.client(), asked)).resolves.not.toEqual([])
  })

  test('belong to the application that made them', async () => {
    const { ada } = setUp()
    const all = await twitch.getCustomRewards(ada)
    const own = await twitch.getCustomRewards(ada, { only_manageable_rewards: true })
    expect(own.length).toBeLessThan(all.length)
    const id = all.find(reward => !own.some(mine => mine.id === reward.id))?.id ?? ''
    await expect(twitch.updateCustomReward(ada, { id, cost: 2 })).rejects.toMatchObject(refused(403))
    await expect(twitch.deleteCustomReward(ada, { id })).rejects.toMatchObject(refused(403))
    await expect(
      twitch.getCustomRewardRedemptions(ada, { reward_id: id, status: 'UNFULFILLED' }),
    ).rejects.toMatchObject(refused(403))
  })

  test('are fifty at the most, and for affiliates and partners only', async () => {
    const { ada, as } = setUp()
    const { length } = await twitch.getCustomRewards(ada)
    for (let index = length; index < 50; index++) await twitch.createCustomReward(ada, { title: `R${index}`, cost: 1 })
    await expect(twitch.createCustomReward(ada, { title: 'Too many', cost: 1 })).rejects.toMatchObject(refused(400))
    await expect(twitch.getCustomRewards(as('9000'))).rejects.toMatchObject(refused(403))
  })

  test('have a queue of redemptions', async () => {
    const { ada } = setUp()
    const [reward] = await twitch.getCustomRewards(ada)
    const reward_id = reward?.id ?? ''
    const list = (status: 'CANCELED' | 'UNFULFILLED', sort?: 'NEWEST') =>
      twitch.getCustomRewardRedemptions(ada, { reward_id, status, sort }, { limit: Infinity })
    const queue = await list('UNFULFILLED')
    expect(queue.length).toBeGreaterThan(50)
    await expect(list('UNFULFILLED', 'NEWEST')).resolves.toEqual([...queue].reverse())
    const [id = ''] = queue.map(redemption => redemption.id)
    const cancelled = (await list('CANCELED')).length
    await expect(twitch.updateRedemptionStatus(ada, { reward_id, id, status: 'CANCELED' })).resolves.toEqual([
      { ...queue[0], status: 'CANCELED' },
    ])
    await expect(list('UNFULFILLED')).resolves.toHaveLength(queue.length - 1)
    await expect(list('CANCELED')).resolves.toHaveLength(cancelled + 1)
    await expect(twitch.updateRedemptionStatus(ada, { reward_id, id, status: 'FULFILLED' })).rejects.toMatchObject(
      refused(404),
    )
  })
})

describe('predictions', () => {
  const given = { title: 'Tea?', outcomes: [{ title: 'Yes' }, { title: 'No' }], prediction_window: 60 }

  test('are taken part in, locked and resolved', async () => {
    const { ada, pass } = setUp()
    const { id, ...made } = await twitch.createPrediction(ada, given)
    expect(made).toMatchObject({ status: 'ACTIVE', winning_outcome_id: null, locked_at: null, ended_at: null })
    expect(made.outcomes).toMatchObject([
      { users: 0, top_predictors: null, color: 'BLUE' },
      { users: 0, color: 'PINK' },
    ])
    await expect(twitch.createPrediction(ada, given)).rejects.toMatchObject(refused(400))
    pass(30)
    await expect(twitch.endPrediction(ada, { id, status: 'LOCKED' })).resolves.toMatchObject({
      status: 'LOCKED',
      locked_at: '2026-05-01T12:00:30Z',
    })
    await expect(twitch.endPrediction(ada, { id, status: 'LOCKED' })).rejects.toMatchObject(refused(400))
    const winner = made.outcomes[1]?.id ?? ''
    await expect(
      twitch.endPrediction(ada, { id, status: 'RESOLVED', winning_outcome_id: 'unknown' }),
    ).rejects.toMatchObject(refused(404))
    pass(5)
    const done = await twitch.endPrediction(ada, { id, status: 'RESOLVED', winning_outcome_id: winner })
    expect(done).toMatchObject({ status: 'RESOLVED', winning_outcome_id: winner, ended_at: '2026-05-01T12:00:35Z' })
    expect(done.outcomes[0]?.top_predictors?.[0]?.channel_points_won).toBe(0)
    expect(done.outcomes[1]?.top_predictors?.[0]?.channel_points_won).toBeGreaterThan(0)
    await expect(twitch.getPredictions(ada, { id })).resolves.toEqual([done])
    await expect(twitch.endPrediction(ada, { id, status: 'CANCELED' })).rejects.toMatchObject(refused(400))
  })

  test('lock by themselves, and can be cancelled', async () => {
    const { ada, pass } = setUp()
    const { id } = await twitch.createPrediction(ada, given)
    pass(60)
    await expect(twitch.getPredictions(ada, { id })).resolves.toMatchObject([{ status: 'LOCKED' }])
    const cancelled = { status: 'CANCELED', winning_outcome_id: '' }
    await expect(twitch.endPrediction(ada, { id, status: 'CANCELED' })).resolves.toMatchObject(cancelled)
    await expect(twitch.endPrediction(ada, { id: 'other', status: 'LOCKED' })).rejects.toMatchObject(refused(404))
    await expect(twitch.createPrediction(ada, given)).resolves.toMatchObject({ status: 'ACTIVE' })
    pass(24 * 3600 + 60)
    await expect(twitch.getPredictions(ada, { first: 1 })).resolves.toMatchObject([{ status: 'CANCELED' }])
  })

  test('who never had one has null', async () => {
    const { fake } = setUp()
    const { id } = fake.user('9000')
    const { body } = await call(fake, `GET /predictions?broadcaster_id=${id}`, { token: { user: '9000' } })
    expect(body).toEqual({ data: null, pagination: {} })
  })
})

describe('raids', () => {
  test('are prepared, one at a time, and cancelled', async () => {
    const { ada, pass } = setUp()
    const to = { to_broadcaster_id: '1002' }
    await expect(twitch.cancelRaid(ada)).rejects.toMatchObject(refused(404))
    await expect(twitch.startRaid(ada, to)).resolves.toEqual({ created_at: '2026-05-01T12:00:00Z', is_mature: false })
    await expect(twitch.startRaid(ada, to)).rejects.toMatchObject(refused(409))
    await twitch.cancelRaid(ada)
    await twitch.startRaid(ada, to)
    pass(90)
    await expect(twitch.cancelRaid(ada)).rejects.toMatchObject(refused(404))
    await expect(twitch.startRaid(ada, { to_broadcaster_id: '77' })).rejects.toMatchObject(refused(404))
  })

  test('are refused by who has blocked the raider, and ten times in ten minutes', async () => {
    const { ada, as, pass } = setUp()
    await twitch.blockUser(as('pixelfox'), { target_user_id: '1001' })
    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(twitch.startRaid(ada, { to_broadcaster_id: '1002' })).rejects.toMatchObject(refused(400))
    }
    await expect(call(setUp().fake, 'DELETE /raids?broadcaster_id=1001')).resolves.toMatchObject(refused(404))
    await expect(twitch.startRaid(ada, { to_broadcaster_id: '1003' })).rejects.toMatchObject(refused(429))
    pass(600)
    await expect(twitch.startRaid(ada, { to_broadcaster_id: '1003' })).resolves.toBeDefined()
  })
})

describe('the schedule', () => {
  const plan = (client: twitch.HelixClient) =>
    twitch.getChannelStreamSchedule(client, { broadcaster_id: '1001' }, { limit: Infinity })

  test('takes a series, changes it, cancels its next broadcast, and drops it', async () => {
    const { ada } = setUp()
    const before = await plan(ada)
    const made = await twitch.createChannelStreamScheduleSegment(ada, {
      start_time: '2026-05-02T09:00:00Z',
      timezone: 'Europe/Berlin',
      duration: '90',
      is_recurring: true,
      title: 'Breakfast',
      category_id: '509658',
    })
    expect(made).toMatchObject({
      broadcaster_login: 'ada',
      vacation: null,
      segments: [{ end_time: '2026-05-02T10:30:00Z', category: { id: '509658' }, canceled_until: null }],
    })
    const [segment] = made.segments
    const id = segment?.id ?? ''
    const after = await plan(ada)
    expect(after).toHaveLength(before.length + 10)
    const changed = await twitch.updateChannelStreamScheduleSegment(ada, { id, title: 'Brunch', duration: '60' })
    expect(changed.segments).toEqual([{ ...segment, title: 'Brunch', end_time: '2026-05-02T10:00:00Z' }])
    const cancelled = await twitch.updateChannelStreamScheduleSegment(ada, { id, is_canceled: true })
    expect(cancelled.segments).toMatchObject([{ canceled_until: '2026-05-02T10:00:00Z' }])
    await twitch.deleteChannelStreamScheduleSegment(ada, { id })
    await expect(plan(ada)).resolves.toEqual(before)
    await expect(twitch.deleteChannelStreamScheduleSegment(ada, { id })).rejects.toMatchObject(refused(400))
    await expect(twitch.updateChannelStreamScheduleSegment(ada, { id })).rejects.toMatchObject(refused(404))
  })

  test('turns down what Twitch turns down', async () => {
    const { ada, as } = setUp()
    const given = { start_time: '2026-05-02T09:00:00Z', timezone: 'Europe/Berlin', duration: '90' }
    const add = (client: twitch.HelixClient, more: object = {}) =>
      twitch.createChannelStreamScheduleSegment(client, { ...given, ...more })
    await expect(add(ada, { timezone: 'Middle/Earth' })).rejects.toMatchObject(refused(400))
    await expect(add(ada, { category_id: '1' })).rejects.toMatchObject(refused(400))
    await expect(add(as('9000'))).rejects.toMatchObject(refused(403))
    await expect(add(as('9000'), { is_recurring: true })).resolves.toBeDefined()
    const off = { is_vacation_enabled: false }
    await expect(twitch.updateChannelStreamSchedule(as('8999'), off)).rejects.toMatchObject(refused(404))
  })

  test('has a vacation', async () => {
    const { ada } = setUp()
    const vacation_start_time = '2026-06-01T00:00:00Z'
    const vacation_end_time = '2026-06-15T00:00:00Z'
    const times = { vacation_start_time, vacation_end_time, timezone: 'Europe/Berlin' }
    await twitch.updateChannelStreamSchedule(ada, { is_vacation_enabled: true, ...times })
    const look = async () =>
      (await twitch.getChannelStreamSchedule(ada, { broadcaster_id: '1001' }).nextPage()).vacation
    await expect(look()).resolves.toEqual({ start_time: vacation_start_time, end_time: vacation_end_time })
    await twitch.updateChannelStreamSchedule(ada, { is_vacation_enabled: false })
    await expect(look()).resolves.toBeNull()
  })
})

describe('unban requests', () => {
  test('have empty pages in the middle, with more after them', async () => {
    const { ada, fake } = setUp()
    const all = await twitch.getUnbanRequests(ada, { status: 'pending' }, { limit: Infinity })
    const first = await twitch.getUnbanRequests(ada, { status: 'pending' })
    expect(all.length).toBeGreaterThan(first.length)
    const ids = 'broadcaster_id=1001&moderator_id=1001&status=pending&first=100'
    const { body: one } = await call(fake, `GET /moderation/unban_requests?${ids}`)
    const { body: two } = await call(fake, `GET /moderation/unban_requests?${ids}&after=${one.pagination.cursor}`)
    expect(two).toEqual({ data: [], pagination: { cursor: expect.any(String) } })
    expect(all.every(({ resolved_at, moderator_id }) => resolved_at === null && !moderator_id)).toBe(true)
  })

  test('that are approved lift the ban', async () => {
    const { ada } = setUp()
    const [good, bad] = await twitch.getUnbanRequests(ada, { status: 'pending' })
    if (!good || !bad) throw new Error('There are pending requests.')
    const isBanned = async ({ user_id }: twitch.UnbanRequest) =>
      (await twitch.getBannedUsers(ada, { user_id })).length > 0
    await expect(isBanned(good)).resolves.toBe(true)
    const approve = { unban_request_id: good.id, status: 'approved' } as const
    await expect(twitch.resolveUnbanRequest(ada, approve)).resolves.toMatchObject({
      status: 'approved',
      moderator_login: 'ada',
      resolved_at: '2026-05-01T12:00:00Z',
      resolution_text: '',
    })
    await expect(isBanned(good)).resolves.toBe(false)
    await twitch.resolveUnbanRequest(ada, { unban_request_id: bad.id, status: 'denied', resolution_text: 'No.' })
    await expect(isBanned(bad)).resolves.toBe(true)
    await expect(twitch.resolveUnbanRequest(ada, approve)).rejects.toMatchObject(refused(400))
    const unknown = { unban_request_id: 'x', status: 'denied' } as const
    await expect(twitch.resolveUnbanRequest(ada, unknown)).rejects.toMatchObject(refused(404))
    const pending = await twitch.getUnbanRequests(ada, { status: 'pending' })
    expect(pending.some(({ id }) => id === good.id || id === bad.id)).toBe(false)
  })
})

test('markers stand in the running recording', async () => {
  const { ada, as } = setUp()
  const made = await twitch.createStreamMarker(ada, { description: 'There!' })
  expect(made).toMatchObject({ description: 'There!', position_seconds: 95 * 60 })
  const [found] = await twitch.getStreamMarkers(ada, { user_id: '1001' }, { limit: Infinity })
  const marker = found?.videos[0]?.markers.at(-1)
  expect(marker).toMatchObject({ ...made, URL: expect.stringContaining('t=5700s') })
  await expect(twitch.getStreamMarkers(ada, { video_id: found?.videos[0]?.video_id ?? '' })).resolves.toMatchObject([
    { user_login: 'ada' },
  ])
  await expect(twitch.createStreamMarker(as('9000'))).rejects.toMatchObject(refused(404))
  await expect(twitch.createStreamMarker(ada, { user_id: '1003' })).rejects.toMatchObject(refused(403))
  await expect(twitch.getStreamMarkers(as('9000'), { user_id: '9000' })).rejects.toMatchObject(refused(404))
})

describe('clips', () => {
  test('appear some seconds after they are made', async () => {
    const { ada, fake, pass } = setUp()
    const { status, body } = await call(fake, 'POST /clips?broadcaster_id=1001')
    expect(status).toBe(202)
    const [{ id }] = body.data
    await expect(twitch.getClipsById(ada, { id })).resolves.toEqual([])
    pass(3)
    const look = { id, title: expect.any(String), duration: 30, video_id: '', vod_offset: null, view_count: 0 }
    await expect(twitch.getClipsById(ada, { id })).resolves.toMatchObject([look])
    const all = await twitch.getClipsByUserId(ada, { broadcaster_id: '1001' }, { limit: Infinity })
    expect(all.filter(clip => clip.id === id)).toHaveLength(1)
  })

  test('are made of recordings by those who may', async () => {
    const { ada, as, pass } = setUp()
    const [video] = await twitch.getVideosByUserId(ada, { user_id: '1001' })
    const given = { vod_id: video?.id ?? '', vod_offset: 60, duration: 12.5, title: 'Mate' }
    const { id } = await twitch.createClipFromVod(ada, given)
    pass(3)
    const look = { title: 'Mate', vod_offset: 47.5, video_id: video?.id, duration: 12.5 }
    await expect(twitch.getClipsById(ada, { id })).resolves.toMatchObject([look])
    await expect(twitch.createClipFromVod(ada, { ...given, vod_id: '1' })).rejects.toMatchObject(refused(404))
    const stranger = twitch.createClipFromVod(as('pixelfox'), { ...given, broadcaster_id: '1001' })
    await expect(stranger).rejects.toMatchObject(refused(403))
  })

  test('need a live channel that has not banned the user', async () => {
    const { ada, as } = setUp()
    await expect(twitch.createClip(ada, { broadcaster_id: '8000' })).rejects.toMatchObject(refused(404))
    await twitch.banUser(ada, { user_id: '1016' })
    await expect(twitch.createClip(as('lurkingmoth'), { broadcaster_id: '1001' })).rejects.toMatchObject(refused(403))
  })

  test('can be downloaded, most of them', async () => {
    const { ada } = setUp()
    const clips = await twitch.getClipsByUserId(ada, { broadcaster_id: '1001', first: 100 })
    const ask = (from: number) =>
      twitch.getClipsDownloads(ada, { clip_id: clips.slice(from, from + 10).map(({ id }) => id) })
    const rows = [...(await ask(0)), ...(await ask(10)), ...(await ask(20))]
    expect(rows.filter(row => row.landscape_download_url)).not.toHaveLength(0)
    expect(rows.some(row => row.landscape_download_url === null)).toBe(true)
    expect(rows.some(row => row.portrait_download_url === null)).toBe(true)
    await expect(twitch.getClipsDownloads(ada, { clip_id: 'x' })).rejects.toMatchObject(refused(400))
  })
})

test('videos are deleted together or not at all', async () => {
  const { ada } = setUp()
  const list = () => twitch.getVideosByUserId(ada, { user_id: '1001' }, { limit: Infinity })
  const before = await list()
  const [first, second] = before.map(({ id }) => id)
  if (!first || !second) throw new Error('There are videos.')
  const [foreign] = await twitch.getVideosByUserId(ada, { user_id: '1002' })
  await expect(twitch.deleteVideos(ada, { id: [first, foreign?.id ?? ''] })).rejects.toMatchObject(refused(401))
  await expect(list()).resolves.toEqual(before)
  await expect(twitch.deleteVideos(ada, { id: [first, second] })).resolves.toEqual([first, second])
  await expect(list()).resolves.toEqual(before.slice(2))
})

test('users are blocked and unblocked', async () => {
  const { ada } = setUp()
  const list = () => twitch.getUserBlockList(ada, {}, { limit: Infinity })
  const before = await list()
  expect(before.length).toBeGreaterThan(100)
  await twitch.blockUser(ada, { target_user_id: '1002', reason: 'spam' })
  const row = { user_id: '1002', user_login: 'pixelfox', display_name: expect.any(String) }
  await expect(list()).resolves.toEqual([...before, row])
  await twitch.unblockUser(ada, { target_user_id: '1002' })
  await twitch.unblockUser(ada, { target_user_id: '1002' })
  await expect(list()).resolves.toEqual(before)
  await expect(twitch.blockUser(ada, { target_user_id: '1001' })).rejects.toMatchObject(refused(400))
})

describe('messages in chat', () => {
  const send = async (client: twitch.HelixClient, message: string) =>
    (await twitch.sendChatMessage(client, { broadcaster_id: '1001', message })).message_id

  test('are pinned, for longer or shorter, and taken down', async () => {
    const { ada, as, pass } = setUp()
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
    const message_id = await send(as('lurkingmoth'), 'Hi @ada!')
    await twitch.pinChatMessage(ada, { message_id, duration_seconds: 60 })
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({
      message_id,
      sender_user_login: 'lurkingmoth',
      pinned_by_user_login: 'ada',
      message: { fragments: [{ type: 'text' }, { type: 'mention', mention: { user_id: '1001' } }, { text: '!' }] },
      ends_at: '2026-05-01T12:01:00Z',
    })
    await expect(twitch.pinChatMessage(ada, { message_id })).rejects.toMatchObject(refused(409))
    await expect(twitch.pinChatMessage(ada, { message_id: 'x' })).rejects.toMatchObject(refused(404))
    await twitch.updatePinnedChatMessage(ada, { message_id })
    pass(600)
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({ ends_at: null })
    await twitch.unpinChatMessage(ada, { message_id })
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
    await expect(twitch.unpinChatMessage(ada, { message_id })).rejects.toMatchObject(refused(404))
    await expect(twitch.updatePinnedChatMessage(ada, { message_id })).rejects.toMatchObject(refused(404))
  })

  test('are deleted one by one or all at once, with what is pinned', async () => {
    const { ada, as, pass } = setUp()
    const moth = as('lurkingmoth')
    const [first, second] = [await send(moth, 'One'), await send(moth, 'Two')]
    await twitch.deleteChatMessages(ada, { message_id: first })
    await expect(twitch.deleteChatMessages(ada, { message_id: first })).rejects.toMatchObject(refused(404))
    const own = await send(ada, 'Mine')
    await expect(twitch.deleteChatMessages(ada, { message_id: own })).rejects.toMatchObject(refused(400))
    await twitch.pinChatMessage(ada, { message_id: second })
    pass(6 * 3600 + 1)
    await expect(twitch.deleteChatMessages(ada, { message_id: second })).rejects.toMatchObject(refused(404))
    await twitch.deleteChatMessages(ada)
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
  })
})

test('announcements, shoutouts and whispers have limits', async () => {
  const { ada, pass } = setUp()
  const announce = () => twitch.sendChatAnnouncement(ada, { message: 'Hear!' })
  await announce()
  await expect(announce()).rejects.toMatchObject(refused(429))
  pass(2)
  await announce()
  const shout = (to_broadcaster_id: string) => twitch.sendShoutout(ada, { to_broadcaster_id })
  await shout('1002')
  await expect(shout('1003')).rejects.toMatchObject(refused(429))
  pass(120)
  await shout('1003')
  pass(120)
  await expect(shout('1002')).rejects.toMatchObject(refused(429))
  const whisper = (to_user_id: string) => twitch.sendWhisper(ada, { to_user_id, message: 'Psst' })
  for (let count = 0; count < 3; count++) await whisper('1002')
  await expect(whisper('1002')).rejects.toMatchObject(refused(429))
  await expect(whisper('77')).rejects.toMatchObject(refused(404))
})

test('goals, campaigns and hype trains are there, or are not', async () => {
  const { ada, as, pass } = setUp()
  const goals = await twitch.getCreatorGoals(ada)
  expect(goals).toMatchObject([{ type: 'follower', current_amount: 5000 }, { description: '' }, {}])
  expect(goals.every(goal => goal.current_amount < goal.target_amount)).toBe(true)
  await expect(twitch.getCreatorGoals(as('9000'))).resolves.toEqual([])

  const campaign = await twitch.getCharityCampaign(ada)
  const donations = await twitch.getCharityCampaignDonations(ada, {}, { limit: Infinity })
  const sum = donations.reduce((total, { amount }) => total + amount.value, 0)
  expect(campaign).toMatchObject({
    current_amount: { value: sum, decimal_places: 2 },
    target_amount: { currency: 'USD' },
  })
  await expect(twitch.getCharityCampaign(as('9000'))).rejects.toMatchObject(refused(403))

  const { current, all_time_high, shared_all_time_high } = await twitch.getHypeTrainStatus(ada)
  expect(current).toMatchObject({ shared_train_participants: null, is_shared_train: false })
  expect(all_time_high).toMatchObject({ level: 5 })
  expect(shared_all_time_high).toBeNull()
  pass(180)
  await expect(twitch.getHypeTrainStatus(ada)).resolves.toMatchObject({ current: null })
  await expect(twitch.getHypeTrainStatus(as('9000'))).resolves.toMatchObject({ all_time_high: null })
})

test('a partner without a campaign has none; another collects yen without a goal', async () => {
  const { fake, as } = setUp()
  const streamers = Array.from({ length: 30 }, (_, index) => fake.user(`${1002 + index}`)).filter(
    ({ broadcaster_type }) => broadcaster_type,
  )
  const campaigns = await Promise.all(streamers.map(({ login }) => twitch.getCharityCampaign(as(login))))
  expect(campaigns).toContain(null)
  expect(campaigns).toContainEqual(
    expect.objectContaining({
      target_amount: null,
      current_amount: expect.objectContaining({ currency: 'JPY', decimal_places: 0 }),
    }),
  )
})

test('ads are put off until no snooze is left; a commercial has a cooldown', async () => {
  const { ada, as, pass } = setUp()
  const start = Date.parse('2026-05-01T12:00:00Z') / 1000
  await expect(twitch.getAdSchedule(ada)).resolves.toMatchObject({ snooze_count: 3, next_ad_at: start + 1200 })
  await expect(twitch.snoozeNextAd(ada)).resolves.toMatchObject({ snooze_count: 2, next_ad_at: start + 1500 })
  await twitch.snoozeNextAd(ada)
  await twitch.snoozeNextAd(ada)
  await expect(twitch.snoozeNextAd(ada)).rejects.toMatchObject({
    status: 429,
    detail: expect.stringContaining('no snoozes left'),
  })
  await expect(twitch.startCommercial(ada, { length: 60 })).resolves.toEqual({
    length: 60,
    message: '',
    retry_after: 480,
  })
  await expect(twitch.getAdSchedule(ada)).resolves.toMatchObject({ last_ad_at: start, preroll_free_time: 1200 })
  await expect(twitch.startCommercial(ada, { length: 60 })).rejects.toMatchObject(refused(429))
  pass(3600)
  await expect(twitch.startCommercial(ada, { length: 60 })).resolves.toBeDefined()
  await expect(twitch.getAdSchedule(ada)).resolves.toMatchObject({ snooze_count: 1 })
  // Put off three times the next one was due after 35 minutes; they are an hour apart.
  const second = start + 35 * 60 + 3600
  pass(second + 600 - (start + 3600))
  await expect(twitch.getAdSchedule(ada)).resolves.toMatchObject({
    last_ad_at: second,
    next_ad_at: second + 3600,
    preroll_free_time: 600,
  })
  const offline = as('9000')
  await expect(twitch.getAdSchedule(offline)).resolves.toEqual({
    snooze_count: 0,
    snooze_refresh_at: 0,
    next_ad_at: 0,
    duration: 0,
    last_ad_at: 0,
    preroll_free_time: 0,
  })
  await expect(twitch.snoozeNextAd(offline)).rejects.toMatchObject(refused(400))
  await expect(twitch.startCommercial(offline, { length: 60 })).rejects.toMatchObject(refused(400))
})

describe('EventSub subscriptions', () => {
  const follow = (id: string) => ({
    type: 'channel.follow',
    version: '2',
    condition: { broadcaster_user_id: id, moderator_user_id: '1001' },
  })
  const online = (id: string) => ({ type: 'stream.online', version: '1', condition: { broadcaster_user_id: id } })
  const websocketOf = async (fake: FakeTwitch) => ({ method: 'websocket', session_id: await welcome(fake) }) as const
  const webhook = { method: 'webhook', callback: 'https://example.com/hook', secret: '0123456789' } as const

  test('of a user are made, listed, filtered and deleted', async () => {
    const { fake, ada, as, app } = setUp()
    const websocket = await websocketOf(fake)
    const made = await twitch.createEventSubSubscription(ada, { ...follow('1001'), transport: websocket })
    expect(made).toMatchObject({ total: 1, total_cost: 0, max_total_cost: 10, data: [{ status: 'enabled', cost: 0 }] })
    const again = twitch.createEventSubSubscription(ada, { ...follow('1001'), transport: websocket })
    await expect(again).rejects.toMatchObject(refused(409))
    await twitch.createEventSubSubscription(ada, { ...online('1002'), transport: websocket })
    await expect(twitch.getEventSubSubscriptions(ada)).resolves.toHaveLength(2)
    await expect(twitch.getEventSubSubscriptions(ada, { type: 'stream.online' })).resolves.toHaveLength(1)
    await expect(twitch.getEventSubSubscriptionsByUserId(ada, { user_id: '1001' })).resolves.toHaveLength(1)
    await expect(twitch.getEventSubSubscriptionsByStatus(ada, { status: 'user_removed' })).resolves.toEqual([])
    await expect(twitch.getEventSubSubscriptionsSummary(ada)).resolves.toEqual({
      total: 2,
      total_cost: 1,
      max_total_cost: 10,
    })
    await expect(twitch.getEventSubSubscriptions(as('pixelfox'))).resolves.toEqual([])
    await expect(twitch.getEventSubSubscriptions(app)).resolves.toEqual([])
    const id = made.data[0]?.id ?? ''
    await expect(twitch.getEventSubSubscriptionById(ada, { subscription_id: id })).resolves.toEqual(made.data[0])
    await twitch.deleteEventSubSubscription(ada, { id })
    await expect(twitch.getEventSubSubscriptionById(ada, { subscription_id: id })).resolves.toBeNull()
    await expect(twitch.deleteEventSubSubscription(ada, { id })).rejects.toMatchObject(refused(404))
  })

  test('cost something, up to a limit', async () => {
    const { fake, ada } = setUp()
    const websocket = await websocketOf(fake)
    const add = (id: number) => twitch.createEventSubSubscription(ada, { ...online(`${id}`), transport: websocket })
    for (let id = 1002; id < 1012; id++) await add(id)
    await expect(add(1012)).rejects.toMatchObject(refused(429))
    await expect(add(1001)).resolves.toMatchObject({ total: 11, total_cost: 10 })
  })

  test('by webhook wait for the challenge, and never show the secret', async () => {
    const { app, pass, fake } = setUp()
    const made = await twitch.createEventSubSubscription(app, { ...online('1003'), transport: webhook })
    expect(made.data).toMatchObject([{ status: 'webhook_callback_verification_pending', cost: 1 }])
    expect(JSON.stringify(made)).not.toContain(webhook.secret)
    pass(1)
    await expect(twitch.getEventSubSubscriptions(app)).resolves.toMatchObject([{ status: 'enabled' }])
    const body = { ...online('1002'), transport: webhook }
    await expect(call(fake, 'POST /eventsub/subscriptions', { token: { kind: 'app' }, body })).resolves.toMatchObject(
      refused(202),
    )
  })

  test('go through conduits that exist', async () => {
    const { app } = setUp()
    const { id: conduit_id } = await twitch.createConduit(app, { shard_count: 2 })
    const add = (id: string) =>
      twitch.createEventSubSubscription(app, { ...online('1001'), transport: { method: 'conduit', conduit_id: id } })
    await expect(add('unknown')).rejects.toMatchObject(refused(400))
    await add(conduit_id)
    await expect(twitch.getEventSubSubscriptions(app, { conduit_id })).resolves.toHaveLength(1)
    await twitch.deleteConduit(app, { id: conduit_id })
    await expect(twitch.getEventSubSubscriptions(app)).resolves.toMatchObject([{ status: 'conduit_deleted' }])
  })
})

test('conduits have shards', async () => {
  const { app } = setUp()
  const { id } = await twitch.createConduit(app, { shard_count: 3 })
  const transport = { method: 'websocket', session_id: 's' } as const
  const shards = ['0', '2', '3'].map(number => ({ id: number, transport }))
  const answer = await twitch.updateConduitShards(app, { conduit_id: id, shards })
  expect(answer).toMatchObject({ data: [{ id: '0' }, { id: '2' }], errors: [{ id: '3', code: 'invalid_parameter' }] })
  await expect(twitch.getConduitShards(app, { conduit_id: id })).resolves.toEqual(answer.data)
  await expect(twitch.updateConduit(app, { id, shard_count: 1 })).resolves.toEqual({ id, shard_count: 1 })
  await expect(twitch.getConduitShards(app, { conduit_id: id, status: 'enabled' })).resolves.toHaveLength(1)
  for (let count = 1; count < 5; count++) await twitch.createConduit(app, { shard_count: 1 })
  await expect(twitch.createConduit(app, { shard_count: 1 })).rejects.toMatchObject(refused(429))
  await twitch.deleteConduit(app, { id })
  await expect(twitch.getConduits(app)).resolves.toHaveLength(4)
  await expect(twitch.deleteConduit(app, { id })).rejects.toMatchObject(refused(404))
  await expect(twitch.getConduitShards(app, { conduit_id: id })).rejects.toMatchObject(refused(404))
})

test('a guest star call is opened, filled and ended', async () => {
  const { ada, pass } = setUp()
  await expect(twitch.getGuestStarSession(ada)).resolves.toBeNull()
  const { id: session_id, guests } = await twitch.createGuestStarSession(ada)
  expect(guests).toMatchObject([{ slot_id: '0', user_login: 'ada', is_live: true }])
  await expect(twitch.createGuestStarSession(ada)).rejects.toMatchObject(refused(400))
  const guest = { session_id, guest_id: '1002' }
  await twitch.sendGuestStarInvite(ada, guest)
  await expect(twitch.sendGuestStarInvite(ada, guest)).rejects.toMatchObject(refused(403))
  const seat = { ...guest, slot_id: '1' } as const
  await expect(twitch.assignGuestStarSlot(ada, seat)).rejects.toMatchObject(refused(403))
  pass(4)
  await expect(twitch.getGuestStarInvites(ada, { session_id })).resolves.toMatchObject([{ status: 'READY' }])
  await twitch.assignGuestStarSlot(ada, seat)
  await expect(twitch.getGuestStarInvites(ada, { session_id })).resolves.toEqual([])
  for (const destination_slot_id of ['5', '0', 'three']) {
    const move = { session_id, source_slot_id: '1', destination_slot_id }
    await expect(twitch.updateGuestStarSlot(ada, move)).rejects.toMatchObject(refused(400))
  }
  await twitch.updateGuestStarSlot(ada, { session_id, source_slot_id: '1', destination_slot_id: '3' })
  await twitch.updateGuestStarSlotSettings(ada, { session_id, slot_id: '3', is_live: true, volume: 40 })
  await expect(twitch.getGuestStarSession(ada)).resolves.toMatchObject({
    guests: [{}, { slot_id: '3', is_live: true, volume: 40, user_login: 'pixelfox' }],
  })
  await expect(twitch.deleteGuestStarSlot(ada, seat)).rejects.toMatchObject(refused(404))
  await twitch.deleteGuestStarSlot(ada, { ...guest, slot_id: '3', should_reinvite_guest: true })
  await expect(twitch.getGuestStarInvites(ada, { session_id })).resolves.toMatchObject([{ status: 'INVITED' }])
  await twitch.deleteGuestStarInvite(ada, guest)
  await expect(twitch.deleteGuestStarInvite(ada, guest)).rejects.toMatchObject(refused(404))
  await expect(twitch.endGuestStarSession(ada, { session_id })).resolves.toMatchObject({ id: session_id })
  await expect(twitch.getGuestStarInvites(ada, { session_id })).rejects.toMatchObject(refused(400))

  const { browser_source_token } = await twitch.getChannelGuestStarSettings(ada)
  await twitch.updateChannelGuestStarSettings(ada, { slot_count: 2, regenerate_browser_sources: true })
  const settings = await twitch.getChannelGuestStarSettings(ada)
  expect(settings).toMatchObject({ slot_count: 2, group_layout: 'TILED_LAYOUT' })
  expect(settings.browser_source_token).not.toBe(browser_source_token)
})

test('a channel’s extensions are put into places', async () => {
  const { ada } = setUp()
  const [, , overlay] = await twitch.getUserExtensions(ada)
  if (!overlay) throw new Error('Some are installed.')
  const before = await twitch.getUserActiveExtensions(ada)
  expect(before).toMatchObject({
    panel: { 1: { active: true }, 2: { active: false } },
    overlay: { 1: { active: false } },
  })
  const { id, version, name } = overlay
  const data = { overlay: { 1: { active: true, id, version } }, panel: { 1: { active: false } } }
  const after = await twitch.updateUserExtensions(ada, { data })
  expect(after).toEqual({
    ...before,
    overlay: { 1: { active: true, id, version, name } },
    panel: { ...before.panel, 1: { active: false } },
  })
  await expect(twitch.getUserActiveExtensions(ada, { user_id: '1001' })).resolves.toEqual(after)
  const old = { overlay: { 1: { active: true, id, version: '0.0.1' } } }
  await expect(twitch.updateUserExtensions(ada, { data: old })).rejects.toMatchObject(refused(404))
  const elsewhere = { panel: { 1: { active: true, id, version } } }
  await expect(twitch.updateUserExtensions(ada, { data: elsewhere })).rejects.toMatchObject(refused(400))
})

test('drops are fulfilled, each user’s own', async () => {
  const { ada, app } = setUp()
  const mine = await twitch.getDropsEntitlements(ada)
  const all = await twitch.getDropsEntitlements(app)
  expect(all.length).toBeGreaterThan(mine.length)
  const foreign = all.find(({ user_id }) => user_id !== '1001')?.id ?? ''
  const ids = mine.map(({ id }) => id)
  const given = { entitlement_ids: [...ids, foreign, 'x'], fulfillment_status: 'FULFILLED' } as const
  await expect(twitch.updateDropsEntitlements(ada, given)).resolves.toEqual([
    { status: 'SUCCESS', ids },
    { status: 'UNAUTHORIZED', ids: [foreign] },
    { status: 'INVALID_ID', ids: ['x'] },
  ])
  await expect(twitch.getDropsEntitlements(ada, { fulfillment_status: 'CLAIMED' })).resolves.toEqual([])
})

test('the Bits leaderboard has ranks, and dates only for a time', async () => {
  const { ada } = setUp()
  const { data, date_range, total } = await twitch.getBitsLeaderboard(ada, { count: 5 })
  expect(data.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5])
  expect([...data].sort((a, b) => b.score - a.score)).toEqual(data)
  expect(total).toBe(5)
  expect(date_range).toEqual({ started_at: '', ended_at: '' })
  const week = await twitch.getBitsLeaderboard(ada, { period: 'week', started_at: '2026-04-20T00:00:00Z' })
  expect(week.date_range).toEqual({ started_at: '2026-04-20T00:00:00Z', ended_at: '2026-04-27T00:00:00Z' })
  const user_id = data[3]?.user_id
  const { data: around } = await twitch.getBitsLeaderboard(ada, { count: 3, user_id })
  expect(around.map(({ rank }) => rank)).toEqual([3, 4, 5])
})

test('a held message is decided once', async () => {
  const { ada } = setUp()
  await twitch.manageHeldAutoModMessages(ada, { msg_id: 'm', action: 'DENY' })
  const again = twitch.manageHeldAutoModMessages(ada, { msg_id: 'm', action: 'ALLOW' })
  await expect(again).rejects.toMatchObject(refused(400))
})

test('custom Power-ups are listed for those who may have them', async () => {
  const { ada, as, fake } = setUp()
  const all = await twitch.getCustomPowerUps(ada)
  expect(all.length).toBeGreaterThan(2)
  expect(all[0]).toMatchObject({ broadcaster_id: '1001', bits: 100, image: null })
  expect(all[0]).not.toHaveProperty('cost')
  const id = all.slice(1, 3).map(powerUp => powerUp.id)
  await expect(twitch.getCustomPowerUps(ada, { id: [...id, 'unknown'] })).resolves.toEqual(all.slice(1, 3))
  await expect(twitch.getCustomPowerUps(ada, { id: 'unknown' })).rejects.toMatchObject(refused(404))
  await expect(twitch.getCustomPowerUps(as('9000'))).rejects.toMatchObject(refused(403))
  await expect(
    call(fake, 'GET /bits/custom_power_ups?broadcaster_id=1001', { token: { scopes: [] } }),
  ).resolves.toMatchObject(refused(401))
})

test('authorizations are what users granted the application, until they disconnect it', async () => {
  const { fake, pass } = setUp()
  const other = fake.client({ kind: 'app', clientId: 'tinyhelix-demo-server' })
  const app = fake.client({ kind: 'app' })
  const ofBog = async (client = app) => (await twitch.getUserAuthorizations(client, { user_id: '1009' }))[0]
  await expect(ofBog()).resolves.toMatchObject({ user_login: 'bogwitchbets', scopes: [], has_authorized: false })
  const token = fake.grant({ user: '1009', scopes: ['user:read:chat', 'bits:read'], expiresIn: 60 })
  const second = fake.grant({ user: '1009', scopes: ['user:bot'] })
  await expect(ofBog()).resolves.toMatchObject({
    scopes: ['bits:read', 'user:bot', 'user:read:chat'],
    has_authorized: true,
  })
  await expect(ofBog(other)).resolves.toMatchObject({ has_authorized: false })
  // A token that has ended by itself was granted all the same.
  pass(61)
  await expect(ofBog()).resolves.toMatchObject({ scopes: { length: 3 } })
  fake.revoke(token)
  fake.revoke(second)
  await expect(ofBog()).resolves.toMatchObject({ scopes: [], has_authorized: false })
  await expect(twitch.getUserAuthorizations(app, { user_id: ['1', '1002'] })).resolves.toHaveLength(1)
})

test('content labels are those that channels carry', async () => {
  const { ada, app } = setUp()
  const labels = await twitch.getContentClassificationLabels(app, { locale: 'de-DE' })
  expect(labels.map(({ id }) => id)).toEqual([
    'DebatedSocialIssuesAndPolitics',
    'DrugsIntoxication',
    'Gambling',
    'MatureGame',
    'ProfanityVulgarity',
    'SexualThemes',
    'ViolentGraphic',
  ])
  await twitch.modifyChannelInformation(ada, { content_classification_labels: [{ id: 'Gambling', is_enabled: true }] })
  await expect(twitch.getChannelInformation(ada, { broadcaster_id: '1001' })).resolves.toMatchObject([
    { content_classification_labels: ['Gambling'] },
  ])
})

test('money keeps coming in for charity', async () => {
  const { ada, pass } = setUp()
  const state = async () => {
    const donations = await twitch.getCharityCampaignDonations(ada, {}, { limit: Infinity })
    const campaign = await twitch.getCharityCampaign(ada)
    return { donations, value: campaign?.current_amount.value }
  }
  const sum = ({ donations }: Awaited<ReturnType<typeof state>>) =>
    donations.reduce((total, { amount }) => total + amount.value, 0)
  const before = await state()
  expect(before.value).toBe(sum(before))
  pass(14 * 60)
  const after = await state()
  expect(after.donations).toHaveLength(before.donations.length + 2)
  expect(after.donations.slice(0, before.donations.length)).toEqual(before.donations)
  expect(after.value).toBe(sum(after))
  expect(after.value).toBeGreaterThan(before.value ?? Infinity)
})

describe('ids that are given twice count once', () => {
  test('of videos', async () => {
    const { fake, ada } = setUp()
    const all = await twitch.getVideosByUserId(ada, { user_id: '1001' })
    const id = all[0]?.id ?? ''
    const { body } = await call(fake, `GET /videos?id=${id}&id=${id}`)
    expect(body.data).toHaveLength(1)
    await expect(call(fake, `DELETE /videos?id=${id}&id=${id}`)).resolves.toMatchObject({ body: { data: [id] } })
    await expect(twitch.getVideosByUserId(ada, { user_id: '1001' })).resolves.toEqual(all.slice(1))
  })

  test('of polls', async () => {
    const { fake, ada } = setUp()
    const [poll] = await twitch.getPolls(ada, { first: 1 })
    const { body } = await call(fake, `GET /polls?broadcaster_id=1001&id=${poll?.id}&id=${poll?.id}`)
    expect(body.data).toHaveLength(1)
  })

  test('of entitlements', async () => {
    const { fake, ada } = setUp()
    const [row] = await twitch.getDropsEntitlements(ada)
    const given = { entitlement_ids: [row?.id, row?.id], fulfillment_status: 'FULFILLED' }
    await expect(call(fake, 'PATCH /entitlements/drops', { body: given })).resolves.toMatchObject({
      body: { data: [{ status: 'SUCCESS', ids: [row?.id] }] },
    })
  })
})

describe('whom the broadcaster bans', () => {
  test('may be a moderator, who is none then; moderators cannot ban each other', async () => {
    const { as, ada } = setUp()
    const [first, second] = await twitch.getModerators(ada)
    const moderator = as(first?.user_id ?? '')
    const other = { broadcaster_id: '1001', user_id: second?.user_id ?? '' }
    await expect(twitch.banUser(moderator, other)).rejects.toMatchObject(refused(400))
    await expect(twitch.banUser(moderator, { ...other, user_id: '1001' })).rejects.toMatchObject(refused(400))
    await twitch.banUser(ada, other)
    await expect(twitch.getModerators(ada, { user_id: other.user_id })).resolves.toEqual([])
    await expect(twitch.getBannedUsers(ada, { user_id: other.user_id })).resolves.toHaveLength(1)
    const message = await twitch.sendChatMessage(as(other.user_id), { broadcaster_id: '1001', message: 'Hey' })
    expect(message.drop_reason?.code).toBe('msg_banned')
  })

  test('leaves the chat; who is timed out waits there', async () => {
    const { ada } = setUp()
    const viewers = await twitch.getChatters(ada, { first: 1000 })
    const [gone = '', waiting = ''] = viewers.slice(-2).map(({ user_id }) => user_id)
    await twitch.banUser(ada, { broadcaster_id: '1001', user_id: gone })
    await twitch.banUser(ada, { broadcaster_id: '1001', user_id: waiting, duration: 60 })
    const left = (await twitch.getChatters(ada, { first: 1000 })).map(({ user_id }) => user_id)
    expect([left.includes(gone), left.includes(waiting)]).toEqual([false, true])
  })

  test('and who is blocked becomes no VIP', async () => {
    const { ada } = setUp()
    await twitch.blockUser(ada, { target_user_id: '1300' })
    await expect(twitch.addChannelVip(ada, { user_id: '1300' })).rejects.toMatchObject(refused(400))
    await twitch.unblockUser(ada, { target_user_id: '1300' })
    await expect(twitch.addChannelVip(ada, { user_id: '1300' })).resolves.toBeUndefined()
  })
})

test('AutoMod has one level for all, or one for each', async () => {
  const { ada, as } = setUp()
  const before = await twitch.getAutoModSettings(ada)
  expect(before).toMatchObject({ overall_level: 2, misogyny: 2, swearing: 0 })
  const all = await twitch.updateAutoModSettings(ada, { overall_level: 4 })
  expect(all).toMatchObject({ overall_level: 4, aggression: 3, misogyny: 4, swearing: 1 })
  await expect(twitch.getAutoModSettings(ada)).resolves.toEqual(all)
  const some = await twitch.updateAutoModSettings(ada, { swearing: 2, bullying: 1 })
  expect(some).toMatchObject({ overall_level: null, swearing: 2, bullying: 1, misogyny: 0 })
  await expect(twitch.getAutoModSettings(ada)).resolves.toEqual(some)
  // Channels have settings of their own.
  await expect(twitch.getAutoModSettings(as('pixelfox'))).resolves.toMatchObject({ overall_level: 2 })
})

test('terms are blocked and allowed again', async () => {
  const { ada, pass } = setUp()
  const before = await twitch.getBlockedTerms(ada)
  const term = await twitch.addBlockedTerm(ada, { text: 'kumquat' })
  expect(term).toMatchObject({ text: 'kumquat', moderator_id: '1001', expires_at: null })
  await expect(twitch.getBlockedTerms(ada)).resolves.toEqual([term, ...before])
  await expect(twitch.addBlockedTerm(ada, { text: 'kumquat' })).resolves.toEqual(term)
  await twitch.removeBlockedTerm(ada, { id: term.id })
  await expect(twitch.getBlockedTerms(ada)).resolves.toEqual(before)
  await expect(twitch.removeBlockedTerm(ada, { id: term.id })).rejects.toMatchObject(refused(404))
  // One that AutoMod has put there goes by itself.
  pass(3600)
  await expect(twitch.getBlockedTerms(ada)).resolves.toHaveLength(before.length - 1)
})

test('a channel says what its content is, and takes it back', async () => {
  const { ada } = setUp()
  const shown = async () => (await twitch.getChannelInformation(ada, { broadcaster_id: '1001' }))[0]
  const label = (is_enabled: boolean) =>
    twitch.modifyChannelInformation(ada, {
      content_classification_labels: [{ id: 'Gambling', is_enabled }],
      is_branded_content: is_enabled,
    })
  await label(true)
  await expect(shown()).resolves.toMatchObject({
    content_classification_labels: expect.arrayContaining(['Gambling']),
    is_branded_content: true,
  })
  await label(false)
  await expect(shown()).resolves.toMatchObject({
    content_classification_labels: expect.not.arrayContaining(['Gambling']),
    is_branded_content: false,
  })
})

test('a chat is delayed for those who do not moderate it, and then no more', async () => {
  const { ada } = setUp()
  const shown = () => twitch.getChatSettings(ada, { broadcaster_id: '1001', moderator_id: '1001' })
  await twitch.updateChatSettings(ada, { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 4 })
  await expect(shown()).resolves.toMatchObject({
    non_moderator_chat_delay: true,
    non_moderator_chat_delay_duration: 4,
  })
  await twitch.updateChatSettings(ada, { non_moderator_chat_delay: false })
  await expect(shown()).resolves.toMatchObject({
    non_moderator_chat_delay: false,
    non_moderator_chat_delay_duration: null,
  })
})

test('guests change places, are heard and seen, and leave', async () => {
  const { ada, pass } = setUp()
  const { id: session_id } = await twitch.createGuestStarSession(ada)
  for (const guest_id of ['1002', '1003']) await twitch.sendGuestStarInvite(ada, { session_id, guest_id })
  pass(10)
  await twitch.assignGuestStarSlot(ada, { session_id, guest_id: '1002', slot_id: '1' })
  await twitch.assignGuestStarSlot(ada, { session_id, guest_id: '1003', slot_id: '2' })
  await twitch.updateGuestStarSlot(ada, { session_id, source_slot_id: '1', destination_slot_id: '2' })
  await twitch.updateGuestStarSlotSettings(ada, {
    session_id,
    slot_id: '2',
    is_audio_enabled: false,
    is_video_enabled: false,
  })
  await expect(twitch.getGuestStarSession(ada)).resolves.toMatchObject({
    guests: [
      { slot_id: '0' },
      {
        slot_id: '2',
        user_id: '1002',
        audio_settings: { is_host_enabled: false },
        video_settings: { is_host_enabled: false },
      },
      { slot_id: '1', user_id: '1003', audio_settings: { is_host_enabled: true } },
    ],
  })
  await twitch.deleteGuestStarSlot(ada, { session_id, guest_id: '1002', slot_id: '2' })
  const left = await twitch.getGuestStarSession(ada)
  expect(left?.guests.map(({ user_id }) => user_id)).toEqual(['1001', '1003'])
  await twitch.updateChannelGuestStarSettings(ada, { group_layout: 'SCREENSHARE_LAYOUT' })
  await expect(twitch.getChannelGuestStarSettings(ada)).resolves.toMatchObject({ group_layout: 'SCREENSHARE_LAYOUT' })
})

test('an entitlement says when it was fulfilled', async () => {
  const { ada, pass } = setUp()
  const [row] = await twitch.getDropsEntitlements(ada)
  pass(3600)
  const entitlement_ids = [row?.id ?? '']
  await twitch.updateDropsEntitlements(ada, { entitlement_ids, fulfillment_status: 'FULFILLED' })
  await expect(twitch.getDropsEntitlements(ada, { id: entitlement_ids })).resolves.toMatchObject([
    { fulfillment_status: 'FULFILLED', last_updated: '2026-05-01T13:00:00Z' },
  ])
})

test('the categories that most people watch come first', async () => {
  const { ada } = setUp()
  const watched = new Map<string, number>()
  for await (const { game_id, viewer_count } of twitch.getStreams(ada, { first: 100 })) {
    if (game_id) watched.set(game_id, (watched.get(game_id) ?? 0) + viewer_count)
  }
  const counts = (await twitch.getTopGames(ada, { first: 100 })).map(({ id }) => watched.get(id) ?? 0)
  expect(counts.length).toBeGreaterThan(5)
  expect(counts).toEqual([...counts].sort((a, b) => b - a))
})

test('a pinned message stays for as long as was said last', async () => {
  const { ada, as, pass } = setUp()
  const { message_id } = await twitch.sendChatMessage(as('pixelfox'), { broadcaster_id: '1001', message: 'Hi' })
  await twitch.pinChatMessage(ada, { message_id, duration_seconds: 60 })
  pass(30)
  await twitch.updatePinnedChatMessage(ada, { message_id, duration_seconds: 90 })
  await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({
    starts_at: '2026-05-01T12:00:00Z',
    updated_at: '2026-05-01T12:00:30Z',
    ends_at: '2026-05-01T12:02:00Z',
  })
  pass(90)
  await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
  await expect(twitch.updatePinnedChatMessage(ada, { message_id })).rejects.toMatchObject(refused(404))
})

test('Shield Mode is switched, by whom and since when', async () => {
  const { ada, as, pass } = setUp()
  await expect(twitch.getShieldModeStatus(ada)).resolves.toMatchObject({ is_active: false, last_activated_at: '' })
  const on = await twitch.updateShieldModeStatus(ada, { is_active: true })
  expect(on).toEqual({
    is_active: true,
    moderator_id: '1001',
    moderator_login: 'ada',
    moderator_name: 'Ada',
    last_activated_at: '2026-05-01T12:00:00Z',
  })
  await expect(twitch.getShieldModeStatus(ada)).resolves.toEqual(on)
  pass(60)
  const [first] = await twitch.getModerators(ada)
  const moderator = as(first?.user_id ?? '')
  await twitch.updateShieldModeStatus(moderator, { broadcaster_id: '1001', is_active: false })
  await expect(twitch.getShieldModeStatus(ada)).resolves.toEqual({
    is_active: false,
    moderator_id: first?.user_id,
    moderator_login: first?.user_login,
    moderator_name: first?.user_name,
    last_activated_at: on.last_activated_at,
  })
})

test('who decides on a plea to be unbanned is written down', async () => {
  const { ada, as } = setUp()
  const [plea] = await twitch.getUnbanRequests(ada, { status: 'pending' })
  const [first] = await twitch.getModerators(ada)
  const decision = { broadcaster_id: '1001', unban_request_id: plea?.id ?? '', status: 'denied' } as const
  await expect(twitch.resolveUnbanRequest(as(first?.user_id ?? ''), decision)).resolves.toMatchObject({
    moderator_id: first?.user_id,
    moderator_login: first?.user_login,
    moderator_name: first?.user_name,
  })
})

test('a planned broadcast changes its category, and stays cancelled to its end', async () => {
  const { ada } = setUp()
  const planned = { start_time: '2026-09-01T10:00:00Z', timezone: 'Europe/Berlin', duration: '60' } as const
  const made = await twitch.createChannelStreamScheduleSegment(ada, planned)
  const id = made.segments?.[0]?.id ?? ''
  await twitch.updateChannelStreamScheduleSegment(ada, { id, is_canceled: true })
  await twitch.updateChannelStreamScheduleSegment(ada, { id, category_id: '509658', duration: '90' })
  await expect(twitch.getChannelStreamSchedule(ada, { broadcaster_id: '1001', id })).resolves.toMatchObject([
    { category: { id: '509658' }, end_time: '2026-09-01T11:30:00Z', canceled_until: '2026-09-01T11:30:00Z' },
  ])
})
