import * as twitch from 'tinyhelix'
import { userUpdate } from 'tinyhelix/eventsub'
import { liveStreams, liveUsers } from 'tinyhelix/query/live'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const ada = '1001'

describe('an answer that was read before Twitch accepted a subscription', () => {
  it('the answer is read again although another of its subscriptions is never accepted', async () => {
    const page = livePage()
    page.fake.fail({ path: '/eventsub/subscriptions', method: 'POST', status: 500, after: 1 })
    page.sync([liveStreams])
    page.show(twitch.getStreams, { user_id: ada })
    await pass(5000)
    expect(page.subscribed()).toHaveLength(1)
    expect(page.asked()).toEqual(['GET /streams', 'GET /streams'])
  })

  it('the answer is read again once when Twitch accepts several subscriptions one by one', async () => {
    const page = livePage()
    page.fake.fail({ path: '/eventsub/subscriptions', method: 'POST', latency: 200, times: 1 })
    page.sync([liveStreams])
    page.show(twitch.getStreams, { user_id: ada })
    await pass(5000)
    expect(page.subscribed()).toHaveLength(3)
    expect(page.asked()).toEqual(['GET /streams', 'GET /streams'])
  })

  it('the answer is read again once when a refused subscription is accepted after all', async () => {
    const page = livePage()
    const lift = page.fake.fail({ path: '/eventsub/subscriptions', method: 'POST', status: 403 })
    page.sync([liveUsers])
    page.show(twitch.getUsers)
    await pass(5000)
    expect([page.subscribed(), page.asked()]).toEqual([[], ['GET /users']])
    lift()
    // The page tries again, as after a grant of more scopes.
    const handle = page.events.on(userUpdate, { user_id: ada }, () => {})
    await pass(5000)
    expect([page.subscribed(), page.asked()]).toEqual([['user.update 1001'], ['GET /users']])
    handle.close()
  })
})
