import { banUser, createPoll, deleteChatMessages, getChannelFollowers } from 'tinyhelix'
import {
  type ChatLine,
  channelChatMessage,
  channelFollow,
  channelPollBegin,
  createChatLog,
  createEventSub,
  type EventSubMessage,
} from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitch, type RecordEventsOptions, recordEvents } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { examples } from '../eventsub/facts.ts'
import { problemsOf, specOf, specs } from '../eventsub/types.ts'
import { believable } from './believableEvent.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const own = { broadcaster_user_id: '1001' }

/** A page of ada with a chat. */
async function openPage(fake: FakeTwitch) {
  const client = fake.client()
  const events = createEventSub(client)
  const chat = createChatLog(events, {}, { max: 1000 })
  await pass(1000)
  return {
    client,
    events,
    /** The lines of the chat without their times. */
    lines: async () => {
      await pass(1000)
      return chat.state.map(({ at: _, ...line }: ChatLine) => line)
    },
    close: () => {
      chat.close()
      events.close()
    },
  }
}

/** Ten seconds of a busy chat with bans and deletions: its recording, and its lines. */
async function anEvening(options?: RecordEventsOptions) {
  const fake = createFakeTwitch()
  const { client, events, lines: shown, close } = await openPage(fake)
  const ids: string[] = []
  events.on(channelChatMessage, ({ message_id }) => ids.push(message_id))
  const { lines, stop } = recordEvents(events, options)
  const { finished } = fake.play('chat')
  await pass(5000)
  const [line] = (await shown()).filter(({ message }) => message?.chatter_user_id !== '1001')
  await banUser(client, { user_id: line?.message?.chatter_user_id ?? '', reason: 'spam' })
  for (const message_id of ids.slice(60, 63)) await deleteChatMessages(client, { message_id }).catch(() => {})
  await pass(10_000)
  await finished
  const evening = { lines: [...lines], shown: await shown() }
  stop()
  close()
  return evening
}

/** The final lines of a page that receives a recording. */
async function replayed(recording: string | readonly string[], speed: number) {
  const fake = createFakeTwitch()
  const { lines, close } = await openPage(fake)
  const replay = fake.replay(recording, { speed })
  await pass(replay.duration / speed + 100)
  await replay.finished
  const shown = await lines()
  close()
  return shown
}

describe('a recording of a busy chat', () => {
  it('a replay ends in the same lines at any speed', async () => {
    const { lines, shown } = await anEvening()
    expect(shown.length).toBeGreaterThan(450)
    const slow = await replayed(lines, 1)
    expect(await replayed(lines.join('\r\n'), 100)).toEqual(slow)
    expect(slow).toHaveLength(shown.length)
    // Each line has the length of its original.
    const kinds = (all: typeof shown) => all.map(({ message }) => message?.message.fragments.map(({ type }) => type))
    expect(kinds(slow)).toEqual(kinds(shown))
    const spoken = (all: typeof shown) => all.map(({ message }) => message?.message.text.startsWith('\u0001ACTION '))
    expect(spoken(slow)).toEqual(spoken(shown))
  })

  it('a replay with names kept ends in the original lines', async () => {
    const { lines, shown } = await anEvening({ names: 'keep' })
    expect(await replayed(lines, 100)).toEqual(shown)
  })

  it('replies, bans and deletions refer to messages of the recording', async () => {
    const { lines } = await anEvening()
    const events = lines.map(line => JSON.parse(line))
    const of = (type: string) => events.filter(entry => entry.type === type).map(({ event }) => event)
    const messages = of('channel.chat.message')
    const ids = new Set(messages.map(({ message_id }) => message_id))
    const answered = messages.flatMap(({ reply }) => (reply ? [reply.parent_message_id] : []))
    expect(answered.length).toBeGreaterThan(10)
    expect(answered.filter(id => !ids.has(id))).toEqual([])
    const deleted = of('channel.chat.message_delete').map(({ message_id }) => message_id)
    expect(deleted).toHaveLength(3)
    expect(deleted.filter(id => !ids.has(id))).toEqual([])
    const [cleared] = of('channel.chat.clear_user_messages')
    expect(messages.map(({ chatter_user_id }) => chatter_user_id)).toContain(cleared.target_user_id)
  })

  it('a second replay has other ids, so that no list has a key twice', async () => {
    const { lines } = await anEvening()
    const fake = createFakeTwitch()
    const { lines: shown, close } = await openPage(fake)
    const replay = fake.replay(lines, { speed: 100 })
    await pass(200)
    replay.jump(0)
    await pass(200)
    fake.replay(lines, { speed: 100 })
    await pass(200)
    const ids = (await shown()).map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(900)
    expect(new Set(ids).size).toBe(ids.length)
    close()
  })
})

