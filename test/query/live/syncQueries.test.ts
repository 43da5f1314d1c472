import { QueryObserver } from '@tanstack/query-core'
import * as twitch from 'tinyhelix'
import {
  channelBitsUse,
  channelChatSettingsUpdate,
  channelFollow,
  channelPointsCustomRewardAdd,
  channelPollProgress,
  channelSubscriptionEnd,
  channelUpdate,
  createEventSub,
  defineEventType,
  type EventType,
  streamOnline,
} from 'tinyhelix/eventsub'
import { flattenPages, helixKey, helixQuery } from 'tinyhelix/query'
import {
  defineLiveFamily,
  liveBitsLeaderboard,
  liveChannel,
  liveChatSettings,
  liveFollowers,
  liveHypeTrain,
  livePolls,
  liveRewards,
  liveRule,
  liveStreams,
  liveSubscriptions,
  liveUsers,
} from 'tinyhelix/query/live'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { changingUser, type LivePage, livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const ada = '1001'
const choices = [{ title: 'Yes' }, { title: 'No' }]
const createPoll = ({ client }: Pick<LivePage, 'client'>, title = 'New?') =>
  twitch.createPoll(client, { title, choices, duration: 300 })

const posts = ({ fake }: LivePage) =>
  fake.requests.filter(({ method, path }) => method === 'POST' && path === '/eventsub/subscriptions').length

const follow = (page: LivePage, user_id: string, broadcaster_user_id = ada) =>
  page.fake.emit(channelFollow, { user_id, broadcaster_user_id })

describe('the subscriptions of live queries', () => {
  it('live queries with observers have subscriptions, which end a second after the last observer', async () => {
    const page = livePage()
    page.sync([livePolls, liveStreams])
    await pass(3000)
    expect(page.subscribed()).toEqual([])
    const first = page.show(twitch.getPolls)
    const second = page.show(twitch.getPolls, { first: 5 })
    page.show(twitch.getStreams, { user_id: ['1002', '1003'] }, { live: false })
    await pass(3000)
    const types = ['channel.poll.begin 1001', 'channel.poll.progress 1001', 'channel.poll.end 1001']
    expect(page.subscribed()).toEqual(types)
    expect(posts(page)).toBe(3)
    first.end()
    await pass(3000)
    expect(page.subscribed()).toEqual(types)
    second.end()
    await pass(500)
    expect(page.subscribed()).toEqual(types)
    await pass(2500)
    expect(page.subscribed()).toEqual([])
    page.asked()
    await pass(60_000)
    expect(page.asked()).toEqual([])
  })

  it('each channel of a list has one subscription, which has a cost for channels of others', async () => {
    const page = livePage()
    page.sync([liveChannel])
    page.show(twitch.getChannelInformation, { broadcaster_id: ['1001', '1002', '1003'] })
    await pass(3000)
    expect(page.subscribed()).toEqual(['channel.update 1001', 'channel.update 1002', 'channel.update 1003'])
    expect(page.events.state.cost?.total).toBe(2)
  })

  it('null parameters, a login, a game and followed channels cause no subscription', async () => {
    const page = livePage()
    page.sync([livePolls, liveUsers, liveStreams])
    page.show(twitch.getPolls, null)
    page.show(twitch.getUsers, { login: 'pixelfox' })
    page.show(twitch.getStreams, { game_id: '509658' })
    page.show(twitch.getStreams)
    page.show(twitch.getFollowedStreams)
    await pass(3000)
    expect(page.subscribed()).toEqual([])
  })

  it('a component that mounts, unmounts and mounts again makes one subscription', async () => {
    const page = livePage()
    page.sync([liveHypeTrain])
    const train = page.show(twitch.getHypeTrainStatus)
    train.end()
    train.again()
    await pass(3000)
    expect(posts(page)).toBe(3)
    page.asked()
    // As after navigating to another page of an application and back.
    train.end()
    train.again()
    await pass(3000)
    expect(posts(page)).toBe(3)
    expect(page.asked()).toEqual([])
  })

  it('`all` subscribes for every query of the families', async () => {
    const page = livePage()
    page.sync([liveUsers], { all: true })
    page.show(twitch.getUsers, {}, { live: false })
    page.show(twitch.getPolls, {}, { live: false })
    await pass(3000)
    expect(page.subscribed()).toEqual(['user.update 1001'])
  })

  it('removing an answer from the cache ends its subscription', async () => {
    const page = livePage()
    page.sync([livePolls])
    page.show(twitch.getPolls)
    await pass(3000)
    expect(page.subscribed()).toHaveLength(3)
    page.queryClient.clear()
    await pass(3000)
    expect(page.subscribed()).toEqual([])
  })

  it('the function that syncQueries returned ends the subscriptions', async () => {
    const page = livePage()
    const end = page.sync([livePolls])
    const polls = page.show(twitch.getPolls)
    await pass(3000)
    end()
    await pass(3000)
    expect(page.subscribed()).toEqual([])
    const before = polls.data()
    void createPoll(page)
    await pass(3000)
    expect(polls.data()).toBe(before)
  })

  it('a live query that no family covers warns once', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const page = livePage()
    page.sync([livePolls])
    page.sync([liveUsers])
    page.show(twitch.getVips)
    page.show(twitch.getVips, { first: 1 })
    page.show(twitch.getUsers)
    page.show(twitch.getModerators, {}, { live: false })
    await pass(3000)
    expect(warn.mock.calls).toEqual([[expect.stringContaining('covers /channels/vips')]])
  })
})

