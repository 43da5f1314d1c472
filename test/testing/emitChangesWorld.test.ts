import type { EventType } from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitch } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { specOf } from '../eventsub/types.ts'
import { believable } from './believableEvent.ts'
import { call } from './wire.ts'

const now = '2026-05-01T12:00:00Z'
const soon = '2026-05-01T12:05:00Z'
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(now) }))
afterEach(() => void vi.useRealTimers())

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into at will.
type Body = any
type Get = (line: string) => Promise<Body>

/** An event, and the read that shows it. */
interface Telling {
  readonly what: string
  readonly type: string
  /** Fields besides the usual ones. Events are about ada's channel and user 8500 by default. */
  readonly says?: object | ((get: Get) => Promise<object>)
  readonly reads: string
  /** Parts of the answer afterwards, given the answer before. */
  readonly then: (before: Body) => object
  /** Milliseconds until Twitch shows it. @defaultValue `0` */
  readonly takes?: number
  /** Events that must be emitted first. */
  readonly first?: readonly Pick<Telling, 'type' | 'says'>[]
}

const channel = 'broadcaster_id=1001'
const moderated = `${channel}&moderator_id=1001`
const stranger = { user_id: '8500', user_login: expect.any(String) }
const without = (rows: Body[], key: string, id: unknown) => rows.filter(row => row[key] !== id)
const rewards = `/channel_points/custom_rewards?${channel}`
const redemptions = async (get: Get) => {
  const [reward] = (await get(`${rewards}&only_manageable_rewards=true`)).data
  return { reward: { id: reward.id, title: reward.title, cost: reward.cost, prompt: '' } }
}
const poll = {
  id: 'poll-1',
  title: 'Which cable?',
  choices: [
    { id: 'red', title: 'Red', votes: 3, channel_points_votes: 1, bits_votes: 0 },
    { id: 'blue', title: 'Blue', votes: 4, channel_points_votes: 0, bits_votes: 0 },
  ],
  channel_points_voting: { is_enabled: true, amount_per_vote: 50 },
  started_at: now,
  ends_at: soon,
}
const prediction = {
  id: 'prediction-1',
  title: 'Does it hum?',
  outcomes: [
    { id: 'yes', title: 'Yes', color: 'blue', users: 2, channel_points: 300, top_predictors: [] },
    { id: 'no', title: 'No', color: 'pink', users: 1, channel_points: 50, top_predictors: [] },
  ],
  started_at: now,
  locks_at: soon,
}
const train = {
  id: 'train-1',
  level: 2,
  total: 3000,
  progress: 1400,
  goal: 3400,
  top_contributions: [{ user_id: '8500', user_login: 'x', user_name: 'X', type: 'bits', total: 500 }],
  started_at: now,
  expires_at: soon,
  type: 'regular',
}
const goal = { id: 'goal-1', type: 'follow', description: 'Hats', current_amount: 5, target_amount: 9, started_at: now }
const line = { message_id: 'line-1', message: { text: 'hi', fragments: [] }, chatter_user_id: '8500' }
const session = { session_id: 'session-1' }
const dollars = (value: number) => ({ value, decimal_places: 2, currency: 'USD' })
const campaign = {
  id: 'campaign-1',
  broadcaster_id: '1001',
  charity_name: 'Hats for Cats',
  current_amount: dollars(700),
  target_amount: dollars(90_000),
}
const plea = { id: 'plea-1', text: 'Please', created_at: now }

