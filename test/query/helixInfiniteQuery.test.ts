import { InfiniteQueryObserver, QueryClient } from '@tanstack/query-core'
import { getChannelFollowers, getStreams, getUnbanRequests } from 'tinyhelix'
import { flattenPages, helixInfiniteQuery } from 'tinyhelix/query'
import { describe, expect, it, vi } from 'vitest'
import { type ScriptedFetch, scriptedFetch } from '../scripted/asFetch.ts'
import { stubClient } from './stubClient.ts'

/** Answers with pages: the first under `''`, the others under their cursor. */
const answerPages = (twitch: ScriptedFetch, endpoint: string, pages: Record<string, object>) =>
  twitch.answer(endpoint, ({ query }) => ({ json: pages[query.get('after') ?? ''] ?? { data: [] } }))

/** Scrolls a list to its end. */
async function scroll<T, E extends Error, D>(observer: InfiniteQueryObserver<T, E, D, readonly unknown[], string>) {
  observer.subscribe(() => {})
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true))
  for (let page = 1; page < 20 && observer.getCurrentResult().hasNextPage; page++) await observer.fetchNextPage()
  return observer.getCurrentResult()
}

describe('an infinite query', () => {
  it('fetchNextPage reads page after page with the same parameters until there is no cursor', async () => {
    const twitch = scriptedFetch()
    answerPages(twitch, 'GET /streams', {
      '': { data: [{ id: 'a' }], pagination: { cursor: 'x' } },
      x: { data: [{ id: 'b' }], pagination: { cursor: 'y' } },
      y: { data: [{ id: 'c' }], pagination: {} },
    })
    const query = helixInfiniteQuery(stubClient(twitch), getStreams, { language: 'en' })
    const { data, hasNextPage } = await scroll(new InfiniteQueryObserver(new QueryClient(), query))
    expect(data?.pages.map(page => page.data.map(({ id }) => id))).toEqual([['a'], ['b'], ['c']])
    expect(data?.pageParams).toEqual(['', 'x', 'y'])
    expect(hasNextPage).toBe(false)
    expect(twitch.received().map(({ query }) => query.get('language'))).toEqual(['en', 'en', 'en'])
  })

  it('every page is read with the getters of a class, such as the fields of Svelte’s `$state`', async () => {
    const twitch = scriptedFetch()
    answerPages(twitch, 'GET /streams', {
      '': { data: [{ id: 'a' }], pagination: { cursor: 'x' } },
      x: { data: [{ id: 'b' }], pagination: {} },
    })
    class Filter {
      get language() {
        return 'en'
      }
    }
    const query = helixInfiniteQuery(stubClient(twitch), getStreams, new Filter())
    await scroll(new InfiniteQueryObserver(new QueryClient(), query))
    expect(twitch.received().map(({ query }) => query.get('language'))).toEqual(['en', 'en'])
  })

  it('a page has the other fields that Twitch sends', async () => {
    const twitch = scriptedFetch()
    answerPages(twitch, 'GET /channels/followers', { '': { data: [{ user_id: '2' }], total: 8, pagination: {} } })
    const query = helixInfiniteQuery(stubClient(twitch), getChannelFollowers)
    const { data } = await scroll(new InfiniteQueryObserver(new QueryClient(), query))
    expect(data?.pages[0]?.total).toBe(8)
  })

  it.each([
    ['a cursor that came before', { data: [{ id: 'b' }], pagination: { cursor: 'x' } }],
    ['an empty cursor', { data: [{ id: 'b' }], pagination: { cursor: '' } }],
    ['a page without rows', { data: [], pagination: { cursor: 'y' } }],
  ])('the list ends with %s', async (_, last) => {
    const twitch = scriptedFetch()
    answerPages(twitch, 'GET /streams', { '': { data: [{ id: 'a' }], pagination: { cursor: 'x' } }, x: last })
    await scroll(new InfiniteQueryObserver(new QueryClient(), helixInfiniteQuery(stubClient(twitch), getStreams)))
    expect(twitch.received()).toHaveLength(2)
  })

  it('the list continues after an empty page if its endpoint has those', async () => {
    const twitch = scriptedFetch()
    answerPages(twitch, 'GET /moderation/unban_requests', {
      '': { data: [], pagination: { cursor: 'x' } },
      x: { data: [{ id: 'a' }], pagination: {} },
    })
    const query = helixInfiniteQuery(
      stubClient(twitch),
      getUnbanRequests,
      { status: 'pending' },
      { select: flattenPages },
    )
    const { data } = await scroll(new InfiniteQueryObserver(new QueryClient(), query))
    expect(data?.map(({ id }) => id)).toEqual(['a'])
  })

  it('maxPages keeps the last pages, and a reset starts again', async () => {
    const twitch = scriptedFetch()
    answerPages(twitch, 'GET /streams', {
      '': { data: [{ id: 'a' }], pagination: { cursor: 'x' } },
      x: { data: [{ id: 'b' }], pagination: { cursor: 'y' } },
      y: { data: [{ id: 'c' }], pagination: {} },
    })
    const queryClient = new QueryClient()
    const query = helixInfiniteQuery(stubClient(twitch), getStreams, {}, { maxPages: 2, select: flattenPages })
    const observer = new InfiniteQueryObserver(queryClient, query)
    const ids = () => observer.getCurrentResult().data?.map(({ id }) => id)
    await scroll(observer)
    expect(ids()).toEqual(['b', 'c'])
    await observer.refetch()
    expect(ids()).toEqual(['b', 'c'])
    await queryClient.resetQueries({ queryKey: query.queryKey })
    expect(ids()).toEqual(['a'])
    expect(observer.getCurrentResult().hasNextPage).toBe(true)
  })

  it('the request is aborted when no observer is left', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', () => new Promise(() => {}))
    const observer = new InfiniteQueryObserver(new QueryClient(), helixInfiniteQuery(stubClient(twitch), getStreams))
    const stop = observer.subscribe(() => {})
    await vi.waitFor(() => expect(twitch.received()).toHaveLength(1))
    stop()
    await vi.waitFor(() => expect(twitch.received()[0]?.signal.aborted).toBe(true))
  })

  it('null parameters disable the query', () => {
    const query = helixInfiniteQuery(stubClient(scriptedFetch()), getStreams, null)
    const observer = new InfiniteQueryObserver(new QueryClient(), query)
    observer.subscribe(() => {})()
    expect(observer.getCurrentResult().fetchStatus).toBe('idle')
  })
})
