import {
  type ChannelChatMessageEvent,
  type ChatLine,
  channelChatClear,
  channelChatClearUserMessages,
  channelChatMessageDelete,
  createChatLog,
} from 'tinyhelix/eventsub'
import { describe, expect, it, vi } from 'vitest'
import { ada, elsewhere, storePage } from './storePage.ts'

const texts = (lines: readonly ChatLine[]) =>
  lines.map(({ message, notification, deleted }) => {
    const text = message ? message.message.text : notification.system_message
    return deleted ? `(${text})` : text
  })

/** A page with a chat log whose subscriptions are live. */
const setUp = async (...[condition, options]: [condition?: object, options?: Parameters<typeof createChatLog>[2]]) => {
  const page = storePage()
  const chat = createChatLog(page.events, condition, options)
  const told: (readonly ChatLine[])[] = []
  chat.subscribe(lines => told.push(lines))
  await page.connect()
  const { fake, pass } = page
  return {
    ...page,
    chat,
    told,
    /** The texts after the next update. */
    shown: async () => {
      await pass(50)
      return texts(chat.state)
    },
    remove: (message_id: string, broadcaster_user_id = ada) =>
      fake.emit(channelChatMessageDelete, { broadcaster_user_id, target_user_id: '42', message_id }),
    ban: (target_user_id: string) =>
      fake.emit(channelChatClearUserMessages, { broadcaster_user_id: ada, target_user_id }),
    clear: () => fake.emit(channelChatClear, { broadcaster_user_id: ada }),
  }
}

describe('a chat log', () => {
  it('the log has messages and notifications in order, with id and time', async () => {
    const { chat, shown, say, notify } = await setUp()
    const id = say('hello')
    notify('Ada raids', { notice_type: 'raid' })
    expect(await shown()).toEqual(['hello', 'Ada raids'])
    expect(chat.state[0]).toMatchObject({
      id,
      at: expect.stringMatching(/^2026-05-01T12:00:00\.\d+Z$/),
      deleted: false,
      notification: null,
      message: { chatter_user_id: '42' },
    })
    expect(chat.state[1]).toMatchObject({ message: null, notification: { notice_type: 'raid' } })
  })

  it('the log keeps the latest lines up to max', async () => {
    const { shown, say } = await setUp({}, { max: 2 })
    for (const text of ['1', '2', '3']) say(text)
    expect(await shown()).toEqual(['2', '3'])
  })

  it.each([0, -1, Number.NaN])('the log keeps no lines with a max of %s', async max => {
    const { shown, say } = await setUp({}, { max })
    say('1')
    expect(await shown()).toEqual([])
  })

  it('the log notifies at most once per pace, and its state stays the same between', async () => {
    const { chat, told, say, pass } = await setUp({}, { pace: 200 })
    const before = chat.state
    for (let second = 0; second < 100; second++) say(`${second}`)
    await pass(199)
    expect(chat.state).toBe(before)
    expect(told).toEqual([before])
    await pass(1)
    expect(told).toHaveLength(2)
    expect(chat.state).toBe(told[1])
    expect(chat.state).toHaveLength(100)
    await pass(1000)
    expect(told).toHaveLength(2)
  })

  it('lines that do not change stay the same objects', async () => {
    const { chat, shown, say, remove } = await setUp({}, { keepDeleted: true })
    const first = say('first')
    say('second')
    await shown()
    const [, second] = chat.state
    remove(first)
    expect(await shown()).toEqual(['(first)', 'second'])
    expect(chat.state[1]).toBe(second)
    const before = chat.state
    remove(first)
    await shown()
    expect(chat.state).toBe(before)
  })

  it('the log keeps 100 of 10,000 lines, and notifies a few times', async () => {
    const { chat, told, say, pass } = await setUp()
    for (let index = 0; index < 10_000; index++) {
      say(`${index}`)
      if (index % 100 === 99) await pass(10)
    }
    await pass(50)
    expect(texts(chat.state)).toEqual(Array.from({ length: 100 }, (_, index) => `${9900 + index}`))
    for (const lines of told) expect(lines.length).toBeLessThanOrEqual(100)
    expect(told.length).toBeLessThan(30)
  })
})