/** Records events from any source. */
function recordOf(messages: readonly { readonly type: string; readonly version: string; readonly event: unknown }[]) {
  let tell: (message: EventSubMessage) => void = () => {}
  const recording = recordEvents({
    onEvent: listener => {
      tell = listener
      return () => {}
    },
  })
  for (const [index, { type, version, event }] of messages.entries()) {
    const condition = { broadcaster_user_id: '77001' }
    const timestamp = new Date(Date.parse('2026-03-01T20:00:00Z') + index * 1000).toISOString()
    tell({ id: `m${index}`, timestamp, subscription: { id: 's', type, version, condition }, event })
  }
  return recording.lines
}

/** Names of fields with Twitch's words, numbers or currencies, which are not personal data. */
const words =
  /^(types?|status|state|(sub_)?tier|sub_plan|action|list|notice_type|message_type|(background_)?color|group_layout|category|low_trust_status|ban_evasion_evaluation|format|currency|language|set_id|content_classification_labels|message_effect_id|channel_points_animation_id)$/

let count = 0
/** An event in which each text is unique. */
function withSecrets(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(item => withSecrets(item, key))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner, name)]))
  }
  if (typeof value !== 'string' || key.endsWith('_at')) return value
  if (/(user|broadcaster)_id$|channel_ids$/.test(key)) return `${770_000_000_000 + ++count}`
  return words.test(key) ? 'some_word' : `Secret${++count}`
}
const allNames = (event: unknown): string[] =>
  typeof event === 'object' && event !== null ? Object.entries(event).flatMap(([k, v]) => [k, ...allNames(v)]) : []

