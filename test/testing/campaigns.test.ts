import * as twitch from 'tinyhelix'
import { expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'

it('goals, charity campaigns and Hype Trains are listed only where they exist', async () => {
  const { ada, as, pass } = setUp()
  const goals = await twitch.getCreatorGoals(ada)
  expect(goals).toMatchObject([{ type: 'follower', current_amount: 5000 }, { description: '' }, {}])
  expect(goals.filter(goal => goal.current_amount >= goal.target_amount)).toEqual([])
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

it('one partner has no charity campaign, and another one collects yen without a target amount', async () => {
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

it('donations arrive for a charity campaign', async () => {
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
