import type { EventSubGap } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listening, pass } from './scriptedPage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

const reconnectURL = 'wss://cell-a.eventsub.wss.twitch.tv/ws?id=1'

/** A page in the middle of a move: the new socket has sent its welcome. */
const moved = async () => {
  const made = await listening()
  const gaps: EventSubGap[] = []
  made.events.onGap(gap => gaps.push(gap))
  await pass(5000)
  made.socket(1).receive('session_keepalive')
  await pass(1000)
  made.socket(1).receive('session_reconnect', { session: { reconnect_url: reconnectURL } })
  await pass(100)
  made.socket(2).welcome()
  return { ...made, gaps, numbers: () => made.received.map(event => Object(event).number) }
}

it.each([0, 20, 80, 200, 500])(
  'a move loses none of 200 events a second over an old path that is %i ms slower',
  async ms => {
    const { socket, events, received, sockets } = await listening()
    const gaps: EventSubGap[] = []
    events.onGap(gap => gaps.push(gap))
    let sent = 0
    let isMoved = false
    const server = setInterval(() => {
      const number = sent++
      if (isMoved) setTimeout(() => socket(2).notify('x', { number }), 20)
      else setTimeout(() => socket(1).notify('x', { number }), 20 + ms)
    }, 5)
    await pass(1000)
    setTimeout(() => socket(1).receive('session_reconnect', { session: { reconnect_url: reconnectURL } }), 20 + ms)
    await pass(60 + ms)
    isMoved = true
    setTimeout(() => socket(2).welcome(), 20)
    await pass(1000)
    clearInterval(server)
    await pass(5000)
    const numbers = received.map(event => Object(event).number).sort((one, other) => one - other)
    expect(numbers).toEqual(Array.from({ length: sent }, (_, index) => index))
    expect([gaps, sockets.map(({ isClosed }) => isClosed), events.state.status]).toEqual([[], [true, false], 'live'])
  },
)

it('the old socket is closed after two silent seconds', async () => {
  const { socket, numbers, gaps } = await moved()
  await pass(1900)
  socket(1).notify('x', { number: 1 })
  await pass(1900)
  expect({ isClosed: socket(1).isClosed, received: numbers() }).toEqual({ isClosed: false, received: [1] })
  await pass(100)
  expect({ isClosed: socket(1).isClosed, gaps }).toEqual({ isClosed: true, gaps: [] })
})

it('an event that arrives over both sockets is delivered once', async () => {
  const { socket, numbers } = await moved()
  const subscription = { id: 'x', type: 'channel.update', version: '2', condition: {} }
  for (const index of [1, 2, 1]) {
    socket(index).receive('notification', { subscription, event: { number: 7 } }, { message_id: 'the same' })
  }
  expect(numbers()).toEqual([7])
})

it('an old socket that Twitch closes causes no gap', async () => {
  const { socket, gaps, events } = await moved()
  socket(1).drop(4004)
  await pass(5000)
  expect([gaps, events.state.status, socket(2).isClosed]).toEqual([[], 'live', false])
})

it.each([
  ['while it is listened to', 500],
  ['only when it is closed', 2000],
])('an old socket that loses its connection (%s) causes a gap', async (_, ms) => {
  const { socket, gaps, events, take } = await moved()
  const old = socket(1)
  old.close = () => {
    old.isClosed = true
  }
  for (let second = 0; second < 2; second++) {
    socket(2).notify('x', { number: second })
    await pass(ms / 2)
  }
  old.drop(1006)
  expect(gaps).toMatchObject([{ since: '2026-05-01T00:00:05.000Z', subscriptions: [{ type: 'channel.update' }] }])
  expect([events.state.status, take('POST')]).toEqual(['live', []])
})

it('a second move within two seconds is followed and causes a gap', async () => {
  const { socket, gaps, numbers, sockets } = await moved()
  socket(2).receive('session_reconnect', { session: { reconnect_url: `${reconnectURL}2` } })
  await pass(100)
  socket(3).welcome()
  socket(2).notify('x', { number: 1 })
  await pass(3000)
  expect(sockets).toMatchObject([{ isClosed: true }, { isClosed: true }, { isClosed: false }])
  expect([numbers(), gaps.length]).toEqual([[1], 1])
})

it('the gap of a lost new socket begins before the move, while the old one may still bring events', async () => {
  const { socket, gaps, agree, sockets } = await moved()
  socket(2).notify('x', {})
  await pass(1000)
  socket(2).drop(4005)
  await pass(2000)
  expect(sockets).toMatchObject([{ isClosed: true }, { isClosed: false }, { isClosed: false }])
  socket(3).welcome()
  await pass(0)
  await agree()
  expect(gaps.map(({ since }) => since)).toEqual(['2026-05-01T00:00:05.000Z'])
})

it('events that wait on the old socket during a sleep are delivered', async () => {
  const { socket, numbers, gaps } = await moved()
  // Timers run first.
  vi.setSystemTime(Date.now() + 25_000)
  await pass(2000)
  socket(1).notify('x', { number: 1 })
  socket(2).notify('x', { number: 2 })
  await pass(1900)
  expect({ received: numbers(), isClosed: socket(1).isClosed }).toEqual({ received: [1, 2], isClosed: false })
  await pass(200)
  expect({ old: socket(1).isClosed, new: socket(2).isClosed, gaps }).toEqual({ old: true, new: false, gaps: [] })
})
