import * as twitch from 'tinyhelix'
import { expect } from 'vitest'
import type { Heard, Listened } from './listeners.ts'

/** A write and its events, as Twitch's reference has them. */
export interface Scenario {
  readonly write: string
  readonly what: string
  /** Steps that come first. Their events do not count. */
  readonly given?: (twitch: Listened) => Promise<unknown>
  // biome-ignore lint/suspicious/noExplicitAny: each scenario knows what it gave itself.
  readonly run: (twitch: Listened, given: any) => Promise<unknown>
  /** Seconds that pass before the last event. */
  readonly wait?: number
  // biome-ignore lint/suspicious/noExplicitAny: each scenario knows what it gave itself.
  readonly events: (twitch: Listened, answer: any, given: any) => readonly Heard[]
}

const channel = { broadcaster_id: '1001' }
const now = () => `${new Date().toISOString().slice(0, 19)}Z`
const inSeconds = (seconds: number) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`
const ago = (seconds: number) => inSeconds(-seconds)

const of = ({ who }: Listened, id = '1001') => who('broadcaster_user', id)
const by = ({ who }: Listened, id = '1001') => who('moderator_user', id)

const heard = (on: string, to: string, event: object): Heard => ({ on, to, event })

const noSource = {
  source_broadcaster_user_id: null,
  source_broadcaster_user_login: null,
  source_broadcaster_user_name: null,
}

/** `channel.moderate` in both versions. */
function moderate(twitch: Listened, action: string, details: object = {}, moderator = '1001'): readonly Heard[] {
  const event = {
    ...of(twitch),
    ...noSource,
    ...by(twitch, moderator),
    action,
    followers: null,
    slow: null,
    vip: null,
    unvip: null,
    mod: null,
    unmod: null,
    ban: null,
    unban: null,
    timeout: null,
    untimeout: null,
    raid: null,
    unraid: null,
    delete: null,
    automod_terms: null,
    unban_request: null,
    shared_chat_ban: null,
    shared_chat_unban: null,
    shared_chat_timeout: null,
    shared_chat_untimeout: null,
    shared_chat_delete: null,
    ...details,
  }
  const second = heard('channelModerate', 'ada mod', { ...event, warn: null, ...details })
  return action === 'warn' ? [second] : [second, heard('channelModerateV1', 'ada mod', event)]
}

const text = (text: string) => ({ text, fragments: [{ type: 'text', text, emote: null, cheermote: null }] })
const chatText = (said: string) => ({
  text: said,
  fragments: [{ type: 'text', text: said, emote: null, cheermote: null, mention: null }],
})

const color = expect.stringMatching(/^(#[\dA-F]{6})?$/)

const sent = (twitch: Listened, message_id: unknown, sender: string, said: string, more: object = {}) => ({
  ...of(twitch),
  ...twitch.who('chatter_user', sender),
  message_id,
  message: chatText(said),
  message_type: 'text',
  badges: expect.any(Array),
  cheer: null,
  color,
  reply: null,
  channel_points_custom_reward_id: null,
  ...noSource,
  source_message_id: null,
  source_badges: null,
  is_source_only: null,
  ...more,
})

const settings = {
  emote_mode: false,
  follower_mode: false,
  follower_mode_duration_minutes: null,
  slow_mode: false,
  slow_mode_wait_time_seconds: null,
  subscriber_mode: false,
  unique_chat_mode: false,
}
const openChat = ({ ada }: Listened) =>
  twitch.updateChatSettings(ada, {
    emote_mode: false,
    follower_mode: false,
    slow_mode: false,
    subscriber_mode: false,
    unique_chat_mode: false,
  })

const reward = (twitch: Listened, id: unknown, more: object = {}) => ({
  ...of(twitch),
  id,
  is_enabled: true,
  is_paused: false,
  is_in_stock: true,
  title: 'Bake a cake',
  cost: 700,
  prompt: '',
  is_user_input_required: false,
  should_redemptions_skip_request_queue: false,
  max_per_stream: { is_enabled: true, value: 5 },
  max_per_user_per_stream: { is_enabled: false, value: 0 },
  background_color: '#00E5CB',
  image: null,
  default_image: { url_1x: expect.any(String), url_2x: expect.any(String), url_4x: expect.any(String) },
  global_cooldown: { is_enabled: true, seconds: 60 },
  cooldown_expires_at: null,
  redemptions_redeemed_current_stream: 0,
  ...more,
})
const bake = async ({ ada }: Listened) => {
  const [old] = (await twitch.getCustomRewards(ada)).filter(({ title }) => title.startsWith('Bake a'))
  if (old) await twitch.deleteCustomReward(ada, { id: old.id })
  return twitch.createCustomReward(ada, {
    title: 'Bake a cake',
    cost: 700,
    background_color: '#00e5cb',
    is_max_per_stream_enabled: true,
    max_per_stream: 5,
    is_global_cooldown_enabled: true,
    global_cooldown_seconds: 60,
  })
}

const choices = [{ title: 'Yes' }, { title: 'No' }]
const poll = (twitch: Listened, { id }: twitch.Poll) => ({
  ...of(twitch),
  id,
  title: 'Tea?',
  bits_voting: { is_enabled: false, amount_per_vote: 0 },
  channel_points_voting: { is_enabled: true, amount_per_vote: 50 },
})
const counted = ({ choices }: twitch.Poll) =>
  choices.map(({ id, title }) => ({
    id,
    title,
    votes: expect.any(Number),
    channel_points_votes: expect.any(Number),
    bits_votes: 0,
  }))
const askForTea = ({ ada }: Listened) =>
  twitch.createPoll(ada, {
    title: 'Tea?',
    choices,
    duration: 15,
    channel_points_voting_enabled: true,
    channel_points_per_vote: 50,
  })

const prediction = (twitch: Listened, { id }: twitch.Prediction) => ({ ...of(twitch), id, title: 'Do we win?' })
const staked = ({ outcomes }: twitch.Prediction, won: unknown = null) =>
  outcomes.map(({ id, title }, index) => ({
    id,
    title,
    color: index ? 'pink' : 'blue',
    users: expect.any(Number),
    channel_points: expect.any(Number),
    top_predictors: expect.arrayContaining([
      {
        user_id: expect.any(String),
        user_login: expect.any(String),
        user_name: expect.any(String),
        channel_points_used: expect.any(Number),
        channel_points_won: won,
      },
    ]),
  }))
const predict = async ({ ada, pass }: Listened, seconds = 20) => {
  const [open] = await twitch.getPredictions(ada, { first: 1 })
  if (open?.status === 'ACTIVE' || open?.status === 'LOCKED') {
    await twitch.endPrediction(ada, { id: open.id, status: 'CANCELED' })
  }
  const made = await twitch.createPrediction(ada, { title: 'Do we win?', outcomes: choices, prediction_window: 30 })
  await pass(seconds)
  return made
}

const call = async ({ ada }: Listened) => {
  const open = await twitch.getGuestStarSession(ada)
  if (open) await twitch.endGuestStarSession(ada, { session_id: open.id })
  return (await twitch.createGuestStarSession(ada)).id
}
const invite = async (given: Listened, ...guests: string[]) => {
  const session_id = await call(given)
  for (const guest_id of guests) await twitch.sendGuestStarInvite(given.ada, { session_id, guest_id })
  await given.pass(5)
  return session_id
}
const seat = async (given: Listened) => {
  const session_id = await invite(given, '1002')
  await twitch.assignGuestStarSlot(given.ada, { session_id, guest_id: '1002', slot_id: '1' })
  return session_id
}
const guest = (twitch: Listened, session_id: string, state: string, more: object = {}) =>
  heard('channelGuestStarGuestUpdate', 'ada mod', {
    ...of(twitch),
    session_id,
    ...by(twitch),
    ...twitch.who('guest_user', '1002'),
    ...twitch.who('host_user', '1001'),
    slot_id: null,
    state,
    host_video_enabled: null,
    host_audio_enabled: null,
    host_volume: null,
    ...more,
  })
const inSlot = (slot_id: string) => ({
  slot_id,
  host_video_enabled: true,
  host_audio_enabled: true,
  host_volume: 100,
})

const held = { message: text('What the darn thing') }
const finding = { category: 'aggressive', level: 4 }
const holdMessage = async ({ as, pass, heard }: Listened) => {
  await pass(31)
  await heard()
  await twitch.sendChatMessage(as('pixelfox'), { ...channel, message: held.message.text })
  const found = (await heard()).find(({ on }) => on === 'automodMessageHold')
  return { message_id: found?.event.message_id, held_at: found?.event.held_at }
}
const heldEvent = (twitch: Listened, given: object) => ({
  ...of(twitch),
  ...twitch.who('user', '1002'),
  ...held,
  ...given,
})
const automod = { ...finding, boundaries: [{ start_pos: 9, end_pos: 12 }] }

export const scenarios: readonly Scenario[] = [
  {
    write: 'startCommercial',
    what: 'ads run',
    run: ({ ada }) => twitch.startCommercial(ada, { length: 60 }),
    events: t => [
      heard('channelAdBreakBegin', 'ada', {
        ...of(t),
        duration_seconds: 60,
        started_at: now(),
        is_automatic: false,
        ...t.who('requester_user', '1001'),
      }),
    ],
  },
  {
    write: 'modifyChannelInformation',
    what: 'a new title and labels',
    given: ({ ada }) => twitch.modifyChannelInformation(ada, { title: 'Old', game_id: '509658' }),
    run: ({ ada }) =>
      twitch.modifyChannelInformation(ada, {
        title: 'New',
        broadcaster_language: 'de',
        content_classification_labels: [{ id: 'Gambling', is_enabled: true }],
      }),
    events: t => [
      heard('channelUpdate', 'ada', {
        ...of(t),
        title: 'New',
        language: 'de',
        category_id: '509658',
        category_name: 'Just Chatting',
        content_classification_labels: ['Gambling'],
      }),
    ],
  },
  {
    write: 'modifyChannelInformation',
    what: 'the same title, and tags',
    given: ({ ada }) => twitch.modifyChannelInformation(ada, { title: 'Same' }),
    run: ({ ada }) => twitch.modifyChannelInformation(ada, { title: 'Same', tags: ['Soldering'] }),
    events: () => [],
  },
  {
    write: 'createCustomReward',
    what: 'a reward',
    run: bake,
    events: (t, { id }) => [heard('channelPointsCustomRewardAdd', 'ada', reward(t, id))],
  },
  {
    write: 'updateCustomReward',
    what: 'another price',
    given: bake,
    run: ({ ada }, { id }) => twitch.updateCustomReward(ada, { id, cost: 900, is_paused: true }),
    events: (t, _, { id }) => [
      heard('channelPointsCustomRewardUpdate', 'ada', reward(t, id, { cost: 900, is_paused: true })),
    ],
  },
  {
    write: 'updateCustomReward',
    what: 'the same price',
    given: bake,
    run: ({ ada }, { id }) => twitch.updateCustomReward(ada, { id, cost: 700 }),
    events: () => [],
  },
  {
    write: 'deleteCustomReward',
    what: 'a reward that was there',
    given: bake,
    run: ({ ada }, { id }) => twitch.deleteCustomReward(ada, { id }),
    events: (t, _, { id }) => [heard('channelPointsCustomRewardRemove', 'ada', reward(t, id))],
  },
  {
    write: 'updateRedemptionStatus',
    what: 'two at once',
    given: async ({ ada }) => {
      const [first] = await twitch.getCustomRewards(ada, { only_manageable_rewards: true })
      const reward_id = first?.id ?? ''
      return twitch.getCustomRewardRedemptions(ada, { reward_id, status: 'UNFULFILLED', first: 2 })
    },
    run: ({ ada }, rows: twitch.CustomRewardRedemption[]) =>
      twitch.updateRedemptionStatus(ada, {
        id: rows.map(({ id }) => id),
        reward_id: rows[0]?.reward.id ?? '',
        status: 'FULFILLED',
      }),
    events: (t, _, rows: twitch.CustomRewardRedemption[]) =>
      rows.map(({ id, user_id, reward, redeemed_at }) =>
        heard('channelPointsCustomRewardRedemptionUpdate', 'ada', {
          ...of(t),
          id,
          ...t.who('user', user_id),
          user_input: '',
          status: 'fulfilled',
          reward,
          redeemed_at,
        }),
      ),
  },
  {
    write: 'updateChatSettings',
    what: 'slow mode and followers mode, by a moderator',
    given: openChat,
    run: ({ as, mod }) =>
      twitch.updateChatSettings(as(mod), {
        ...channel,
        slow_mode: true,
        slow_mode_wait_time: 10,
        follower_mode: true,
        follower_mode_duration: 5,
      }),
    events: t => [
      heard('channelChatSettingsUpdate', 'ada mod pixelfox', {
        ...of(t),
        ...settings,
        slow_mode: true,
        slow_mode_wait_time_seconds: 10,
        follower_mode: true,
        follower_mode_duration_minutes: 5,
      }),
      ...moderate(t, 'slow', { slow: { wait_time_seconds: 10 } }, t.mod),
      ...moderate(t, 'followers', { followers: { follow_duration_minutes: 5 } }, t.mod),
    ],
  },
  {
    write: 'updateChatSettings',
    what: 'the other three',
    given: openChat,
    run: ({ ada }) =>
      twitch.updateChatSettings(ada, { emote_mode: true, subscriber_mode: true, unique_chat_mode: true }),
    events: t => [
      heard('channelChatSettingsUpdate', 'ada mod pixelfox', {
        ...of(t),
        ...settings,
        emote_mode: true,
        subscriber_mode: true,
        unique_chat_mode: true,
      }),
      ...['subscribers', 'emoteonly', 'uniquechat'].flatMap(action => moderate(t, action)),
    ],
  },
  {
    write: 'updateChatSettings',
    what: 'all off again',
    given: async t => {
      await twitch.updateChatSettings(t.ada, { emote_mode: true, subscriber_mode: true, unique_chat_mode: true })
      await twitch.updateChatSettings(t.ada, { slow_mode: true, follower_mode: true })
    },
    run: openChat,
    events: t => [
      heard('channelChatSettingsUpdate', 'ada mod pixelfox', { ...of(t), ...settings }),
      ...['slowoff', 'followersoff', 'subscribersoff', 'emoteonlyoff', 'uniquechatoff'].flatMap(action =>
        moderate(t, action),
      ),
    ],
  },
  {
    write: 'updateChatSettings',
    what: 'only the delay',
    given: openChat,
    run: ({ ada }) =>
      twitch.updateChatSettings(ada, { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 4 }),
    events: () => [],
  },
  {
    write: 'sendChatAnnouncement',
    what: 'by a moderator',
    run: ({ as, mod }) => twitch.sendChatAnnouncement(as(mod), { ...channel, message: 'Hear!', color: 'purple' }),
    events: t => [
      heard('channelChatNotification', 'ada mod pixelfox', {
        ...of(t),
        ...t.who('chatter_user', t.mod),
        chatter_is_anonymous: false,
        color,
        badges: expect.arrayContaining([{ set_id: 'lead_moderator', id: '1', info: '' }]),
        system_message: '',
        message_id: expect.any(String),
        message: chatText('Hear!'),
        notice_type: 'announcement',
        sub: null,
        resub: null,
        sub_gift: null,
        community_sub_gift: null,
        gift_paid_upgrade: null,
        prime_paid_upgrade: null,
        pay_it_forward: null,
        raid: null,
        unraid: null,
        announcement: { color: 'purple' },
        bits_badge_tier: null,
        charity_donation: null,
        watch_streak: null,
        modiversary: null,
        shared_chat_sub: null,
        shared_chat_resub: null,
        shared_chat_sub_gift: null,
        shared_chat_community_sub_gift: null,
        shared_chat_gift_paid_upgrade: null,
        shared_chat_prime_paid_upgrade: null,
        shared_chat_pay_it_forward: null,
        shared_chat_raid: null,
        shared_chat_announcement: null,
        ...noSource,
        source_message_id: null,
        source_badges: null,
        is_source_only: null,
      }),
    ],
  },
  {
    write: 'sendShoutout',
    what: 'to another channel, by a moderator',
    run: ({ as, mod }) => twitch.sendShoutout(as(mod), { from_broadcaster_id: '1001', to_broadcaster_id: '1002' }),
    events: t => [
      heard('channelShoutoutCreate', 'ada mod', {
        ...of(t),
        ...by(t, t.mod),
        ...t.who('to_broadcaster_user', '1002'),
        viewer_count: 312,
        started_at: now(),
        cooldown_ends_at: inSeconds(120),
        target_cooldown_ends_at: inSeconds(3600),
      }),
      heard('channelShoutoutReceive', 'pixelfox', {
        ...of(t, '1002'),
        ...t.who('from_broadcaster_user', '1001'),
        viewer_count: 312,
        started_at: now(),
      }),
    ],
  },
  {
    write: 'sendChatMessage',
    what: 'it is sent',
    given: openChat,
    run: ({ as }) => twitch.sendChatMessage(as('pixelfox'), { ...channel, message: 'Hi everyone' }),
    events: (t, { message_id }) => [
      heard('channelChatMessage', 'ada mod pixelfox', sent(t, message_id, '1002', 'Hi everyone')),
    ],
  },
  {
    write: 'sendChatMessage',
    what: 'it is dropped',
    given: t => twitch.updateChatSettings(t.ada, { subscriber_mode: true }),
    run: ({ as }) => twitch.sendChatMessage(as('1777'), { ...channel, message: 'Let me in' }),
    events: () => [],
  },
  {
    write: 'sendChatMessage',
    what: 'AutoMod holds it',
    given: openChat,
    run: ({ as }) => twitch.sendChatMessage(as('pixelfox'), { ...channel, message: held.message.text }),
    events: t => {
      const event = heldEvent(t, { message_id: expect.any(String) })
      return [
        heard('automodMessageHold', 'ada mod', {
          ...event,
          held_at: now(),
          reason: 'automod',
          automod,
          blocked_term: null,
        }),
        heard('automodMessageHoldV1', 'ada mod', { ...event, ...finding, held_at: now() }),
        heard('channelChatUserMessageHold', 'pixelfox', event),
      ]
    },
  },
  {
    write: 'sendChatMessage',
    what: 'it has a blocked term',
    given: async t => {
      await openChat(t)
      return twitch.addBlockedTerm(t.ada, { text: 'quince*' })
    },
    run: ({ as }) => twitch.sendChatMessage(as('pixelfox'), { ...channel, message: 'Have some Quinces!' }),
    events: (t, _, { id }) => {
      const event = { ...heldEvent(t, { message_id: expect.any(String) }), message: text('Have some Quinces!') }
      const boundary = { start_pos: 10, end_pos: 16 }
      return [
        heard('automodMessageHold', 'ada mod', {
          ...event,
          held_at: now(),
          reason: 'blocked_term',
          automod: null,
          blocked_term: { terms_found: [{ term_id: id, boundary, ...t.who('owner_broadcaster_user', '1001') }] },
        }),
        heard('channelChatUserMessageHold', 'pixelfox', event),
      ]
    },
  },
  ...(['ALLOW', 'DENY'] as const).map(
    (action): Scenario => ({
      write: 'manageHeldAutoModMessages',
      what: action,
      given: async t => {
        await openChat(t)
        return holdMessage(t)
      },
      run: ({ as, mod }, { message_id }) => twitch.manageHeldAutoModMessages(as(mod), { msg_id: message_id, action }),
      events: (t, _, { message_id, held_at }) => {
        const event = heldEvent(t, { message_id })
        const status = action === 'ALLOW' ? 'approved' : 'denied'
        const decided = { ...event, ...by(t, t.mod), held_at, status }
        return [
          heard('automodMessageUpdate', 'ada mod', { ...decided, reason: 'automod', automod, blocked_term: null }),
          heard('automodMessageUpdateV1', 'ada mod', { ...decided, ...finding }),
          heard('channelChatUserMessageUpdate', 'pixelfox', { ...event, status }),
          ...(action === 'ALLOW'
            ? [heard('channelChatMessage', 'ada mod pixelfox', sent(t, message_id, '1002', held.message.text))]
            : []),
        ]
      },
    }),
  ),
  {
    write: 'updateAutoModSettings',
    what: 'one by one, by a moderator',
    run: ({ as, mod }) => twitch.updateAutoModSettings(as(mod), { ...channel, swearing: 2, bullying: 1 }),
    events: t => [
      heard('automodSettingsUpdate', 'ada mod', {
        ...of(t),
        ...by(t, t.mod),
        overall_level: null,
        bullying: 1,
        disability: 0,
        race_ethnicity_or_religion: 0,
        misogyny: 0,
        sexuality_sex_or_gender: 0,
        aggression: 0,
        sex_based_terms: 0,
        swearing: 2,
      }),
    ],
  },
  {
    write: 'banUser',
    what: 'for ever, by a moderator',
    run: ({ as, mod }) => twitch.banUser(as(mod), { ...channel, user_id: '1700', reason: 'spam' }),
    events: t => [
      heard('channelBan', 'ada', {
        ...of(t),
        ...t.who('user', '1700'),
        ...by(t, t.mod),
        reason: 'spam',
        banned_at: now(),
        ends_at: null,
        is_permanent: true,
      }),
      ...moderate(t, 'ban', { ban: { ...t.who('user', '1700'), reason: 'spam' } }, t.mod),
      heard('channelChatClearUserMessages', 'ada mod pixelfox', { ...of(t), ...t.who('target_user', '1700') }),
    ],
  },
  {
    write: 'banUser',
    what: 'a moderator, for a while',
    given: t => twitch.addChannelModerator(t.ada, { user_id: '1701' }),
    run: ({ ada }) => twitch.banUser(ada, { user_id: '1701', duration: 60 }),
    events: t => [
      heard('channelBan', 'ada', {
        ...of(t),
        ...t.who('user', '1701'),
        ...by(t),
        reason: '',
        banned_at: now(),
        ends_at: inSeconds(60),
        is_permanent: false,
      }),
      ...moderate(t, 'timeout', { timeout: { ...t.who('user', '1701'), reason: '', expires_at: inSeconds(60) } }),
      heard('channelChatClearUserMessages', 'ada mod pixelfox', { ...of(t), ...t.who('target_user', '1701') }),
      heard('channelModeratorRemove', 'ada', { ...of(t), ...t.who('user', '1701') }),
    ],
  },
  {
    write: 'banUser',
    what: 'a VIP',
    given: t => twitch.addChannelVip(t.ada, { user_id: '1702' }),
    run: ({ ada }) => twitch.banUser(ada, { user_id: '1702' }),
    events: t => [
      heard('channelBan', 'ada', {
        ...of(t),
        ...t.who('user', '1702'),
        ...by(t),
        reason: '',
        banned_at: now(),
        ends_at: null,
        is_permanent: true,
      }),
      ...moderate(t, 'ban', { ban: { ...t.who('user', '1702'), reason: '' } }),
      heard('channelChatClearUserMessages', 'ada mod pixelfox', { ...of(t), ...t.who('target_user', '1702') }),
      heard('channelVipRemove', 'ada', { ...of(t), ...t.who('user', '1702') }),
    ],
  },
  ...(['unban', 'untimeout'] as const).map(
    (action): Scenario => ({
      write: 'unbanUser',
      what: action,
      given: t => twitch.banUser(t.ada, { user_id: '1703', ...(action === 'untimeout' && { duration: 600 }) }),
      run: ({ as, mod }) => twitch.unbanUser(as(mod), { ...channel, user_id: '1703' }),
      events: t => [
        heard('channelUnban', 'ada', { ...of(t), ...t.who('user', '1703'), ...by(t, t.mod) }),
        ...moderate(t, action, { [action]: t.who('user', '1703') }, t.mod),
      ],
    }),
  ),
  ...(['approved', 'denied'] as const).map(
    (status): Scenario => ({
      write: 'resolveUnbanRequest',
      what: status,
      given: async ({ ada }) => (await twitch.getUnbanRequests(ada, { status: 'pending' }))[0],
      run: ({ as, mod }, { id }) =>
        twitch.resolveUnbanRequest(as(mod), {
          ...channel,
          unban_request_id: id,
          status,
          resolution_text: 'As you wish',
        }),
      events: (t, _, { id, user_id }) => {
        const user = t.who('user', user_id)
        const isApproved = status === 'approved'
        const unban_request = { ...user, is_approved: isApproved, moderator_message: 'As you wish' }
        return [
          heard('channelUnbanRequestResolve', 'ada mod', {
            ...of(t),
            id,
            ...by(t, t.mod),
            ...user,
            resolution_text: 'As you wish',
            status,
          }),
          ...moderate(t, isApproved ? 'approve_unban_request' : 'deny_unban_request', { unban_request }, t.mod),
          ...(isApproved ? [heard('channelUnban', 'ada', { ...of(t), ...user, ...by(t, t.mod) })] : []),
        ]
      },
    }),
  ),
  ...(['add', 'remove'] as const).map(
    (action): Scenario => ({
      write: action === 'add' ? 'addBlockedTerm' : 'removeBlockedTerm',
      what: 'by a moderator',
      given: async ({ ada }) => (action === 'remove' ? twitch.addBlockedTerm(ada, { text: 'kumquat' }) : null),
      run: async ({ as, mod }, given) => {
        if (action === 'add') return twitch.addBlockedTerm(as(mod), { ...channel, text: 'rambutan' })
        return twitch.removeBlockedTerm(as(mod), { ...channel, id: given.id })
      },
      events: t => {
        const change = { from_automod: false, terms: [action === 'add' ? 'rambutan' : 'kumquat'] }
        return [
          heard('automodTermsUpdate', 'ada mod', {
            ...of(t),
            ...by(t, t.mod),
            action: `${action}_blocked`,
            ...change,
          }),
          ...moderate(t, `${action}_blocked_term`, { automod_terms: { action, list: 'blocked', ...change } }, t.mod),
        ]
      },
    }),
  ),
  {
    write: 'deleteChatMessages',
    what: 'one message, by a moderator',
    given: async t => {
      await openChat(t)
      return twitch.sendChatMessage(t.as('pixelfox'), { ...channel, message: 'Oops' })
    },
    run: ({ as, mod }, { message_id }) => twitch.deleteChatMessages(as(mod), { ...channel, message_id }),
    events: (t, _, { message_id }) => [
      heard('channelChatMessageDelete', 'ada mod pixelfox', {
        ...of(t),
        ...t.who('target_user', '1002'),
        message_id,
      }),
      ...moderate(t, 'delete', { delete: { ...t.who('user', '1002'), message_id, message_body: 'Oops' } }, t.mod),
    ],
  },
  {
    write: 'deleteChatMessages',
    what: 'all messages',
    run: ({ ada }) => twitch.deleteChatMessages(ada),
    events: t => [heard('channelChatClear', 'ada mod pixelfox', of(t)), ...moderate(t, 'clear')],
  },
  {
    write: 'addChannelModerator',
    what: 'a viewer',
    run: ({ ada }) => twitch.addChannelModerator(ada, { user_id: '1710' }),
    events: t => [
      heard('channelModeratorAdd', 'ada', { ...of(t), ...t.who('user', '1710') }),
      ...moderate(t, 'mod', { mod: t.who('user', '1710') }),
    ],
  },
  {
    write: 'removeChannelModerator',
    what: 'a moderator',
    given: t => twitch.addChannelModerator(t.ada, { user_id: '1711' }),
    run: ({ ada }) => twitch.removeChannelModerator(ada, { user_id: '1711' }),
    events: t => [
      heard('channelModeratorRemove', 'ada', { ...of(t), ...t.who('user', '1711') }),
      ...moderate(t, 'unmod', { unmod: t.who('user', '1711') }),
    ],
  },
  {
    write: 'addChannelVip',
    what: 'a viewer',
    run: ({ ada }) => twitch.addChannelVip(ada, { user_id: '1712' }),
    events: t => [
      heard('channelVipAdd', 'ada', { ...of(t), ...t.who('user', '1712') }),
      ...moderate(t, 'vip', { vip: t.who('user', '1712') }),
    ],
  },
  {
    write: 'removeChannelVip',
    what: 'a VIP',
    given: t => twitch.addChannelVip(t.ada, { user_id: '1713' }),
    run: ({ ada }) => twitch.removeChannelVip(ada, { user_id: '1713' }),
    events: t => [
      heard('channelVipRemove', 'ada', { ...of(t), ...t.who('user', '1713') }),
      ...moderate(t, 'unvip', { unvip: t.who('user', '1713') }),
    ],
  },
  {
    write: 'updateShieldModeStatus',
    what: 'on, by a moderator',
    given: ({ ada }) => twitch.updateShieldModeStatus(ada, { is_active: false }),
    run: ({ as, mod }) => twitch.updateShieldModeStatus(as(mod), { ...channel, is_active: true }),
    events: t => [heard('channelShieldModeBegin', 'ada mod', { ...of(t), ...by(t, t.mod), started_at: now() })],
  },
  {
    write: 'updateShieldModeStatus',
    what: 'off',
    given: ({ ada }) => twitch.updateShieldModeStatus(ada, { is_active: true }),
    run: ({ ada }) => twitch.updateShieldModeStatus(ada, { is_active: false }),
    events: t => [heard('channelShieldModeEnd', 'ada mod', { ...of(t), ...by(t), ended_at: now() })],
  },
  {
    write: 'updateShieldModeStatus',
    what: 'on while it is on',
    given: ({ ada }) => twitch.updateShieldModeStatus(ada, { is_active: true }),
    run: ({ ada }) => twitch.updateShieldModeStatus(ada, { is_active: true }),
    events: () => [],
  },
  {
    write: 'warnChatUser',
    what: 'by a moderator',
    run: ({ as, mod }) => twitch.warnChatUser(as(mod), { ...channel, user_id: '1720', reason: 'Caps' }),
    events: t => {
      const warn = { ...t.who('user', '1720'), reason: 'Caps', chat_rules_cited: null }
      return [
        heard('channelWarningSend', 'ada mod', { ...of(t), ...by(t, t.mod), ...warn }),
        ...moderate(t, 'warn', { warn }, t.mod),
      ]
    },
  },
  ...(['ACTIVE_MONITORING', 'RESTRICTED'] as const).map(
    (status): Scenario => ({
      write: 'addSuspiciousUserStatus',
      what: status,
      run: ({ as, mod }) => twitch.addSuspiciousUserStatus(as(mod), { ...channel, user_id: '1721', status }),
      events: t => [
        heard('channelSuspiciousUserUpdate', 'ada mod', {
          ...of(t),
          ...by(t, t.mod),
          ...t.who('user', '1721'),
          low_trust_status: status === 'RESTRICTED' ? 'restricted' : 'active_monitoring',
        }),
      ],
    }),
  ),
  {
    write: 'removeSuspiciousUserStatus',
    what: 'a suspect',
    given: t => twitch.addSuspiciousUserStatus(t.ada, { user_id: '1721', status: 'RESTRICTED' }),
    run: ({ ada }) => twitch.removeSuspiciousUserStatus(ada, { user_id: '1721' }),
    events: t => [
      heard('channelSuspiciousUserUpdate', 'ada mod', {
        ...of(t),
        ...by(t),
        ...t.who('user', '1721'),
        low_trust_status: 'none',
      }),
    ],
  },
  {
    write: 'createPoll',
    what: 'it runs for its time',
    run: askForTea,
    wait: 15,
    events: (t, answer: twitch.Poll) => [
      heard('channelPollBegin', 'ada', {
        ...poll(t, answer),
        choices: answer.choices.map(({ id, title }) => ({ id, title })),
        started_at: ago(15),
        ends_at: now(),
      }),
      heard('channelPollProgress', 'ada', {
        ...poll(t, answer),
        choices: counted(answer),
        started_at: ago(15),
        ends_at: now(),
      }),
      heard('channelPollEnd', 'ada', {
        ...poll(t, answer),
        choices: counted(answer),
        status: 'completed',
        started_at: ago(15),
        ended_at: now(),
      }),
    ],
  },
  ...(['TERMINATED', 'ARCHIVED'] as const).map(
    (status): Scenario => ({
      write: 'endPoll',
      what: status,
      given: async t => {
        const made = await askForTea(t)
        await t.pass(5)
        return made
      },
      run: ({ ada }, { id }) => twitch.endPoll(ada, { id, status }),
      // The time when it would have ended by itself.
      wait: 20,
      events: (t, answer: twitch.Poll) => [
        heard('channelPollEnd', 'ada', {
          ...poll(t, answer),
          choices: counted(answer),
          status: status.toLowerCase(),
          started_at: ago(25),
          ended_at: ago(20),
        }),
      ],
    }),
  ),
  {
    write: 'createPrediction',
    what: 'it runs for its window',
    run: t => predict(t, 0),
    wait: 30,
    events: (t, answer: twitch.Prediction) => [
      heard('channelPredictionBegin', 'ada', {
        ...prediction(t, answer),
        outcomes: answer.outcomes.map(({ id, title }, index) => ({ id, title, color: index ? 'pink' : 'blue' })),
        started_at: ago(30),
        locks_at: now(),
      }),
      heard('channelPredictionProgress', 'ada', {
        ...prediction(t, answer),
        outcomes: staked(answer),
        started_at: ago(30),
        locks_at: now(),
      }),
      heard('channelPredictionLock', 'ada', {
        ...prediction(t, answer),
        outcomes: staked(answer),
        started_at: ago(30),
        locked_at: now(),
      }),
    ],
  },
  {
    write: 'endPrediction',
    what: 'LOCKED',
    given: predict,
    run: ({ ada }, { id }) => twitch.endPrediction(ada, { id, status: 'LOCKED' }),
    // The time when it would have been locked by itself.
    wait: 20,
    events: (t, answer: twitch.Prediction) => [
      heard('channelPredictionLock', 'ada', {
        ...prediction(t, answer),
        outcomes: staked(answer),
        started_at: ago(40),
        locked_at: ago(20),
      }),
    ],
  },
  {
    write: 'endPrediction',
    what: 'RESOLVED',
    given: async t => {
      const made = await predict(t)
      return twitch.endPrediction(t.ada, { id: made.id, status: 'LOCKED' })
    },
    run: ({ ada }, { id, outcomes }) =>
      twitch.endPrediction(ada, { id, status: 'RESOLVED', winning_outcome_id: outcomes[0].id }),
    events: (t, answer: twitch.Prediction) => [
      heard('channelPredictionEnd', 'ada', {
        ...prediction(t, answer),
        winning_outcome_id: answer.outcomes[0]?.id,
        outcomes: staked(answer, expect.any(Number)),
        status: 'resolved',
        started_at: ago(20),
        ended_at: now(),
      }),
    ],
  },
  {
    write: 'endPrediction',
    what: 'RESOLVED while it is active',
    given: predict,
    run: ({ ada }, { id, outcomes }) =>
      twitch.endPrediction(ada, { id, status: 'RESOLVED', winning_outcome_id: outcomes[1].id }),
    events: (t, answer: twitch.Prediction) => [
      heard('channelPredictionLock', 'ada', {
        ...prediction(t, answer),
        outcomes: staked(answer),
        started_at: ago(20),
        locked_at: now(),
      }),
      heard('channelPredictionEnd', 'ada', {
        ...prediction(t, answer),
        winning_outcome_id: answer.outcomes[1]?.id,
        outcomes: staked(answer, expect.any(Number)),
        status: 'resolved',
        started_at: ago(20),
        ended_at: now(),
      }),
    ],
  },
  {
    write: 'endPrediction',
    what: 'CANCELED',
    given: predict,
    run: ({ ada }, { id }) => twitch.endPrediction(ada, { id, status: 'CANCELED' }),
    events: (t, answer: twitch.Prediction) => [
      heard('channelPredictionEnd', 'ada', {
        ...prediction(t, answer),
        winning_outcome_id: '',
        outcomes: staked(answer),
        status: 'canceled',
        started_at: ago(20),
        ended_at: now(),
      }),
    ],
  },
  {
    write: 'startRaid',
    what: 'nobody calls it off',
    run: ({ ada }) => twitch.startRaid(ada, { to_broadcaster_id: '1002' }),
    wait: 90,
    events: t => [
      ...moderate(t, 'raid', { raid: { ...t.who('user', '1002'), viewer_count: 312 } }),
      heard('channelRaid', 'ada pixelfox', {
        ...t.who('from_broadcaster_user', '1001'),
        ...t.who('to_broadcaster_user', '1002'),
        viewers: 312,
      }),
    ],
  },
  {
    write: 'cancelRaid',
    what: 'in time',
    given: async t => {
      await twitch.startRaid(t.ada, { to_broadcaster_id: '1002' })
      await t.pass(89)
    },
    run: ({ ada }) => twitch.cancelRaid(ada),
    // The time when it would have started.
    wait: 90,
    events: t => moderate(t, 'unraid', { unraid: t.who('user', '1002') }),
  },
  {
    write: 'updateUser',
    what: 'another description',
    given: ({ ada }) => twitch.updateUser(ada, { description: 'Old' }),
    run: ({ ada }) => twitch.updateUser(ada, { description: 'New' }),
    events: t => [
      heard('userUpdate', 'ada', {
        ...t.who('user', '1001'),
        email: '',
        email_verified: false,
        description: 'New',
      }),
    ],
  },
  {
    write: 'updateUser',
    what: 'the same description',
    given: ({ ada }) => twitch.updateUser(ada, { description: 'Same' }),
    run: ({ ada }) => twitch.updateUser(ada, { description: 'Same' }),
    events: () => [],
  },
  {
    write: 'sendWhisper',
    what: 'to another user',
    run: ({ ada }) => twitch.sendWhisper(ada, { to_user_id: '1002', message: 'Psst' }),
    events: t => [
      heard('userWhisperMessage', 'pixelfox', {
        ...t.who('from_user', '1001'),
        ...t.who('to_user', '1002'),
        whisper_id: expect.any(String),
        whisper: { text: 'Psst' },
      }),
    ],
  },
  {
    write: 'updateChannelGuestStarSettings',
    what: 'another layout',
    run: ({ ada }) => twitch.updateChannelGuestStarSettings(ada, { slot_count: 5, group_layout: 'SCREENSHARE_LAYOUT' }),
    events: t => [
      heard('channelGuestStarSettingsUpdate', 'ada mod', {
        ...of(t),
        is_moderator_send_live_enabled: true,
        slot_count: 5,
        is_browser_source_audio_enabled: true,
        group_layout: 'screenshare',
      }),
    ],
  },
  {
    write: 'createGuestStarSession',
    what: 'a call',
    given: async t => twitch.endGuestStarSession(t.ada, { session_id: await call(t) }),
    run: ({ ada }) => twitch.createGuestStarSession(ada),
    events: (t, { id }) => [
      heard('channelGuestStarSessionBegin', 'ada mod', {
        ...of(t),
        ...by(t),
        session_id: id,
        started_at: now(),
      }),
    ],
  },
  {
    write: 'endGuestStarSession',
    what: 'a call',
    given: async t => {
      const id = await call(t)
      await t.pass(30)
      return id
    },
    run: ({ ada }, session_id) => twitch.endGuestStarSession(ada, { session_id }),
    events: (t, _, session_id) => [
      heard('channelGuestStarSessionEnd', 'ada mod', {
        ...of(t),
        ...by(t),
        ...t.who('host_user', '1001'),
        session_id,
        started_at: ago(30),
        ended_at: now(),
      }),
    ],
  },
  {
    write: 'sendGuestStarInvite',
    what: 'to another user',
    given: call,
    run: ({ ada }, session_id) => twitch.sendGuestStarInvite(ada, { session_id, guest_id: '1002' }),
    events: (t, _, session_id) => [guest(t, session_id, 'invited')],
  },
  {
    write: 'deleteGuestStarInvite',
    what: 'one that was sent',
    given: t => invite(t, '1002'),
    run: ({ ada }, session_id) => twitch.deleteGuestStarInvite(ada, { session_id, guest_id: '1002' }),
    events: (t, _, session_id) => [guest(t, session_id, 'removed')],
  },
  {
    write: 'assignGuestStarSlot',
    what: 'to a guest',
    given: t => invite(t, '1002'),
    run: ({ ada }, session_id) => twitch.assignGuestStarSlot(ada, { session_id, guest_id: '1002', slot_id: '1' }),
    events: (t, _, session_id) => [guest(t, session_id, 'backstage', inSlot('1'))],
  },
  {
    write: 'updateGuestStarSlot',
    what: 'to one that is free',
    given: seat,
    run: ({ ada }, session_id) =>
      twitch.updateGuestStarSlot(ada, { session_id, source_slot_id: '1', destination_slot_id: '3' }),
    events: (t, _, session_id) => [guest(t, session_id, 'backstage', inSlot('3'))],
  },
  {
    write: 'updateGuestStarSlot',
    what: 'two change places',
    given: async t => {
      const session_id = await invite(t, '1002', '1003')
      await twitch.assignGuestStarSlot(t.ada, { session_id, guest_id: '1002', slot_id: '1' })
      await twitch.assignGuestStarSlot(t.ada, { session_id, guest_id: '1003', slot_id: '2' })
      return session_id
    },
    run: ({ ada }, session_id) =>
      twitch.updateGuestStarSlot(ada, { session_id, source_slot_id: '1', destination_slot_id: '2' }),
    events: (t, _, session_id) => [
      guest(t, session_id, 'backstage', inSlot('2')),
      guest(t, session_id, 'backstage', { ...inSlot('1'), ...t.who('guest_user', '1003') }),
    ],
  },
  {
    write: 'deleteGuestStarSlot',
    what: 'for good',
    given: seat,
    run: ({ ada }, session_id) => twitch.deleteGuestStarSlot(ada, { session_id, guest_id: '1002', slot_id: '1' }),
    events: (t, _, session_id) => [guest(t, session_id, 'removed')],
  },
  {
    write: 'deleteGuestStarSlot',
    what: 'to be invited again',
    given: seat,
    run: ({ ada }, session_id) =>
      twitch.deleteGuestStarSlot(ada, {
        session_id,
        guest_id: '1002',
        slot_id: '1',
        should_reinvite_guest: true,
      }),
    events: (t, _, session_id) => [guest(t, session_id, 'invited')],
  },
  {
    write: 'updateGuestStarSlotSettings',
    what: 'a guest goes live, less loud',
    given: seat,
    run: ({ ada }, session_id) =>
      twitch.updateGuestStarSlotSettings(ada, {
        session_id,
        slot_id: '1',
        is_live: true,
        is_video_enabled: false,
        volume: 40,
      }),
    events: (t, _, session_id) => [
      guest(t, session_id, 'live', { ...inSlot('1'), host_video_enabled: false, host_volume: 40 }),
    ],
  },
]