describe('an event changes cached answers', () => {
  it('an event changes every answer with the row, and leaves other rows as they are', async () => {
    const page = livePage()
    page.sync([livePolls])
    void createPoll(page)
    await pass(100)
    const list = page.show(twitch.getPolls)
    await pass(1000)
    const [{ id } = { id: '' }] = list.data()
    const one = page.show(twitch.getPolls, { id })
    const five = page.show(twitch.getPolls, {}, { limit: 5 })
    const titles = page.show(twitch.getPolls, { first: 3 }, { select: polls => polls.map(({ title }) => title) })
    const pages = page.showPages(twitch.getPolls, { first: 2 })
    await pass(1000)
    void pages.next()
    await pass(2000)
    const before = { list: list.data(), pages: pages.data().pages, titles: titles.data() }
    page.asked()
    void twitch.endPoll(page.client, { id, status: 'TERMINATED' })
    await pass(100)
    expect(page.asked()).toEqual(['PATCH /polls'])
    for (const [first] of [list.data(), one.data(), five.data(), pages.data().pages[0]?.data ?? []]) {
      expect(first).toMatchObject({ id, status: 'TERMINATED' })
    }
    expect(
      list
        .data()
        .slice(1)
        .every((row, index) => row === before.list[index + 1]),
    ).toBe(true)
    expect(pages.data().pages[1]).toBe(before.pages[1])
    expect(titles.data()).toBe(before.titles)
  })

  it('an event adds a row only to answers that may have it, and `limit` and `first` cut them', async () => {
    const page = livePage()
    page.sync([livePolls])
    const list = page.show(twitch.getPolls)
    await pass(1000)
    const [{ id } = { id: '' }] = list.data()
    const one = page.show(twitch.getPolls, { id })
    const five = page.show(twitch.getPolls, {}, { limit: 5 })
    const two = page.show(twitch.getPolls, { first: 2 })
    const every = page.show(twitch.getPolls, {}, { limit: Infinity })
    const pages = page.showPages(twitch.getPolls, { first: 2 })
    await pass(1000)
    void pages.next()
    await pass(2000)
    const count = every.data().length
    void createPoll(page)
    await pass(100)
    const titlesOf = (polls: readonly twitch.Poll[]) => polls.map(({ title }) => (title === 'New?' ? title : 'old'))
    expect(titlesOf(one.data())).toEqual(['old'])
    expect(titlesOf(two.data())).toEqual(['New?', 'old'])
    expect(titlesOf(five.data())).toEqual(['New?', 'old', 'old', 'old', 'old'])
    expect(list.data()).toHaveLength(20)
    expect(every.data()).toHaveLength(count + 1)
    expect(pages.data().pages.map(({ data }) => titlesOf(data))).toEqual([
      ['New?', 'old', 'old'],
      ['old', 'old'],
    ])
    expect(flattenPages(pages.data())).toHaveLength(5)
  })

  it('an event changes the total of pages, and makes answers stale if it lacks some of their fields', async () => {
    const page = livePage()
    page.sync([liveFollowers])
    const pages = page.showPages(twitch.getChannelFollowers, { first: 3 })
    const other = page.show(twitch.getChannelFollowers, { user_id: '1005' })
    await pass(3000)
    const [{ total } = { total: 0 }] = pages.data().pages
    const before = other.data()
    page.asked()
    expect(follow(page, '77')).toBe(1)
    await pass(2000)
    expect(pages.data().pages[0]).toMatchObject({ total: total + 1, data: [{ user_id: '77' }, {}, {}, {}] })
    expect(other.data()).toBe(before)
    expect(page.asked()).toEqual([])
    const [ofAll, ofOne] = page.queryClient.getQueryCache().getAll()
    expect({ ofAll: ofAll?.state.isInvalidated, ofOne: ofOne?.state.isInvalidated }).toEqual({
      ofAll: true,
      ofOne: false,
    })
    follow(page, '77')
    await pass(100)
    expect(pages.data().pages[0]?.total).toBe(total + 1)
  })

  it('an event changes no total of answers that may lack the row, and no age of answers', async () => {
    const page = livePage()
    page.sync([liveSubscriptions])
    const pages = page.showPages(twitch.getBroadcasterSubscriptions, { first: 2 })
    await pass(3000)
    const [
      {
        total,
        data: [first],
      } = { total: 0, data: [] },
    ] = pages.data().pages as never as [{ total: number; data: { user_id: string }[] }]
    const ofOne = page.showPages(twitch.getBroadcasterSubscriptions, { user_id: '1777' })
    await pass(3000)
    const before = ofOne.data()
    const ages = () =>
      page.queryClient
        .getQueryCache()
        .getAll()
        .map(query => query.state.dataUpdatedAt)
    const age = ages()
    page.fake.emit(channelSubscriptionEnd, {
      broadcaster_user_id: ada,
      user_id: first?.user_id ?? '',
      tier: '1000',
      is_gift: false,
    })
    await pass(100)
    expect(pages.data().pages[0]).toMatchObject({ total: total - 1 })
    expect([ofOne.data(), ages()]).toEqual([before, age])
    expect(ofOne.data()).toBe(before)
  })

  it('an event changes a stale answer, which stays stale', async () => {
    const page = livePage()
    page.sync([livePolls])
    const polls = page.show(twitch.getPolls)
    await pass(3000)
    void page.queryClient.invalidateQueries({ refetchType: 'none' })
    void createPoll(page)
    await pass(100)
    expect(polls.data()[0]?.title).toBe('New?')
    expect(page.queryClient.getQueryCache().getAll()[0]?.state.isInvalidated).toBe(true)
  })

  it.each([
    ['a list of null', [null]],
    ['a page of null', { pages: [null] }],
    ['a page without rows', { pages: [{}] }],
    ['a page whose rows are null', { pages: [{ data: null }] }],
    ['pages with a row of null', { pages: [{ data: [null] }] }],
  ])(
    'an event changes the other answers when the cache has %s, as of another version of the page',
    async (_, broken) => {
      const page = livePage()
      const { queueMicrotask } = globalThis
      const errors: unknown[] = []
      vi.stubGlobal('queueMicrotask', (callback: () => void) =>
        queueMicrotask(() => {
          try {
            callback()
          } catch (error) {
            errors.push(error)
          }
        }),
      )
      onTestFinished(() => void vi.unstubAllGlobals())
      const ofBroken = helixKey(page.client, twitch.getChannelFollowers, {})
      page.queryClient.setQueryData(ofBroken, broken)
      page.sync([liveFollowers])
      const followers = page.showPages(twitch.getChannelFollowers, { first: 3 })
      await pass(3000)
      follow(page, '77')
      await pass(100)
      expect(followers.data().pages[0]?.data[0]).toMatchObject({ user_id: '77' })
      const [ofAll] = page.queryClient.getQueryCache().getAll()
      expect(ofAll?.queryKey).toEqual(ofBroken)
      expect(ofAll?.state.isInvalidated).toBe(true)
    },
  )

  it('an event does not change another channel', async () => {
    const page = livePage()
    page.sync([liveChatSettings])
    const mine = page.show(twitch.getChatSettings, { broadcaster_id: ada })
    const others = page.show(twitch.getChatSettings, { broadcaster_id: '1002' })
    await pass(3000)
    const before = mine.data()
    void twitch.updateChatSettings(page.fake.client({ user: '1002' }), {
      broadcaster_id: '1002',
      emote_mode: !others.data().emote_mode,
    })
    await pass(100)
    expect(mine.data()).toBe(before)
    expect(others.changes()).toBe(2)
  })
})

