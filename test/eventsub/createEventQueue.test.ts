import {
  type ChannelFollowEvent,
  channelChatNotification,
  channelFollow,
  channelRaid,
  channelSubscribe,
  channelSubscriptionGift,
  channelUpdate,
  createEventQueue,
  defineEventType,
  type EventQueueOptions,
  type EventType,
} from 'tinyhelix/eventsub'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { clockMoves } from '../scripted/clockMoves.ts'
import { ada, elsewhere, storePage } from './storePage.ts'

interface Events {
  readonly follow: ChannelFollowEvent
}

/** A page with a queue of followers whose subscription is live. */
const setUp = async (options?: EventQueueOptions<Events>) => {
  const page = storePage()
  const queue = createEventQueue(page.events, { follow: channelFollow }, options)
  await page.connect()
  const follow = (user_id: string) =>
    page.fake.emit(channelFollow, { broadcaster_user_id: ada, user_id, followed_at: '2026-05-01T12:00:00Z' })
  const shown = () => {
    const { current, waiting } = queue.state
    return [current?.event.user_id, ...waiting.map(({ event }) => event.user_id)]
  }
  return { ...page, queue, follow, shown }
}

describe('a queue of events', () => {
  it('the queue shows one event at a time, each for its duration', async () => {
    const { queue, follow, shown, pass } = await setUp({ duration: 1000 })
    const told: unknown[] = []
    queue.subscribe(({ current }) => told.push(current?.event.user_id))
    for (const user of ['1', '2', '3']) follow(user)
    expect(shown()).toEqual(['1', '2', '3'])
    await pass(999)
    expect(shown()).toEqual(['1', '2', '3'])
    await pass(1)
    expect(shown()).toEqual(['2', '3'])
    await pass(2000)
    expect(queue.state).toEqual({ current: null, waiting: [] })
    expect(told).toEqual([undefined, '1', '1', '1', '2', '3', undefined])
    follow('4')
    expect(shown()).toEqual(['4'])
    await pass(1000)
    expect(shown()).toEqual([undefined])
  })

  it('a listener that passes over an event in its first call hears of the next one', async () => {
    const { queue, follow } = await setUp()
    for (const user of ['7', '2']) follow(user)
    const told: unknown[] = []
    queue.subscribe(({ current }) => {
      told.push(current?.event.user_id)
      if (current?.event.user_id === '7') queue.next()
    })
    expect(told).toEqual(['7', '2'])
  })

  it('an event whose filter signs out, or lets another user in, is not shown', async () => {
    for (const next of [null, 'pixelfox']) {
      const filter = () => {
        page.signIn(next)
        return true
      }
      const page = await setUp({ filter })
      page.follow('42')
      expect(page.queue.state).toEqual({ current: null, waiting: [] })
    }
  })

  it('the state has type, event and time, and stays the same object between changes', async () => {
    const { queue, follow, pass } = await setUp()
    follow('42')
    const { state } = queue
    expect(state.current).toEqual({
      id: expect.any(String),
      at: expect.stringMatching(/^2026-05-01T12:00:00\.\d+Z$/),
      type: 'follow',
      event: expect.objectContaining({ user_id: '42', user_name: 'User42' }),
    })
    await pass(4999)
    expect(queue.state).toBe(state)
    await pass(1)
    expect(queue.state).not.toBe(state)
  })

  it('the queue subscribes with the condition of each type', async () => {
    const { events, fake, connect } = storePage()
    const queue = createEventQueue(events, {
      raid: [channelRaid, { to_broadcaster_user_id: ada }],
      update: [channelUpdate, { broadcaster_user_id: elsewhere }],
    })
    await connect()
    const raid = { from_broadcaster_user_id: elsewhere, to_broadcaster_user_id: ada, viewers: 12 }
    const update = { title: '', language: 'en', category_id: '', content_classification_labels: [] }
    fake.emit(channelUpdate, { ...update, broadcaster_user_id: ada })
    fake.emit(channelUpdate, { ...update, broadcaster_user_id: elsewhere })
    fake.emit(channelRaid, raid)
    const { current, waiting } = queue.state
    expect([current, ...waiting]).toMatchObject([
      { type: 'update', event: { broadcaster_user_id: elsewhere } },
      { type: 'raid', event: raid },
    ])
  })

  it('next() advances and restarts the duration', async () => {
    const { queue, follow, shown, pass } = await setUp({ duration: 1000 })
    for (const user of ['1', '2', '3']) follow(user)
    await pass(900)
    const { next } = queue
    next()
    expect(shown()).toEqual(['2', '3'])
    await pass(999)
    expect(shown()).toEqual(['2', '3'])
    await pass(1)
    expect(shown()).toEqual(['3'])
    next()
    const { state } = queue
    next()
    expect(queue.state).toBe(state)
    expect(shown()).toEqual([undefined])
  })

  it.each([Infinity, 2 ** 31])('a duration of %s advances by next() only', async duration => {
    const { queue, follow, shown, pass } = await setUp({ duration })
    for (const user of ['1', '2']) follow(user)
    await pass(3_600_000)
    expect(shown()).toEqual(['1', '2'])
    queue.next()
    expect(shown()).toEqual(['2'])
  })

  it('max limits the waiting events: the oldest are dropped', async () => {
    const { follow, shown } = await setUp({ max: 2 })
    for (const user of ['1', '2', '3', '4', '5']) follow(user)
    expect(shown()).toEqual(['1', '4', '5'])
  })

  it('a max of 0 lets no event wait', async () => {
    const { follow, shown } = await setUp({ max: 0 })
    for (const user of ['1', '2']) follow(user)
    expect(shown()).toEqual(['1'])
  })

  it('the queue accepts only events that pass the filter', async () => {
    const { follow, shown } = await setUp({ filter: ({ event }) => event.user_id !== '2' })
    for (const user of ['1', '2', '3']) follow(user)
    expect(shown()).toEqual(['1', '3'])
  })

  it('add() bypasses the filter and gives the event an id', async () => {
    const { queue, follow, shown } = await setUp({ filter: ({ event }) => event.user_id !== 'test' })
    follow('1')
    const { current } = queue.state
    if (!current) throw new Error('There is no event.')
    const { add } = queue
    add('follow', { ...current.event, user_id: 'test' })
    add('follow', { ...current.event, user_id: 'test' })
    expect(shown()).toEqual(['1', 'test', 'test'])
    const { waiting } = queue.state
    expect(new Set([current, ...waiting].map(({ id }) => id)).size).toBe(3)
    expect(waiting[0]).toMatchObject({ type: 'follow', at: '2026-05-01T12:00:00.100Z' })
  })

  it.each(clockMoves)('each event is shown for its duration when the system clock %s', async (_, by) => {
    const { follow, shown, pass } = await setUp({ duration: 60_000 })
    for (const user of ['1', '2', '3']) follow(user)
    await pass(30_000)
    vi.setSystemTime(Date.now() + by)
    await pass(29_999)
    expect(shown()).toEqual(['1', '2', '3'])
    await pass(1)
    expect(shown()).toEqual(['2', '3'])
    await pass(59_999)
    expect(shown()).toEqual(['2', '3'])
    await pass(1)
    expect(shown()).toEqual(['3'])
  })

  it('no event is skipped when timers are late, as in a hidden page', async () => {
    const { queue, follow, pass } = await setUp({ duration: 1000 })
    const seen = new Set<unknown>()
    queue.subscribe(({ current }) => seen.add(current?.event.user_id))
    for (const user of ['1', '2', '3']) follow(user)
    // The first timer runs after a minute, and the next one starts then.
    vi.setSystemTime(Date.now() + 60_000)
    await pass(1000)
    expect(queue.state.current?.event.user_id).toBe('2')
    await pass(2000)
    expect([...seen]).toEqual([undefined, '1', '2', '3'])
  })

  it('a sign-out or another user empties the queue', async () => {
    for (const user of [null, 'pixelfox']) {
      const { queue, follow, signIn, pass } = await setUp()
      for (const user of ['1', '2']) follow(user)
      signIn(user)
      expect(queue.state).toEqual({ current: null, waiting: [] })
      await pass(10_000)
      expect(queue.state).toEqual({ current: null, waiting: [] })
      vi.useRealTimers()
    }
  })

  it('a community gift of ten is shown once when `filter` drops its single gifts', async () => {
    const { events, fake, connect } = storePage()
    const queue = createEventQueue(
      events,
      { subscribe: channelSubscribe, gift: channelSubscriptionGift },
      { filter: ({ type, event }) => type !== 'subscribe' || !event.is_gift },
    )
    await connect()
    const giver = { broadcaster_user_id: ada, user_id: '42', is_anonymous: false }
    fake.emit(channelSubscriptionGift, { ...giver, total: 10, tier: '1000', cumulative_total: null })
    for (let user = 0; user < 10; user++) {
      fake.emit(channelSubscribe, { broadcaster_user_id: ada, user_id: `${user}`, tier: '1000', is_gift: true })
    }
    fake.emit(channelSubscribe, { broadcaster_user_id: ada, user_id: '43', tier: '1000', is_gift: false })
    const { current, waiting } = queue.state
    expect([current, ...waiting]).toMatchObject([
      { type: 'gift', event: { total: 10 } },
      { type: 'subscribe', event: { user_id: '43' } },
    ])
  })
})