describe('messages that moderators remove from a chat', () => {
  const start = async (keepDeleted: boolean) => {
    const page = await setUp({}, { keepDeleted })
    const ids = [page.say('a'), page.say('b', { chatter_user_id: '7' }), page.notify('c', { chatter_user_id: '7' })]
    await page.shown()
    return { ...page, ids }
  }

  it.each([
    { what: 'a message', act: 'remove', left: ['b', 'c'], kept: ['(a)', 'b', 'c'] },
    { what: 'all of a user', act: 'ban', left: ['a'], kept: ['a', '(b)', '(c)'] },
    { what: 'everything', act: 'clear', left: [], kept: ['(a)', '(b)', '(c)'] },
  ] as const)('a removal deletes or, with keepDeleted, marks $what', async ({ act, left, kept }) => {
    for (const keepDeleted of [false, true]) {
      const { ids, remove, ban, clear, shown, pass } = await start(keepDeleted)
      await pass(1000)
      ;({ remove: () => remove(ids[0] ?? ''), ban: () => ban('7'), clear })[act]()
      expect(await shown()).toEqual(keepDeleted ? kept : left)
      vi.useRealTimers()
    }
  })

  it('a removal does not hide later messages', async () => {
    const { ban, clear, shown, say, pass } = await start(false)
    ban('7')
    clear()
    await pass(1000)
    say('d', { chatter_user_id: '7' })
    expect(await shown()).toEqual(['d'])
  })

  it('a message that arrives after its removal is not shown', async () => {
    for (const keepDeleted of [false, true]) {
      const { remove, shown, say } = await start(keepDeleted)
      remove('late')
      say('late', { message_id: 'late' })
      expect(await shown()).toEqual(['a', 'b', 'c', ...(keepDeleted ? ['(late)'] : [])])
      vi.useRealTimers()
    }
  })

  it('a message that arrives within ten minutes of its removal is not shown, whatever else is removed before', async () => {
    const { remove, shown, say, pass } = await start(false)
    remove('late')
    for (let index = 0; index < 5000; index++) remove(`${index}`)
    await pass(590_000)
    for (let index = 0; index < 150; index++) remove(`later-${index}`)
    for (const message_id of ['late', '4999', 'later-0', 'later-149']) say(message_id, { message_id })
    expect(await shown()).toEqual(['a', 'b', 'c'])
  })

  it.for([3_600_000, -3_600_000])('a removal whose date is wrong by %i ms still applies', async wrong => {
    for (const what of ['ban', 'clear'] as const) {
      const { ban, clear, shown, say, pass } = await start(false)
      const { now } = Date
      vi.setSystemTime(now() + wrong)
      ;({ ban: () => ban('7'), clear })[what]()
      vi.setSystemTime(now() - wrong)
      expect(await shown()).toEqual(what === 'ban' ? ['a'] : [])
      await pass(10_000)
      say('later', { chatter_user_id: '7' })
      expect((await shown()).at(-1)).toBe('later')
      vi.useRealTimers()
    }
  })

  it('a removal of unknown messages calls no listener', async () => {
    const { chat, told, remove, ban, pass } = await start(false)
    const count = told.length
    remove('unknown')
    ban('99999999')
    await pass(1000)
    expect(told).toHaveLength(count)
    expect(texts(chat.state)).toEqual(['a', 'b', 'c'])
  })

  it('a message of a shared chat is removed by its id in its own channel', async () => {
    const { remove, shown, say } = await start(false)
    say('shared', { source_broadcaster_user_id: elsewhere, source_message_id: 'there' })
    expect(await shown()).toContain('shared')
    remove('there')
    expect(await shown()).not.toContain('shared')
  })
})