describe('reads of live queries', () => {
  it('each query reads at most once a second', async () => {
    const page = livePage()
    page.sync([liveBitsLeaderboard, livePolls, liveFollowers])
    page.show(twitch.getBitsLeaderboard)
    page.show(twitch.getPolls)
    const followers = page.show(twitch.getChannelFollowers)
    await pass(3000)
    page.asked()
    const use = { user_id: '1002', broadcaster_user_id: ada, bits: 1, type: 'cheer', power_up: null, message: null }
    for (let index = 0; index < 1000; index++) {
      if (index % 2) follow(page, `9${index}`)
      else expect(page.fake.emit(channelBitsUse, { ...use } as never)).toBe(1)
      await pass(10)
    }
    // Ten seconds of Bits cause a read each second. Followers cause none.
    const during = page.asked()
    expect([...new Set(during)]).toEqual(['GET /bits/leaderboard'])
    expect(during.length).toBeLessThanOrEqual(11)
    expect(during.length).toBeGreaterThanOrEqual(8)
    expect(followers.data()).toHaveLength(100)
    // One more read for the last event, and one because Helix lags.
    await pass(20_000)
    expect(page.asked().length).toBeLessThanOrEqual(2)
  })

  it('a read that is older than an event does not overwrite its change', async () => {
    const page = livePage()
    page.sync([livePolls])
    void createPoll(page, 'Slow?')
    await pass(100)
    const polls = page.show(twitch.getPolls)
    await pass(3000)
    const release = page.hold()
    void page.queryClient.invalidateQueries()
    await pass(1000)
    const ended = twitch.endPoll(page.fake.client(), { id: polls.data()[0]?.id ?? '', status: 'TERMINATED' })
    await pass(100)
    await ended
    expect(polls.data()[0]?.status).toBe('TERMINATED')
    release()
    await pass(10_000)
    expect(polls.data()[0]?.status).toBe('TERMINATED')
  })

  it('a read of the first page or another page continues, and keeps events that arrive meanwhile', async () => {
    const page = livePage()
    page.sync([livePolls])
    const pages = page.showPages(twitch.getPolls, { first: 2 })
    await pass(3000)
    const release = page.hold()
    void pages.next()
    const list = page.show(twitch.getPolls)
    await pass(1000)
    page.asked()
    void createPoll({ client: page.fake.client() })
    await pass(100)
    expect(pages.data().pages[0]?.data[0]?.title).toBe('New?')
    expect(list.data()).toBeUndefined()
    release()
    await pass(6000)
    expect(pages.data().pages).toHaveLength(2)
    expect(pages.data().pages[0]?.data[0]?.title).toBe('New?')
    expect(list.data()[0]?.title).toBe('New?')
    expect(page.asked()).toEqual(['POST /polls'])
  })

  it('a read that began before Twitch accepted the subscription is repeated once', async () => {
    const page = livePage()
    page.sync([liveUsers])
    const user = page.show(twitch.getUsers)
    await pass(5000)
    expect(page.asked()).toEqual(['GET /users', 'GET /users'])
    expect(user.changes()).toBeLessThanOrEqual(1)
    page.show(twitch.getUsers, { id: ada })
    await pass(5000)
    expect(page.asked()).toEqual(['GET /users'])
  })

  it('a gap refetches the answers that may have missed an event', async () => {
    const page = livePage()
    page.sync([liveUsers, liveBitsLeaderboard])
    page.show(twitch.getUsers)
    page.show(twitch.getPolls, {}, { live: false })
    await pass(3000)
    page.asked()
    page.fake.eventSub.drop()
    await pass(10_000)
    expect(page.asked()).toEqual(['GET /users'])
  })

  it('a gap refetches until one read succeeds', async () => {
    const page = livePage()
    page.sync([liveUsers])
    page.show(twitch.getUsers)
    await pass(3000)
    page.asked()
    const lift = page.fake.fail({ path: '/users', status: 500 })
    page.fake.eventSub.drop()
    await pass(10_000)
    const [query] = page.queryClient.getQueryCache().getAll()
    expect(query?.state).toMatchObject({ status: 'error', isInvalidated: true, data: expect.anything() })
    expect(page.asked().length).toBeGreaterThan(0)
    await pass(300_000)
    // It reads from time to time.
    expect(page.asked().length).toBeGreaterThan(2)
    await pass(300_000)
    // One call with two retries, each minute.
    expect(page.asked().length).toBeLessThan(16)
    lift()
    await pass(90_000)
    expect(query?.state).toMatchObject({ status: 'success', isInvalidated: false })
    page.asked()
    await pass(300_000)
    expect(page.asked()).toEqual([])
  })

  it('reads continue until Helix knows a new stream', async () => {
    const page = livePage({ streamLag: 20_000 })
    page.sync([liveStreams])
    page.fake.offline('ada')
    await pass(60_000)
    const streams = page.show(twitch.getStreams, { user_id: ada })
    await pass(3000)
    expect(streams.data()).toEqual([])
    page.asked()
    page.fake.online('ada')
    await pass(25_000)
    expect(page.asked()).toEqual(Array(3).fill('GET /streams'))
    expect(streams.data()).toEqual([])
    await pass(10_000)
    expect(page.asked()).toEqual(['GET /streams'])
    expect(streams.data()).toHaveLength(1)
    await pass(100_000)
    expect(page.asked()).toEqual([])
    // Reads also continue while Helix still lists a stream that has ended.
    page.fake.offline('ada')
    await pass(100)
    expect(streams.data()).toEqual([])
    void page.queryClient.invalidateQueries()
    await pass(1000)
    expect(page.asked()).toEqual(['GET /streams'])
    expect(streams.data()).toEqual([])
    await pass(30_000)
    page.fake.online('ada')
    await pass(100_000)
    expect(streams.data()).toHaveLength(1)
  })
})

