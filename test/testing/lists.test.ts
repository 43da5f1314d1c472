import {
  checkUserSubscription,
  deleteVideos,
  getBroadcasterSubscriptions,
  getChannelStreamSchedule,
  getChannelTeams,
  getClipsByUserId,
  getTeamByName,
  getUsers,
  getVideosById,
  getVideosByUserId,
  updateUser,
} from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { call } from './wire.ts'

const now = () => Date.parse('2026-05-01T12:00:00Z')
const fake = createFakeTwitch({ now })
const ada = fake.client()

describe('users', () => {
  it('users by id and login come once each in any order, without unknown ones', async () => {
    const found = await getUsers(ada, {
      id: ['1003', '1001', '1', '99999999'],
      login: ['ADA', 'pixelfox', 'nobody_at_all'],
    })
    expect(found.map(({ login }) => login)).toEqual(['ada', 'pixelfox', 'nightowl_fm'])
  })

  it('getUsers without ids returns the signed-in user', async () => {
    await expect(getUsers(fake.client({ user: 'tinkerbee' }))).resolves.toMatchObject([{ login: 'tinkerbee' }])
  })

  it('a user can set and clear their description', async () => {
    const moth = createFakeTwitch().client({ user: 'lurkingmoth' })
    await expect(updateUser(moth, { description: 'Still here.' })).resolves.toMatchObject({
      description: 'Still here.',
    })
    await expect(getUsers(moth)).resolves.toMatchObject([{ description: 'Still here.' }])
    await expect(updateUser(moth, { description: '' })).resolves.toMatchObject({ description: '' })
  })
})

describe('subscriptions', () => {
  it('a page of subscriptions has totals and an empty cursor', async () => {
    const { body } = await call(fake, 'GET /subscriptions?broadcaster_id=1001&first=1')
    const pages = getBroadcasterSubscriptions(ada, {}, { limit: Infinity })
    const rows = await pages
    expect(body).toMatchObject({ total: rows.length, points: expect.any(Number) })
    expect(rows.find(({ is_gift }) => !is_gift)).toMatchObject({ gifter_id: '', gifter_login: '', gifter_name: '' })
    expect(rows.find(({ is_gift }) => is_gift)?.gifter_login).not.toBe('')
  })

  it('subscriptions of given users have no next page', async () => {
    const { body } = await call(fake, 'GET /subscriptions?broadcaster_id=1001&user_id=1001&user_id=9999')
    expect(body).toEqual({
      data: [expect.objectContaining({ user_id: '1001', tier: '3000' })],
      pagination: { cursor: '' },
    })
  })

  it('checkUserSubscription returns the subscription, or a 404 without one', async () => {
    const rows = await getBroadcasterSubscriptions(ada, {}, { limit: Infinity })
    const gifted = rows.find(({ is_gift }) => is_gift)
    const plain = rows.find(({ is_gift, user_id }) => !is_gift && user_id !== '1001')
    await expect(
      checkUserSubscription(fake.client({ user: gifted?.user_id }), { broadcaster_id: '1001' }),
    ).resolves.toMatchObject({
      gifter_login: gifted?.gifter_login,
    })
    const own = await checkUserSubscription(fake.client({ user: plain?.user_id }), { broadcaster_id: '1001' })
    expect(own).not.toHaveProperty('gifter_login')
    await expect(
      checkUserSubscription(fake.client({ user: 'brightbot' }), { broadcaster_id: '1002' }),
    ).resolves.toBeNull()
    await expect(
      call(fake, 'GET /subscriptions/user?broadcaster_id=1002&user_id=1015', { token: { user: 'brightbot' } }),
    ).resolves.toMatchObject({ status: 404 })
  })
})