const tellings: readonly Telling[] = [
  {
    what: 'a follower, who is counted',
    type: 'channelFollow',
    reads: `/channels/followers?${channel}&first=2`,
    then: ({ total, data: [newest] }) => ({ total: total + 1, data: [{ ...stranger, followed_at: now }, newest] }),
  },
  {
    what: 'a follower, whose own list has the channel',
    type: 'channelFollow',
    says: { broadcaster_user_id: '1900', user_id: '1001' },
    reads: '/channels/followed?user_id=1001&first=1',
    then: ({ total }) => ({ total: total + 1, data: [{ broadcaster_id: '1900', followed_at: now }] }),
  },
  {
    what: 'a follower, who counts for the goal',
    type: 'channelFollow',
    reads: `/goals?${channel}`,
    then: ({ data: [followers, ...others] }) => ({
      data: [{ ...followers, current_amount: followers.current_amount + 1 }, ...others],
    }),
  },
  {
    what: 'a subscription',
    type: 'channelSubscribe',
    says: { tier: '2000', is_gift: true },
    reads: `/subscriptions?${channel}&first=1`,
    then: ({ total, points }) => ({ total: total + 1, points: points + 2 }),
  },
  {
    what: 'a subscription that is found by its user',
    type: 'channelSubscribe',
    says: { tier: '3000', is_gift: true },
    reads: `/subscriptions?${channel}&user_id=8500`,
    then: () => ({ data: [{ ...stranger, tier: '3000', is_gift: true }] }),
  },
  {
    what: 'a resubscription with another tier',
    type: 'channelSubscriptionMessage',
    says: { tier: '3000' },
    first: [{ type: 'channelSubscribe', says: { tier: '1000' } }],
    reads: `/subscriptions?${channel}&first=1`,
    then: ({ total, points }) => ({ total, points: points + 5 }),
  },
  {
    what: 'the end of a subscription',
    type: 'channelSubscriptionEnd',
    first: [{ type: 'channelSubscribe', says: { tier: '1000' } }],
    reads: `/subscriptions?${channel}&first=1`,
    then: ({ total, points }) => ({ total: total - 1, points: points - 1 }),
  },
  {
    what: 'a ban',
    type: 'channelBan',
    says: { reason: 'spam', banned_at: now, ends_at: null, is_permanent: true },
    reads: `/moderation/banned?${channel}&user_id=8500`,
    then: () => ({ data: [{ ...stranger, reason: 'spam', created_at: now, expires_at: '', moderator_id: '1001' }] }),
  },
  {
    what: 'a time-out',
    type: 'channelBan',
    says: { banned_at: now, ends_at: soon, is_permanent: false },
    reads: `/moderation/banned?${channel}&user_id=8500`,
    then: () => ({ data: [{ ...stranger, expires_at: soon }] }),
  },
  {
    what: 'the end of a ban',
    type: 'channelUnban',
    says: async get => ({ user_id: (await get(`/moderation/banned?${channel}`)).data[0].user_id }),
    reads: `/moderation/banned?${channel}&first=100`,
    then: ({ data: [first] }) => ({ data: expect.not.arrayContaining([first]) }),
  },
  {
    what: 'a ban that moderators are told of',
    type: 'channelModerate',
    says: { action: 'ban', ban: { user_id: '8500', user_login: 'x', user_name: 'X', reason: 'spam' } },
    reads: `/moderation/banned?${channel}&user_id=8500`,
    then: () => ({ data: [{ ...stranger, reason: 'spam', expires_at: '' }] }),
  },
  {
    what: 'a time-out that moderators are told of',
    type: 'channelModerateV1',
    says: {
      action: 'timeout',
      timeout: { user_id: '8500', user_login: 'x', user_name: 'X', reason: '', expires_at: soon },
    },
    reads: `/moderation/banned?${channel}&user_id=8500`,
    then: () => ({ data: [{ ...stranger, expires_at: soon }] }),
  },
  {
    what: 'a moderator',
    type: 'channelModeratorAdd',
    reads: `/moderation/moderators?${channel}&user_id=8500`,
    then: () => ({ data: [stranger] }),
  },
  {
    what: 'a moderator that moderators are told of',
    type: 'channelModerate',
    says: { action: 'mod', mod: { user_id: '8500', user_login: 'x', user_name: 'X' } },
    reads: `/moderation/moderators?${channel}&user_id=8500`,
    then: () => ({ data: [stranger] }),
  },
  {
    what: 'a moderator who is one no more',
    type: 'channelModeratorRemove',
    says: async get => ({ user_id: (await get(`/moderation/moderators?${channel}`)).data[0].user_id }),
    reads: `/moderation/moderators?${channel}`,
    then: ({ data: [, ...others] }) => ({ data: others }),
  },
  {
    what: 'a VIP',
    type: 'channelVipAdd',
    reads: `/channels/vips?${channel}&user_id=8500`,
    then: () => ({ data: [stranger] }),
  },
  {
    what: 'a VIP who is one no more',
    type: 'channelVipRemove',
    says: async get => ({ user_id: (await get(`/channels/vips?${channel}`)).data[0].user_id }),
    reads: `/channels/vips?${channel}&first=100`,
    then: ({ data: [, ...others] }) => ({ data: others }),
  },
  {
    what: 'an unban request',
    type: 'channelUnbanRequestCreate',
    says: plea,
    reads: `/moderation/unban_requests?${moderated}&status=pending&first=1`,
    then: () => ({ data: [{ ...stranger, ...plea, status: 'pending', resolved_at: null }] }),
  },
  {
    what: 'an unban request that is answered',
    type: 'channelUnbanRequestResolve',
    says: { id: plea.id, status: 'denied', resolution_text: 'No.', moderator_user_id: '1001' },
    first: [{ type: 'channelUnbanRequestCreate', says: plea }],
    reads: `/moderation/unban_requests?${moderated}&status=denied&first=1`,
    then: () => ({ data: [{ id: plea.id, status: 'denied', resolution_text: 'No.', moderator_id: '1001' }] }),
  },
  {
    what: 'a redemption',
    type: 'channelPointsCustomRewardRedemptionAdd',
    says: async get => ({ ...(await redemptions(get)), id: 'r1', status: 'unfulfilled', redeemed_at: now }),
    reads: '',
    then: () => ({ data: [{ ...stranger, id: 'r1', status: 'UNFULFILLED', redeemed_at: now }] }),
  },
  {
    what: 'a redemption that is fulfilled',
    type: 'channelPointsCustomRewardRedemptionUpdate',
    says: async get => ({ ...(await redemptions(get)), id: 'r1', status: 'fulfilled', redeemed_at: now }),
    first: [
      {
        type: 'channelPointsCustomRewardRedemptionAdd',
        says: async get => ({ ...(await redemptions(get)), id: 'r1', status: 'unfulfilled', redeemed_at: now }),
      },
    ],
    reads: '',
    then: () => ({ data: [{ ...stranger, id: 'r1', status: 'FULFILLED' }] }),
  },
  {
    what: 'a reward',
    type: 'channelPointsCustomRewardAdd',
    says: { id: 'reward-1', title: 'Sing', cost: 70, max_per_stream: { is_enabled: true, value: 3 } },
    reads: rewards,
    then: ({ data }) => ({
      data: [
        ...data,
        { id: 'reward-1', title: 'Sing', cost: 70, max_per_stream_setting: { is_enabled: true, max_per_stream: 3 } },
      ],
    }),
  },
  {
    what: 'a reward that is changed',
    type: 'channelPointsCustomRewardUpdate',
    says: async get => ({ id: (await get(rewards)).data[1].id, title: 'Sing', cost: 71, is_paused: true }),
    reads: rewards,
    then: ({ data: [first, second, ...others] }) => ({
      data: [first, { id: second.id, title: 'Sing', cost: 71, is_paused: true }, ...others],
    }),
  },
  {
    what: 'a reward that is gone',
    type: 'channelPointsCustomRewardRemove',
    says: async get => ({ id: (await get(rewards)).data[1].id }),
    reads: rewards,
    then: ({ data: [first, , ...others] }) => ({ data: [first, ...others] }),
  },
  {
    what: 'a poll',
    type: 'channelPollBegin',
    says: poll,
    reads: `/polls?${channel}&first=1`,
    then: () => ({
      data: [
        {
          id: 'poll-1',
          title: poll.title,
          choices: poll.choices,
          status: 'ACTIVE',
          duration: 300,
          started_at: now,
          channel_points_voting_enabled: true,
          channel_points_per_vote: 50,
        },
      ],
    }),
  },
  {
    what: 'votes',
    type: 'channelPollProgress',
    says: { ...poll, choices: poll.choices.map(choice => ({ ...choice, votes: 99 })) },
    first: [{ type: 'channelPollBegin', says: poll }],
    reads: `/polls?${channel}&first=1`,
    then: () => ({ data: [{ id: 'poll-1', status: 'ACTIVE', choices: [{ votes: 99 }, { votes: 99 }] }] }),
  },
  {
    what: 'the end of a poll',
    type: 'channelPollEnd',
    says: { ...poll, status: 'terminated', ended_at: now },
    first: [{ type: 'channelPollBegin', says: poll }],
    reads: `/polls?${channel}&first=1`,
    then: () => ({ data: [{ id: 'poll-1', status: 'TERMINATED', ended_at: now, choices: poll.choices }] }),
  },
  {
    what: 'a prediction',
    type: 'channelPredictionBegin',
    says: prediction,
    reads: `/predictions?${channel}&first=1`,
    then: () => ({
      data: [
        {
          id: 'prediction-1',
          title: prediction.title,
          outcomes: [
            { id: 'yes', color: 'BLUE', users: 2, channel_points: 300, top_predictors: null },
            { id: 'no', color: 'PINK', users: 1 },
          ],
          status: 'ACTIVE',
          prediction_window: 300,
          created_at: now,
          ended_at: null,
          locked_at: null,
          winning_outcome_id: null,
        },
      ],
    }),
  },
  {
    what: 'a prediction that is locked',
    type: 'channelPredictionLock',
    says: { ...prediction, locked_at: now },
    first: [{ type: 'channelPredictionBegin', says: prediction }],
    reads: `/predictions?${channel}&first=1`,
    then: () => ({ data: [{ id: 'prediction-1', status: 'LOCKED', locked_at: now }] }),
  },
  {
    what: 'the end of a prediction',
    type: 'channelPredictionEnd',
    says: { ...prediction, winning_outcome_id: 'yes', status: 'resolved', ended_at: now },
    first: [{ type: 'channelPredictionBegin', says: prediction }],
    reads: `/predictions?${channel}&first=1`,
    then: () => ({
      data: [{ id: 'prediction-1', status: 'RESOLVED', winning_outcome_id: 'yes', ended_at: now }],
    }),
  },
  {
    what: 'a Hype Train',
    type: 'channelHypeTrainBegin',
    says: train,
    reads: `/hypetrain/status?${channel}`,
    then: () => ({ data: [{ current: { ...train, broadcaster_user_login: 'ada' } }] }),
  },
  {
    what: 'a Hype Train that goes on',
    type: 'channelHypeTrainProgress',
    says: { ...train, level: 3, progress: 10 },
    first: [{ type: 'channelHypeTrainBegin', says: train }],
    reads: `/hypetrain/status?${channel}`,
    then: () => ({ data: [{ current: { id: 'train-1', level: 3, progress: 10 } }] }),
  },
  {
    what: 'the end of a Hype Train',
    type: 'channelHypeTrainEnd',
    says: { id: 'train-1' },
    first: [{ type: 'channelHypeTrainBegin', says: train }],
    reads: `/hypetrain/status?${channel}`,
    then: () => ({ data: [{ current: null }] }),
  },
  {
    what: 'a goal',
    type: 'channelGoalBegin',
    says: goal,
    reads: `/goals?${channel}`,
    then: ({ data }) => ({
      data: [...data, { id: 'goal-1', type: 'follower', description: 'Hats', current_amount: 5, created_at: now }],
    }),
  },
  {
    what: 'a goal that is nearer',
    type: 'channelGoalProgress',
    says: async get => ({ ...goal, id: (await get(`/goals?${channel}`)).data[0].id, current_amount: 8 }),
    reads: `/goals?${channel}`,
    then: ({ data: [first, ...others] }) => ({
      data: [{ id: first.id, current_amount: 8, target_amount: 9 }, ...others],
    }),
  },
  {
    what: 'the end of a goal',
    type: 'channelGoalEnd',
    says: async get => ({ ...goal, id: (await get(`/goals?${channel}`)).data[0].id }),
    reads: `/goals?${channel}`,
    then: ({ data: [, ...others] }) => ({ data: others }),
  },
  {
    what: 'another title',
    type: 'channelUpdate',
    says: {
      title: 'Now with lasers',
      language: 'de',
      category_id: '509658',
      content_classification_labels: ['Gambling'],
    },
    reads: `/channels?${channel}`,
    then: () => ({
      data: [
        {
          title: 'Now with lasers',
          broadcaster_language: 'de',
          game_id: '509658',
          game_name: 'Just Chatting',
          content_classification_labels: ['Gambling'],
        },
      ],
    }),
  },
  {
    what: 'a description',
    type: 'userUpdate',
    says: { user_id: '1001', description: 'Hums.', email_verified: true },
    reads: '/users?id=1001',
    then: () => ({ data: [{ description: 'Hums.' }] }),
  },
  {
    what: 'a stream that ends',
    type: 'streamOffline',
    takes: 20_000,
    reads: '/streams?user_id=1001',
    then: () => ({ data: [] }),
  },
  {
    what: 'a stream that begins',
    type: 'streamOnline',
    says: { broadcaster_user_id: '8500', id: '42', type: 'live', started_at: now },
    takes: 20_000,
    reads: '/streams?user_id=8500',
    then: () => ({ data: [{ id: '42', user_id: '8500', started_at: now }] }),
  },
  {
    what: 'a raid that brings viewers',
    type: 'channelRaid',
    says: { from_broadcaster_user_id: '1002', to_broadcaster_user_id: '1001', viewers: 200 },
    reads: '/streams?user_id=1001',
    then: ({ data: [{ viewer_count }] }) => ({ data: [{ viewer_count: viewer_count + 200 }] }),
  },
  {
    what: 'Shield Mode',
    type: 'channelShieldModeBegin',
    says: { started_at: now },
    reads: `/moderation/shield_mode?${moderated}`,
    then: () => ({ data: [{ is_active: true, moderator_login: 'ada', last_activated_at: now }] }),
  },
  {
    what: 'the end of Shield Mode',
    type: 'channelShieldModeEnd',
    first: [{ type: 'channelShieldModeBegin', says: { started_at: now } }],
    reads: `/moderation/shield_mode?${moderated}`,
    then: () => ({ data: [{ is_active: false }] }),
  },
  {
    what: 'chat settings',
    type: 'channelChatSettingsUpdate',
    says: { emote_mode: true, slow_mode: true, slow_mode_wait_time_seconds: 9 },
    reads: `/chat/settings?${channel}`,
    then: () => ({ data: [{ emote_mode: true, slow_mode: true, slow_mode_wait_time: 9, follower_mode: false }] }),
  },
  {
    what: 'AutoMod settings',
    type: 'automodSettingsUpdate',
    says: { overall_level: null, swearing: 3 },
    reads: `/moderation/automod/settings?${moderated}`,
    then: () => ({ data: [{ overall_level: null, swearing: 3, bullying: 1 }] }),
  },
  {
    what: 'a blocked term',
    type: 'automodTermsUpdate',
    says: { action: 'add_blocked', terms: ['hats'], from_automod: false },
    reads: `/moderation/blocked_terms?${moderated}`,
    then: ({ data }) => ({ data: [{ text: 'hats', moderator_id: '1001' }, ...data] }),
  },
  {
    what: 'a term that is blocked no more',
    type: 'automodTermsUpdate',
    says: { action: 'remove_blocked', terms: ['f2p'], from_automod: false },
    reads: `/moderation/blocked_terms?${moderated}`,
    then: ({ data }) => ({ data: without(data, 'text', 'f2p') }),
  },
  {
    what: 'Bits that are used',
    type: 'channelBitsUse',
    says: { bits: 1_000_000, type: 'cheer' },
    reads: '/bits/leaderboard?count=1',
    then: () => ({ data: [{ ...stranger, score: 1_000_000, rank: 1 }] }),
  },
  {
    what: 'an ad',
    type: 'channelAdBreakBegin',
    says: { duration_seconds: 60, started_at: now, is_automatic: false, requester_user_id: '1001' },
    reads: `/channels/ads?${channel}`,
    then: () => ({ data: [{ last_ad_at: Date.parse(now) / 1000, preroll_free_time: 1200 }] }),
  },
  {
    what: 'a charity campaign',
    type: 'channelCharityCampaignStart',
    says: campaign,
    reads: `/charity/campaigns?${channel}`,
    then: () => ({ data: [campaign] }),
  },
  {
    what: 'a charity campaign that goes on',
    type: 'channelCharityCampaignProgress',
    says: async get => ({
      ...campaign,
      id: (await get(`/charity/campaigns?${channel}`)).data[0].id,
      current_amount: dollars(1_000_000),
    }),
    reads: `/charity/campaigns?${channel}`,
    then: ({ data: [{ id }] }) => ({ data: [{ id, current_amount: dollars(1_000_000) }] }),
  },
  {
    what: 'the end of a charity campaign',
    type: 'channelCharityCampaignStop',
    says: async get => ({ ...campaign, id: (await get(`/charity/campaigns?${channel}`)).data[0].id }),
    reads: `/charity/campaigns?${channel}`,
    then: () => ({ data: [] }),
  },
  {
    what: 'a donation',
    type: 'channelCharityCampaignDonate',
    says: async get => ({
      id: 'donation-1',
      campaign_id: (await get(`/charity/campaigns?${channel}`)).data[0].id,
      broadcaster_id: '1001',
      amount: dollars(5),
    }),
    reads: `/charity/campaigns?${channel}`,
    then: ({ data: [{ current_amount }] }) => ({
      data: [{ current_amount: dollars(current_amount.value + 5) }],
    }),
  },
  {
    what: 'a shared chat',
    type: 'channelSharedChatBegin',
    says: {
      ...session,
      host_broadcaster_user_id: '1001',
      participants: ['1001', '1004'].map(id => ({
        broadcaster_user_id: id,
        broadcaster_user_login: 'x',
        broadcaster_user_name: 'X',
      })),
    },
    reads: '/shared_chat/session?broadcaster_id=1004',
    then: () => ({
      data: [
        {
          ...session,
          host_broadcaster_id: '1001',
          participants: [{ broadcaster_id: '1001' }, { broadcaster_id: '1004' }],
        },
      ],
    }),
  },
  {
    what: 'the end of a shared chat',
    type: 'channelSharedChatEnd',
    says: async get => ({
      broadcaster_user_id: '1002',
      session_id: (await get('/shared_chat/session?broadcaster_id=1002')).data[0].session_id,
    }),
    reads: '/shared_chat/session?broadcaster_id=1002',
    then: () => ({ data: [] }),
  },
  {
    what: 'a Guest Star session',
    type: 'channelGuestStarSessionBegin',
    says: { ...session, started_at: now },
    reads: `/guest_star/session?${moderated}`,
    then: () => ({ data: [{ id: 'session-1', guests: [{ slot_id: '0', user_id: '1001', assigned_at: now }] }] }),
  },
  {
    what: 'a Guest Star guest',
    type: 'channelGuestStarGuestUpdate',
    says: { ...session, guest_user_id: '8500', slot_id: '2', state: 'live', host_volume: 40, moderator_user_id: null },
    first: [{ type: 'channelGuestStarSessionBegin', says: session }],
    reads: `/guest_star/session?${moderated}`,
    then: () => ({
      data: [{ guests: [{ slot_id: '0' }, { slot_id: '2', user_id: '8500', is_live: true, volume: 40 }] }],
    }),
  },
  {
    what: 'the end of a Guest Star session',
    type: 'channelGuestStarSessionEnd',
    says: session,
    first: [{ type: 'channelGuestStarSessionBegin', says: session }],
    reads: `/guest_star/session?${moderated}`,
    then: () => ({ data: [] }),
  },
  {
    what: 'Guest Star settings',
    type: 'channelGuestStarSettingsUpdate',
    says: { slot_count: 6, group_layout: 'screenshare' },
    reads: `/guest_star/channel_settings?${moderated}`,
    then: () => ({ data: [{ slot_count: 6, group_layout: 'SCREENSHARE_LAYOUT' }] }),
  },
]

