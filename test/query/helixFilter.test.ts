import { QueryClient } from '@tanstack/query-core'
import {
  getChannelFollowers,
  getClipsById,
  getClipsByUserId,
  getEventSubSubscriptions,
  getEventSubSubscriptionsSummary,
  getStreams,
  getTeamById,
  getTeamByName,
  getUsers,
  getVideosByCategoryId,
  getVideosByUserId,
} from 'tinyhelix'
import { type CacheFilter, helixFilter, helixKey } from 'tinyhelix/query'
import { describe, expect, it } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { stubAuth, stubClient } from './stubClient.ts'

const client = stubClient(scriptedFetch())
const second = stubClient(scriptedFetch(), stubAuth('2'))

const cached = {
  streams: helixKey(client, getStreams),
  'streams of two': helixKey(client, getStreams, { user_id: ['5', '6'] }, 'infinite'),
  clip: helixKey(client, getClipsById, { id: 'a' }),
  clips: helixKey(client, getClipsByUserId, { broadcaster_id: '1' }),
  'all clips': helixKey(client, getClipsByUserId, { broadcaster_id: '1' }, Number.POSITIVE_INFINITY),
  'more clips': helixKey(client, getClipsByUserId, { broadcaster_id: '2' }, 200),
  videos: helixKey(client, getVideosByUserId, { user_id: '1' }),
  'videos of a game': helixKey(client, getVideosByCategoryId, { game_id: '1' }),
  team: helixKey(client, getTeamById, { id: '1' }),
  'team by name': helixKey(client, getTeamByName, { name: 'x' }),
  subscriptions: helixKey(client, getEventSubSubscriptions),
  'summary of subscriptions': helixKey(client, getEventSubSubscriptionsSummary),
  followers: helixKey(client, getChannelFollowers),
  'another’s followers': helixKey(client, getChannelFollowers, { broadcaster_id: '7' }),
  'followers of the second': helixKey(second, getChannelFollowers),
  users: helixKey(client, getUsers, { login: 'a' }),
  'not ours': ['todos'],
}

const queryClient = new QueryClient()
for (const [name, key] of Object.entries(cached)) queryClient.setQueryData(key, name)
const found = (filter: CacheFilter) => queryClient.getQueriesData<string>(filter).map(([, name]) => name)

describe('helixFilter', () => {
  it('the empty filter matches all queries of this library', () => {
    expect(found(helixFilter())).toHaveLength(Object.keys(cached).length - 1)
  })

  it('`path` matches queries of a path', () => {
    expect(found(helixFilter({ path: '/clips' }))).toEqual(['clip', 'clips', 'all clips', 'more clips'])
  })

  it.each([
    { filter: helixFilter({ endpoint: getStreams }), names: ['streams', 'streams of two'] },
    { filter: helixFilter({ endpoint: getClipsById }), names: ['clip'] },
    { filter: helixFilter({ endpoint: getClipsByUserId }), names: ['clips', 'all clips', 'more clips'] },
    { filter: helixFilter({ endpoint: getVideosByUserId }), names: ['videos'] },
    { filter: helixFilter({ endpoint: getVideosByCategoryId }), names: ['videos of a game'] },
    { filter: helixFilter({ endpoint: getTeamById }), names: ['team'] },
    { filter: helixFilter({ endpoint: getTeamByName }), names: ['team by name'] },
    { filter: helixFilter({ endpoint: getEventSubSubscriptions }), names: ['subscriptions'] },
    { filter: helixFilter({ endpoint: getEventSubSubscriptionsSummary }), names: ['summary of subscriptions'] },
    { filter: helixFilter({ endpoint: getUsers }), names: ['users'] },
  ])('`endpoint` matches answers of an endpoint in any shape: $names', ({ filter, names }) => {
    expect(found(filter)).toEqual(names)
  })

  it('`id` matches answers about an id, one of several or the user’s by default', () => {
    expect(found(helixFilter({ endpoint: getStreams, params: { user_id: '6' } }))).toEqual(['streams of two'])
    expect(found(helixFilter({ endpoint: getChannelFollowers, params: { broadcaster_id: '1' } }))).toEqual([
      'followers',
    ])
    expect(found(helixFilter({ path: '/channels/followers', params: { broadcaster_id: '7' } }))).toEqual([
      'another’s followers',
    ])
    // @ts-expect-error: there is no such parameter
    helixFilter({ endpoint: getStreams, params: { user: '6' } })
  })

  it('`user` matches answers of a user, or of all', () => {
    expect(found(helixFilter({ user: '2' }))).toEqual(['followers of the second'])
    expect(found(helixFilter({ user: '1' }))).toEqual([
      'subscriptions',
      'summary of subscriptions',
      'followers',
      'another’s followers',
      'users',
    ])
    expect(found(helixFilter({ user: null, path: '/clips' }))).toHaveLength(4)
  })

  it('a filter without matches finds nothing', () => {
    expect(found(helixFilter({ endpoint: getClipsById, params: { id: 'b' } }))).toEqual([])
  })
})
