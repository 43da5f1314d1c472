import { QueryClient, QueryObserver } from '@tanstack/query-core'
import * as twitch from 'tinyhelix'
import { streamOnline } from 'tinyhelix/eventsub'
import { helixQuery } from 'tinyhelix/query'
import {
  answersOf,
  defineLiveFamily,
  liveGoals,
  livePolls,
  liveRule,
  liveStreams,
  liveUsers,
  syncQueries,
} from 'tinyhelix/query/live'
import { createFakeTwitch } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LivePage, livePage, pass } from './livePage.ts'

let warned: unknown[]
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  // The tests run in Node, and warnings are for pages.
  vi.stubGlobal('document', {})
  warned = []
  vi.spyOn(console, 'warn').mockImplementation(text => void warned.push(text))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A family like those of the package, for answers that no other test shows. Each warning appears once in a page. */
const own = defineLiveFamily([
  liveRule(streamOnline, answersOf<typeof twitch.getClipsByUserId>('/clips'), { effect: 'refetch' }),
  liveRule(streamOnline, answersOf<typeof twitch.getFollowedChannels>('/channels/followed', null), {
    effect: 'refetch',
  }),
])

const noSync =
  'syncQueries has not been called with its QueryClient. Call it where the page starts: ' +
  'syncQueries(queryClient, createEventSub(client), [families]).'

describe('a query with `live: true` that is not live warns once in development, with the remedy', () => {
  it('the query warns without syncQueries and EventSub', async () => {
    const client = createFakeTwitch().client()
    const queryClient = new QueryClient()
    const show = (broadcaster_id: string, live: boolean) =>
      new QueryObserver(queryClient, helixQuery(client, twitch.getCheermotes, { broadcaster_id }, { live }))
    for (const id of ['1', '2']) show(id, true).subscribe(() => {})
    show('3', false).subscribe(() => {})
    await pass(1000)
    expect(warned).toEqual([`The query of /bits/cheermotes has live: true, but ${noSync}`])
  })

  it('the query warns when syncQueries has another QueryClient', async () => {
    const page = livePage()
    const end = syncQueries(new QueryClient(), page.events, [liveUsers])
    page.show(twitch.getChatters)
    await pass(1000)
    expect(warned).toEqual([`The query of /chat/chatters has live: true, but ${noSync}`])
    end()
  })

  it.each([
    [
      'its parameters do not name what a subscription needs',
      (page: LivePage, limit?: number) => page.show(twitch.getClipsByCategoryId, { game_id: '509658' }, { limit }),
      'The query of /clips has live: true, but makes no subscription with these parameters. ' +
        'Pass broadcaster_id, or refetchInterval: 60_000 in place of live.',
    ],
    [
      'subscriptions would cost too much',
      (page: LivePage, limit?: number) => page.show(twitch.getFollowedChannels, {}, { limit }),
      'The query of /channels/followed has live: true, but makes no subscription, because that would cost too much. ' +
        'Pass refetchInterval: 60_000 in place of live.',
    ],
    [
      'no family covers its path',
      (page: LivePage, limit?: number) => page.show(twitch.getChannelEditors, {}, { limit }),
      'The query of /channels/editors has live: true, but no family that was given to syncQueries covers ' +
        '/channels/editors. Add one: syncQueries(queryClient, events, [families]).',
    ],
  ] as const)('the query warns if %s', async (_, show, text) => {
    const page = livePage()
    page.sync([livePolls])
    page.sync([own])
    show(page)
    show(page, 5)
    await pass(3000)
    expect(warned).toEqual([text])
  })

  it('the query warns if it belongs to another account than the events', async () => {
    const page = livePage()
    const second = page.account('pixelfox')
    page.sync([liveGoals])
    page.show(twitch.getCreatorGoals)
    page.show(twitch.getCreatorGoals, {}, { account: second })
    await pass(3000)
    expect(warned).toEqual([
      'The query of /goals has live: true, but syncQueries has no events of its user. Call it for that account, too: ' +
        'syncQueries(queryClient, createEventSub(client), families).',
    ])
  })
})

describe('no warning', () => {
  it('a live query does not warn, whenever syncQueries is called in the same task', async () => {
    const page = livePage()
    page.show(twitch.getUsers)
    page.sync([livePolls])
    page.sync([liveUsers])
    await pass(3000)
    expect(page.subscribed()).toEqual(['user.update 1001'])
    expect(warned).toEqual([])
  })

  it('`all` without `live: true`, null parameters and a query without observers do not warn', async () => {
    const page = livePage()
    page.sync([liveStreams], { all: true })
    page.show(twitch.getFollowedStreams, {}, { live: false })
    page.show(twitch.getChannelInformation, null)
    page.show(twitch.getModerators).end()
    await pass(3000)
    expect(warned).toEqual([])
  })

  it('production and servers do not warn', async () => {
    const page = livePage()
    page.sync([livePolls])
    vi.stubEnv('NODE_ENV', 'production')
    page.show(twitch.getChannelEditors)
    await pass(1000)
    vi.unstubAllEnvs()
    vi.unstubAllGlobals()
    void new QueryClient().fetchQuery(helixQuery(page.client, twitch.getChatters, {}, { live: true }))
    await pass(1000)
    expect(warned).toEqual([])
  })
})
