import { createFakeTwitch, type FakeTwitch, type SceneName } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Heard, listen } from './listeners.ts'
import { call } from './wire.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into at will.
type Body = any

/** What is read of the fake. */
type Read = (line: string) => Promise<Body>
const reader = (fake: FakeTwitch): Read => {
  const token = fake.grant()
  return async line => (await call(fake, `GET ${line}`, { token })).body
}

const channel = 'broadcaster_id=1001'
const moderated = `${channel}&moderator_id=1001`
const rewards = `/channel_points/custom_rewards?${channel}`

/** A scene, the number of events that ada receives by type, and the read that it changes. */
interface Played {
  readonly name: SceneName
  readonly hears: Readonly<Record<string, number>>
  readonly reads: string | ((read: Read) => Promise<string>)
  readonly then: (before: Body) => object
}

const scenes: readonly Played[] = [
  {
    name: 'follow',
    hears: { channelFollow: 1, channelGoalProgress: 1 },
    reads: `/channels/followers?${channel}`,
    then: ({ total }) => ({ total: total + 1 }),
  },
  {
    name: 'gifts',
    hears: {
      channelSubscriptionGift: 1,
      channelSubscribe: 10,
      channelChatNotification: 11,
      channelGoalProgress: 10,
    },
    reads: `/subscriptions?${channel}`,
    then: ({ total, points }) => ({ total: total + 10, points: points + 10 }),
  },
  {
    name: 'raid',
    hears: { channelRaid: 1, channelChatNotification: 1, channelChatMessage: 21 },
    reads: '/streams?user_id=1001',
    then: ({ data: [{ viewer_count }] }) => ({ data: [{ viewer_count: viewer_count + 200 }] }),
  },
  {
    name: 'train',
    hears: {
      channelHypeTrainBegin: 1,
      channelHypeTrainProgress: 6,
      // The train that runs at first ends before.
      channelHypeTrainEnd: 2,
      channelCheer: 7,
      channelBitsUse: 7,
      channelChatMessage: 7,
    },
    reads: `/hypetrain/status?${channel}`,
    then: () => ({ data: [{ current: null }] }),
  },
  {
    name: 'poll',
    hears: { channelPollBegin: 1, channelPollProgress: 14, channelPollEnd: 1 },
    reads: `/polls?${channel}&first=1`,
    then: () => ({ data: [{ title: 'What next?', status: 'COMPLETED' }] }),
  },
  {
    name: 'prediction',
    hears: {
      channelPredictionBegin: 1,
      channelPredictionProgress: 7,
      channelPredictionLock: 1,
      channelPredictionEnd: 1,
    },
    reads: `/predictions?${channel}&first=1`,
    then: () => ({ data: [{ title: 'Does it work at the first try?', status: 'RESOLVED' }] }),
  },
  {
    name: 'redemptions',
    hears: { channelPointsCustomRewardRedemptionAdd: 6, channelPointsCustomRewardRedemptionUpdate: 5 },
    reads: async read => {
      const { data } = await read(`${rewards}&only_manageable_rewards=true`)
      const queues = data.map(
        ({ id }: { id: string }) =>
          `/channel_points/custom_rewards/redemptions?${channel}&reward_id=${id}&status=UNFULFILLED&sort=NEWEST&first=50`,
      )
      const lengths = await Promise.all(queues.map(async (queue: string) => (await read(queue)).data.length))
      // These redemptions are at the end of the shortest queue, which pages show.
      return queues[lengths.indexOf(Math.min(...lengths))]
    },
    // Of the six, one still waits.
    then: ({ data: [newest, ...rest] }) => ({
      data: [{ redeemed_at: '2026-05-01T12:00:03Z' }, { id: newest.id }, ...rest],
    }),
  },
  {
    name: 'bans',
    hears: { channelChatMessage: 16, channelBan: 8, channelChatClearUserMessages: 8, channelModerate: 8 },
    reads: `/moderation/banned?${channel}&first=8`,
    then: () => ({ data: Array.from({ length: 8 }, () => expect.objectContaining({ reason: 'spam' })) }),
  },
  {
    name: 'offline',
    hears: { streamOffline: 1 },
    reads: '/streams?user_id=1001',
    then: () => ({ data: [] }),
  },
  {
    name: 'online',
    hears: { streamOnline: 1 },
    reads: '/streams?user_id=1001',
    then: () => ({ data: [{ started_at: '2026-05-01T12:00:00Z' }] }),
  },
]