const typeOf = (name: string): EventType<unknown, unknown> => ({ spec: specOf(name) })

/** A fake, and functions that emit events and read. */
function setUp() {
  const fake = createFakeTwitch({ now: () => Date.now() })
  const get: Get = async line => {
    const { status, body } = await call(fake, `GET ${line}`)
    expect(status, line).toBe(200)
    return body
  }
  const eventOf = async ({ type, says = {} }: Pick<Telling, 'type' | 'says'>) => {
    const usual = Object(believable(specOf(type).event))
    const people = {
      ...('broadcaster_user_id' in usual && { broadcaster_user_id: '1001' }),
      ...('moderator_user_id' in usual && { moderator_user_id: '1001' }),
      ...('user_id' in usual && { user_id: '8500' }),
    }
    const said = { ...usual, ...people, ...(typeof says === 'function' ? await says(get) : says) }
    // The fake fills in names.
    return Object.fromEntries(
      Object.entries(said).filter(([key]) => !/(user|broadcaster)_(login|name)$|^category_name$/.test(key)),
    )
  }
  return { fake, get, eventOf }
}

/** The rewards and redemptions in the reads depend on the fake. */
async function lineOf({ reads }: Telling, get: Get): Promise<string> {
  if (reads) return reads
  const { reward } = await redemptions(get)
  return `/channel_points/custom_rewards/redemptions?${channel}&reward_id=${reward.id}&id=r1`
}

