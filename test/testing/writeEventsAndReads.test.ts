import * as twitch from 'tinyhelix'
import { channelVipAdd, createEventSub } from 'tinyhelix/eventsub'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Heard, type Listened, listen } from './listeners.ts'
import { refused } from './stoppedFake.ts'

let listened: Listened
beforeAll(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  listened = await listen()
})
afterAll(() => {
  vi.useRealTimers()
})
beforeEach(async () => {
  // Limits of earlier writes have ended.
  await listened.pass(3700)
  await listened.heard()
})

const channel = { broadcaster_id: '1001' }
const choices = [{ title: 'Yes' }, { title: 'No' }]
const last = (all: readonly Heard[], on: string) => {
  const found = all.filter(heard => heard.on === on).at(-1)
  if (!found) throw new Error(`There was no ${on}, but ${all.map(heard => heard.on).join(', ') || 'nothing'}.`)
  return found.event
}

it('the answer arrives before the events', async () => {
  const { ada, count, heard } = listened
  await twitch.updateUser(ada, { description: 'First' })
  expect(count()).toBe(0)
  expect(await heard()).toHaveLength(1)
})

describe('a refused write causes no event', () => {
  it.for<readonly [string, number, (listened: Listened) => PromiseLike<unknown>]>([
    ['to another channel', 401, ({ as }) => twitch.createPoll(as('pixelfox'), { ...channel, ...poll })],
    ['to end a missing poll', 404, ({ ada }) => twitch.endPoll(ada, { id: 'x', status: 'TERMINATED' })],
    ['to delete a missing reward', 404, ({ ada }) => twitch.deleteCustomReward(ada, { id: 'x' })],
    ['to set a missing category', 400, ({ ada }) => twitch.modifyChannelInformation(ada, { game_id: '1' })],
    ['to ban the broadcaster', 400, ({ ada }) => twitch.banUser(ada, { user_id: '1001' })],
    ['to ban an unknown user', 400, ({ ada }) => twitch.banUser(ada, { user_id: '77' })],
    ['to unban a user who is not banned', 400, ({ ada }) => twitch.unbanUser(ada, { user_id: '1888' })],
    ['to remove a missing term', 404, ({ ada }) => twitch.removeBlockedTerm(ada, { id: 'x' })],
    ['to delete a missing message', 404, ({ ada }) => twitch.deleteChatMessages(ada, { message_id: 'x' })],
    ['to cancel a missing raid', 404, ({ ada }) => twitch.cancelRaid(ada)],
    ['to end a missing Guest Star call', 404, ({ ada }) => twitch.endGuestStarSession(ada, { session_id: 'x' })],
  ])('a refused write %s causes no event', async ([, status, run]) => {
    const write = run(listened)
    await expect(write).rejects.toMatchObject(refused(status))
    expect(await listened.heard()).toEqual([])
  })
  const poll = { title: 'Tea?', choices, duration: 60 }

  it('a write that fails causes no event', async () => {
    const { fake, ada, heard } = listened
    const end = fake.fail({ path: '/users', status: 500 })
    await expect(twitch.updateUser(fake.client({ retry: false }), { description: 'Lost' })).rejects.toThrow()
    end()
    expect(await heard()).toEqual([])
    // The write causes its events, although its answer is lost.
    const drop = fake.fail({ path: '/users', drop: 'middle' })
    await expect(twitch.updateUser(fake.client({ retry: false }), { description: 'Done' })).rejects.toThrow()
    drop()
    expect(await heard()).toHaveLength(1)
    await expect(twitch.getUsers(ada)).resolves.toMatchObject([{ description: 'Done' }])
  })
})

it('a term that is already blocked causes no event', async () => {
  const { ada, heard } = listened
  await twitch.addBlockedTerm(ada, { text: 'lychee' })
  await heard()
  await twitch.addBlockedTerm(ada, { text: 'lychee' })
  expect(await heard()).toEqual([])
})

/** The fields of a row that an event has, as a cache writes them. */
type Told = (event: Heard['event']) => Record<string, unknown>

