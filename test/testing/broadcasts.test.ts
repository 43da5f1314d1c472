import * as twitch from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('raids', () => {
  it('one raid can be started at a time, and cancelled', async () => {
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

  it('a raid is refused by a channel that has blocked the raider, and after ten in ten minutes', async () => {
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

it('a marker belongs to the recording of the live stream', async () => {
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

it('ads can be snoozed until no snooze is left, and a commercial has a cooldown', async () => {
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
  // After three snoozes the next ad was due after 35 minutes. Ads are an hour apart.
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

it('getTopGames lists the most watched categories first', async () => {
  const { ada } = setUp()
  const watched = new Map<string, number>()
  for await (const { game_id, viewer_count } of twitch.getStreams(ada, { first: 100 })) {
    if (game_id) watched.set(game_id, (watched.get(game_id) ?? 0) + viewer_count)
  }
  const counts = (await twitch.getTopGames(ada, { first: 100 })).map(({ id }) => watched.get(id) ?? 0)
  expect(counts.length).toBeGreaterThan(5)
  expect(counts).toEqual([...counts].sort((a, b) => b - a))
})