/** The number of events of each type that ada received, of the newest versions. */
function counted(heard: readonly Heard[]) {
  const counts: Record<string, number> = {}
  for (const { on, to } of heard) {
    if (to.split(' ').includes('ada') && !on.endsWith('V1')) counts[on] = (counts[on] ?? 0) + 1
  }
  return counts
}

describe('a scene sends events and changes the world', () => {
  it.for(scenes)('the scene $name sends its events and changes a read', async ({ name, hears, reads, then }) => {
    const { fake, heard, pass } = await listen()
    const read = reader(fake)
    const line = typeof reads === 'string' ? reads : await reads(read)
    const before = await read(line)
    await heard()
    const playing = fake.play(name)
    await pass(25)
    await playing.finished
    expect(counted(await heard())).toMatchObject(hears)
    expect(await read(line)).toMatchObject(then(before))
  })

  it('the scene chat sends 50 lines a second with all kinds of content', async () => {
    const { fake, heard, pass } = await listen()
    await heard()
    const playing = fake.play('chat')
    await pass(11)
    await playing.finished
    const all = await heard()
    const messages = all.filter(({ on, to }) => on === 'channelChatMessage' && to.includes('ada')).map(row => row.event)
    expect(messages).toHaveLength(500)
    const kinds = new Set(
      messages.flatMap(({ message }) => message.fragments.map(({ type }: { type: string }) => type)),
    )
    expect([...kinds].sort()).toEqual(['cheermote', 'emote', 'gif', 'mention', 'text'])
    expect(messages.filter(({ reply }) => reply !== null)).not.toEqual([])
    expect(messages.filter(({ message }) => message.text.startsWith('\u0001ACTION '))).not.toEqual([])
    expect(messages.filter(({ source_broadcaster_user_id: id }) => id !== null)).not.toEqual([])
    expect(counted(all)).toMatchObject({ channelSharedChatBegin: 1, channelSharedChatEnd: 1 })
  })
})

describe('what belongs together', () => {
  it.for([
    { name: 'follow', path: '/channels/followers', type: 'follower', says: 'follow' },
    { name: 'gifts', path: '/subscriptions', type: 'subscription_count', says: 'subscription_count' },
  ] as const)(
    'the goal of the scene $name goes along with its count, in the event and when it is read',
    async ({ name, path, type, says }) => {
      const { fake, heard, pass } = await listen()
      const read = reader(fake)
      const total = async () => (await read(`${path}?${channel}`)).total
      const before = await total()
      await heard()
      const { finished } = fake.play(name)
      await pass(25)
      await finished
      const told = (await heard()).filter(({ on }) => on === 'channelGoalProgress').map(({ event }) => event)
      const count = await total()
      const amounts = told.map(({ current_amount }) => current_amount)
      expect(amounts).toEqual(Array.from({ length: count - before }, (_, index) => before + index + 1))
      const { data } = await read(`/goals?${channel}`)
      expect(data.find((goal: Body) => goal.type === type)).toMatchObject({ current_amount: count })
      expect(told.at(-1)).toMatchObject({ type: says, id: data.find((goal: Body) => goal.type === type).id })
    },
  )

  it('the level of a Hype Train never falls, and each train has ended before the next one begins', async () => {
    const { fake, heard, pass } = await listen()
    const read = reader(fake)
    const playings = []
    for (const seconds of [9, 5, 30]) {
      playings.push(fake.play('train'))
      await pass(seconds)
    }
    await Promise.all(playings.map(({ finished }) => finished))
    const trains = (await heard()).filter(({ on, to }) => /^channelHypeTrain(Begin|Progress|End)$/.test(on) && to)
    const ids = [...new Set(trains.map(({ event }) => event.id))]
    // One runs from the beginning.
    expect(ids).toHaveLength(4)
    const kinds = trains.map(({ on, event }) => `${ids.indexOf(event.id)} ${on.slice('channelHypeTrain'.length)}`)
    const course = kinds.filter((kind, index) => kind !== kinds[index - 1])
    expect(course).toEqual([
      '0 End',
      ...['1 Begin', '1 Progress', '1 End'],
      ...['2 Begin', '2 Progress', '2 End'],
      ...['3 Begin', '3 Progress', '3 End'],
    ])
    for (const id of ids) {
      const levels = trains.filter(({ event }) => event.id === id).map(({ event }) => event.level)
      expect(levels).toEqual([...levels].sort((one, other) => one - other))
    }
    expect((await read(`/hypetrain/status?${channel}`)).data[0].current).toBeNull()
  })

  it('a Hype Train that begins as another one is stopped goes on', async () => {
    const { fake, pass } = await listen()
    const read = reader(fake)
    const current = async () => (await read(`/hypetrain/status?${channel}`)).data[0].current
    const playing = fake.play('train')
    await pass(9)
    const first = await current()
    playing.stop()
    const next = fake.play('train')
    await playing.finished
    expect(await current()).toMatchObject({ level: 1, total: 500 })
    expect((await current()).id).not.toBe(first.id)
    next.stop()
    await next.finished
    expect(await current()).toBeNull()
  })
})

