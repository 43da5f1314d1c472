import { QueryClient, QueryObserver } from '@tanstack/query-core'
import * as twitch from 'tinyhelix'
import { helixQuery } from 'tinyhelix/query'
import { liveGoals, livePolls, liveStreams, liveUsers, syncQueries } from 'tinyhelix/query/live'
import { createFakeTwitch } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { livePage, pass } from './livePage.ts'

const warn = vi.spyOn(console, 'warn')

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  warn.mockReset().mockReturnValue()
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

const warnings = () => warn.mock.calls.map(([text]) => text)

/** Vitest runs in Node, and warnings are for pages. */
beforeEach(() => void vi.stubGlobal('document', {}))
afterEach(() => void vi.unstubAllGlobals())

describe('a query with `live: true` that is not live is warned of once in development, with the remedy', () => {
  it('if syncQueries has not been called, with or without an EventSub', async () => {
    // A fresh copy, in which no test has called syncQueries.
    vi.resetModules()
    const { helixQuery } = await import('tinyhelix/query')
    const client = createFakeTwitch().client()
    const queryClient = new QueryClient()
    for (const first of [1, 2]) {
      new QueryObserver(queryClient, helixQuery(client, twitch.getPolls, { first }, { live: true })).subscribe(() => {})
      new QueryObserver(queryClient, helixQuery(client, twitch.getVips, { first })).subscribe(() => {})
    }
    await pass(1000)
    expect(warnings()).toEqual([
      'The query of /polls has live: true, but syncQueries has not been called. Call it where the page starts: ' +
        'syncQueries(queryClient, createEventSub(client), [the families that you use]).',
    ])
  })

  it('if syncQueries has been called with another QueryClient, or has ended', async () => {
    const page = livePage()
    const end = syncQueries(new QueryClient(), page.events, [liveUsers])
    page.show(twitch.getUsers)
    await pass(1000)
    expect(warnings()).toEqual([
      'The query of /users has live: true, but syncQueries has been called with another QueryClient. ' +
        'Call syncQueries(queryClient, events, families) with the one of this query.',
    ])
    end()
  })

  it.each([
    [
      'the parameters of a stream name no user',
      twitch.getStreams,
      { user_login: 'ada' },
      'The query of /streams has live: true, but makes no subscription with these parameters. ' +
        'Pass user_id, or refetchInterval: 60_000 in place of live.',
    ],
    [
      'subscriptions would cost too much',
      twitch.getFollowedStreams,
      {},
      'The query of /streams/followed has live: true, but makes no subscription, because that would cost too much. ' +
        'Pass refetchInterval: 60_000 in place of live.',
    ],
    [
      'no family covers its path',
      twitch.getVips,
      {},
      'The query of /channels/vips has live: true, but no family that was given to syncQueries covers /channels/vips. ' +
        'Add one: syncQueries(queryClient, events, [families]).',
    ],
  ] as const)('if %s', async (_, endpoint, params, text) => {
    const page = livePage()
    page.sync([livePolls])
    page.sync([liveStreams])
    for (const limit of [undefined, 5]) page.show(endpoint as typeof twitch.getStreams, params as object, { limit })
    await pass(3000)
    expect(warnings()).toEqual([text])
  })

  it('if it belongs to another account than the events', async () => {
    const page = livePage()
    const second = page.account('pixelfox')
    page.sync([liveGoals])
    page.show(twitch.getCreatorGoals)
    page.show(twitch.getCreatorGoals, {}, { account: second })
    await pass(3000)
    expect(warnings()).toEqual([
      'The query of /goals has live: true, but syncQueries has no events of its user. Call it for that account, too: ' +
        'syncQueries(queryClient, createEventSub(client), families).',
    ])
  })
})

describe('nothing is warned of', () => {
  it('if the query is live, whenever syncQueries is called in the same task', async () => {
    const page = livePage()
    page.show(twitch.getUsers)
    page.sync([livePolls])
    page.sync([liveUsers])
    await pass(3000)
    expect(page.subscribed()).toEqual(['user.update 1001'])
    expect(warnings()).toEqual([])
  })

  it('with `all` and no `live: true`, for null parameters, and for a query that is not shown any more', async () => {
    const page = livePage()
    page.sync([liveStreams], { all: true })
    page.show(twitch.getFollowedStreams, {}, { live: false })
    page.show(twitch.getChannelInformation, null)
    page.show(twitch.getModerators).end()
    await pass(3000)
    expect(warnings()).toEqual([])
  })

  it('in production, or on a server', async () => {
    const page = livePage()
    page.sync([livePolls])
    vi.stubEnv('NODE_ENV', 'production')
    page.show(twitch.getChannelEditors)
    await pass(1000)
    vi.unstubAllEnvs()
    vi.unstubAllGlobals()
    void new QueryClient().fetchQuery(helixQuery(page.client, twitch.getChatters, {}, { live: true }))
    await pass(1000)
    expect(warnings()).toEqual([])
  })
})
