import {
  type ChannelCondition,
  channelCharityCampaignStart,
  channelChatMessage,
  channelChatUserMessageHold,
  channelFollow,
  channelPointsCustomRewardRedemptionAdd,
  channelPointsCustomRewardRemove,
  channelRaid,
  channelUpdate,
  defineEventType,
  type EventType,
  userUpdate,
  userWhisperMessage,
} from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitch, type FakeTwitchOptions } from 'tinyhelix/testing'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { list } from '../eventsub/facts.ts'
import { specOf } from '../eventsub/types.ts'
import { believable } from './believableEvent.ts'
import { openSocket } from './openSocket.ts'
import { call } from './wire.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A fake, and the events that it delivers to subscriptions. */
async function setUp(options: FakeTwitchOptions = {}) {
  const fake = createFakeTwitch(options)
  const { frames, socket } = openSocket(fake)
  await vi.advanceTimersByTimeAsync(10)
  const session_id = frames[0]?.payload.session.id
  const subscribe = async <C>({ spec: { type, version } }: EventType<C, unknown>, condition: object) => {
    const body = { type, version, condition, transport: { method: 'websocket', session_id } }
    const answer = await call(fake, 'POST /eventsub/subscriptions', { body })
    if (answer.status !== 202) throw new Error(answer.body.message)
    return answer.body.data[0]
  }
  const events = () => frames.slice(1).map(({ payload }) => payload.event)
  return { fake, subscribe, socket, frames, events }
}

const own = { broadcaster_user_id: '1001' }
/** A type for generic code, whose events are checked only when they are emitted. */
const typeOf = (name: string): EventType<unknown, unknown> => ({ spec: specOf(name) })

const thrown = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return String(error)
  }
  return ''
}

describe('each of the 78 types', () => {
  it.for(list)('a subscription to the type receives an emitted event: $export', async ({ export: name, condition }) => {
    const { fake, subscribe, frames } = await setUp()
    const type = typeOf(name)
    const ids = condition.filter(key => key.endsWith('*')).map(key => [key.slice(0, -1), '1001'])
    await subscribe(type, name === 'channelRaid' ? { to_broadcaster_user_id: '1001' } : Object.fromEntries(ids))
    const event = believable(type.spec.event, ['broadcaster_user_id'])
    const about = {
      ...(event as object),
      ...Object.fromEntries(ids.filter(([key]) => key !== 'moderator_user_id' && Object(event)[key ?? ''])),
      ...(name === 'channelRaid' && { to_broadcaster_user_id: '1001' }),
      ...(name === 'userWhisperMessage' && { to_user_id: '1001' }),
    }
    expect(fake.emit(type, about)).toBe(1)
    expect(frames.at(-1)).toMatchObject({
      metadata: {
        message_type: 'notification',
        subscription_type: type.spec.type,
        subscription_version: type.spec.version,
      },
      payload: { event: about },
    })
    // An event about another channel or user reaches no subscription here.
    expect(fake.emit(type, believable(type.spec.event, ['broadcaster_user_id']))).toBe(0)
  })

  it.for(list)('emit throws an error that names missing and wrong fields: $export', ({ export: name }) => {
    const fake = createFakeTwitch()
    const type = typeOf(name)
    const event = Object(believable(type.spec.event))
    for (const key of Object.keys(event)) {
      // Fields that the fake fills in may be missing.
      const { [key]: _, ...less } = event
      const isOfMessage = key === 'message_id' && 'chatter_user_id' in event
      const isTold = isOfMessage || /(user|broadcaster)_(login|name)$|^category_name$|_at$|^id$/.test(key)
      expect(thrown(() => fake.emit(type, less))).toMatch(isTold ? /^$/ : `event.${key}: `)
      expect(thrown(() => fake.emit(type, { ...event, [key]: Symbol.iterator }))).toMatch(`event.${key}: `)
    }
  })
})

