import * as twitch from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('rewards', () => {
  it('rewards are created, changed, listed and deleted', async () => {
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

  it('some rewards belong to the application, whatever its id', async () => {
    const fake = createFakeTwitch({ applications: [{ id: 'mine', name: 'Mine' }] })
    const [reward] = await twitch.getCustomRewards(fake.client(), { only_manageable_rewards: true })
    const asked = { reward_id: reward?.id ?? '', status: 'UNFULFILLED' } as const
    await expect(twitch.getCustomRewardRedemptions(fake.client(), asked)).resolves.not.toEqual([])
  })

  it('only the application that created a reward may manage it', async () => {
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

  it('a channel has fifty rewards at most, and must be an affiliate or partner', async () => {
    const { ada, as } = setUp()
    const { length } = await twitch.getCustomRewards(ada)
    for (let index = length; index < 50; index++) await twitch.createCustomReward(ada, { title: `R${index}`, cost: 1 })
    await expect(twitch.createCustomReward(ada, { title: 'Too many', cost: 1 })).rejects.toMatchObject(refused(400))
    await expect(twitch.getCustomRewards(as('9000'))).rejects.toMatchObject(refused(403))
  })

  it('redemptions of a reward are listed, and fulfilled or cancelled once', async () => {
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

it('the Bits leaderboard has ranks, and dates only for a period', async () => {
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

it('custom Power-ups are listed for channels that may have them', async () => {
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
