import { defaultShouldDehydrateQuery, dehydrate, hydrate, QueryClient, QueryObserver } from '@tanstack/query-core'
import {
  appToken,
  banUser,
  createClient,
  getChannelFollowers,
  getGames,
  getGlobalEmotes,
  getPolls,
  getStreamKey,
  getStreams,
  getUsers,
  getVideosByUserId,
  userToken,
} from 'tinyhelix'
import { helixInfiniteQuery, helixKey, helixQuery } from 'tinyhelix/query'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'
import { stubAuth, stubClient } from './stubClient.ts'

const streams = [
  { id: 's1', user_id: '10', viewer_count: 5, tags: ['a'] },
  { id: 's2', user_id: '20', viewer_count: 3, tags: [] },
]

describe('a query', () => {
  it('a query returns the endpoint’s result, and fetches once while it is fresh', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', { json: { data: streams, pagination: { cursor: 'x' } } })
    const client = stubClient(twitch)
    const queryClient = new QueryClient()
    expect(await queryClient.fetchQuery(helixQuery(client, getStreams, { game_id: '7' }))).toEqual(streams)
    expect(await queryClient.fetchQuery(helixQuery(client, getStreams, { game_id: ['7'] }))).toEqual(streams)
    expect(twitch.received().map(({ query }) => `${query}`)).toEqual(['first=100&game_id=7'])
  })

  it('`limit` reads more pages', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', ({ query }) => ({
      json: { data: [{ id: query.get('after') ?? 'a' }], pagination: { cursor: `${query.get('after') ?? ''}b` } },
    }))
    const rows = await new QueryClient().fetchQuery(helixQuery(stubClient(twitch), getStreams, {}, { limit: 3 }))
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'bb'])
  })

  it('the stale time fits the data, and can be overridden', () => {
    const client = stubClient(scriptedFetch())
    expect(helixQuery(client, getGlobalEmotes).staleTime).toBe(3_600_000)
    expect(helixQuery(client, getStreams).staleTime).toBe(60_000)
    expect(helixQuery(client, getPolls).staleTime).toBe(5_000)
    expect(helixQuery(client, getPolls, {}, { staleTime: 1 }).staleTime).toBe(1)
  })

  it('undefined options count as left out', () => {
    const given: object = { staleTime: undefined, retry: undefined }
    expect(helixQuery(stubClient(scriptedFetch()), getStreams, {}, given)).toMatchObject({
      staleTime: 60_000,
      retry: false,
    })
  })

  it('the parameters are a copy that later changes of a list do not affect', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', { json: { data: streams } })
    const game_id = ['1', '2']
    const query = helixQuery(stubClient(twitch), getStreams, { game_id })
    const infinite = helixInfiniteQuery(stubClient(twitch), getStreams, { game_id })
    game_id.push('3')
    await new QueryClient().fetchQuery(query)
    await new QueryClient().fetchInfiniteQuery(infinite)
    expect(twitch.received().map(sent => sent.query.getAll('game_id'))).toEqual([
      ['1', '2'],
      ['1', '2'],
    ])
    expect([query, infinite].map(({ queryKey }) => queryKey[3])).toEqual(Array(2).fill({ game_id: ['1', '2'] }))
  })

  it('a failed read makes three requests, and TanStack’s retry adds none', async () => {
    vi.useFakeTimers()
    try {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', { status: 500, json: { message: 'down' } })
      const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 3 } } })
      const observer = new QueryObserver(queryClient, helixQuery(stubClient(twitch), getStreams))
      observer.subscribe(() => {})
      await vi.advanceTimersByTimeAsync(120_000)
      expect(observer.getCurrentResult().error).toMatchObject({ code: 'server_error', detail: 'down' })
      expect(twitch.received()).toHaveLength(3)
    } finally {
      vi.useRealTimers()
    }
  })

  it('a write throws: a query would repeat it on every mount', () => {
    const twitch = scriptedFetch()
    expect(() => helixQuery(stubClient(twitch), Object(banUser), { user_id: '5' })).toThrow(
      expect.objectContaining({ code: 'parameter' }),
    )
  })

  it('unchanged rows stay the same objects', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const queryClient = new QueryClient()
    const key = helixKey(client, getStreams)
    twitch.answer('GET /streams', { json: { data: streams } })
    await queryClient.fetchQuery(helixQuery(client, getStreams))
    const before = queryClient.getQueryData<typeof streams>(key)
    twitch.answer('GET /streams', { json: { data: [streams[0], { ...streams[1], viewer_count: 4 }] } })
    await queryClient.refetchQueries()
    const after = queryClient.getQueryData<typeof streams>(key)
    expect(after?.[1]?.viewer_count).toBe(4)
    expect(after?.[0]).toBe(before?.[0])
    expect(after?.[1]).not.toBe(before?.[1])
    expect(after?.[1]?.tags).toBe(before?.[1]?.tags)
  })
})