describe('an event', () => {
  it('emit fills in names, times and an id', async () => {
    const { fake, subscribe, events } = await setUp()
    await subscribe(channelFollow, { ...own, moderator_user_id: '1001' })
    expect(fake.emit(channelFollow, { user_id: '42', ...own })).toBe(1)
    expect(events()).toEqual([
      {
        user_id: '42',
        user_login: 'user42',
        user_name: 'User42',
        broadcaster_user_id: '1001',
        broadcaster_user_login: 'ada',
        broadcaster_user_name: fake.user('ada').display_name,
        followed_at: expect.stringMatching(/^2026-05-01T12:00:00\.\d{9}Z$/),
      },
    ])
    await subscribe(channelRaid, { to_broadcaster_user_id: '1001' })
    fake.emit(channelRaid, { from_broadcaster_user_id: '1002', to_broadcaster_user_id: '1001', viewers: 3 })
    expect(events()[1]).toMatchObject({ from_broadcaster_user_login: 'pixelfox', to_broadcaster_user_login: 'ada' })
  })

  it('emit keeps the given fields and does not change the given object', async () => {
    const { fake, subscribe, events } = await setUp()
    await subscribe(channelFollow, { ...own, moderator_user_id: '1001' })
    const given = {
      user_id: '1002',
      user_name: 'Somebody',
      user_login: undefined,
      ...own,
      followed_at: 'then',
      more: [1],
    }
    const before = structuredClone(given)
    fake.emit(channelFollow, given)
    expect(given).toEqual(before)
    expect(events()[0]).toMatchObject({ user_name: 'Somebody', user_login: 'pixelfox', followed_at: 'then', more: [1] })
  })

  it('emit fills in names at any depth, none for anonymous people, and the name of a category', async () => {
    const { fake, subscribe, events } = await setUp()
    await subscribe(channelChatMessage, { ...own, user_id: '1001' })
    fake.emit(channelChatMessage, {
      ...own,
      chatter_user_id: '1002',
      message_id: 'm',
      message: {
        text: '@ada hi',
        fragments: [{ type: 'mention', text: '@ada', emote: null, cheermote: null, mention: { user_id: '1001' } }],
      },
      message_type: 'text',
      badges: [],
      cheer: null,
      color: '',
      reply: null,
      channel_points_custom_reward_id: null,
      source_broadcaster_user_id: null,
      source_message_id: null,
      source_badges: null,
    })
    expect(events()[0]).toMatchObject({
      chatter_user_login: 'pixelfox',
      message: { fragments: [{ mention: { user_login: 'ada' } }] },
      source_broadcaster_user_login: null,
      source_broadcaster_user_name: null,
    })
    await subscribe(channelUpdate, own)
    const { body } = await call(fake, 'GET /channels?broadcaster_id=1001')
    const { game_id: category_id, game_name: category_name } = body.data[0]
    const change = { ...own, title: 'T', language: 'en', content_classification_labels: [] }
    fake.emit(channelUpdate, { ...change, category_id })
    fake.emit(channelUpdate, { ...change, category_id: '' })
    expect(events().slice(1)).toMatchObject([{ category_name }, { category_name: '' }])
  })

  it('each delivery has its subscription and its own message id', async () => {
    const { fake, subscribe, frames } = await setUp()
    const condition = { ...own, moderator_user_id: '1001' }
    const { id, created_at } = await subscribe(channelFollow, condition)
    fake.emit(channelFollow, { user_id: '1002', ...own })
    fake.emit(channelFollow, { user_id: '1002', ...own })
    const [welcome, first, second] = frames
    expect(first?.payload.subscription).toEqual({
      id,
      status: 'enabled',
      type: 'channel.follow',
      version: '2',
      condition,
      cost: 0,
      transport: { method: 'websocket', session_id: welcome?.payload.session.id },
      created_at,
    })
    expect(second?.metadata['message_id']).not.toBe(first?.metadata['message_id'])
    // The time distinguishes them too.
    const times = frames.map(({ metadata }) => metadata['message_timestamp'] ?? '')
    expect(times).toEqual([...new Set(times)].sort())
  })

  it('emit throws an error with all problems for an event that Twitch would not send', () => {
    const fake = createFakeTwitch()
    // @ts-expect-error: the compiler names them as well.
    expect(() => fake.emit(channelRaid, { from_broadcaster_user_id: '1001', viewers: 'many' })).toThrow(
      /^Twitch would not send this as channel\.raid \(version 1\)\. event\.to_broadcaster_user_id: .+; event\.to_broadcaster_user_login: .+; event\.viewers: /,
    )
    // @ts-expect-error: an event is an object.
    expect(() => fake.emit(channelRaid, 'raid')).toThrow('Twitch would not send this as channel.raid')
  })
})