it('a stream that continues is shown again', async () => {
  const page = livePage({ streamLag: 600_000 })
  page.sync([liveStreams])
  const streams = page.show(twitch.getStreams, { user_id: ada })
  await pass(3000)
  const [{ id, started_at } = { id: '', started_at: '' }] = streams.data()
  page.fake.offline('ada')
  await pass(1000)
  expect(streams.data()).toEqual([])
  page.fake.emit(streamOnline, { broadcaster_user_id: ada, id, started_at, type: 'live' })
  await pass(1000)
  expect(streams.data()).toMatchObject([{ id }])
})

describe('users of live queries', () => {
  it('two accounts on a page get their own events', async () => {
    const page = livePage()
    const other = ['1003', '1004', '1005'].find(id => page.fake.user(id).broadcaster_type) ?? ''
    const second = page.account(other)
    page.sync([livePolls, liveChannel])
    page.sync([livePolls, liveChannel], { account: second })
    const mine = page.show(twitch.getPolls)
    const others = page.show(twitch.getPolls, {}, { account: second })
    await pass(3000)
    expect(page.subscribed().filter(line => line.startsWith('channel.poll.end'))).toEqual([
      'channel.poll.end 1001',
      `channel.poll.end ${other}`,
    ])
    const before = mine.data()
    void createPoll(second)
    await pass(100)
    expect(mine.data()).toBe(before)
    expect(others.data()[0]?.title).toBe('New?')
  })

  it('two accounts share public answers, which the first syncQueries updates, then the next', async () => {
    const page = livePage()
    const second = page.account('1002')
    const end = page.sync([liveStreams])
    page.sync([liveStreams], { account: second })
    const streams = page.show(twitch.getStreams, { user_id: ada })
    await pass(3000)
    expect(page.fake.eventSub.sessions.map(({ user }) => user)).toEqual(['ada'])
    end()
    await pass(3000)
    expect(page.fake.eventSub.sessions.filter(({ status }) => status === 'connected').map(({ user }) => user)).toEqual([
      page.fake.user('1002').login,
    ])
    page.fake.emit(channelUpdate, {
      broadcaster_user_id: ada,
      title: 'Told to the second',
      language: 'en',
      category_id: '509658',
      content_classification_labels: [],
    })
    await pass(100)
    expect(streams.data()[0]?.title).toBe('Told to the second')
  })
})

