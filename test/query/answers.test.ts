import { QueryClient } from '@tanstack/query-core'
import {
  getBannedUsers,
  getChannelFollowers,
  getChannelInformation,
  getChatSettings,
  getCustomRewards,
  getPinnedChatMessage,
  getUsers,
} from 'tinyhelix'
import { flattenPages, helixInfiniteQuery, helixQuery, readAnswer, updateRows } from 'tinyhelix/query'
import { describe, expect, it } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { stubAuth, stubClient } from './stubClient.ts'

const client = stubClient(scriptedFetch())

/** Rows with the fields that these tests read. */
const rows = <T>(...ids: string[]) => ids.map(id => ({ id, user_id: id })) as T[]

const setUp = (...pages: string[][]) => {
  const queryClient = new QueryClient()
  const query = helixInfiniteQuery(client, getBannedUsers, { first: 2 })
  const data = pages.map((ids, index) => ({ data: rows(...ids), cursor: `${index}`, kept: index }))
  queryClient.setQueryData(query.queryKey, { pages: data, pageParams: pages.map(() => '') }, { updatedAt: 1000 })
  const ids = () => readAnswer(queryClient, query)?.pages.map(page => page.data.map(row => row.user_id))
  return { queryClient, query, data, ids }
}

describe('readAnswer', () => {
  it('readAnswer returns the cached answer of a query, or undefined', () => {
    const queryClient = new QueryClient()
    const users = helixQuery(client, getUsers, { login: 'ada' })
    expect(readAnswer(queryClient, users)).toBeUndefined()
    queryClient.setQueryData(users.queryKey, rows('1'))
    expect(readAnswer(queryClient, users)).toEqual(rows('1'))
    expect(readAnswer(queryClient, helixQuery(client, getUsers, { login: 'ada' }, { limit: 5 }))).toBeUndefined()
    const { queryClient: other, query, data } = setUp(['a'])
    expect(readAnswer(other, query)?.pages).toEqual(data)
  })

  it('readAnswer returns undefined for a user who is no longer signed in', async () => {
    const auth = stubAuth('1')
    const ada = stubClient(scriptedFetch(), auth)
    const queryClient = new QueryClient()
    queryClient.setQueryData(helixQuery(ada, getCustomRewards).queryKey, rows('1'))
    auth.signInAs('2')
    expect(readAnswer(queryClient, helixQuery(ada, getCustomRewards))).toBeUndefined()
  })
})

describe('updateRows', () => {
  it('updateRows changes the rows of a list', () => {
    const queryClient = new QueryClient()
    const query = helixQuery(client, getCustomRewards)
    queryClient.setQueryData(query.queryKey, rows('1', '2'))
    updateRows(queryClient, query, rewards => rewards.map(row => (row.id === '2' ? { ...row, title: 'New' } : row)))
    expect(readAnswer(queryClient, query)).toEqual([...rows('1'), { ...rows<object>('2')[0], title: 'New' }])
    updateRows(queryClient, query, () => [])
    expect(readAnswer(queryClient, query)).toEqual([])
  })

  it.each([
    ['changed', (ids: string[]) => ids.map(id => (id === 'd' ? 'D' : id)), [['a', 'b'], ['c', 'D'], ['e']]],
    ['put first', (ids: string[]) => ['x', ...ids], [['x', 'a', 'b'], ['c', 'd'], ['e']]],
    ['put last', (ids: string[]) => [...ids, 'x'], [['a', 'b', 'c'], ['d', 'e'], ['x']]],
    ['removed', (ids: string[]) => ids.filter(id => id !== 'c'), [['a'], ['b', 'd'], ['e']]],
    ['removed at the end', (ids: string[]) => ids.slice(0, 2), [[], ['a'], ['b']]],
    ['removed, all of them', () => [], [[], [], []]],
    ['left as they are', (ids: string[]) => ids, [['a', 'b'], ['c', 'd'], ['e']]],
  ])('updateRows distributes the rows of an infinite query: %s', (_, change, pages) => {
    const { queryClient, query, ids } = setUp(['a', 'b'], ['c', 'd'], ['e'])
    updateRows(queryClient, query, all => rows(...change(all.map(row => row.user_id))))
    expect(ids()).toEqual(pages)
    const answer = readAnswer(queryClient, query)
    expect(flattenPages(answer).map(row => row.user_id)).toEqual(pages.flat())
    expect(answer?.pages.map(page => Object(page).kept)).toEqual([0, 1, 2])
  })

  it('pages that do not change stay the same objects', () => {
    const { queryClient, query } = setUp(['a', 'b'], ['c', 'd'])
    const before = readAnswer(queryClient, query)
    updateRows(queryClient, query, all => [...rows<(typeof all)[number]>('x'), ...all])
    const after = readAnswer(queryClient, query)
    expect(after?.pages[1]).toBe(before?.pages[1])
  })

  it('updateRows changes a single answer, and removes it only if it may be null', () => {
    const queryClient = new QueryClient()
    const settings = helixQuery(client, getChatSettings, { broadcaster_id: '1' })
    queryClient.setQueryData(settings.queryKey, { slow_mode: false })
    updateRows(queryClient, settings, all => all.map(row => ({ ...row, slow_mode: true })))
    expect(readAnswer(queryClient, settings)).toEqual({ slow_mode: true })
    updateRows(queryClient, settings, () => [])
    expect(readAnswer(queryClient, settings)).toEqual({ slow_mode: true })

    const pinned = helixQuery(client, getPinnedChatMessage)
    expect(pinned.queryKey[2]).toBe('maybe')
    queryClient.setQueryData(pinned.queryKey, { message_id: '5' })
    updateRows(queryClient, pinned, all => all.filter(({ message_id }) => message_id !== '5'))
    expect(readAnswer(queryClient, pinned)).toBeNull()
    updateRows(queryClient, pinned, all => [...all, Object({ message_id: '6' })])
    expect(readAnswer(queryClient, pinned)).toEqual({ message_id: '6' })
  })

  it('updateRows does nothing without a cached answer', () => {
    const queryClient = new QueryClient()
    const query = helixQuery(client, getChannelInformation, { broadcaster_id: '1' })
    updateRows(queryClient, query, () => {
      throw new Error('There is nothing to change.')
    })
    expect(queryClient.getQueryCache().getAll()).toEqual([])
  })

  it('updateRows changes neither the age of an answer nor whether it is stale', async () => {
    const { queryClient, query } = setUp(['a'])
    await queryClient.invalidateQueries()
    updateRows(queryClient, query, () => [])
    const { dataUpdatedAt, isInvalidated } = queryClient.getQueryState(query.queryKey) ?? {}
    expect({ dataUpdatedAt, isInvalidated }).toEqual({ dataUpdatedAt: 1000, isInvalidated: true })
    const followers = helixInfiniteQuery(client, getChannelFollowers)
    queryClient.setQueryData(followers.queryKey, { pages: [], pageParams: [] })
    updateRows(queryClient, followers, () => [])
    expect(queryClient.getQueryState(followers.queryKey)?.isInvalidated).toBe(false)
  })
})