const asPoll: Told = ({ broadcaster_user_id, broadcaster_user_login, broadcaster_user_name, ...event }) => ({
  id: event.id,
  broadcaster_id: broadcaster_user_id,
  broadcaster_login: broadcaster_user_login,
  broadcaster_name: broadcaster_user_name,
  title: event.title,
  choices: event.choices.map((choice: object) => ({ votes: 0, channel_points_votes: 0, bits_votes: 0, ...choice })),
  bits_voting_enabled: event.bits_voting.is_enabled,
  bits_per_vote: event.bits_voting.amount_per_vote,
  channel_points_voting_enabled: event.channel_points_voting.is_enabled,
  channel_points_per_vote: event.channel_points_voting.amount_per_vote,
  started_at: event.started_at,
  status: event.status?.toUpperCase() ?? 'ACTIVE',
  ...(event.ends_at && { duration: (Date.parse(event.ends_at) - Date.parse(event.started_at)) / 1000 }),
  ...(event.ended_at && { ended_at: event.ended_at }),
})

const asPrediction: Told = ({ broadcaster_user_id, broadcaster_user_login, broadcaster_user_name, ...event }) => ({
  id: event.id,
  broadcaster_id: broadcaster_user_id,
  broadcaster_login: broadcaster_user_login,
  broadcaster_name: broadcaster_user_name,
  title: event.title,
  outcomes: event.outcomes.map((outcome: Heard['event']) => ({
    users: 0,
    channel_points: 0,
    ...outcome,
    color: outcome.color.toUpperCase(),
    top_predictors: outcome.top_predictors?.length ? outcome.top_predictors : null,
  })),
  created_at: event.started_at,
  ...(event.locks_at && { prediction_window: (Date.parse(event.locks_at) - Date.parse(event.started_at)) / 1000 }),
  ...(event.locked_at && { locked_at: event.locked_at }),
  ...(event.ended_at && { ended_at: event.ended_at, winning_outcome_id: event.winning_outcome_id }),
  status: event.status?.toUpperCase() ?? (event.locked_at ? 'LOCKED' : 'ACTIVE'),
})

const asReward: Told = ({
  broadcaster_user_id,
  broadcaster_user_login,
  broadcaster_user_name,
  max_per_stream,
  max_per_user_per_stream,
  global_cooldown,
  ...event
}) => ({
  ...event,
  broadcaster_id: broadcaster_user_id,
  broadcaster_login: broadcaster_user_login,
  broadcaster_name: broadcaster_user_name,
  max_per_stream_setting: { is_enabled: max_per_stream.is_enabled, max_per_stream: max_per_stream.value },
  max_per_user_per_stream_setting: {
    is_enabled: max_per_user_per_stream.is_enabled,
    max_per_user_per_stream: max_per_user_per_stream.value,
  },
  global_cooldown_setting: {
    is_enabled: global_cooldown.is_enabled,
    global_cooldown_seconds: global_cooldown.seconds,
  },
})

const readPoll = async ({ ada }: Listened) => (await twitch.getPolls(ada, { first: 1 }))[0]
const readPrediction = async ({ ada }: Listened) => (await twitch.getPredictions(ada, { first: 1 }))[0]
const makePoll = ({ ada }: Listened) =>
  twitch.createPoll(ada, {
    title: 'Tea?',
    choices,
    duration: 15,
    channel_points_voting_enabled: true,
    channel_points_per_vote: 50,
  })
const predict = ({ ada }: Listened) =>
  twitch.createPrediction(ada, { title: 'Do we win?', outcomes: choices, prediction_window: 30 })
const endPrediction = async (given: Listened, status: 'RESOLVED' | 'CANCELED' | 'LOCKED') => {
  const { id, outcomes } = (await readPrediction(given)) ?? (await predict(given))
  return twitch.endPrediction(given.ada, {
    id,
    status,
    ...(status === 'RESOLVED' && { winning_outcome_id: outcomes[0]?.id ?? '' }),
  })
}
const firstReward = async ({ ada }: Listened) =>
  (await twitch.getCustomRewards(ada, { only_manageable_rewards: true }))[0]?.id ?? ''