describe('the channel and the user of a chat log', () => {
  it('the log shows the channel of its condition only', async () => {
    const page = await setUp({ broadcaster_user_id: elsewhere })
    const mine = createChatLog(page.events)
    await page.connect()
    page.say('mine')
    const id = page.say('theirs', { broadcaster_user_id: elsewhere })
    page.remove(id)
    expect(await page.shown()).toEqual(['theirs'])
    expect(texts(mine.state)).toEqual(['mine'])
  })

  it.each([{}, { broadcaster_user_id: elsewhere }, { broadcaster_user_id: elsewhere, user_id: ada }])(
    'a sign-out removes all lines, with the condition %j',
    async condition => {
      const { chat, shown, say, signIn, pass } = await setUp(condition)
      const { broadcaster_user_id = ada } = condition as { broadcaster_user_id?: string }
      say('before', { broadcaster_user_id })
      expect(await shown()).toEqual(['before'])
      say('on its way', { broadcaster_user_id })
      signIn(null)
      expect(chat.state).toEqual([])
      await pass(1000)
      expect(chat.state).toEqual([])
    },
  )

  it('messages removed for one user are shown to the next', async () => {
    const { shown, say, remove, signIn, connect } = await setUp({ broadcaster_user_id: elsewhere })
    remove('m-late', elsewhere)
    signIn('pixelfox')
    await connect()
    say('for the next', { broadcaster_user_id: elsewhere, message_id: 'm-late' })
    expect(await shown()).toEqual(['for the next'])
  })

  it.each([{}, { broadcaster_user_id: elsewhere }, { broadcaster_user_id: elsewhere, user_id: ada }])(
    'the sign-in of another user removes all lines, with the condition %j',
    async condition => {
      const { chat, shown, say, signIn, connect } = await setUp(condition)
      const { broadcaster_user_id = ada } = condition as { broadcaster_user_id?: string }
      say('before', { broadcaster_user_id })
      expect(await shown()).toEqual(['before'])
      signIn('pixelfox')
      expect(chat.state).toEqual([])
      await connect()
      expect(await shown()).toEqual([])
    },
  )

  it('a missing id throws at once', () => {
    const { events } = storePage()
    // As JavaScript without types could.
    expect(() => createChatLog(events, { broadcaster_user_id: undefined as never })).toThrow(/broadcaster_user_id/)
    expect(events.state.subscriptions).toEqual([])
  })
})

it('a log whose `filter` throws for a first line leaves no subscription and no timer', async () => {
  const { events, pass } = storePage()
  const first = { id: 'first', at: '2026-05-01T12:00:00Z', message: ownMessage('first'), notification: null }
  const lines = [first, { ...first, id: 'second' }]
  const filter = ({ id }: ChatLine) => {
    if (id === 'second') throw new Error('the fault of filter')
    return true
  }
  expect(() => createChatLog(events, {}, { lines, filter })).toThrow('the fault of filter')
  expect(events.state.subscriptions).toEqual([])
  await pass(2000)
  expect(vi.getTimerCount()).toBe(0)
})

describe('a closed chat log', () => {
  it('close() ends the five subscriptions and the timer, and keeps the lines', async () => {
    const { chat, say, shown, subscribed, pass, told } = await setUp()
    expect(subscribed()).toHaveLength(5)
    say('last')
    await shown()
    say('not told')
    const { close } = chat
    close()
    await pass(2000)
    expect(texts(chat.state)).toEqual(['last'])
    expect(told).toHaveLength(2)
    expect(subscribed()).toEqual([])
  })

  it('close() ends the log for lines that the page adds, too', async () => {
    const { chat, pass } = await setUp()
    chat.close()
    chat.add({ id: 'late', at: '2026-05-01T12:00:01Z', message: ownMessage('late'), notification: null })
    await pass(2000)
    expect(texts(chat.state)).toEqual([])
  })

  it('close() does not affect other logs', async () => {
    const { chat, events, say, shown } = await setUp()
    const other = createChatLog(events)
    chat.close()
    say('still here')
    expect(await shown()).toEqual([])
    expect(texts(other.state)).toEqual(['still here'])
  })
})