describe('an event goes to matching subscriptions', () => {
  /** Emits an event, and returns how many received it. */
  type Emit = (fake: FakeTwitch) => number
  const reward = { id: 'r', title: 'T', prompt: '', cost: 1 }
  const person = { user_id: '1002' }
  const redemption = { ...own, ...person, id: 'x', user_input: '', status: 'unfulfilled' }
  const redeemed: Emit = fake => fake.emit(channelPointsCustomRewardRedemptionAdd, { ...redemption, reward })
  const removed: Emit = fake =>
    fake.emit(typeOf('channelPointsCustomRewardRemove'), {
      ...Object(believable(channelPointsCustomRewardRemove.spec.event)),
      ...own,
      id: 'r',
    })
  const charity = (ids: object): Emit => {
    const event = Object(believable(channelCharityCampaignStart.spec.event))
    return fake => fake.emit(typeOf('channelCharityCampaignStart'), { ...event, ...ids })
  }
  const held = (user_id: string): Emit => {
    const event = Object(believable(channelChatUserMessageHold.spec.event))
    return fake => fake.emit(typeOf('channelChatUserMessageHold'), { ...event, ...own, user_id })
  }
  const raid = (from_broadcaster_user_id: string, to_broadcaster_user_id: string): Emit => {
    return fake => fake.emit(channelRaid, { from_broadcaster_user_id, to_broadcaster_user_id, viewers: 1 })
  }
  const whisper = (from_user_id: string, to_user_id: string): Emit => {
    const event = { from_user_id, to_user_id, whisper_id: 'w', whisper: { text: 'psst' } }
    return fake => fake.emit(userWhisperMessage, event)
  }
  const updated = (user_id: string): Emit => {
    return fake => fake.emit(userUpdate, { user_id, description: '', email_verified: false })
  }
  const mine = { user_id: '1001' }

  it.for<readonly [string, EventType<unknown, unknown>, object, Emit, number]>([
    [
      'a reward of which redemptions are wanted',
      channelPointsCustomRewardRedemptionAdd,
      { ...own, reward_id: 'r' },
      redeemed,
      1,
    ],
    ['another reward', channelPointsCustomRewardRedemptionAdd, { ...own, reward_id: 'other' }, redeemed, 0],
    ['any reward', channelPointsCustomRewardRedemptionAdd, own, redeemed, 1],
    ['a reward itself', channelPointsCustomRewardRemove, { ...own, reward_id: 'r' }, removed, 1],
    ['another reward itself', channelPointsCustomRewardRemove, { ...own, reward_id: 'other' }, removed, 0],
    ['a campaign under one name', channelCharityCampaignStart, own, charity(own), 1],
    ['a campaign under the other name', channelCharityCampaignStart, own, charity({ broadcaster_id: '1001' }), 1],
    ['a campaign of others', channelCharityCampaignStart, own, charity({ broadcaster_id: '1002' }), 0],
    ['an own message', channelChatUserMessageHold, { ...own, ...mine }, held('1001'), 1],
    ['a message of others', channelChatUserMessageHold, { ...own, ...mine }, held('1002'), 0],
    ['a raid that arrives', channelRaid, { to_broadcaster_user_id: '1001' }, raid('1002', '1001'), 1],
    ['a raid that starts', channelRaid, { from_broadcaster_user_id: '1002' }, raid('1002', '1001'), 1],
    ['a raid the other way', channelRaid, { to_broadcaster_user_id: '1002' }, raid('1002', '1001'), 0],
    ['a whisper to the user', userWhisperMessage, mine, whisper('1002', '1001'), 1],
    ['a whisper of the user', userWhisperMessage, mine, whisper('1001', '1002'), 0],
    ['a user', userUpdate, mine, updated('1001'), 1],
    ['another user', userUpdate, mine, updated('1002'), 0],
  ])('an event matches or not as its condition says: %s', async ([, type, condition, emit, count]) => {
    const { fake, subscribe } = await setUp()
    await subscribe(type, condition)
    expect(emit(fake)).toBe(count)
  })

  it('an event goes to subscriptions of every user', async () => {
    const { fake, subscribe, events } = await setUp()
    const second = openSocket(fake)
    await vi.advanceTimersByTimeAsync(10)
    await subscribe(channelFollow, { ...own, moderator_user_id: '1001' })
    const [moderator] = (await call(fake, 'GET /moderation/moderators?broadcaster_id=1001')).body.data
    const condition = { ...own, moderator_user_id: moderator.user_id }
    const transport = { method: 'websocket', session_id: second.frames[0]?.payload.session.id }
    const body = { type: 'channel.follow', version: '2', condition, transport }
    await call(fake, 'POST /eventsub/subscriptions', { body, token: { user: moderator.user_id } })
    expect(fake.emit(channelFollow, { user_id: '42', ...own })).toBe(2)
    expect(second.frames.at(-1)?.payload.event).toEqual(events()[0])
  })

  it('an event does not go to another version', async () => {
    const { fake, subscribe } = await setUp()
    const condition = { ...own, moderator_user_id: '1001' }
    await subscribe(typeOf('automodMessageHoldV1'), condition)
    const event = { ...Object(believable(specOf('automodMessageHold').event)), ...own }
    expect(fake.emit(typeOf('automodMessageHold'), event)).toBe(0)
  })

  it('an event skips a subscription that a page ends during the delivery', async () => {
    const { fake, subscribe, socket } = await setUp()
    await subscribe(channelPointsCustomRewardRedemptionAdd, own)
    await subscribe(channelPointsCustomRewardRedemptionAdd, { ...own, reward_id: 'r' })
    expect(redeemed(fake)).toBe(2)
    socket.onmessage = () => fake.eventSub.revoke(channelPointsCustomRewardRedemptionAdd)
    expect(redeemed(fake)).toBe(1)
    expect(redeemed(fake)).toBe(0)
  })
})