describe('a queue in a page with faults', () => {
  const uncaught = () => {
    const errors: unknown[] = []
    const hear = (error: unknown) => errors.push(error)
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', hear)
    onTestFinished(() => {
      process.removeAllListeners('uncaughtException')
      for (const other of others) process.on('uncaughtException', other)
    })
    return errors
  }

  it('a listener that throws reports the error to the page, and the queue advances', async () => {
    const errors = uncaught()
    const { queue, follow, shown, pass } = await setUp({ duration: 1000 })
    const fault = new Error('a fault of the page')
    const heard: unknown[] = []
    queue.subscribe(() => {
      throw fault
    })
    queue.subscribe(({ current }) => heard.push(current?.event.user_id))
    for (const user of ['1', '2']) follow(user)
    await pass(1000)
    expect(shown()).toEqual(['2'])
    expect(heard).toEqual([undefined, '1', '1', '2'])
    await vi.waitFor(() => expect(errors).toEqual([fault, fault, fault, fault]))
  })

  it('a filter that throws reports the error to the page and drops the event', async () => {
    const errors = uncaught()
    const fault = new Error('a fault of the page')
    const { follow, shown } = await setUp({
      filter: ({ event }) => {
        if (event.user_id === '1') throw fault
        return true
      },
    })
    for (const user of ['1', '2']) follow(user)
    expect(shown()).toEqual(['2'])
    await vi.waitFor(() => expect(errors).toEqual([fault]))
  })

  it('all listeners receive the latest state when one of them calls next()', async () => {
    const { queue, follow } = await setUp()
    const heard: unknown[] = []
    queue.subscribe(({ current }) => {
      if (current?.event.user_id === '1') queue.next()
    })
    queue.subscribe(({ current }) => heard.push(current?.event.user_id))
    follow('1')
    expect(heard.at(-1)).toBe(undefined)
    expect(queue.state.current).toBe(null)
  })

  it('a refused condition leaves no subscription', () => {
    const { events } = storePage()
    const wrong: EventType<{ broadcaster_user_id?: string }, unknown> = defineEventType({
      type: 'channel.wrong',
      condition: { broadcaster_user_id: 'self' },
      event: channelFollow.spec.event,
    })
    expect(() =>
      createEventQueue(events, { follow: channelFollow, wrong: [wrong, { broadcaster_user_id: '' }] }),
    ).toThrow(/broadcaster_user_id/)
    expect(events.state.subscriptions).toEqual([])
  })
})

