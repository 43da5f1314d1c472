import * as twitch from 'tinyhelix'
import * as events from 'tinyhelix/eventsub'
import type { Queryable } from 'tinyhelix/query'
import type { LiveFamily } from 'tinyhelix/query/live'
import * as live from 'tinyhelix/query/live'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { believable } from '../../testing/believableEvent.ts'
import { liveFacts } from './facts.ts'
import { type LivePage, livePage, pass } from './livePage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

/** The fake's ada, and a viewer. */
const ada = '1001'
const channel = { broadcaster_user_id: ada }
const viewer = '1017'

const families: Readonly<Record<string, unknown>> = { ...live }

/** Something that happens at Twitch. */
interface Act<G> {
  readonly what: string
  readonly act: (page: LivePage, given: G) => unknown
  /** The number of requests for the path, one for each page of a list. @defaultValue none */
  readonly asks?: number
  /** The milliseconds until all events have arrived. */
  readonly takes?: number
  /**
   * The expected data, for events that change nothing in the fake. Without it, the data must equal a fresh read and
   * differ from before.
   */
  readonly shows?: (shown: never, before: never) => unknown
}

interface Play {
  readonly title: string
  readonly family: string
  readonly path: string
  readonly run: () => Promise<void>
}

/** Plays one family and one of its reads, and compares the shown data with Twitch's answers. */
function play<P, R, G = unknown>(
  family: string,
  endpoint: Queryable<P, R, 'user'>,
  acts: readonly Act<G>[],
  {
    params,
    given = () => ({}) as G,
    limit,
  }: { params?: (given: G) => P; given?: (page: LivePage) => Promise<G> | G; limit?: number } = {},
): Play {
  const { path } = endpoint.spec
  return {
    title: `${family}: ${path}`,
    family,
    path,
    run: async () => {
      const page = livePage({ streamLag: 0 })
      const prepared = given(page)
      await pass(500)
      const known = await prepared
      page.sync([families[family] as LiveFamily])
      const asked = params?.(known) ?? ({} as P)
      const shown = page.show(endpoint, asked, { limit })
      await pass(3000)
      expect(page.errors).toEqual([])
      for (const { what, act, asks = 0, takes = 100, shows } of acts) {
        const before = shown.data()
        expect(before, what).toBeDefined()
        page.asked()
        const acted = act(page, known)
        await pass(takes)
        const told = await acted
        expect(told, `${what} is told`).not.toBe(0)
        const reads = page.asked().filter(line => line === `GET ${path}`)
        expect(reads.length, `reads after: ${what}`).toBe(asks)
        if (shows) expect(shown.data(), what).toEqual(shows(shown.data() as never, before as never))
        else {
          const fresh = endpoint(page.client, asked as never, { limit }) as PromiseLike<R>
          await pass(100)
          expect(shown.data(), what).toEqual(await fresh)
          expect(shown.data(), `${what} changes something`).not.toEqual(before)
        }
        await pass(2000)
      }
    },
  }
}

/** An event as Twitch could send it. The fake fills in the names of ids. */
function some<E>({ spec }: events.EventType<never, E>, more: object, keep: readonly string[] = []): never {
  const usual = Object.entries(believable(spec.event, keep) as object)
  const unnamed = usual.filter(([key]) => !/(user|broadcaster)_(login|name)$/.test(key))
  return { ...Object.fromEntries(unnamed), ...channel, ...more } as never
}

const emit =
  (type: events.EventType<never, unknown>, more: object = {}, keep: readonly string[] = []) =>
  ({ fake }: LivePage) =>
    fake.emit(type as never, some(type, more, keep))

const choices = [{ title: 'Yes' }, { title: 'No' }]
const train = {
  level: 2,
  total: 700,
  progress: 200,
  goal: 1000,
  top_contributions: [{ user_id: viewer, user_login: 'v', user_name: 'V', type: 'bits', total: 200 }],
  expires_at: '2026-05-01T12:05:00Z',
}
const campaign = {
  id: 'c',
  charity_name: 'Fund',
  current_amount: { value: 100, decimal_places: 2, currency: 'USD' },
  target_amount: { value: 9000, decimal_places: 2, currency: 'USD' },
  broadcaster_id: ada,
  broadcaster_login: 'ada',
  broadcaster_name: 'Ada',
}
/** For reads that are fetched again after events that only `emit` sends. */
const same = (_: unknown, before: unknown) => before

/** For reads whose answer changes each second. */
const asRead = (shown: unknown) => shown

