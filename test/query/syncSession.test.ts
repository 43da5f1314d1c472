import { QueryClient, QueryObserver } from '@tanstack/query-core'
import { createClient, getChannelFollowers, getGames, getStreams, getUsers } from 'tinyhelix'
import { helixKey, helixQuery, syncSession } from 'tinyhelix/query'
import { expect, it, vi } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { stubAuth, stubClient } from './stubClient.ts'

function setUp() {
  const auth = stubAuth('1')
  const client = stubClient(scriptedFetch(), auth)
  const second = stubClient(scriptedFetch(), stubAuth('2'))
  const queryClient = new QueryClient()
  queryClient.setQueryData(helixKey(client, getStreams), 'public')
  queryClient.setQueryData(helixKey(client, getChannelFollowers), 'of 1')
  queryClient.setQueryData(helixKey(client, getUsers, { login: 'a' }), 'seen by 1')
  queryClient.setQueryData(helixKey(second, getChannelFollowers), 'of 2')
  queryClient.setQueryData(['the page’s own'], 'own')
  const left = () => queryClient.getQueriesData({}).map(([, data]) => data)
  return { auth, client, queryClient, left }
}

it('a sign-out drops the user’s answers and nothing else', async () => {
  const { auth, client, queryClient, left } = setUp()
  syncSession(queryClient, client)
  expect(left()).toHaveLength(5)
  await auth.signOut()
  expect(left()).toEqual(['public', 'of 2', 'own'])
})

it('another user’s sign-in drops the former user’s answers', () => {
  const { auth, client, queryClient, left } = setUp()
  syncSession(queryClient, client)
  auth.signInAs('1')
  expect(left()).toHaveLength(5)
  auth.signInAs('3')
  expect(left()).toEqual(['public', 'of 2', 'own'])
})

it('a sign-in repeats failed queries', async () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /streams', { json: { data: [] } })
  const auth = stubAuth()
  await auth.signOut()
  const client = stubClient(twitch, auth)
  const queryClient = new QueryClient()
  const stop = syncSession(queryClient, client)
  const failing = new QueryObserver(queryClient, helixQuery(client, getStreams))
  const own = new QueryObserver(queryClient, {
    queryKey: ['own'],
    queryFn: () => Promise.reject(new Error()),
    retry: false,
  })
  const unsubscribe = [failing.subscribe(() => {}), own.subscribe(() => {})]
  await vi.waitFor(() => expect(failing.getCurrentResult().error).toMatchObject({ code: 'token' }))
  await vi.waitFor(() => expect(own.getCurrentResult().isError).toBe(true))
  auth.signInAs('1')
  await vi.waitFor(() => expect(failing.getCurrentResult().data).toEqual([]))
  expect(own.getCurrentResult().errorUpdateCount).toBe(1)

  twitch.answer('GET /streams', { status: 401, json: { message: 'Missing scope: a' } })
  await failing.refetch()
  expect(failing.getCurrentResult()).toMatchObject({ status: 'error', data: [] })
  twitch.answer('GET /streams', { json: { data: [{ id: 's' }] } })
  // A new token does not change the user's permissions.
  auth.signInAs('1')
  await new Promise(resolve => setTimeout(resolve))
  expect(failing.getCurrentResult().fetchStatus).toBe('idle')
  auth.signInAs('1', ['a'])
  await vi.waitFor(() => expect(failing.getCurrentResult().data).toEqual([{ id: 's' }]))
  for (const end of [stop, ...unsubscribe]) end()
})

it('a query that fails at once during a sign-in is not repeated, whichever starts first', async () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /streams', { status: 404, json: { message: 'no' } })
  twitch.answer('GET /games', { status: 404, json: { message: 'no' } })
  const client = stubClient(twitch)
  const queryClient = new QueryClient()
  const before = new QueryObserver(queryClient, helixQuery(client, getStreams)).subscribe(() => {})
  const stop = syncSession(queryClient, client)
  const after = new QueryObserver(queryClient, helixQuery(client, getGames, { id: '1' })).subscribe(() => {})
  const errors = () =>
    queryClient
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.error?.message)
  await vi.waitFor(() => expect(errors()).toEqual([expect.any(String), expect.any(String)]))
  await new Promise(resolve => setTimeout(resolve))
  expect(twitch.received()).toHaveLength(2)
  for (const end of [stop, before, after]) end()
})

it('the returned function ends it', async () => {
  const { auth, client, queryClient, left } = setUp()
  syncSession(queryClient, client)()
  await auth.signOut()
  expect(left()).toHaveLength(5)
})

it('syncSession does nothing when a proxy adds the token', async () => {
  const { client, auth, queryClient, left } = setUp()
  const proxied = createClient({ kind: 'user', baseURL: '/helix' })
  queryClient.setQueryData(helixKey(proxied, getChannelFollowers), 'of the proxy’s user')
  const before = left()
  const stop = syncSession(queryClient, proxied)
  expect(left()).toEqual(before)
  stop()
  expect(left()).toEqual(before)
  // A client's own session is not that of the proxy.
  syncSession(queryClient, client)
  await auth.signOut()
  expect(left()).toContain('of the proxy’s user')
})
