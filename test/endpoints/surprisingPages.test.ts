import { createClient, getBannedUsers, getChannelStreamSchedule, getStreams, getUnbanRequests } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { EndpointName } from './calls.ts'
import { documentedAnswer, put } from './documentedAnswer.ts'
import { rowOf } from './endpoints.ts'
import { json } from './outcome.ts'

describe('surprising pages of Twitch', () => {
  const rows = (name: EndpointName, ...ids: readonly string[]) => {
    const [row] = Object(documentedAnswer(rowOf(name).operation)['data'])
    return ids.map(id => ({ ...row, id, user_id: id }))
  }
  const clientFor = (answers: readonly object[]) => {
    const left = [...answers]
    return createClient({
      kind: 'user',
      validate: 'throw',
      fetch: async () => json(left.shift() ?? { data: 'too many' }),
    })
  }
  const idsOf = async (list: AsyncIterable<{ readonly id?: string; readonly user_id?: string }>) => {
    const ids = []
    for await (const { id, user_id } of list) ids.push(id ?? user_id)
    return ids
  }

  it('an empty page after a cursor ends the list', async () => {
    const client = clientFor([{ data: rows('getStreams', '1'), pagination: { cursor: 'a' } }, { data: [] }])
    expect(await idsOf(getStreams(client))).toEqual(['1'])
  })

  it('a repeated cursor with the same rows ends the list', async () => {
    const page = { data: rows('getBannedUsers', '1', '2'), pagination: { cursor: 'a' } }
    const last = { data: rows('getBannedUsers', '3'), pagination: { cursor: 'b' } }
    const banned = getBannedUsers(clientFor([page, last, last]), { broadcaster_id: '1' })
    const ids = []
    for await (const { user_id } of banned) ids.push(user_id)
    expect(ids).toEqual(['1', '2', '3'])
  })

  it('unban requests continue after an empty page', async () => {
    const client = clientFor([
      { data: [], pagination: { cursor: 'a' } },
      { data: rows('getUnbanRequests', '1'), pagination: { cursor: 'b' } },
      { data: [], pagination: { cursor: 'c' } },
      { data: rows('getUnbanRequests', '2'), pagination: {} },
    ])
    const ids = { broadcaster_id: '1', moderator_id: '1' }
    expect(await idsOf(getUnbanRequests(client, { ...ids, status: 'pending' }))).toEqual(['1', '2'])
  })

  it('a schedule can end with a page without a list', async () => {
    const [answer, last] = ['c', undefined].map(cursor => ({
      ...documentedAnswer(rowOf('getChannelStreamSchedule').operation),
      pagination: { cursor },
    }))
    put(last ?? {}, 'data/segments', null)
    const segments = getChannelStreamSchedule(clientFor([answer ?? {}, last ?? {}]), { broadcaster_id: '1' })
    expect(await idsOf(segments)).toEqual(['some text'])
  })

  it('a list can return the same row twice', async () => {
    const client = clientFor([
      { data: rows('getStreams', '1', '2'), pagination: { cursor: 'a' } },
      { data: rows('getStreams', '2', '3'), pagination: {} },
    ])
    expect(await idsOf(getStreams(client))).toEqual(['1', '2', '2', '3'])
  })

  it('a repeated cursor ends a list that goes backward', async () => {
    const page = (id: string) => ({ data: rows('getStreams', id), pagination: { cursor: 'a' } })
    expect(await idsOf(getStreams(clientFor([page('2'), page('1')]), { before: 'z' }))).toEqual(['2', '1'])
  })
})