it('an answer of a user without events and one about another channel stay as they were read', async () => {
  const page = livePage()
  const second = page.account('1002')
  page.sync([liveChannel, liveFollowers])
  const mine = page.show(twitch.getChannelInformation, { broadcaster_id: ada })
  const others = page.show(twitch.getChannelInformation, { broadcaster_id: ada }, { account: second })
  page.show(twitch.getChannelFollowers)
  const key = helixKey(page.client, twitch.getChannelFollowers, { broadcaster_id: '1002' })
  page.queryClient.setQueryData(key, [])
  await pass(3000)
  const before = others.data()
  void twitch.modifyChannelInformation(page.client, { title: 'For ada' })
  follow(page, '77')
  await pass(100)
  expect(mine.data()[0]?.title).toBe('For ada')
  expect(others.data()).toBe(before)
  expect(page.queryClient.getQueryData(key)).toEqual([])
})

describe('a user who signs out', () => {
  const setUp = () => {
    const page = livePage()
    const { client, auth, signIn } = changingUser(page.fake, 'ada')
    const { subscribe } = auth
    const listeners = new Set<unknown>()
    vi.spyOn(auth, 'subscribe').mockImplementation(listener => {
      const end = subscribe(listener)
      listeners.add(end)
      return () => {
        listeners.delete(end)
        end()
      }
    })
    const errors: unknown[] = []
    const account = { client, events: createEventSub(client, { onError: error => errors.push(error) }), errors }
    const end = page.sync([livePolls, liveStreams], { account })
    const connected = () => page.fake.eventSub.sessions.filter(({ status }) => status === 'connected')
    return { ...page, account, signIn, listeners, errors, end, connected }
  }
  const ofUser = ({ queryClient }: Pick<LivePage, 'queryClient'>) =>
    queryClient.getQueriesData({ queryKey: ['tinyhelix', '/polls'] })

  it('a sign-out ends the user’s subscriptions and drops the user’s answers', async () => {
    const page = setUp()
    page.show(twitch.getPolls, {}, { account: page.account })
    page.show(twitch.getStreams, { user_id: ada }, { account: page.account })
    await pass(3000)
    expect(page.subscribed()).toHaveLength(6)
    page.asked()
    page.signIn(null)
    expect(ofUser(page)).toEqual([])
    await pass(10_000)
    expect(page.connected()).toEqual([])
    expect(page.asked()).toEqual([])
    expect(page.errors).toEqual([])
  })

  it('the next user sees no answer of the former one', async () => {
    const page = setUp()
    const first = page.show(twitch.getPolls, {}, { account: page.account })
    await pass(3000)
    page.asked()
    page.signIn('pixelfox')
    expect(ofUser(page)).toEqual([])
    // An event for the former user that was on its way.
    void createPoll(page)
    first.end()
    const second = page.show(twitch.getPolls, {}, { account: page.account })
    await pass(5000)
    const { id } = page.fake.user('pixelfox')
    expect(second.data().filter(({ broadcaster_id }) => broadcaster_id !== id)).toEqual([])
    expect(page.connected().map(({ user }) => user)).toEqual(['pixelfox'])
    expect(page.connected().flatMap(({ subscriptions }) => subscriptions.map(({ condition }) => condition))).toEqual(
      Array(3).fill({ broadcaster_user_id: id }),
    )
    expect(page.queryClient.getQueriesData({}).map(([key]) => key[4])).toEqual([id])
    expect(page.errors).toEqual([])
  })

  it('public answers stay live after a sign-out', async () => {
    const page = setUp()
    const streams = page.show(twitch.getStreams, { user_id: ada }, { account: page.account })
    await pass(3000)
    page.signIn('pixelfox')
    await pass(3000)
    const conditions = page.connected().flatMap(({ subscriptions }) => subscriptions.map(({ condition }) => condition))
    expect(conditions).toEqual(Array(3).fill({ broadcaster_user_id: ada }))
    page.fake.offline('ada')
    await pass(1000)
    expect(streams.data()).toEqual([])
    expect(page.errors).toEqual([])
  })

  it('public answers are read again for the next user, because events may be missing', async () => {
    const page = setUp()
    const streams = page.show(twitch.getStreams, { user_id: ada }, { account: page.account })
    await pass(3000)
    page.signIn(null)
    page.fake.offline('ada')
    await pass(600_000)
    expect(streams.data()).toHaveLength(1)
    page.signIn('pixelfox')
    await pass(3000)
    expect(streams.data()).toEqual([])
    page.asked()
    page.signIn('pixelfox')
    await pass(3000)
    expect(page.asked()).toEqual([])
  })

  it('no user is listened for after the end of syncQueries', async () => {
    const page = setUp()
    page.show(twitch.getPolls, {}, { account: page.account })
    await pass(3000)
    expect(page.listeners.size).toBeGreaterThan(0)
    page.end()
    page.account.events.close()
    expect(page.listeners.size).toBe(0)
  })
})