describe('parameters that are not known yet', () => {
  it.each([
    ['null', null],
    ['an id that is undefined', { id: undefined } as object],
  ])('%s disables a query', async (_, params) => {
    const twitch = scriptedFetch()
    const observer = new QueryObserver(new QueryClient(), helixQuery(stubClient(twitch), getUsers, params))
    const stop = observer.subscribe(() => {})
    expect(observer.getCurrentResult().fetchStatus).toBe('idle')
    // Not even with `enabled: true`: without parameters, the query would read another user's data.
    const { error } = await observer.refetch()
    expect(error).toMatchObject({ code: 'parameter' })
    expect(twitch.received()).toEqual([])
    stop()
  })

  it('the warning names the id that the query waits for, not a filter that may be undefined', () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warned.mockRestore())
    const params = { period: undefined, user_id: undefined }
    helixQuery(stubClient(scriptedFetch()), getVideosByUserId, Object(params))
    expect(warned.mock.lastCall?.[0]).toContain('waits until user_id is no longer undefined')
  })
})

describe('cancelling', () => {
  it('the request is aborted when no observer is left', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', () => new Promise(() => {}))
    const queryClient = new QueryClient()
    const observer = new QueryObserver(queryClient, helixQuery(stubClient(twitch), getStreams))
    const stop = observer.subscribe(() => {})
    await vi.waitFor(() => expect(twitch.received()).toHaveLength(1))
    stop()
    await vi.waitFor(() => expect(twitch.received()[0]?.signal.aborted).toBe(true))
  })

  it('a query that is unmounted at once sends nothing, and one that is mounted again sends one request', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', { json: { data: streams } })
    const queryClient = new QueryClient()
    const proxied = createClient({ kind: 'app', fetch: twitch.fetch, validate: 'off' })
    const observer = new QueryObserver(queryClient, helixQuery(proxied, getStreams))
    observer.subscribe(() => {})()
    observer.subscribe(() => {})
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toEqual(streams))
    expect(twitch.received()).toHaveLength(1)
  })
})

