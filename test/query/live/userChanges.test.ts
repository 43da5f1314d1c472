import { QueryClient } from '@tanstack/query-core'
import { getChannelFollowers, getChannelInformation } from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub, type EventSub } from 'tinyhelix/eventsub'
import { helixQuery } from 'tinyhelix/query'
import { defineLiveFamily, liveFollowers, liveRule, syncQueries } from 'tinyhelix/query/live'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page, settle } from '../../eventsub/scriptedPage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

/** A page that listens to channel 42 for ada, with cached answers of ada and of bob about that channel. */
const listening = async (sync: (events: EventSub, queryClient: QueryClient) => void) => {
  const made = page({ validate: 'off' })
  const events = createEventSub(made.client, { onError: () => {} })
  const queryClient = new QueryClient()
  events.on(channelFollow, { broadcaster_user_id: '42' }, () => {})
  events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {})
  await settle()
  made.socket().welcome()
  await settle()
  await made.agree()
  const adas = helixQuery(made.client, getChannelInformation, { broadcaster_id: '42' }).queryKey
  made.signIn('bob')
  const bobs = helixQuery(made.client, getChannelFollowers, { broadcaster_id: '42' }).queryKey
  made.signIn('ada')
  await settle()
  made.socket().welcome()
  await settle()
  await made.agree()
  const rows = [{ user_id: '1', user_name: 'Fox' }]
  queryClient.setQueryData(bobs, rows as never)
  sync(events, queryClient)
  const send = (type: string, version: string, event: object) => {
    const condition = { broadcaster_user_id: '42', ...(type === 'channel.follow' && { moderator_user_id: 'ada' }) }
    made.socket().notify('early', { broadcaster_user_id: '42', ...event }, { type, version, condition })
  }
  return { ...made, queryClient, send, adas, bobs, rows }
}

const follow = {
  user_id: '7',
  user_login: 'owl',
  user_name: 'Owl',
  broadcaster_user_login: 'ada',
  broadcaster_user_name: 'Ada',
  followed_at: '2026-05-01T12:00:00Z',
}

it('an event is not written into the answer of a user whom a listener signs in', async () => {
  const made = await listening((events, queryClient) => {
    events.onEvent(() => made.signIn('bob'))
    syncQueries(queryClient, events, [liveFollowers])
  })
  made.send('channel.follow', '2', follow)
  await settle()
  expect(made.queryClient.getQueryData(made.bobs)).toBe(made.rows)
})

it('an event stays with the former user for later rules when its first rule signs in another user', async () => {
  const made = await listening((events, queryClient) => {
    const rule = {
      effect: 'patch',
      row: 'broadcaster_id',
      from: 'broadcaster_user_id',
      fields: { title: 'title' },
    } as const
    const followers = { effect: 'patch', fields: { user_name: 'title' } } as const
    syncQueries(queryClient, events, [
      defineLiveFamily([
        liveRule(channelUpdate, getChannelInformation, rule),
        liveRule(channelUpdate, getChannelFollowers, followers),
      ]),
    ])
  })
  const { queryClient, adas, bobs, rows } = made
  queryClient.setQueryData(adas, [{ broadcaster_id: '42', title: 'before' }] as never)
  const written: unknown[] = []
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return
    written.push(query.state.data)
    made.signIn('bob')
  })
  made.send('channel.update', '2', {
    broadcaster_user_login: 'ada',
    broadcaster_user_name: 'Ada',
    title: 'after',
    language: 'en',
    category_id: '1',
    category_name: 'Art',
    content_classification_labels: [],
  })
  await settle()
  expect(written).toMatchObject([[{ title: 'after' }]])
  expect(queryClient.getQueryData(bobs)).toBe(rows)
})