const emit = (fake: FakeTwitch, type: string, event: object, options?: { world: boolean }) =>
  fake.emit(typeOf(type), event, options)

describe('a read shows the facts of an emitted event', () => {
  it.for(tellings)('a read shows $what after $type', async telling => {
    const { fake, get, eventOf } = setUp()
    for (const earlier of telling.first ?? []) emit(fake, earlier.type, await eventOf(earlier))
    const line = await lineOf(telling, get)
    const event = await eventOf(telling)
    const before = await call(fake, `GET ${line}`)
    expect(before.body).not.toMatchObject(telling.then(before.body))
    emit(fake, telling.type, event)
    await vi.advanceTimersByTimeAsync(telling.takes ?? 0)
    const after = await get(line)
    expect(after).toMatchObject(telling.then(before.body))
    if (/Bits|Raid/.test(telling.type)) return
    // A repeated event changes the same row, and adds none.
    emit(fake, telling.type, event)
    await vi.advanceTimersByTimeAsync(telling.takes ?? 0)
    expect(await get(line)).toEqual(after)
  })
})

describe('a read does not show an event', () => {
  it.for(tellings)('`world: false` leaves reads unchanged: $what, $type', async telling => {
    const { fake, get, eventOf } = setUp()
    for (const earlier of telling.first ?? []) emit(fake, earlier.type, await eventOf(earlier))
    const line = await lineOf(telling, get)
    const event = await eventOf(telling)
    await vi.advanceTimersByTimeAsync(telling.takes ?? 0)
    const before = await call(fake, `GET ${line}`)
    emit(fake, telling.type, event, { world: false })
    await vi.advanceTimersByTimeAsync(telling.takes ?? 0)
    expect((await call(fake, `GET ${line}`)).body).toEqual(before.body)
  })

  it.for(tellings)('an event of unknown ids leaves reads unchanged: $what, $type', async telling => {
    const { fake, get, eventOf } = setUp()
    for (const earlier of telling.first ?? []) emit(fake, earlier.type, await eventOf(earlier))
    const line = await lineOf(telling, get)
    const event = await eventOf(telling)
    const before = await call(fake, `GET ${line}`)
    const ofNobody = Object.fromEntries(
      Object.entries(event).map(([key, value]) => [
        key,
        /(user|broadcaster)_id$/.test(key) && value ? '99999999' : value,
      ]),
    )
    emit(fake, telling.type, ofNobody)
    expect((await call(fake, `GET ${line}`)).body).toEqual(before.body)
  })
})

