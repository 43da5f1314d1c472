import * as twitch from 'tinyhelix'
import { channelFollow, channelSubscriptionEnd } from 'tinyhelix/eventsub'
import { liveFollowers, liveSubscriptions } from 'tinyhelix/query/live'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type LivePage, livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const ada = '1001'

/** A second of this minute, as reads have it. Events have fractions too. */
const at = (second: number, fraction = '') => `2026-05-01T12:00:${String(second).padStart(2, '0')}${fraction}Z`

const follower = (user_id: string, second: number) => ({
  user_id,
  user_login: `user${user_id}`,
  user_name: `User${user_id}`,
  followed_at: at(second),
})

/** Sets Twitch's answer to reads of followers. */
const followersAre = ({ fake }: LivePage, total: number, ...data: object[]) =>
  fake.fail({ path: '/channels/followers', status: 200, body: { data, total, pagination: { cursor: 'more' } } })

const follow = ({ fake }: LivePage, user_id: string, second: number) =>
  fake.emit(channelFollow, { user_id, broadcaster_user_id: ada, followed_at: at(second, '.123456789') })

const isStale = ({ queryClient }: LivePage) => queryClient.getQueryCache().getAll()[0]?.state.isInvalidated

/** A page that shows the total and the newest follower: 10 followers, the newest of second 5. */
async function showFollowers() {
  const page = livePage()
  page.sync([liveFollowers])
  const lift = followersAre(page, 10, follower('5', 5))
  const pages = page.showPages(twitch.getChannelFollowers, { first: 1 })
  await pass(3000)
  const seen = () => {
    const [first] = pages.data().pages
    return [first?.total, ...(first?.data ?? []).map(({ user_id }) => user_id)]
  }
  expect(seen()).toEqual([10, '5'])
  return { ...page, seen, lift }
}

/** Refetches the followers, of whom Twitch has these now. */
async function readAgain(page: Awaited<ReturnType<typeof showFollowers>>, total: number, ...data: object[]) {
  page.lift()
  followersAre(page, total, ...data)
  void page.queryClient.invalidateQueries()
  await pass(1000)
}

it('the total grows by one with each follower newer than all that were read', async () => {
  const page = await showFollowers()
  follow(page, '7', 7)
  follow(page, '8', 8)
  await pass(100)
  expect(page.seen()).toEqual([12, '8', '7', '5'])
  expect(isStale(page)).toBe(true)
})

it('events in another order than they happened count once each', async () => {
  const page = await showFollowers()
  follow(page, '8', 8)
  follow(page, '7', 7)
  follow(page, '7', 7)
  await pass(100)
  expect(page.seen()[0]).toBe(12)
})

it('the total does not count a follower twice if the event comes just after a read that has them', async () => {
  const page = await showFollowers()
  // Two users have followed. The first page has only the second of them.
  await readAgain(page, 12, follower('8', 8))
  expect(page.seen()).toEqual([12, '8'])
  follow(page, '7', 7)
  follow(page, '8', 8)
  await pass(100)
  expect(page.seen()).toEqual([12, '8'])
})

it('the total does not count a follower twice if the event comes during a read that has them', async () => {
  const page = await showFollowers()
  page.lift()
  followersAre(page, 12, follower('8', 8))
  const release = page.hold()
  void page.queryClient.invalidateQueries()
  await pass(1000)
  follow(page, '7', 7)
  follow(page, '8', 8)
  await pass(100)
  expect(page.seen()).toEqual([12, '8', '7', '5'])
  release()
  await pass(1000)
  expect(page.seen()).toEqual([12, '8'])
  expect(isStale(page)).toBe(true)
})

it('the answer is stale instead when followers of the same second cannot be distinguished', async () => {
  const page = await showFollowers()
  expect(isStale(page)).toBe(false)
  follow(page, '6', 5)
  await pass(100)
  expect(page.seen()).toEqual([10, '5'])
  expect(isStale(page)).toBe(true)
})

it('a follower in the same second as the newest read counts if the page would have them', async () => {
  const page = await showFollowers()
  await readAgain(page, 10, follower('5', 5), follower('4', 4))
  follow(page, '6', 5)
  await pass(100)
  expect(page.seen()).toEqual([11, '6', '5', '4'])
})

it('the answer is stale instead when the read already has a newer follower', async () => {
  const page = await showFollowers()
  await readAgain(page, 10, follower('9', 9), follower('4', 4))
  follow(page, '6', 6)
  await pass(100)
  expect(page.seen()).toEqual([10, '9', '4'])
  expect(isStale(page)).toBe(true)
})

const subscriber = (user_id: string) => ({
  broadcaster_id: ada,
  broadcaster_login: 'ada',
  broadcaster_name: 'Ada',
  gifter_id: '',
  gifter_login: '',
  gifter_name: '',
  is_gift: false,
  plan_name: 'Tier 1',
  tier: '1000',
  user_id,
  user_login: `user${user_id}`,
  user_name: `User${user_id}`,
})

const subscribersAre = ({ fake }: LivePage, total: number, ...ids: string[]) =>
  fake.fail({
    path: '/subscriptions',
    status: 200,
    body: { data: ids.map(subscriber), total, points: total, pagination: { cursor: 'more' } },
  })

const end = ({ fake }: LivePage, user_id: string) =>
  fake.emit(channelSubscriptionEnd, { broadcaster_user_id: ada, user_id, tier: '1000', is_gift: false })

async function showSubscribers() {
  const page = livePage()
  page.sync([liveSubscriptions])
  const lift = subscribersAre(page, 10, '1', '2')
  const pages = page.showPages(twitch.getBroadcasterSubscriptions, { first: 2 })
  await pass(3000)
  const seen = () => {
    const [first] = pages.data().pages
    return [first?.total, ...(first?.data ?? []).map(({ user_id }) => user_id)]
  }
  expect(seen()).toEqual([10, '1', '2'])
  return { ...page, seen, lift }
}

it('the total falls by one when a subscription that was read ends', async () => {
  const page = await showSubscribers()
  end(page, '2')
  await pass(100)
  expect(page.seen()).toEqual([9, '1'])
  expect(isStale(page)).toBe(true)
})

it('the total stays and the answer is stale when a subscription ends during a read that may lack it', async () => {
  const page = await showSubscribers()
  page.lift()
  subscribersAre(page, 9, '1', '3')
  const release = page.hold()
  void page.queryClient.invalidateQueries()
  await pass(1000)
  end(page, '2')
  await pass(100)
  expect(page.seen()).toEqual([9, '1'])
  release()
  await pass(1000)
  expect(page.seen()).toEqual([9, '1', '3'])
  expect(isStale(page)).toBe(true)
})

it('the total stays and the answer is stale when a subscription ends that no page has', async () => {
  const page = await showSubscribers()
  end(page, '77')
  await pass(100)
  expect(page.seen()).toEqual([10, '1', '2'])
  expect(isStale(page)).toBe(true)
})