describe('people in a recording', () => {
  const events = [...specs].map(([name, { type, version, event: schema }]) => {
    const whole = [
      ...new Set(
        [...JSON.stringify(schema, (key, inner) => (key === '~standard' ? undefined : inner)).matchAll(/"(\w+)"/g)].map(
          ([, key = '']) => key,
        ),
      ),
    ]
    return { name, type, version, event: withSecrets(believable(schema, whole)) }
  })

  it('a recording of any type has no original name, id or text', () => {
    const lines = recordOf(events)
    expect(lines).toHaveLength(specs.size)
    const telling = lines.flatMap(
      (line, index) => line.match(/Secret\d+|770000\d{6}/g)?.map(word => `${events[index]?.name}: ${word}`) ?? [],
    )
    expect(telling).toEqual([])
    expect(allNames(events.map(({ event }) => event)).length).toBeGreaterThan(1500)
  })

  it('a recording has users of the fake, and its events match the schemas', () => {
    const fake = createFakeTwitch()
    for (const [index, line] of recordOf(events).entries()) {
      const { event } = JSON.parse(line)
      const name = events[index]?.name ?? ''
      expect([name, problemsOf(name, event)]).toEqual([name, []])
      for (const [key, id] of Object.entries(event)) {
        const [, stem] = /^(.*(?:user|broadcaster))_id$/.exec(key) ?? []
        if (stem === undefined) continue
        const { login, display_name } = fake.user(`${id}`)
        expect([event[`${stem}_login`] ?? login, event[`${stem}_name`] ?? display_name]).toEqual([login, display_name])
      }
    }
  })

  it('recordings of Twitch’s own examples have no names, and can be replayed', async () => {
    const recorded = examples
      .filter(({ export: on, event }) => !problemsOf(on, event).length)
      .map(({ export: on, event }) => ({ ...specOf(on), event }))
    expect(recorded.length).toBeGreaterThan(30)
    const lines = recordOf(recorded)
    const names = new Set(
      JSON.stringify(examples)
        .match(/"[a-z_]*(?:user|broadcaster)_(?:login|name)":"[^"]{4,}"/g)
        ?.map(pair => JSON.parse(`{${pair}}`))
        .flatMap(pair => Object.values(pair)),
    )
    expect(names.size).toBeGreaterThan(20)
    const told = lines.map(line => JSON.stringify(JSON.parse(line).event)).join('\n')
    expect([...names].filter(name => told.includes(`"${name}"`))).toEqual([])
    const fake = createFakeTwitch()
    const replay = fake.replay(lines, { speed: 1000 })
    await pass(1000)
    await expect(replay.finished).resolves.toBeUndefined()
  })

  it('the same user or thing is replaced by the same one each time', () => {
    const event = { user_id: '77005', user_login: 'secret', user_name: 'Secret', broadcaster_user_id: '77001' }
    const follow = { type: 'channel.follow', version: '2', event }
    const title = {
      type: 'channel.poll.begin',
      version: '1',
      event: { id: 'p', title: 'One', choices: [{ title: 'One' }, { title: 'Two' }] },
    }
    const [first, second, other, poll, again] = recordOf([
      follow,
      follow,
      { ...follow, event: { ...event, user_id: '77006' } },
      title,
      title,
    ]).map(line => JSON.parse(line).event)
    expect(first).toEqual(second)
    expect(first.broadcaster_user_id).toBe('1001')
    expect(other.user_id).not.toBe(first.user_id)
    expect(poll).toEqual(again)
    expect(poll.choices[0].title).toBe(poll.title)
    expect(poll.choices[1].title).not.toBe(poll.title)
  })

  it('names are kept on request, tokens never', async () => {
    const fake = createFakeTwitch()
    const token = fake.grant()
    const { events, close } = await openPage(fake)
    events.on(channelFollow, {}, () => {})
    await pass(100)
    const { lines, stop } = recordEvents(events, { names: 'keep' })
    fake.emit(channelFollow, { ...own, user_id: '1002' })
    await pass(100)
    stop()
    fake.emit(channelFollow, { ...own, user_id: '1003' })
    await pass(100)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: expect.stringMatching(/^2026-05-01T12:00:0/),
      type: 'channel.follow',
      version: '2',
      event: { user_login: 'pixelfox' },
    })
    expect(lines.join()).not.toContain(token)
    close()
  })

  it('the recording keeps the latest events up to its limit', async () => {
    const fake = createFakeTwitch()
    const { events, close } = await openPage(fake)
    events.on(channelFollow, {}, () => {})
    await pass(100)
    const { lines } = recordEvents(events, { names: 'keep', max: 2 })
    for (const user_id of ['1002', '1003', '1004']) fake.emit(channelFollow, { ...own, user_id })
    await pass(100)
    expect(lines.map(line => JSON.parse(line).event.user_id)).toEqual(['1003', '1004'])
    close()
  })
})

/** A line of a recording with a follower, some seconds after its beginning. */
const follow = (seconds: number, user_id = `${8500 + seconds}`) =>
  JSON.stringify({
    at: new Date(Date.parse('2026-03-01T20:00:00Z') + seconds * 1000).toISOString(),
    type: 'channel.follow',
    version: '2',
    event: { ...own, user_id },
  })