describe('an emitted chat message', () => {
  it('the message can be replied to, pinned and deleted', async () => {
    const { fake, eventOf } = setUp()
    emit(fake, 'channelChatMessage', await eventOf({ type: 'channelChatMessage', says: line }))
    const body = { broadcaster_id: '1001', sender_id: '1001', message: 'hello', reply_parent_message_id: 'line-1' }
    expect((await call(fake, 'POST /chat/messages', { body })).status).toBe(200)
    const pin = { broadcaster_id: '1001', moderator_id: '1001', message_id: 'line-1' }
    expect((await call(fake, `PUT /chat/pins?${new URLSearchParams(pin)}`)).status).toBe(204)
    const { body: pins } = await call(fake, `GET /chat/pins?${moderated}`)
    expect(pins.data).toMatchObject([{ message_id: 'line-1', sender_user_id: '8500', message: { text: 'hi' } }])
    expect((await call(fake, `DELETE /moderation/chat?${moderated}&message_id=line-1`)).status).toBe(204)
    expect((await call(fake, `DELETE /moderation/chat?${moderated}&message_id=line-1`)).status).toBe(404)
  })

  it('the message cannot be deleted after an event has deleted it or cleared the chat', async () => {
    const { fake, eventOf } = setUp()
    const tell = async (type: string, says: object) => emit(fake, type, await eventOf({ type, says }))
    const deletion = (id: string) => call(fake, `DELETE /moderation/chat?${moderated}&message_id=${id}`)
    for (const message_id of ['a', 'b', 'c', 'd']) await tell('channelChatMessage', { ...line, message_id })
    await tell('channelChatMessageDelete', { message_id: 'a', target_user_id: '8500' })
    expect((await deletion('a')).status).toBe(404)
    expect((await deletion('b')).status).toBe(204)
    await tell('channelChatClearUserMessages', { target_user_id: '8500' })
    expect((await deletion('c')).status).toBe(404)
    await tell('channelChatMessage', { ...line, message_id: 'e' })
    await tell('channelChatClear', {})
    expect((await deletion('e')).status).toBe(404)
  })

  it('the message is not kept with `world: false`', async () => {
    const { fake, eventOf } = setUp()
    emit(fake, 'channelChatMessage', await eventOf({ type: 'channelChatMessage', says: line }), { world: false })
    expect((await call(fake, `DELETE /moderation/chat?${moderated}&message_id=line-1`)).status).toBe(404)
  })
})