describe('a scene', () => {
  const everyMessage = async (fake: FakeTwitch, name: SceneName, pass: (seconds: number) => Promise<unknown>) => {
    const playing = fake.play(name)
    await pass(25)
    await playing.finished
  }

  it('each play has other message ids, which can be deleted', async () => {
    const { fake, heard, pass } = await listen()
    await heard()
    for (const name of ['raid', 'raid', 'chat', 'chat'] as const) await everyMessage(fake, name, pass)
    const ids = (await heard()).filter(({ on }) => on === 'channelChatMessage').map(({ event }) => event.message_id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(1000)
    const answer = await call(fake, `DELETE /moderation/chat?${moderated}&message_id=${ids.at(-1)}`, {
      token: fake.grant(),
    })
    expect(answer.status).toBe(204)
  })

  it('a scene can play in another channel', async () => {
    const fake = createFakeTwitch()
    const token = fake.grant({ user: 'pixelfox' })
    const total = async () => (await call(fake, 'GET /channels/followers?broadcaster_id=1002', { token })).body.total
    const before = await total()
    await fake.play('follow', { channel: 'pixelfox' }).finished
    expect(await total()).toBe(before + 1)
  })

  it('a stopped scene leaves no poll or prediction, and resolves', async () => {
    const fake = createFakeTwitch()
    const read = reader(fake)
    for (const [name, path] of [
      ['poll', 'polls'],
      ['prediction', 'predictions'],
    ] as const) {
      const playing = fake.play(name)
      expect((await read(`/${path}?${channel}&first=1`)).data[0].status).toBe('ACTIVE')
      playing.stop()
      await playing.finished
      expect((await read(`/${path}?${channel}&first=1`)).data[0].status).toMatch(/TERMINATED|CANCELED/)
    }
  })

  it('a new play of a scene stops the old one', async () => {
    const fake = createFakeTwitch()
    const playing = ['poll', 'poll', 'prediction', 'prediction', 'train', 'train'].map(name => fake.play(name))
    for (const one of playing) one.stop()
    await expect(Promise.all(playing.map(({ finished }) => finished))).resolves.toBeDefined()
  })

  it('an invalid scene throws with the reason', async () => {
    const fake = createFakeTwitch()
    expect(() => fake.play('opera')).toThrow(
      'The fake has no scene opera. It has follow, gifts, raid, train, chat, poll, prediction, redemptions, bans, online, offline.',
    )
    expect(() => fake.play('raid', { channel: 'nobody' })).toThrow('The fake has no user nobody')
    await expect(fake.play('gifts', { channel: '8500' }).finished).rejects.toThrow('neither an affiliate nor a partner')
  })

  it('own scenes can be played', async () => {
    const fake = createFakeTwitch({
      scenes: [
        {
          name: 'hello',
          play: async ({ viewers, say, wait }) => {
            for (const person of viewers(3)) {
              say(person, 'Hello')
              await wait(1000)
            }
          },
        },
      ],
    })
    const playing = fake.play('hello')
    await vi.advanceTimersByTimeAsync(3000)
    await expect(playing.finished).resolves.toBeUndefined()
  })
})