describe('a replay', () => {
  /** A fake, and the ids of followers that ada's page receives. */
  async function listen() {
    const fake = createFakeTwitch()
    const client = fake.client()
    const events = createEventSub(client)
    const heard: string[] = []
    events.on(channelFollow, {}, ({ user_id }) => heard.push(user_id))
    await pass(1000)
    return { fake, client, events, heard }
  }
  const recording = [0, 1, 2, 3, 10].map(seconds => follow(seconds))

  it('each event is sent on time and changes the world', async () => {
    const { fake, client, heard } = await listen()
    const before = (await getChannelFollowers(client).nextPage()).total
    const replay = fake.replay(recording)
    expect([replay.count, replay.duration, replay.position, replay.isPlaying]).toEqual([5, 10_000, 0, true])
    expect(heard).toEqual([])
    await pass(1)
    expect(heard).toEqual(['8500'])
    await pass(2000)
    expect(heard).toEqual(['8500', '8501', '8502'])
    await pass(8000)
    expect(heard).toHaveLength(5)
    await replay.finished
    expect({ position: replay.position, isPlaying: replay.isPlaying }).toEqual({ position: 10_000, isPlaying: false })
    expect((await getChannelFollowers(client).nextPage()).total).toBe(before + 5)
  })

  it('`speed` and `from` are followed', async () => {
    const { fake, heard } = await listen()
    const replay = fake.replay(recording, { speed: 2, from: 1500 })
    await pass(251)
    expect(heard).toEqual(['8502'])
    expect(replay.position).toBeGreaterThanOrEqual(2000)
    replay.play({ speed: 100 })
    await pass(81)
    expect(heard).toEqual(['8502', '8503', '8510'])
    expect(replay.speed).toBe(100)
  })

  it('a replay pauses, moves and resumes, also at its end', async () => {
    const { fake, heard } = await listen()
    const replay = fake.replay(recording)
    await pass(1500)
    replay.pause()
    await pass(60_000)
    expect([heard.splice(0).length, Math.round(replay.position), replay.isPlaying]).toEqual([2, 1500, false])
    replay.jump(9000)
    expect(replay.position).toBe(9000)
    replay.play()
    await pass(1001)
    expect(heard.splice(0)).toEqual(['8510'])
    replay.jump(2000)
    await pass(5000)
    expect(heard).toEqual([])
    replay.play()
    await pass(1001)
    expect(heard.splice(0)).toEqual(['8502', '8503'])
    replay.stop()
    replay.play()
    await pass(60_000)
    expect(heard).toEqual([])
  })

  it('a new replay stops the old one, which resolves', async () => {
    const { fake, heard } = await listen()
    const first = fake.replay(recording)
    const second = fake.replay([follow(0, '8507')])
    await expect(first.finished).resolves.toBeUndefined()
    await pass(20_000)
    expect(heard).toEqual(['8507'])
    await second.finished
  })

  it('a replay without lines ends at once', async () => {
    const replay = createFakeTwitch().replay('\n\n')
    await expect(replay.finished).resolves.toBeUndefined()
    expect([replay.count, replay.duration, replay.position]).toEqual([0, 0, 0])
    replay.play()
    replay.jump(5)
  })

  it('events are sent in Twitch’s order', async () => {
    const { fake, heard } = await listen()
    fake.replay([follow(2), follow(0), follow(1)], { speed: 1000 })
    await pass(50)
    expect(heard).toEqual(['8500', '8501', '8502'])
  })

  it('times are moved to now, at the speed', async () => {
    const fake = createFakeTwitch()
    const client = fake.client()
    const events = createEventSub(client)
    const { lines } = recordEvents(events)
    const polls: { started_at: string; ends_at: string }[] = []
    events.on(channelPollBegin, {}, poll => polls.push(poll))
    await pass(1000)
    await createPoll(client, { title: 'What?', choices: [{ title: 'This' }, { title: 'That' }], duration: 60 })
    await pass(3_600_000)
    polls.splice(0)
    fake.replay(lines, { speed: 10 })
    await pass(100)
    expect(polls).toHaveLength(1)
    expect(Date.parse(polls[0]?.ends_at ?? '') - Date.now()).toBeCloseTo(5900, -2)
    expect(Date.now() - Date.parse(polls[0]?.started_at ?? '')).toBeLessThan(1100)
    events.close()
  })

  it('users get the names that they have in the fake', async () => {
    const fake = createFakeTwitch({ seed: 5 })
    const events = createEventSub(fake.client())
    const heard: string[] = []
    events.on(channelFollow, {}, ({ user_login }) => heard.push(user_login))
    await pass(1000)
    const line = JSON.parse(follow(0, '1500'))
    fake.replay([JSON.stringify({ ...line, event: { ...line.event, user_login: 'stranger', user_name: 'Stranger' } })])
    await pass(10)
    expect(heard).toEqual([fake.user('1500').login])
    events.close()
  })

  const valid = follow(0)
  it.for([
    ['hello', 'it is no JSON object. Each line is one event, as recordEvents writes it.'],
    ['[1]', 'it is no JSON object. Each line is one event, as recordEvents writes it.'],
    ['null', 'it is no JSON object. Each line is one event, as recordEvents writes it.'],
    [valid.slice(0, -5), 'it is no JSON object. Each line is one event, as recordEvents writes it.'],
    ['{}', '`at` must be a time in RFC 3339, such as 2026-05-01T12:00:00Z.'],
    [valid.replace(/"at":"[^"]*"/, '"at":12'), '`at` must be a time in RFC 3339, such as 2026-05-01T12:00:00Z.'],
    [valid.replace('.follow"', '.unheard_of"'), 'this fake has no type "channel.unheard_of" of version "2".'],
    [valid.replace('"2"', '{}'), 'this fake has no type "channel.follow" of version [object Object].'],
    [valid.replace(/"event":.*/, '"event":"x"}'), '`event` must be an object.'],
    [
      valid.replace(',"user_id":"8500"', ''),
      'Twitch would not send this as channel.follow (version 2). event.user_id: missing',
    ],
    [
      valid.replace('"8500"', '"pixelfox"'),
      'Twitch would not send this as channel.follow (version 2). event.user_id: expected the id 1002, not the login pixelfox.',
    ],
    [valid.replace('"8500"', `"8500","x":${'['.repeat(50_000)}${']'.repeat(50_000)}`), 'it is nested too deeply.'],
    ['x'.repeat(200_001), 'it has 200001 characters, and a line has at most 200000.'],
  ] as const)('an invalid line throws with its number: %.60s', ([line, problem]) => {
    const fake = createFakeTwitch()
    const playing = fake.replay([valid])
    for (const recording of [[valid, '', line], `\uFEFF${valid}\n\n${line}\n`]) {
      expect(() => fake.replay(recording)).toThrow(
        expect.objectContaining({ message: expect.stringContaining(`Line 3 of the recording: ${problem}`) }),
      )
    }
    expect(playing.isPlaying).toBe(true)
    playing.stop()
  })

  it.for([0, -1, Number.NaN, Infinity])('a speed of %s and an invalid position throw', speed => {
    const fake = createFakeTwitch()
    expect(() => fake.replay(recording, { speed })).toThrow(
      `The speed of a replay is a number above 0, such as 1 or 10, not ${speed}.`,
    )
    expect(() => fake.replay(recording, { from: -1 })).toThrow(
      'A replay jumps to milliseconds from its beginning, not to -1.',
    )
    const replay = fake.replay(recording)
    expect(() => replay.play({ speed })).toThrow('The speed of a replay')
    expect(() => replay.jump(Number.NaN)).toThrow('not to NaN')
    replay.stop()
  })
})