it('a message that AutoMod holds appears after it is allowed', async () => {
  const { fake, eventOf } = setUp()
  const held = { message_id: 'held-1', message: { text: 'hm', fragments: [] }, reason: 'automod', held_at: now }
  const automod = { category: 'swearing', level: 2, boundaries: [{ start_pos: 0, end_pos: 1 }] }
  emit(fake, 'automodMessageHold', await eventOf({ type: 'automodMessageHold', says: { ...held, automod } }))
  const body = { user_id: '1001', msg_id: 'held-1', action: 'ALLOW' }
  expect((await call(fake, 'POST /moderation/automod/message', { body })).status).toBe(204)
  expect((await call(fake, `DELETE /moderation/chat?${moderated}&message_id=held-1`)).status).toBe(204)
})

it('an event that is refused changes nothing', async () => {
  const { fake, get } = setUp()
  const before = await get(`/channels/followers?${channel}`)
  expect(() => emit(fake, 'channelFollow', { broadcaster_user_id: '1001' })).toThrow('event.user_id')
  expect(await get(`/channels/followers?${channel}`)).toEqual(before)
})

it('emit sends one event, without the other events of a write', async () => {
  const { fake, eventOf } = setUp()
  emit(fake, 'channelPollBegin', await eventOf({ type: 'channelPollBegin', says: poll }))
  // A poll of an event gets no votes by itself.
  await vi.advanceTimersByTimeAsync(60_000)
  const { body } = await call(fake, `GET /polls?${channel}&first=1`)
  expect(body.data).toMatchObject([{ status: 'ACTIVE', choices: poll.choices }])
  await vi.advanceTimersByTimeAsync(240_000)
  const { body: later } = await call(fake, `GET /polls?${channel}&first=1`)
  expect(later.data).toMatchObject([{ status: 'COMPLETED', ended_at: soon, choices: poll.choices }])
})