describe('an event has what a read returns then', () => {
  /** The steps of a scenario, and the event to compare after each step. */
  type Step = readonly [on: string, act: (listened: Listened) => Promise<unknown>]

  it.for<readonly [string, readonly Step[], (listened: Listened) => Promise<unknown>, Told]>([
    [
      'polls',
      [
        ['channelPollBegin', makePoll],
        ['channelPollProgress', ({ pass }) => pass(4)],
        ['channelPollProgress', ({ pass }) => pass(7)],
        ['channelPollEnd', ({ pass }) => pass(9)],
      ],
      readPoll,
      asPoll,
    ],
    [
      'polls that are ended',
      [
        ['channelPollBegin', makePoll],
        [
          'channelPollEnd',
          async given => {
            await given.pass(5.5)
            return twitch.endPoll(given.ada, { id: (await readPoll(given))?.id ?? '', status: 'TERMINATED' })
          },
        ],
      ],
      readPoll,
      asPoll,
    ],
    [
      'predictions',
      [
        ['channelPredictionBegin', predict],
        ['channelPredictionProgress', ({ pass }) => pass(8)],
        ['channelPredictionLock', ({ pass }) => pass(22)],
        ['channelPredictionEnd', given => endPrediction(given, 'RESOLVED')],
      ],
      readPrediction,
      asPrediction,
    ],
    [
      'predictions that are canceled',
      [
        ['channelPredictionBegin', predict],
        ['channelPredictionEnd', given => endPrediction(given, 'CANCELED')],
      ],
      readPrediction,
      asPrediction,
    ],
    [
      'predictions that are locked',
      [
        ['channelPredictionBegin', predict],
        [
          'channelPredictionLock',
          async given => {
            await given.pass(7.3)
            return endPrediction(given, 'LOCKED')
          },
        ],
        ['channelPredictionEnd', given => endPrediction(given, 'CANCELED')],
      ],
      readPrediction,
      asPrediction,
    ],
    [
      'predictions that nobody resolves',
      [
        ['channelPredictionBegin', predict],
        ['channelPredictionLock', ({ pass }) => pass(3600)],
        ['channelPredictionEnd', ({ pass }) => pass(24 * 3600)],
      ],
      readPrediction,
      asPrediction,
    ],
    [
      'chat settings',
      [
        ['channelChatSettingsUpdate', ({ ada }) => twitch.updateChatSettings(ada, { slow_mode: true })],
        [
          'channelChatSettingsUpdate',
          ({ ada }) => twitch.updateChatSettings(ada, { follower_mode: true, slow_mode: false, emote_mode: true }),
        ],
      ],
      ({ ada }) => twitch.getChatSettings(ada, channel),
      ({ follower_mode_duration_minutes, slow_mode_wait_time_seconds, ...event }) => ({
        broadcaster_id: event.broadcaster_user_id,
        emote_mode: event.emote_mode,
        follower_mode: event.follower_mode,
        follower_mode_duration: follower_mode_duration_minutes,
        slow_mode: event.slow_mode,
        slow_mode_wait_time: slow_mode_wait_time_seconds,
        subscriber_mode: event.subscriber_mode,
        unique_chat_mode: event.unique_chat_mode,
      }),
    ],
    [
      'rewards',
      [
        [
          'channelPointsCustomRewardUpdate',
          async given =>
            twitch.updateCustomReward(given.ada, {
              id: await firstReward(given),
              title: 'Another',
              is_max_per_user_per_stream_enabled: true,
              max_per_user_per_stream: 3,
            }),
        ],
        [
          'channelPointsCustomRewardUpdate',
          async given => twitch.updateCustomReward(given.ada, { id: await firstReward(given), is_enabled: false }),
        ],
      ],
      async given => (await twitch.getCustomRewards(given.ada, { id: await firstReward(given) }))[0],
      asReward,
    ],
    [
      'channels',
      [
        ['channelUpdate', ({ ada }) => twitch.modifyChannelInformation(ada, { title: 'One', game_id: '509658' })],
        ['channelUpdate', ({ ada }) => twitch.modifyChannelInformation(ada, { game_id: '' })],
        [
          'channelUpdate',
          ({ ada }) =>
            twitch.modifyChannelInformation(ada, {
              broadcaster_language: 'de',
              content_classification_labels: [{ id: 'Gambling', is_enabled: true }],
            }),
        ],
      ],
      async ({ ada }) => (await twitch.getChannelInformation(ada, channel))[0],
      event => ({
        broadcaster_id: event.broadcaster_user_id,
        broadcaster_login: event.broadcaster_user_login,
        broadcaster_name: event.broadcaster_user_name,
        title: event.title,
        broadcaster_language: event.language,
        game_id: event.category_id,
        game_name: event.category_name,
        content_classification_labels: event.content_classification_labels,
      }),
    ],
    [
      'streams',
      [['channelUpdate', ({ ada }) => twitch.modifyChannelInformation(ada, { title: 'Live', game_id: '509658' })]],
      async ({ ada }) => (await twitch.getStreams(ada, { user_id: '1001' }))[0],
      event => ({
        title: event.title,
        game_id: event.category_id,
        game_name: event.category_name,
        language: event.language,
      }),
    ],
    [
      'Shield Mode that begins',
      [
        [
          'channelShieldModeBegin',
          ({ as, mod }) => twitch.updateShieldModeStatus(as(mod), { ...channel, is_active: true }),
        ],
      ],
      ({ ada }) => twitch.getShieldModeStatus(ada),
      event => ({
        is_active: true,
        moderator_id: event.moderator_user_id,
        moderator_login: event.moderator_user_login,
        moderator_name: event.moderator_user_name,
        last_activated_at: event.started_at,
      }),
    ],
    [
      'redemptions',
      [
        [
          'channelPointsCustomRewardRedemptionUpdate',
          async given => {
            const reward_id = await firstReward(given)
            const rows = await twitch.getCustomRewardRedemptions(given.ada, { reward_id, status: 'UNFULFILLED' })
            return twitch.updateRedemptionStatus(given.ada, { id: rows[0]?.id ?? '', reward_id, status: 'CANCELED' })
          },
        ],
      ],
      async given => {
        const reward_id = await firstReward(given)
        const params = { reward_id, status: 'CANCELED', sort: 'NEWEST', first: 1 } as const
        return (await twitch.getCustomRewardRedemptions(given.ada, params))[0]
      },
      ({ broadcaster_user_id, broadcaster_user_login, broadcaster_user_name, ...event }) => ({
        ...event,
        broadcaster_id: broadcaster_user_id,
        broadcaster_login: broadcaster_user_login,
        broadcaster_name: broadcaster_user_name,
        status: event.status.toUpperCase(),
      }),
    ],
    [
      'users',
      [['userUpdate', ({ ada }) => twitch.updateUser(ada, { description: 'Here I am' })]],
      async ({ ada }) => (await twitch.getUsers(ada))[0],
      event => ({ login: event.user_login, display_name: event.user_name, description: event.description }),
    ],
    [
      'AutoMod',
      [
        ['automodSettingsUpdate', ({ ada }) => twitch.updateAutoModSettings(ada, { overall_level: 3 })],
        ['automodSettingsUpdate', ({ ada }) => twitch.updateAutoModSettings(ada, { misogyny: 4 })],
      ],
      ({ ada }) => twitch.getAutoModSettings(ada),
      ({ broadcaster_user_id, broadcaster_user_login, broadcaster_user_name, ...event }) => {
        const { moderator_user_id, moderator_user_login, moderator_user_name, ...levels } = event
        return { ...levels, broadcaster_id: broadcaster_user_id }
      },
    ],
  ])('each event patches a row to what a read returns: %s', async ([, steps, read, told]) => {
    // The row is patched repeatedly, as in a cache.
    let patched: object | null = null
    for (const [on, act] of steps) {
      await act(listened)
      const event = last(await listened.heard(), on)
      const row = await read(listened)
      patched = { ...(patched ?? Object(row)), ...told(event) }
      expect(patched).toEqual(row)
    }
  })
})

