import * as twitch from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'

describe('the schedule', () => {
  const plan = (client: twitch.HelixClient) =>
    twitch.getChannelStreamSchedule(client, { broadcaster_id: '1001' }, { limit: Infinity })

  it('a series is created, changed, its next broadcast cancelled, and deleted', async () => {
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

  it('the fake refuses what Twitch refuses', async () => {
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

  it('the schedule has a vacation', async () => {
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

it('a broadcast changes its category, and a cancelled one stays cancelled', async () => {
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