describe('videos', () => {
  it('the first video is the recording of the live stream, without a thumbnail', async () => {
    const [running, ...others] = await getVideosByUserId(ada, { user_id: '1001' })
    expect(running).toMatchObject({
      type: 'archive',
      thumbnail_url: '',
      duration: '1h35m0s',
      created_at: '2026-05-01T10:25:00Z',
    })
    expect(running?.stream_id).toBe('41700000001')
    expect(others[0]?.thumbnail_url).toContain('%{width}x%{height}')
    expect(others.find(({ type }) => type !== 'archive')?.stream_id).toBeNull()
  })

  it('videos can be filtered and sorted', async () => {
    const week = await getVideosByUserId(ada, { user_id: '1001', period: 'week' })
    expect(week.length).toBeGreaterThan(0)
    expect(week.filter(({ published_at }) => published_at < '2026-04-24T12:00:00Z')).toEqual([])
    const uploads = await getVideosByUserId(ada, { user_id: '1001', type: 'upload', sort: 'views' })
    expect(new Set(uploads.map(({ type }) => type))).toEqual(new Set(['upload']))
    const views = uploads.map(({ view_count }) => view_count)
    expect(views).toEqual([...views].sort((a, b) => b - a))
  })

  it('videos are found by id, with a 404 only if none is found', async () => {
    const [video] = await getVideosByUserId(ada, { user_id: '1002' })
    await expect(getVideosById(ada, { id: [video?.id ?? '', '1'] })).resolves.toEqual([video])
    await expect(getVideosById(ada, { id: ['1', 'x'] })).rejects.toMatchObject({ status: 404 })
  })

  it('videos are deleted all or none', async () => {
    const own = createFakeTwitch()
    const client = own.client()
    const [first, second] = await getVideosByUserId(client, { user_id: '1001', type: 'upload' })
    await expect(deleteVideos(client, { id: [first?.id ?? '', '20001002001'] })).rejects.toMatchObject({ status: 401 })
    await expect(deleteVideos(client, { id: first?.id ?? '' })).resolves.toEqual([first?.id])
    await expect(getVideosByUserId(client, { user_id: '1001', type: 'upload', first: 1 })).resolves.toEqual([second])
  })
})

describe('clips', () => {
  it('clips are sorted by views, and limited to a period', async () => {
    const clips = await getClipsByUserId(ada, { broadcaster_id: '1001' }, { limit: Infinity })
    expect(clips).toHaveLength(140)
    const views = clips.map(({ view_count }) => view_count)
    expect(views).toEqual([...views].sort((a, b) => b - a))
    const started_at = '2026-03-01T00:00:00Z'
    const week = await getClipsByUserId(ada, { broadcaster_id: '1001', started_at }, { limit: Infinity })
    expect(week).toEqual(
      clips.filter(({ created_at }) => created_at >= started_at && created_at <= '2026-03-08T00:00:00Z'),
    )
    const featured = await getClipsByUserId(ada, { broadcaster_id: '1001', is_featured: true }, { limit: Infinity })
    const others = await getClipsByUserId(ada, { broadcaster_id: '1001', is_featured: false }, { limit: Infinity })
    expect(featured.length + others.length).toBe(140)
    expect(clips.find(({ video_id }) => video_id === '')?.vod_offset).toBeNull()
  })
})

describe('teams', () => {
  it('a team is found by name, and may lack images', async () => {
    const team = await getTeamByName(ada, { name: 'couchcrew' })
    expect(team).toMatchObject({ team_display_name: 'Couch Crew', thumbnail_url: null, background_image_url: null })
    await expect(getTeamByName(ada, { name: 'nosuchteam' })).resolves.toBeNull()
  })

  it('the teams of a channel are listed, or null', async () => {
    await expect(getChannelTeams(ada, { broadcaster_id: '1001' })).resolves.toMatchObject([
      { team_name: 'spareparts', broadcaster_login: 'ada' },
    ])
    const { body } = await call(fake, 'GET /teams/channel?broadcaster_id=1900')
    expect(body).toEqual({ data: null })
  })
})

describe('schedules', () => {
  it('the pages of a schedule are objects', async () => {
    const page = await getChannelStreamSchedule(ada, { broadcaster_id: '1001', first: 5 }).nextPage()
    expect(page).toMatchObject({ broadcaster_login: 'ada', vacation: null })
    expect(page.data).toHaveLength(5)
    const starts = page.data.map(({ start_time }) => start_time)
    expect(starts).toEqual([...starts].sort())
    const all = await getChannelStreamSchedule(ada, { broadcaster_id: '1001' }, { limit: Infinity })
    expect(all.length).toBeGreaterThan(25)
    expect(all.find(({ canceled_until }) => canceled_until)).toMatchObject({ canceled_until: all[2]?.end_time })
  })

  it('a schedule that fills its last page has a cursor of null', async () => {
    const all = await getChannelStreamSchedule(ada, { broadcaster_id: '1001' }, { limit: Infinity })
    const ids = all.slice(0, 2).map(({ id }) => `id=${encodeURIComponent(id)}`)
    const line = `GET /schedule?broadcaster_id=1001&first=2&${ids.join('&')}`
    const { body } = await call(fake, line)
    expect(body.data.segments).toHaveLength(2)
    const next = await call(fake, `${line}&after=${encodeURIComponent(body.pagination.cursor)}`)
    expect(next.body.data.segments).toBeNull()
  })

  it('a channel may have no schedule', async () => {
    await expect(call(fake, 'GET /schedule?broadcaster_id=9000')).resolves.toMatchObject({
      status: 404,
      body: { message: 'segments were not found' },
    })
    await expect(getChannelStreamSchedule(ada, { broadcaster_id: '9000' })).resolves.toEqual([])
  })
})