describe('an own event type', () => {
  interface ClapEvent {
    id: string
    user_id: string
    user_name: string
    hands: number
    clapped_at: string
  }
  const shape = { type: 'channel.clap', condition: { broadcaster_user_id: 'self' } } as const
  const clap: EventType<ChannelCondition, ClapEvent> = defineEventType({
    ...shape,
    event: v.object({
      id: v.string(),
      user_id: v.string(),
      user_name: v.string(),
      hands: v.number(),
      clapped_at: v.string(),
    }),
  })
  const zodClap: EventType<ChannelCondition, ClapEvent> = defineEventType({
    ...shape,
    event: z.object({
      id: z.string(),
      user_id: z.string(),
      user_name: z.string(),
      hands: z.number(),
      clapped_at: z.string(),
    }),
  })

  it.for([
    ['valibot', clap],
    ['Zod', zodClap],
  ] as const)('a fake with the type in eventTypes accepts it as one of Twitch’s: %s', async ([, type]) => {
    const { fake, subscribe, events } = await setUp({ eventTypes: [type] })
    await subscribe(type, own)
    expect(fake.emit(type, { user_id: '1002', hands: 2 })).toBe(1)
    expect(events()).toMatchObject([
      { id: expect.any(String), user_name: fake.user('1002').display_name, hands: 2, clapped_at: expect.any(String) },
    ])
    // @ts-expect-error: hands are numbers.
    expect(() => fake.emit(type, { user_id: '1002', hands: 'two' })).toThrow('event.hands: ')
  })

  it('a fake without it refuses the type', async () => {
    const { fake, subscribe } = await setUp()
    await expect(subscribe(clap, own)).rejects.toThrow('invalid subscription type and version')
    expect(fake.emit(clap, { user_id: '1002', hands: 2 })).toBe(0)
  })

  it('a type of your own can have the name and version of one of Twitch’s', async () => {
    const { fake, subscribe, events } = await setUp()
    const follow: EventType<{ broadcaster_user_id: string; moderator_user_id: string }, { user_id: string }> =
      defineEventType({
        type: 'channel.follow',
        version: '2',
        condition: { broadcaster_user_id: 'required', moderator_user_id: 'required' },
        event: v.object({ user_id: v.string() }),
      })
    await subscribe(channelFollow, { ...own, moderator_user_id: '1001' })
    expect(fake.emit(follow, { user_id: '1002' })).toBe(1)
    expect(events()).toEqual([{ user_id: '1002', user_login: 'pixelfox', user_name: fake.user('1002').display_name }])
  })
})