it('an EventSub delivers each event once, however many handlers it has', async () => {
  const { fake, events, client } = livePage()
  const heard: string[] = []
  expect(events.client).toBe(client)
  const end = events.onEvent(({ subscription, event }) => heard.push(`${subscription.type} ${Object(event).user_id}`))
  events.on(channelFollow, () => heard.push('first'))
  events.on(channelFollow, () => heard.push('second'))
  await pass(3000)
  fake.emit(channelFollow, { user_id: '5', broadcaster_user_id: ada })
  await pass(100)
  expect(heard).toEqual(['first', 'second', 'channel.follow 5'])
  end()
  fake.emit(channelFollow, { user_id: '6', broadcaster_user_id: ada })
  await pass(100)
  expect(heard.slice(3)).toEqual(['first', 'second'])
})

it('own families are rules for any type and any read', async () => {
  interface BadgeEvent {
    broadcaster_user_id: string
    badge_id: string
    title: string
  }
  const badgeRenamed: EventType<{ broadcaster_user_id?: string }, BadgeEvent> = defineEventType({
    type: 'channel.badge.rename',
    condition: { broadcaster_user_id: 'self' },
    event: v.object({ broadcaster_user_id: v.string(), badge_id: v.string(), title: v.string() }),
  })
  const page = livePage({ eventTypes: [badgeRenamed] })
  const family = defineLiveFamily([
    liveRule(badgeRenamed, twitch.getCustomRewards, {
      effect: 'patch',
      row: 'id',
      from: 'badge_id',
      fields: { title: 'title', prompt: event => `${event.title}!` },
    }),
  ])
  page.sync([family, liveRewards])
  const rewards = page.show(twitch.getCustomRewards)
  await pass(3000)
  const [first] = rewards.data()
  page.fake.emit(badgeRenamed, { broadcaster_user_id: ada, badge_id: first?.id ?? '', title: 'B' })
  await pass(100)
  expect(rewards.data()[0]).toEqual({ ...first, title: 'B', prompt: 'B!' })
})