/** A message that the page adds. */
const ownMessage = (text: string): ChannelChatMessageEvent => ({
  broadcaster_user_id: '',
  broadcaster_user_login: '',
  broadcaster_user_name: '',
  chatter_user_id: 'somebody',
  chatter_user_login: 'somebody',
  chatter_user_name: 'Somebody',
  message_id: '',
  message: { text, fragments: [] },
  message_type: 'text',
  badges: [],
  cheer: null,
  color: '',
  reply: null,
  channel_points_custom_reward_id: null,
  source_broadcaster_user_id: null,
  source_broadcaster_user_login: null,
  source_broadcaster_user_name: null,
  source_message_id: null,
  source_badges: null,
})

describe('lines that the page adds', () => {
  const line = (text: string, at: string, source = 'elsewhere') => ({
    id: `own-${text}`,
    at,
    source,
    message: ownMessage(text),
    notification: null,
  })

  it('initial lines are sorted by time and count towards max', async () => {
    const lines = [
      line('b', '2026-05-01T11:59:30Z'),
      line('a', '2026-05-01T11:59:00Z'),
      line('c', '2026-05-01T12:30:00Z'),
    ]
    const { chat, shown, say } = await setUp({}, { lines, max: 4 })
    expect(texts(chat.state)).toEqual(['a', 'b', 'c'])
    expect(chat.state[0]).toMatchObject({ source: 'elsewhere', deleted: false, isAction: false, recipients: [] })
    say('now')
    say('then')
    expect(await shown()).toEqual(['b', 'c', 'now', 'then'])
  })

  it('an added line goes to its time, and once for its id', async () => {
    const { chat, shown, say, pass } = await setUp()
    say('1')
    await pass(10_000)
    say('2')
    chat.add(line('between', '2026-05-01T12:00:05Z'))
    chat.add(line('last', '2026-05-01T12:30:00Z'))
    chat.add({ ...line('between', '2026-05-01T12:00:06Z'), message: ownMessage('between, edited') })
    expect(await shown()).toEqual(['1', 'between, edited', '2', 'last'])
  })

  it('an event with the id of an added line is not shown again, as after a reload', async () => {
    const { chat, shown, say } = await setUp()
    chat.add({ ...line('stored', '2026-05-01T12:00:00Z'), id: 'm-stored' })
    say('stored', { message_id: 'm-stored' })
    expect(await shown()).toEqual(['stored'])
  })

  it('added lines stay when the user signs out', async () => {
    const { chat, shown, say, signIn } = await setUp({}, { lines: [line('own', '2026-05-01T12:00:00Z')] })
    say('theirs')
    expect(await shown()).toEqual(['own', 'theirs'])
    signIn(null)
    expect(texts(chat.state)).toEqual(['own'])
  })
})

describe('the lines of a chat log', () => {
  it('a line whose `filter` signs out, or lets another user in, is not shown', async () => {
    for (const next of [null, 'pixelfox']) {
      const filter = () => {
        page.signIn(next)
        return true
      }
      const page = await setUp({}, { filter })
      page.say('hello')
      expect(await page.shown()).toEqual([])
    }
  })

  it('`filter` is called once for each line, before max applies', async () => {
    const asked: string[] = []
    const filter = (line: ChatLine) => {
      asked.push(line.id)
      return line.message?.message.text !== 'no'
    }
    const { shown, say } = await setUp({}, { filter, max: 2 })
    for (const text of ['yes 1', 'no', 'no', 'yes 2', 'no']) say(text)
    expect(await shown()).toEqual(['yes 1', 'yes 2'])
    expect(asked).toHaveLength(5)
  })

  it('`isAction` marks actions', async () => {
    const { chat, shown, say } = await setUp()
    say('\u0001ACTION dances\u0001')
    say('talks')
    await shown()
    expect(chat.state).toMatchObject([{ isAction: true }, { isAction: false }])
  })

  it.each([
    ['all', ['own', 'shared'], [null, null]],
    ['mark', ['own', 'shared'], [null, 'PixelFox']],
    ['own', ['own'], [null]],
  ] as const)('`shared: %s` shows %j of a shared chat', async (shared, shownTexts, sources) => {
    const { chat, shown, say } = await setUp({}, { shared })
    say('own')
    say('shared', { source_broadcaster_user_id: elsewhere, source_message_id: 'there', source_badges: [] })
    expect(await shown()).toEqual(shownTexts)
    expect(chat.state.map(({ source }) => source)).toEqual(sources)
  })

  it('a copied notification has the shape of the original', async () => {
    const { chat, shown, notify } = await setUp()
    const shared_chat_announcement = { color: 'blue' }
    notify('copied', { notice_type: 'shared_chat_announcement', announcement: null, shared_chat_announcement })
    await shown()
    expect(chat.state[0]?.notification).toMatchObject({
      notice_type: 'announcement',
      announcement: { color: 'blue' },
      shared_chat_announcement: null,
    })
  })
})