describe('the queries of one user', () => {
  const answerKeys = () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams/key', ({ headers }) => ({
      json: { data: [{ stream_key: `of ${headers.authorization}` }] },
    }))
    twitch.answer('GET /users', ({ headers }) => ({
      json: { data: [{ id: '9', email: `seen by ${headers.authorization}` }] },
    }))
    return twitch
  }

  it('queries of two users have separate answers', async () => {
    const twitch = answerKeys()
    const auth = stubAuth('1')
    const client = stubClient(twitch, auth)
    const queryClient = new QueryClient()
    const mine = await queryClient.fetchQuery(helixQuery(client, getStreamKey))
    auth.signInAs('2')
    const theirs = await queryClient.fetchQuery(helixQuery(client, getStreamKey))
    expect([mine.stream_key, theirs.stream_key]).toEqual(['of Bearer token-of-1', 'of Bearer token-of-2'])
  })

  it('a query made for another user, or before a sign-in, is not fetched', async () => {
    const twitch = answerKeys()
    const auth = stubAuth()
    const client = stubClient(twitch, auth)
    const queryClient = new QueryClient()
    const early = helixQuery(client, getStreamKey)
    await expect(queryClient.fetchQuery(early)).rejects.toMatchObject({ code: 'token' })
    auth.signInAs('1')
    await expect(queryClient.fetchQuery(early)).rejects.toMatchObject({ code: 'token' })
    const ofFirst = helixQuery(client, getStreamKey)
    auth.signInAs('2')
    await expect(queryClient.fetchQuery(ofFirst)).rejects.toMatchObject({ code: 'token' })
    expect(twitch.received()).toEqual([])
  })

  it('a pending answer is dropped when the user changes', async () => {
    const twitch = answerKeys()
    const answered = deferred<void>()
    twitch.answer('GET /streams/key', async () => {
      await answered.promise
      return { json: { data: [{ stream_key: 'secret' }] } }
    })
    const auth = stubAuth('1')
    const client = stubClient(twitch, auth)
    const queryClient = new QueryClient()
    const fetching = queryClient.fetchQuery(helixQuery(client, getStreamKey))
    await vi.waitFor(() => expect(twitch.received()).toHaveLength(1))
    auth.signInAs('2')
    answered.resolve()
    await expect(fetching).rejects.toMatchObject({ code: 'token' })
    expect(queryClient.getQueriesData({}).map(([, data]) => data)).toEqual([undefined])
  })

  it('an app token or a proxy, without a known user, can fetch', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /channels/followers', { json: { data: [], total: 0 } })
    twitch.answer('GET /users', { json: { data: [{ id: '9' }] } })
    const proxied = createClient({ kind: 'user', fetch: twitch.fetch, validate: 'off' })
    const followers = helixQuery(proxied, getChannelFollowers, { broadcaster_id: '1' })
    expect(await new QueryClient().fetchQuery(followers)).toEqual([])
    const app = createClient({ auth: appToken('app'), clientId: 'c', fetch: twitch.fetch, validate: 'off' })
    expect(await new QueryClient().fetchQuery(helixQuery(app, getUsers, { login: 'bob' }))).toEqual([{ id: '9' }])
  })
})

describe('public answers', () => {
  it('a public query is fetched at the first call while the auth is pending', async () => {
    const twitch = scriptedFetch()
    const info = { client_id: 'c', login: 'ada', scopes: [], user_id: '1', expires_in: 9999 }
    twitch.answer('GET /oauth2/validate', { json: info })
    twitch.answer('GET /games', { json: { data: [{ id: '9' }] } })
    const client = createClient({ auth: userToken('token'), fetch: twitch.fetch, validate: 'off' })
    expect(await new QueryClient().fetchQuery(helixQuery(client, getGames, { name: 'Chess' }))).toEqual([{ id: '9' }])
  })
})

describe('a persisted cache', () => {
  it('the persisted cache has no token, and serves after it is restored', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', { json: { data: streams } })
    twitch.answer('GET /streams/key', { status: 401, json: { message: 'Missing scope: channel:read:stream_key' } })
    const client = stubClient(twitch)
    const queryClient = new QueryClient()
    await queryClient.fetchQuery(helixQuery(client, getStreams))
    await queryClient.fetchQuery(helixQuery(client, getStreamKey)).catch(() => {})
    const stored = JSON.stringify(dehydrate(queryClient, { shouldDehydrateQuery: () => true }))
    expect(stored).not.toContain('token-of')

    const restored = new QueryClient()
    hydrate(restored, JSON.parse(stored))
    const observer = new QueryObserver(restored, helixQuery(client, getStreams))
    expect(observer.getCurrentResult()).toMatchObject({ data: streams, isStale: false })
  })

  it('answers of a user can be left out of the persisted cache', () => {
    const client = stubClient(scriptedFetch())
    const queryClient = new QueryClient()
    queryClient.setQueryData(helixKey(client, getStreams), streams)
    queryClient.setQueryData(helixKey(client, getStreamKey), { stream_key: 'k' })
    queryClient.setQueryData(helixKey(client, getUsers, { login: 'bob' }), [])
    queryClient.setQueryData(['the page’s own'], 'own')
    const { queries } = dehydrate(queryClient, {
      shouldDehydrateQuery: query => defaultShouldDehydrateQuery(query) && !query.queryKey[4],
    })
    expect(queries.map(({ queryKey }) => queryKey[1] ?? queryKey[0])).toEqual(['/streams', 'the page’s own'])
  })
})