it('TypeScript refuses a field that the row or the event does not have', () => {
  const follower = { user_id: 'user_id', user_login: 'user_login', followed_at: 'followed_at' } as const
  const byUser = { row: 'user_id', from: 'user_id' } as const
  const whole = { ...follower, user_name: 'user_name' } as const
  const inserts = { effect: 'insert', maxFirst: 100, ...byUser } as const
  liveRule(channelFollow, twitch.getChannelFollowers, { ...inserts, fields: whole })
  // @ts-expect-error: the event has no user_nam
  liveRule(channelFollow, twitch.getChannelFollowers, { ...inserts, fields: { ...follower, user_name: 'user_nam' } })
  // @ts-expect-error: the row that is new would lack a field
  liveRule(channelFollow, twitch.getChannelFollowers, { ...inserts, fields: follower })
  // @ts-expect-error: the row has no name
  liveRule(channelFollow, twitch.getChannelFollowers, { effect: 'patch', ...byUser, fields: { name: 'user_name' } })
  // @ts-expect-error: a number is no yes or no
  liveRule(channelChatSettingsUpdate, twitch.getChatSettings, {
    effect: 'patch',
    fields: { slow_mode: 'slow_mode_wait_time_seconds' },
  })
  // @ts-expect-error: polls have no poll_id
  liveRule(channelPollProgress, twitch.getPolls, { effect: 'remove', row: 'poll_id', from: 'id' })
  // @ts-expect-error: the read has no such parameter
  liveRule(channelPointsCustomRewardAdd, twitch.getCustomRewards, { effect: 'refetch', match: { reward_id: () => '' } })
})

it('the meta of a query has `live` with its other entries', async () => {
  const page = livePage()
  const { meta } = helixQuery(page.client, twitch.getPolls, {}, { live: true, meta: { own: 1 } })
  expect(meta).toEqual({ own: 1, live: true })
  expect(helixQuery(page.client, twitch.getPolls, {}, { live: false })).not.toHaveProperty('meta')
  expect(new QueryObserver(page.queryClient, helixQuery(page.client, twitch.getPolls)).options).not.toHaveProperty(
    'live',
  )
})
