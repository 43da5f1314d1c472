import * as twitch from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub, streamOffline, streamOnline } from 'tinyhelix/eventsub'
import {
  defineLiveFamily,
  liveChannel,
  liveChatSettings,
  liveFollowers,
  liveRule,
  liveStreams,
} from 'tinyhelix/query/live'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Account, changingUser, type LivePage, livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const ada = '1001'
const ivy = '1009'

/** An account of a page whose user the test changes. `null`: nobody is signed in. */
function changingAccount(page: LivePage, user: string | null) {
  const { client, signIn } = changingUser(page.fake, user ?? 'ada')
  if (user === null) signIn(null)
  const errors: unknown[] = []
  const account: Account = { client, events: createEventSub(client, { onError: error => errors.push(error) }), errors }
  return { ...account, account, signIn }
}

const connectedUsers = ({ fake }: LivePage) =>
  fake.eventSub.sessions.filter(({ status }) => status === 'connected').map(({ user }) => user)

const update = ({ fake }: LivePage, title: string) =>
  fake.emit(channelUpdate, {
    broadcaster_user_id: ada,
    title,
    language: 'en',
    category_id: '509658',
    content_classification_labels: [],
  })

describe('a public answer on a page with two accounts', () => {
  it('the second account updates the answer while the first is signed out', async () => {
    const page = livePage()
    const first = changingAccount(page, null)
    const second = page.account('pixelfox')
    page.sync([liveStreams], { account: first.account })
    page.sync([liveStreams], { account: second })
    const streams = page.show(twitch.getStreams, { user_id: ada }, { account: second })
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['pixelfox'])
    expect(update(page, 'For the second')).toBe(1)
    await pass(100)
    expect(streams.data()[0]?.title).toBe('For the second')
  })

  it('the second account updates the answer after the first signs out, and the first again after it signs in', async () => {
    const page = livePage()
    const first = changingAccount(page, 'ada')
    const second = page.account('pixelfox')
    page.sync([liveStreams, liveChatSettings], { account: first.account })
    page.sync([liveStreams, liveChatSettings], { account: second })
    const streams = page.show(twitch.getStreams, { user_id: ada }, { account: second })
    const settings = page.show(twitch.getChatSettings, { broadcaster_id: ada }, { account: second })
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['ada'])
    first.signIn(null)
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['pixelfox'])
    expect(page.subscribed().filter(line => line.startsWith('channel.chat_settings')).length).toBeGreaterThan(0)
    update(page, 'For the second')
    void twitch.updateChatSettings(page.client, { emote_mode: !settings.data().emote_mode })
    const before = settings.data().emote_mode
    await pass(100)
    expect([streams.data()[0]?.title, settings.data().emote_mode]).toEqual(['For the second', !before])
    first.signIn('ada')
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['ada'])
    update(page, 'For the first')
    await pass(100)
    expect(streams.data()[0]?.title).toBe('For the first')
  })

  it('the second account updates the answer after the first EventSub is closed', async () => {
    const page = livePage()
    const second = page.account('pixelfox')
    page.sync([liveStreams])
    page.sync([liveStreams], { account: second })
    const streams = page.show(twitch.getStreams, { user_id: ada })
    await pass(3000)
    page.events.close()
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['pixelfox'])
    update(page, 'For the second')
    await pass(100)
    expect(streams.data()[0]?.title).toBe('For the second')
  })

  it.each(['without the scope', 'refused by Twitch'])(
    'the second account updates the answer if the first is %s',
    async why => {
      const page = livePage()
      const isRefused = why === 'refused by Twitch'
      const first = page.account('nightowl_fm', isRefused ? undefined : ['bits:read'])
      const second = page.account('pixelfox')
      if (isRefused) page.fake.fail({ path: '/eventsub/subscriptions', method: 'POST', status: 403, times: 1 })
      page.sync([liveChatSettings, liveStreams], { account: first })
      page.sync([liveChatSettings, liveStreams], { account: second })
      const settings = page.show(twitch.getChatSettings, { broadcaster_id: ada }, { account: second })
      await pass(3000)
      const before = settings.data().emote_mode
      void twitch.updateChatSettings(page.client, { emote_mode: !before })
      await pass(100)
      expect([settings.data().emote_mode, connectedUsers(page), first.errors.length]).toEqual([
        !before,
        ['pixelfox'],
        1,
      ])
      settings.end()
      await pass(3000)
      expect(connectedUsers(page)).toEqual([])
      settings.again()
      await pass(3000)
      expect([connectedUsers(page), first.errors.length]).toEqual([['pixelfox'], 1])
    },
  )

  it('the first account updates the answer again as soon as its user grants the scope', async () => {
    const page = livePage()
    const auth = page.fake.auth('ada', { scopes: ['bits:read'] })
    const client = twitch.createClient({ ...page.fake.network, auth })
    const first: Account = { client, events: createEventSub(client, { onError: () => {} }), errors: [] }
    const second = page.account('pixelfox')
    page.sync([liveChatSettings], { account: first })
    page.sync([liveChatSettings], { account: second })
    page.show(twitch.getChatSettings, { broadcaster_id: ada }, { account: second })
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['pixelfox'])
    await auth.signIn({ scopes: ['user:read:chat'] })
    await pass(3000)
    expect(connectedUsers(page)).toEqual(['ada'])
  })

  it('an answer that no account may subscribe to asks each account once', async () => {
    const page = livePage()
    const accounts = ['nightowl_fm', 'pixelfox'].map(user => page.account(user, ['bits:read']))
    for (const account of accounts) page.sync([liveChatSettings], { account })
    page.show(twitch.getChatSettings, { broadcaster_id: ada }, { account: accounts[1] as Account })
    await pass(60_000)
    expect(accounts.map(({ errors }) => errors.length)).toEqual([1, 1])
  })

  it('the account that takes over reads the answer again, even if it has long had the subscription', async () => {
    const page = livePage()
    const first = changingAccount(page, 'ada')
    const second = page.account('pixelfox')
    page.sync([liveStreams], { account: first.account })
    page.sync([liveStreams, liveChannel], { account: second })
    page.show(twitch.getStreams, { user_id: ada }, { account: second })
    // The second account is subscribed to the same type for its own answer.
    page.show(twitch.getChannelInformation, { broadcaster_id: ada }, { account: second })
    await pass(3000)
    page.asked()
    first.signIn(null)
    await pass(5000)
    expect(page.asked().filter(line => line === 'GET /streams')).toEqual(['GET /streams'])
  })
})

