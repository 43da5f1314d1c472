import { InfiniteQueryObserver, QueryObserver } from '@tanstack/query-core'
import * as twitch from 'tinyhelix'
import { createEventSub } from 'tinyhelix/eventsub'
import { flattenPages, helixInfiniteQuery, helixQuery } from 'tinyhelix/query'
import { liveBans, liveChatSettings, liveStreams } from 'tinyhelix/query/live'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import fc from '../../tools/fastCheck.ts'
import { changingUser, livePage, pass } from './livePage.ts'

/** Possible happenings, and the time until the next. */
interface Act {
  readonly what:
    | 'ban'
    | 'unban'
    | 'settings'
    | 'more'
    | 'drop'
    | 'hold'
    | 'release'
    | 'leave'
    | 'ada'
    | 'pixelfox'
    | 'invalidate'
    | 'nothing'
  readonly who: number
  readonly ms: number
}

const act = fc.record<Act>({
  what: fc.constantFrom(
    'ban',
    'ban',
    'unban',
    'settings',
    'more',
    'more',
    'drop',
    'hold',
    'release',
    'leave',
    'ada',
    'ada',
    'pixelfox',
    'invalidate',
    'nothing',
  ),
  who: fc.integer({ min: 0, max: 3 }),
  ms: fc.constantFrom(0, 0, 20, 300, 1200, 4000),
})

/**
 * A page with two accounts, the first of which changes. It shows the banned users of the first's own channel, two on a
 * page, and ada's chat settings and stream, which are public.
 */
async function play(acts: readonly Act[]): Promise<void> {
  const page = livePage()
  const { client, signIn } = changingUser(page.fake, 'ada')
  const first = { client, events: createEventSub(client, { onError: () => {} }), errors: [] }
  const second = page.account('nightowl_fm')
  const stops = [first, second].map(account => page.sync([liveBans, liveChatSettings, liveStreams], { account }))
  const twitchOf = (user: string) => page.fake.client({ user })
  const ada = '1001'
  for (const user_id of ['1030', '1031', '1032', '1033']) void twitch.banUser(twitchOf('ada'), { user_id })
  await pass(100)

  const settings = new QueryObserver(
    page.queryClient,
    helixQuery(second.client, twitch.getChatSettings, { broadcaster_id: ada }, { live: true }),
  )
  const streams = new QueryObserver(
    page.queryClient,
    helixQuery(second.client, twitch.getStreams, { user_id: ada }, { live: true }),
  )
  const ends = [settings.subscribe(() => {}), streams.subscribe(() => {})]
  const showBans = () => {
    const query = helixInfiniteQuery(client, twitch.getBannedUsers, { first: 2 }, { live: true })
    const bans = new InfiniteQueryObserver(page.queryClient, query)
    return { bans, end: bans.subscribe(() => {}) }
  }
  let user: string | null = 'ada'
  let shown = showBans()
  let release = () => {}
  const become = (next: string | null) => {
    if (next === user) return
    user = next
    shown.end()
    signIn(next)
    shown = showBans()
  }
  await pass(3000)

  const happen = ({ what, who }: Act) => {
    const user_id = `10${40 + who}`
    if (what === 'ban') return twitch.banUser(twitchOf(who % 3 ? 'ada' : 'pixelfox'), { user_id })
    if (what === 'unban') return twitch.unbanUser(twitchOf('ada'), { user_id })
    if (what === 'settings') return twitch.updateChatSettings(twitchOf('ada'), { emote_mode: who % 2 === 0 })
    if (what === 'more') return shown.bans.fetchNextPage()
    if (what === 'drop') return page.fake.eventSub.drop()
    if (what === 'hold') {
      release()
      release = page.hold()
    }
    if (what === 'release') release()
    if (what === 'leave') return become(null)
    if (what === 'ada' || what === 'pixelfox') return become(what)
    if (what === 'invalidate') return page.queryClient.invalidateQueries()
    return null
  }
  for (const next of acts) {
    void Promise.resolve(happen(next)).catch(() => {})
    await pass(next.ms)
  }
  release()
  await pass(60_000)

  const fresh = async <T>(read: PromiseLike<T>) => {
    const answer = Promise.resolve(read)
    await pass(1000)
    return answer
  }
  expect(settings.getCurrentResult().data).toEqual(
    await fresh(twitch.getChatSettings(second.client, { broadcaster_id: ada })),
  )
  expect(streams.getCurrentResult().data).toEqual(await fresh(twitch.getStreams(second.client, { user_id: ada })))
  if (user) {
    const { data } = shown.bans.getCurrentResult()
    const limit = 2 * (data?.pages.length ?? 0)
    const ids = (rows: readonly { user_id: string }[]) => rows.map(row => row.user_id)
    const wanted = ids(await fresh(twitch.getBannedUsers(client, { first: 2 }, { limit })))
    // After the removal of a row, the next page's first row is missing, and the answer is stale.
    if (!shown.bans.getCurrentQuery().state.isInvalidated) expect(ids(flattenPages(data))).toEqual(wanted)
    else for (const id of ids(flattenPages(data))) expect(wanted).toContain(id)
  }
  for (const end of [...ends, shown.end, ...stops, first.events.close, second.events.close]) end()
  page.queryClient.clear()
}

/** Plays that failed in the past. */
const examples: [Act[]][] = [
  [
    [
      { what: 'pixelfox', who: 0, ms: 0 },
      { what: 'settings', who: 0, ms: 0 },
    ],
  ],
]

/** Plays at random, and compares the shown data with Twitch's answers in the end. */
export function testLivePlays(numRuns: number): void {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
  afterEach(() => void vi.useRealTimers())

  it(`random plays of live queries end with Twitch’s answers: ${numRuns} plays`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(act, { maxLength: 25, size: 'max' }), play), { numRuns, examples })
  })
}