/** The cached answer. */
const cached = <R>(queryClient: LivePage['queryClient']) => queryClient.getQueriesData({})[0]?.[1] as R
const firstId = (queryClient: LivePage['queryClient']) => cached<{ id: string }[]>(queryClient)[0]?.id ?? ''
const newest = (queryClient: LivePage['queryClient']) =>
  cached<{ id: string; title: string }[]>(queryClient).find(({ title }) => title.startsWith('New'))?.id ?? ''

const plays: readonly Play[] = [
  play('livePolls', twitch.getPolls, [
    { what: 'it begins', act: ({ client }) => twitch.createPoll(client, { title: 'A?', choices, duration: 60 }) },
    { what: 'it ends by itself', act: () => {}, takes: 62_000 },
    { what: 'another begins', act: ({ client }) => twitch.createPoll(client, { title: 'B?', choices, duration: 60 }) },
    {
      what: 'it is ended',
      act: async ({ client, queryClient }) =>
        twitch.endPoll(client, { id: firstId(queryClient), status: 'TERMINATED' }),
    },
  ]),
  play('livePredictions', twitch.getPredictions, [
    {
      what: 'it begins',
      act: ({ client }) => twitch.createPrediction(client, { title: 'A?', outcomes: choices, prediction_window: 60 }),
    },
    {
      what: 'it is locked',
      act: ({ client, queryClient }) => twitch.endPrediction(client, { id: firstId(queryClient), status: 'LOCKED' }),
    },
    {
      what: 'it is resolved',
      act: ({ client, queryClient }) => {
        const [{ id, outcomes }] = cached<[twitch.Prediction]>(queryClient)
        return twitch.endPrediction(client, { id, status: 'RESOLVED', winning_outcome_id: outcomes[0]?.id ?? '' })
      },
    },
    {
      what: 'another begins',
      act: ({ client }) => twitch.createPrediction(client, { title: 'B?', outcomes: choices, prediction_window: 30 }),
    },
    { what: 'it locks by itself', act: () => {}, takes: 40_000 },
    {
      what: 'it is canceled',
      act: ({ client, queryClient }) => twitch.endPrediction(client, { id: firstId(queryClient), status: 'CANCELED' }),
    },
  ]),
  play(
    'liveChannel',
    twitch.getChannelInformation,
    [
      {
        what: 'title and category change',
        act: ({ client }) =>
          twitch.modifyChannelInformation(client, { title: 'New', game_id: '509658', broadcaster_language: 'de' }),
      },
    ],
    { params: () => ({ broadcaster_id: [ada, viewer] }) },
  ),
  play(
    'liveStreams',
    twitch.getStreams,
    [
      {
        what: 'the title changes',
        act: ({ client }) => twitch.modifyChannelInformation(client, { title: 'New', broadcaster_language: 'de' }),
      },
      { what: 'it ends', act: ({ fake }) => fake.offline('ada') },
      { what: 'it begins', act: ({ fake }) => fake.online('ada'), asks: 1 },
    ],
    { params: () => ({ user_id: [ada, '1002'] }) },
  ),
  play(
    'liveVideos',
    twitch.getVideosByUserId,
    [
      { what: 'the stream ends', act: ({ fake }) => fake.offline('ada'), asks: 1, shows: same },
      { what: 'it begins', act: ({ fake }) => fake.online('ada'), asks: 1, shows: same },
    ],
    { params: () => ({ user_id: ada }) },
  ),
  play('liveUsers', twitch.getUsers, [
    { what: 'the description changes', act: ({ client }) => twitch.updateUser(client, { description: 'New' }) },
  ]),
  play('liveFollowers', twitch.getChannelFollowers, [
    {
      what: 'somebody follows',
      act: emit(events.channelFollow as never, { user_id: '8500' }),
    },
  ]),
  play('liveSubscriptions', twitch.getBroadcasterSubscriptions, [
    { what: 'somebody gifts', act: emit(events.channelSubscriptionGift as never), asks: 1, shows: same },
    {
      what: 'a subscription ends',
      act: page => {
        const [{ user_id }] = cached<[twitch.BroadcasterSubscription]>(page.queryClient)
        return emit(events.channelSubscriptionEnd as never, { user_id })(page)
      },
      shows: (_, before: unknown[]) => before.slice(1),
    },
  ]),
  play('liveBitsLeaderboard', twitch.getBitsLeaderboard, [
    { what: 'Bits are used', act: emit(events.channelBitsUse as never, { bits: 1_000_000 }), asks: 1 },
  ]),
  play('liveAdSchedule', twitch.getAdSchedule, [
    {
      what: 'a break begins',
      act: ({ client }) => twitch.startCommercial(client, { length: 60 }),
      asks: 1,
      shows: asRead,
    },
  ]),
  play('liveRewards', twitch.getCustomRewards, [
    { what: 'it is made', act: ({ client }) => twitch.createCustomReward(client, { title: 'New', cost: 5 }), asks: 1 },
    {
      what: 'it changes',
      act: ({ client, queryClient }) =>
        twitch.updateCustomReward(client, {
          id: newest(queryClient),
          title: 'Newer',
          cost: 7,
          is_max_per_stream_enabled: true,
          max_per_stream: 3,
          is_global_cooldown_enabled: true,
          global_cooldown_seconds: 60,
        }),
    },
    {
      what: 'it is paused',
      act: ({ client, queryClient }) =>
        twitch.updateCustomReward(client, {
          id: newest(queryClient),
          is_paused: true,
          is_max_per_stream_enabled: false,
        }),
    },
    {
      what: 'it is deleted',
      act: ({ client, queryClient }) => twitch.deleteCustomReward(client, { id: newest(queryClient) }),
    },
  ]),
  play(
    'liveRedemptions',
    twitch.getCustomRewardRedemptions,
    [
      {
        what: 'somebody redeems',
        act: (page, { reward_id }: { reward_id: string }) =>
          emit(events.channelPointsCustomRewardRedemptionAdd as never, {
            reward: { id: reward_id, title: 'T', cost: 1, prompt: '' },
          })(page),
        asks: 2,
      },
      {
        what: 'it is fulfilled',
        act: ({ client, queryClient }, { reward_id }: { reward_id: string }) =>
          twitch.updateRedemptionStatus(client, { reward_id, id: firstId(queryClient), status: 'FULFILLED' }),
      },
    ],
    {
      given: async ({ client }) => {
        const [reward] = await twitch.getCustomRewards(client, { only_manageable_rewards: true })
        return { reward_id: reward?.id ?? '' }
      },
      params: ({ reward_id }) => ({ reward_id, status: 'UNFULFILLED' as const }),
      limit: Infinity,
    },
  ),
  play('livePowerUps', twitch.getCustomPowerUps, [
    { what: 'one is redeemed', act: emit(events.channelCustomPowerUpRedemptionAdd as never), asks: 1, shows: same },
  ]),
  play('liveCharity', twitch.getCharityCampaign, [
    {
      what: 'it begins',
      act: emit(events.channelCharityCampaignStart as never, campaign),
    },
    {
      what: 'it grows',
      act: emit(events.channelCharityCampaignProgress as never, {
        ...campaign,
        current_amount: { ...campaign.current_amount, value: 900 },
      }),
    },
    {
      what: 'it ends',
      act: emit(events.channelCharityCampaignStop as never, campaign),
      asks: 1,
    },
  ]),
  play('liveCharity', twitch.getCharityCampaignDonations, [
    {
      what: 'somebody donates',
      act: emit(events.channelCharityCampaignDonate as never, campaign),
      asks: 1,
      shows: same,
    },
  ]),
  play(
    'liveChatSettings',
    twitch.getChatSettings,
    [
      {
        what: 'followers and slow mode are on',
        act: ({ client }) =>
          twitch.updateChatSettings(client, { follower_mode: true, follower_mode_duration: 10, slow_mode: true }),
      },
      {
        what: 'they are off',
        act: ({ client }) =>
          twitch.updateChatSettings(client, { follower_mode: false, slow_mode: false, emote_mode: true }),
      },
    ],
    { params: () => ({ broadcaster_id: ada }) },
  ),
  play(
    'liveSharedChat',
    twitch.getSharedChatSession,
    [
      {
        what: 'it begins',
        act: emit(events.channelSharedChatBegin as never, {
          host_broadcaster_user_id: ada,
          participants: [{ ...channel, broadcaster_user_login: 'ada', broadcaster_user_name: 'Ada' }],
        }),
        asks: 1,
      },
    ],
    { params: () => ({ broadcaster_id: ada }) },
  ),
  play(
    'livePinned',
    twitch.getPinnedChatMessage,
    [
      {
        what: 'the message is deleted',
        act: ({ client }, message_id: string) => twitch.deleteChatMessages(client, { message_id }),
      },
    ],
    {
      given: async ({ client, fake }) => {
        const { message_id } = await twitch.sendChatMessage(fake.client({ user: viewer }), {
          broadcaster_id: ada,
          message: 'Hi',
        })
        await twitch.pinChatMessage(client, { message_id })
        return message_id ?? ''
      },
    },
  ),
  play(
    'livePinned',
    twitch.getPinnedChatMessage,
    [{ what: 'its author is banned', act: ({ client }) => twitch.banUser(client, { user_id: viewer }) }],
    {
      given: async ({ client, fake }) => {
        const { message_id } = await twitch.sendChatMessage(fake.client({ user: viewer }), {
          broadcaster_id: ada,
          message: 'Hi',
        })
        await twitch.pinChatMessage(client, { message_id: message_id ?? '' })
      },
    },
  ),
  play('liveGoals', twitch.getCreatorGoals, [
    { what: 'one begins', act: emit(events.channelGoalBegin as never), asks: 1 },
    {
      what: 'it comes nearer',
      act: page =>
        emit(events.channelGoalProgress as never, {
          id: firstId(page.queryClient),
          description: 'D',
          current_amount: 5,
          target_amount: 9,
        })(page),
    },
    {
      what: 'it ends',
      act: page => emit(events.channelGoalEnd as never, { id: firstId(page.queryClient) })(page),
    },
  ]),
  play('liveHypeTrain', twitch.getHypeTrainStatus, [
    {
      what: 'it begins',
      act: emit(events.channelHypeTrainBegin as never, train),
    },
    {
      what: 'it goes on',
      act: emit(events.channelHypeTrainProgress as never, { ...train, level: 3, total: 1200 }),
    },
    {
      what: 'it ends',
      act: emit(events.channelHypeTrainEnd as never),
    },
  ]),
  play('liveGuestStar', twitch.getChannelGuestStarSettings, [
    {
      what: 'settings change',
      act: ({ client }) => twitch.updateChannelGuestStarSettings(client, { slot_count: 3 }),
      asks: 1,
    },
  ]),
  play('liveGuestStar', twitch.getGuestStarSession, [
    { what: 'it begins', act: ({ client }) => twitch.createGuestStarSession(client), asks: 1 },
    {
      what: 'it ends',
      act: ({ client, queryClient }) =>
        twitch.endGuestStarSession(client, { session_id: cached<{ id: string }>(queryClient).id }),
      asks: 1,
    },
  ]),
  play(
    'liveGuestStar',
    twitch.getGuestStarInvites,
    [
      {
        what: 'somebody is invited',
        act: ({ client }, session_id: string) => twitch.sendGuestStarInvite(client, { session_id, guest_id: viewer }),
        asks: 1,
      },
      {
        what: 'the invite is taken back',
        act: ({ client }, session_id: string) => twitch.deleteGuestStarInvite(client, { session_id, guest_id: viewer }),
        asks: 1,
      },
    ],
    {
      given: async ({ client }) => (await twitch.createGuestStarSession(client)).id,
      params: session_id => ({ session_id }),
    },
  ),
  play('liveAutoMod', twitch.getAutoModSettings, [
    { what: 'the level changes', act: ({ client }) => twitch.updateAutoModSettings(client, { overall_level: 3 }) },
    { what: 'one changes', act: ({ client }) => twitch.updateAutoModSettings(client, { swearing: 1 }) },
  ]),
  play('liveBlockedTerms', twitch.getBlockedTerms, [
    { what: 'one is added', act: ({ client }) => twitch.addBlockedTerm(client, { text: 'crab' }), asks: 1 },
    {
      what: 'one is removed',
      act: ({ client, queryClient }) => twitch.removeBlockedTerm(client, { id: firstId(queryClient) }),
      asks: 1,
    },
  ]),
  play('liveShieldMode', twitch.getShieldModeStatus, [
    { what: 'it is on', act: ({ client }) => twitch.updateShieldModeStatus(client, { is_active: true }) },
    { what: 'it is off', act: ({ client }) => twitch.updateShieldModeStatus(client, { is_active: false }) },
  ]),
  play(
    'liveBans',
    twitch.getBannedUsers,
    [
      { what: 'somebody is banned', act: ({ client }) => twitch.banUser(client, { user_id: viewer }), asks: 3 },
      { what: 'the ban ends', act: ({ client }) => twitch.unbanUser(client, { user_id: viewer }) },
    ],
    { limit: Infinity },
  ),
  ...(['pending', 'approved'] as const).map(status =>
    play(
      'liveUnbanRequests',
      twitch.getUnbanRequests,
      [
        {
          what: 'one is made',
          act: emit(events.channelUnbanRequestCreate as never),
          asks: 1,
          ...(status !== 'pending' && { shows: same }),
        },
        {
          what: 'one is approved',
          act: ({ client }, unban_request_id: string) =>
            twitch.resolveUnbanRequest(client, { unban_request_id, status: 'approved' }),
          asks: status === 'approved' ? 1 : 0,
        },
      ],
      {
        given: async ({ client }) => (await twitch.getUnbanRequests(client, { status: 'pending' }))[0]?.id ?? '',
        params: () => ({ status }),
      },
    ),
  ),
  play('liveModerators', twitch.getModerators, [
    { what: 'one is made', act: ({ client }) => twitch.addChannelModerator(client, { user_id: viewer }), asks: 1 },
    { what: 'one is removed', act: ({ client }) => twitch.removeChannelModerator(client, { user_id: viewer }) },
  ]),
  play('liveVips', twitch.getVips, [
    { what: 'one is made', act: ({ client }) => twitch.addChannelVip(client, { user_id: viewer }), asks: 1 },
    { what: 'one is removed', act: ({ client }) => twitch.removeChannelVip(client, { user_id: viewer }) },
  ]),
  play('liveModeration', twitch.getBannedUsers, [
    { what: 'somebody is banned', act: ({ client }) => twitch.banUser(client, { user_id: viewer }), asks: 1 },
    { what: 'the ban ends', act: ({ client }) => twitch.unbanUser(client, { user_id: viewer }), asks: 1 },
    { what: 'something else', act: ({ client }) => twitch.addBlockedTerm(client, { text: 'crab' }), shows: same },
  ]),
  play('liveModeration', twitch.getModerators, [
    { what: 'one is made', act: ({ client }) => twitch.addChannelModerator(client, { user_id: viewer }), asks: 1 },
  ]),
  play('liveModeration', twitch.getVips, [
    { what: 'one is made', act: ({ client }) => twitch.addChannelVip(client, { user_id: viewer }), asks: 1 },
  ]),
  play('liveModeration', twitch.getBlockedTerms, [
    { what: 'one is added', act: ({ client }) => twitch.addBlockedTerm(client, { text: 'crab' }), asks: 1 },
  ]),
  play(
    'liveModeration',
    twitch.getUnbanRequests,
    [
      {
        what: 'one is denied',
        act: async ({ client }, unban_request_id: string) =>
          twitch.resolveUnbanRequest(client, { unban_request_id, status: 'denied' }),
        asks: 1,
      },
    ],
    {
      given: async ({ client }) => (await twitch.getUnbanRequests(client, { status: 'pending' }))[0]?.id ?? '',
      params: () => ({ status: 'pending' }),
    },
  ),
  play(
    'liveStreams',
    twitch.getFollowedStreams,
    [
      {
        what: 'the title changes',
        act: async ({ fake, events: hub, queryClient }) => {
          const [{ user_id }] = cached<[twitch.Stream]>(queryClient)
          await hub.on(events.channelUpdate, { broadcaster_user_id: user_id }, () => {}).ready
          await twitch.modifyChannelInformation(fake.client({ user: user_id }), {
            broadcaster_id: user_id,
            title: 'New',
          })
        },
      },
      {
        what: 'it ends',
        act: async ({ fake, events: hub, queryClient }) => {
          const [{ user_id }] = cached<[twitch.Stream]>(queryClient)
          await hub.on(events.streamOffline, { broadcaster_user_id: user_id }, () => {}).ready
          fake.offline(user_id)
        },
      },
    ],
    { limit: Infinity },
  ),
]

describe('events change an answer to what a new read returns', () => {
  it.each(plays)('$title', ({ run }) => run())
})

it('a live query counts a follower once after two events and a read', async () => {
  const page = livePage()
  page.sync([live.liveFollowers])
  const shown = page.showPages(twitch.getChannelFollowers)
  await pass(3000)
  const total = () => shown.data().pages.map(page => page.total)
  const ids = () => shown.data().pages.flatMap(({ data }) => data.map(({ user_id }) => user_id))
  const [before = 0] = total()
  const follow = emit(events.channelFollow as never, { user_id: '8500' })
  for (const again of [follow, follow, () => page.queryClient.refetchQueries(), follow]) {
    again(page)
    await pass(3000)
    expect(total()).toEqual([before + 1])
    expect(ids().filter(id => id === '8500')).toEqual(['8500'])
    expect(ids()[0]).toBe('8500')
  }
})

it('every family has a play for each of its paths', () => {
  const played = plays.map(({ family, path }) => `${family} ${path}`)
  expect([...new Set(played)].sort()).toEqual(liveFacts.map(({ live, path }) => `${live} ${path}`).sort())
})
