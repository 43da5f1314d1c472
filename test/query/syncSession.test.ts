import { QueryClient } from '@tanstack/query-core'
import { createClient, getChannelFollowers, getStreams, getUsers } from 'tinyhelix'
import { helixKey, syncSession } from 'tinyhelix/query'
import { expect, it } from 'vitest'
import { stubAuth, stubClient, stubTwitch } from './stubTwitch.ts'

function setUp() {
  const auth = stubAuth('1')
  const client = stubClient(stubTwitch(), auth)
  const second = stubClient(stubTwitch(), stubAuth('2'))
  const queryClient = new QueryClient()
  queryClient.setQueryData(helixKey(client, getStreams), 'public')
  queryClient.setQueryData(helixKey(client, getChannelFollowers), 'of 1')
  queryClient.setQueryData(helixKey(client, getUsers, { login: 'a' }), 'seen by 1')
  queryClient.setQueryData(helixKey(second, getChannelFollowers), 'of 2')
  queryClient.setQueryData(['the page’s own'], 'own')
  const left = () => queryClient.getQueriesData({}).map(([, data]) => data)
  return { auth, client, queryClient, left }
}

it('drops what belongs to a user who signs out, and nothing else', async () => {
  const { auth, client, queryClient, left } = setUp()
  syncSession(queryClient, client)
  expect(left()).toHaveLength(5)
  await auth.signOut()
  expect(left()).toEqual(['public', 'of 2', 'own'])
})

it('drops it when another user signs in', () => {
  const { auth, client, queryClient, left } = setUp()
  syncSession(queryClient, client)
  auth.signInAs('1')
  expect(left()).toHaveLength(5)
  auth.signInAs('3')
  expect(left()).toEqual(['public', 'of 2', 'own'])
})

it('ends when told', async () => {
  const { auth, client, queryClient, left } = setUp()
  syncSession(queryClient, client)()
  await auth.signOut()
  expect(left()).toHaveLength(5)
})

it('has nothing to do where a proxy adds the token', () => {
  syncSession(new QueryClient(), createClient({ kind: 'user', baseURL: '/helix' }))()
})
