import { getPolls } from 'tinyhelix'
import { channelPollBegin } from 'tinyhelix/eventsub'
import { livePolls } from 'tinyhelix/query/live'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

it('shows what an event tells, and asks Twitch nothing', async () => {
  const { fake, sync, show, asked, subscribed, errors } = livePage()
  sync([livePolls])
  const polls = show(getPolls)
  await pass(3000)
  console.log(asked(), subscribed(), polls.data()?.length, errors, fake.requests.length)
  expect(subscribed()).toHaveLength(3)
  const before = polls.data()
  const poll = {
    id: 'p',
    broadcaster_user_id: fake.user('ada').id,
    title: 'T',
    choices: [{ id: '1', title: 'a' }],
    bits_voting: { is_enabled: false, amount_per_vote: 0 },
    channel_points_voting: { is_enabled: false, amount_per_vote: 0 },
    started_at: '2026-05-01T12:00:00Z',
    ends_at: '2026-05-01T12:05:00Z',
  }
  expect(fake.emit(channelPollBegin, poll)).toBe(1)
  await pass(10)
  console.log(polls.data()?.[0], before.length)
  expect(asked()).toEqual([])
})