describe('a chat message', () => {
  const say = async (user: string, message: string, reply_parent_message_id?: string) => {
    await listened.pass(31)
    const { as, heard } = listened
    const given = { ...channel, message, ...(reply_parent_message_id && { reply_parent_message_id }) }
    const answer = await twitch.sendChatMessage(as(user), given)
    return { answer, events: await heard() }
  }
  beforeAll(async () => {
    const off = { emote_mode: false, follower_mode: false, slow_mode: false }
    await twitch.updateChatSettings(listened.ada, { ...off, subscriber_mode: false, unique_chat_mode: false })
    await twitch.updateAutoModSettings(listened.ada, { overall_level: 2 })
  })

  it('a message has fragments, and the badges and the color of its sender', async () => {
    const { ada } = listened
    const [own] = await twitch.getChannelEmotes(ada, channel)
    const [color] = await twitch.getUserChatColor(ada, { user_id: '1001' })
    const said = `FakeHype ${own?.name}, @pixelfox! ${own?.name} cheer150 Cheer0 @nobody_is_this`
    const { events } = await say('ada', said)
    const piece = { emote: null, cheermote: null, mention: null }
    const event = last(events, 'channelChatMessage')
    expect(event.message).toEqual({
      text: said,
      fragments: [
        {
          ...piece,
          type: 'emote',
          text: 'FakeHype',
          emote: { id: '7', emote_set_id: '0', owner_id: '0', format: ['static'] },
        },
        { ...piece, type: 'text', text: ` ${own?.name}, ` },
        {
          ...piece,
          type: 'mention',
          text: '@pixelfox',
          mention: { user_id: '1002', user_login: 'pixelfox', user_name: 'PixelFox' },
        },
        { ...piece, type: 'text', text: '! ' },
        {
          ...piece,
          type: 'emote',
          text: own?.name,
          emote: { id: own?.id, emote_set_id: own?.emote_set_id, owner_id: '1001', format: own?.format },
        },
        { ...piece, type: 'text', text: ' ' },
        { ...piece, type: 'cheermote', text: 'cheer150', cheermote: { prefix: 'cheer', bits: 150, tier: 100 } },
        { ...piece, type: 'text', text: ' Cheer0 @nobody_is_this' },
      ],
    })
    expect(event).toMatchObject({ cheer: { bits: 150 }, color: color?.color })
    const sets = event.badges.map(({ set_id }: { set_id: string }) => set_id)
    expect(sets).toEqual(['broadcaster', 'subscriber', 'partner'])
  })

  it('a reply names its parent and the first message of the thread', async () => {
    const first = await say('lurkingmoth', 'Who is there?')
    const second = await say('pixelfox', 'Me', first.answer.message_id)
    const third = await say('ada', 'And me', second.answer.message_id)
    expect(last(third.events, 'channelChatMessage').reply).toEqual({
      parent_message_id: second.answer.message_id,
      parent_message_body: 'Me',
      ...listened.who('parent_user', '1002'),
      thread_message_id: first.answer.message_id,
      ...listened.who('thread_user', listened.fake.user('lurkingmoth').id),
    })
  })

  it('AutoMod holds what the channel has set, and checkAutoModStatus agrees', async () => {
    const { ada, mod } = listened
    const isHeld = async (message: string) => {
      const { answer } = await say('pixelfox', message)
      const messages = [{ msg_id: '1', msg_text: message }]
      const [checked] = await twitch.checkAutoModStatus(ada, { messages })
      expect(checked?.is_permitted).toBe(answer.is_sent)
      if (!answer.is_sent) expect(answer).toMatchObject({ message_id: '', drop_reason: { code: 'msg_rejected' } })
      return !answer.is_sent
    }
    expect(await isHeld('Darn!')).toBe(true)
    expect(await isHeld('Darned socks')).toBe(false)
    expect(await isHeld('What the heck')).toBe(false)
    await twitch.updateAutoModSettings(ada, { swearing: 1 })
    expect(await isHeld('what the HECK')).toBe(true)
    expect(await isHeld('darn it')).toBe(false)
    await twitch.updateAutoModSettings(ada, { overall_level: 2 })
    const { id } = await twitch.addBlockedTerm(ada, { text: 'rotten (fruit)' })
    expect(await isHeld('Such Rotten (Fruit)...')).toBe(true)
    await twitch.removeBlockedTerm(ada, { id })
    expect(await isHeld('Again: rotten (fruit)')).toBe(false)
    // Messages of moderators are not held.
    expect((await say(mod, 'Darn')).answer.is_sent).toBe(true)
    expect((await say('ada', 'Darn')).answer.is_sent).toBe(true)
  })

  it('a moderator of its channel can allow a held message once, and it appears then', async () => {
    const { ada, as } = listened
    const { events } = await say('pixelfox', 'Dang, well done')
    const { message_id } = last(events, 'automodMessageHold')
    const pin = () => twitch.pinChatMessage(ada, { message_id })
    await expect(pin()).rejects.toMatchObject(refused(404))
    const allow = { msg_id: message_id, action: 'ALLOW' } as const
    await expect(twitch.manageHeldAutoModMessages(as('pixelfox'), allow)).rejects.toMatchObject(refused(403))
    await twitch.manageHeldAutoModMessages(ada, allow)
    await expect(twitch.manageHeldAutoModMessages(ada, allow)).rejects.toMatchObject(refused(400))
    await pin()
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({ message_id, sender_user_id: '1002' })
  })

  it('banning the sender removes the message and the sender’s VIP status', async () => {
    const { ada } = listened
    await twitch.addChannelVip(ada, { user_id: '1750' })
    const { message_id } = (await say('1750', 'Hi')).answer
    await twitch.pinChatMessage(ada, { message_id })
    await twitch.banUser(ada, { user_id: '1750' })
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
    await expect(twitch.getVips(ada, { user_id: '1750' })).resolves.toEqual([])
  })
})

it('createEventSub of the library receives the events too', async () => {
  const { fake, ada, pass, heard } = listened
  const events = createEventSub(ada)
  const added: string[] = []
  const { ready } = events.on(channelVipAdd, ({ user_name }) => added.push(user_name))
  await pass(1)
  await ready
  await twitch.addChannelVip(ada, { user_id: '1760' })
  await heard()
  expect(added).toEqual([fake.user('1760').display_name])
  events.close()
})