describe('an event', () => {
  it('an event never changes the answer of a user whom an earlier listener has signed in', async () => {
    const page = livePage()
    // Both moderate ivy's channel, and both show its followers.
    for (const user_id of ['1001', '1002']) {
      void twitch.addChannelModerator(page.fake.client({ user: ivy }), { broadcaster_id: ivy, user_id })
    }
    await pass(100)
    const { account, events, signIn } = changingAccount(page, 'ada')
    events.onEvent(({ subscription }) => {
      if (subscription.type === 'channel.follow') signIn('pixelfox')
    })
    page.sync([liveFollowers], { account })
    const params = { broadcaster_id: ivy }
    page.show(twitch.getChannelFollowers, params, { account })
    // The answer was shown before, while pixelfox was signed in.
    const second = page.account('pixelfox')
    page.show(twitch.getChannelFollowers, params, { account: second })
    const written: string[] = []
    page.queryClient.getQueryCache().subscribe(({ query: { queryKey, state } }) => {
      if (queryKey[4] === '1002') written.push(JSON.stringify(state.data))
    })
    await pass(3000)
    expect(page.fake.emit(channelFollow, { broadcaster_user_id: ivy, user_id: '77' })).toBe(1)
    await pass(100)
    expect(written.length).toBeGreaterThan(0)
    expect(written.filter(data => data.includes('"77"'))).toEqual([])
  })

  it('an event of one user causes no later read or removal in answers of the next user', async () => {
    const page = livePage({ streamLag: 600_000 })
    const { account, signIn } = changingAccount(page, 'ada')
    const late = defineLiveFamily([
      ...liveStreams.rules,
      liveRule(streamOnline, twitch.getChannelInformation, { effect: 'refetch', after: [5000] }),
    ])
    page.sync([late], { account })
    page.show(twitch.getStreams, { user_id: ada }, { account })
    page.show(twitch.getChannelInformation, { broadcaster_id: ada }, { account })
    await pass(3000)
    const [started = { id: '', started_at: '' }] =
      (await settled(twitch.getStreams(page.client, { user_id: ada }))) ?? []
    expect(page.fake.emit(streamOffline, { broadcaster_user_id: ada })).toBe(1)
    expect(
      page.fake.emit(streamOnline, {
        broadcaster_user_id: ada,
        id: 'other',
        started_at: '2026-05-01T12:00:02Z',
        type: 'live',
      }),
    ).toBe(1)
    await pass(100)
    signIn('pixelfox')
    page.show(twitch.getChannelInformation, { broadcaster_id: ada }, { account, live: false })
    const followed = page.show(twitch.getFollowedStreams, {}, { account, live: false })
    await pass(3000)
    page.asked()
    await pass(5000)
    expect(page.asked().filter(line => line === 'GET /channels')).toEqual([])
    expect(started.id).not.toBe('')
    expect(followed.data().map(({ user_id }) => user_id)).toContain(ada)
  })
})

/** The result of a promise while time passes. */
async function settled<T>(promise: PromiseLike<T>): Promise<T> {
  const value = Promise.resolve(promise)
  await pass(100)
  return value
}
