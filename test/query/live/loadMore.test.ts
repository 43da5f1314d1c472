import * as twitch from 'tinyhelix'
import { channelFollow } from 'tinyhelix/eventsub'
import { flattenPages } from 'tinyhelix/query'
import { liveBans, liveFollowers } from 'tinyhelix/query/live'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LivePage, livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const ada = '1001'

const ban = ({ fake }: LivePage, ...ids: string[]) =>
  ids.map(user_id => twitch.banUser(fake.client({ user: 'ada' }), { user_id }))

/** A page that shows the seven banned users, two at a time. */
async function showBans() {
  const page = livePage()
  page.sync([liveBans])
  for (const id of ['1020', '1021', '1022', '1023', '1024', '1025', '1026']) {
    ban(page, id)
    await pass(1000)
  }
  const pages = page.showPages(twitch.getBannedUsers, { first: 2 })
  await pass(3000)
  expect(pages.data().pages).toHaveLength(1)
  const [query] = page.queryClient.getQueryCache().getAll()
  /** Whether the pages show Twitch's current answer. */
  const isTrue = async (count: number) => {
    const asked = twitch.getBannedUsers(page.client, { first: 2 }, { limit: count })
    await pass(1000)
    const fresh = await asked
    expect(flattenPages(pages.data()).map(({ user_id }) => user_id)).toEqual(fresh.map(({ user_id }) => user_id))
    expect(query?.state.isInvalidated).toBe(false)
  }
  return { ...page, pages, query, isTrue }
}

describe('loading another page while a live query is refetched', () => {
  it('the refetch after an event is repeated, and no row is lost', async () => {
    const page = await showBans()
    const release = page.hold()
    ban(page, '1030')
    await pass(500)
    expect(page.query?.state.fetchStatus).toBe('fetching')
    void page.pages.next()
    await pass(500)
    release()
    await pass(5000)
    expect(page.pages.data().pages).toHaveLength(2)
    await page.isTrue(4)
    page.asked()
    await pass(10_000)
    expect(page.asked()).toEqual([])
  })

  it('two pages in a row lose no row', async () => {
    const page = await showBans()
    const release = page.hold()
    ban(page, '1030')
    await pass(500)
    void page.pages.next()
    await pass(500)
    void page.pages.next()
    await pass(500)
    release()
    await pass(5000)
    await page.isTrue(4)
  })

  it('the refetch after a gap is repeated, and no row is lost', async () => {
    const page = await showBans()
    let release = () => {}
    page.events.onGap(() => {
      release = page.hold()
    })
    page.fake.eventSub.drop()
    ban(page, '1030')
    await pass(3000)
    expect(page.query?.state.fetchStatus).toBe('fetching')
    void page.pages.next()
    await pass(500)
    release()
    await pass(5000)
    await page.isTrue(4)
  })

  it('a failed page loses no row', async () => {
    const page = await showBans()
    const release = page.hold()
    ban(page, '1030')
    await pass(500)
    page.pages.next().catch(() => {})
    page.fake.fail({ path: '/moderation/banned', status: 400, times: 1 })
    await pass(500)
    release()
    await pass(5000)
    await page.isTrue(page.pages.data().pages.length * 2)
  })
})

it('a stale answer is still stale after another page', async () => {
  const page = livePage()
  page.sync([liveFollowers])
  const pages = page.showPages(twitch.getChannelFollowers, { first: 2 })
  await pass(3000)
  const isStale = () => page.queryClient.getQueryCache().getAll()[0]?.state.isInvalidated
  page.fake.emit(channelFollow, { user_id: '77', broadcaster_user_id: ada })
  await pass(100)
  expect(isStale()).toBe(true)
  void pages.next()
  await pass(1000)
  expect(pages.data().pages).toHaveLength(2)
  expect(isStale()).toBe(true)
})