describe('a community gift', () => {
  const setUpGifts = async () => {
    const page = await setUp({}, { gifts: 'join' })
    return {
      ...page,
      gift: (id: string, total: number) =>
        page.notify(`${total} gifts`, {
          notice_type: 'community_sub_gift',
          announcement: null,
          community_sub_gift: { id, total, sub_tier: '1000', cumulative_total: null },
        }),
      give: (id: string | null, recipient_user_name: string) =>
        page.notify(`gift to ${recipient_user_name}`, {
          notice_type: 'sub_gift',
          announcement: null,
          sub_gift: {
            duration_months: 1,
            cumulative_total: null,
            recipient_user_id: '7',
            recipient_user_login: recipient_user_name,
            recipient_user_name,
            sub_tier: '1000',
            community_gift_id: id,
          },
        }),
      recipients: () => page.chat.state.map(({ recipients }) => recipients),
    }
  }

  it('a gift that waits for its community gift goes with its user, also after a thousand other lines', async () => {
    const { give, say, signIn, shown, pass } = await setUpGifts()
    give('g1', 'a')
    for (let index = 0; index < 1001; index++) say(`${index}`)
    signIn(null)
    await pass(6000)
    expect(await shown()).toEqual([])
  })

  it('a community gift is one line, and receivers are added as they arrive', async () => {
    const { gift, give, shown, recipients } = await setUpGifts()
    gift('g1', 3)
    give('g1', 'a')
    expect(await shown()).toEqual(['3 gifts'])
    expect(recipients()).toEqual([['a']])
    give('g1', 'b')
    give(null, 'single')
    give('g1', 'c')
    expect(await shown()).toEqual(['3 gifts', 'gift to single'])
    expect(recipients()).toEqual([['a', 'b', 'c'], []])
  })

  it('receivers that arrive before the gift are added to it', async () => {
    const { gift, give, shown, recipients, pass } = await setUpGifts()
    give('g1', 'early')
    expect(await shown()).toEqual([])
    await pass(4000)
    gift('g1', 2)
    give('g1', 'late')
    expect(await shown()).toEqual(['2 gifts'])
    expect(recipients()).toEqual([['early', 'late']])
    await pass(10_000)
    expect(await shown()).toEqual(['2 gifts'])
  })

  it('receivers without a gift are shown, and none twice', async () => {
    const { gift, give, shown, recipients, pass } = await setUpGifts()
    give('unknown', 'stray')
    await pass(5000)
    expect(await shown()).toEqual(['gift to stray'])
    gift('g1', 2)
    give('g1', 'a')
    await pass(5000)
    give('g1', 'too late')
    await pass(5000)
    expect(await shown()).toEqual(['gift to stray', '2 gifts', 'gift to too late'])
    expect(recipients()).toEqual([[], ['a'], []])
  })

  it('a sign-out removes a community gift and the gifts that wait for it', async () => {
    const { gift, give, shown, signIn, pass } = await setUpGifts()
    gift('g1', 2)
    give('other', 'stray')
    signIn(null)
    await pass(10_000)
    expect(await shown()).toEqual([])
  })
})