describe('a closed queue', () => {
  it('close() empties the queue and ends its subscriptions and timer', async () => {
    const { queue, follow, pass, subscribed } = await setUp()
    for (const user of ['1', '2']) follow(user)
    const { close, add, state } = queue
    const event = state.current?.event
    if (!event) throw new Error('There is no event.')
    close()
    add('follow', event)
    expect(queue.state).toEqual({ current: null, waiting: [] })
    await pass(2000)
    expect(subscribed()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('community gifts in a queue', () => {
  const setUpGifts = async () => {
    const page = storePage()
    const types = { notice: channelChatNotification }
    const queue = createEventQueue(page.events, types, { duration: Number.POSITIVE_INFINITY, gifts: 'join' })
    await page.connect()
    const about = { notice_type: 'community_sub_gift', announcement: null }
    return {
      ...page,
      queue,
      gift: (id: string, total: number) =>
        page.notify(`${total} gifts`, {
          ...about,
          community_sub_gift: { id, total, sub_tier: '1000', cumulative_total: null },
        }),
      give: (community_gift_id: string, recipient_user_name: string) =>
        page.notify(`gift to ${recipient_user_name}`, {
          ...about,
          notice_type: 'sub_gift',
          sub_gift: {
            duration_months: 1,
            cumulative_total: null,
            recipient_user_id: '7',
            recipient_user_login: recipient_user_name,
            recipient_user_name,
            sub_tier: '1000',
            community_gift_id,
          },
        }),
      shown: () => {
        const { current, waiting } = queue.state
        return [...(current ? [current] : []), ...waiting].map(({ event, recipients = [] }) =>
          [event.system_message, ...recipients].join(', '),
        )
      },
    }
  }

  it('a community gift is one event with its receivers, shown or waiting', async () => {
    const { gift, give, shown, notify } = await setUpGifts()
    gift('g1', 2)
    give('g1', 'a')
    notify('raid', { notice_type: 'raid' })
    give('g2', 'early')
    gift('g2', 2)
    give('g1', 'b')
    give('g2', 'c')
    expect(shown()).toEqual(['2 gifts, a, b', 'raid', '2 gifts, early, c'])
  })

  it('receivers without a gift are shown, and none twice', async () => {
    const { gift, give, shown, pass, queue } = await setUpGifts()
    give('unknown', 'stray')
    expect(shown()).toEqual([])
    await pass(5000)
    gift('g1', 2)
    give('g1', 'a')
    await pass(5000)
    give('g1', 'late')
    await pass(5000)
    expect(shown()).toEqual(['gift to stray', '2 gifts, a', 'gift to late'])
    queue.close()
  })

  it('a sign-out removes a community gift and all that waits', async () => {
    const { gift, give, shown, pass, signIn } = await setUpGifts()
    gift('g1', 2)
    give('other', 'stray')
    signIn(null)
    await pass(10_000)
    expect(shown()).toEqual([])
  })
})
