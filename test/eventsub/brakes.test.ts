import { channelBan, channelUpdate, createEventSub, type EventSubGap } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listening, page, pass, settle } from './scriptedPage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

const move = { session: { reconnect_url: 'wss://cell-a.eventsub.wss.twitch.tv/ws?id=1' } }

it('a page follows repeated moves of its session with growing waits, as after drops', async () => {
  const { events, sockets, socket, agree } = await listening()
  const gaps: EventSubGap[] = []
  events.onGap(gap => gaps.push(gap))
  let seen = 1
  socket().receive('session_reconnect', move)
  const server = setInterval(() => {
    if (sockets.length === seen) return
    seen = sockets.length
    socket().welcome()
    socket().receive('session_reconnect', move)
  }, 6)
  const perMinute: number[] = []
  for (let minute = 0; minute < 3; minute++) {
    const before = sockets.length
    await pass(60_000)
    perMinute.push(sockets.length - before)
  }
  clearInterval(server)
  expect(Math.max(...perMinute), `${perMinute}`).toBeLessThan(15)
  expect(perMinute.at(-1)).toBeLessThan(5)
  expect(sockets.filter(({ isClosed }) => !isClosed).length).toBeLessThan(2)

  const before = sockets.length
  while (sockets.length === before) await pass(1000)
  socket().welcome()
  await settle()
  await agree()
  expect(events.state.status).toBe('live')
  expect(gaps).not.toEqual([])
})

it('occasional moves cause no waits', async () => {
  const { events, sockets, socket, take } = await listening()
  const gaps: EventSubGap[] = []
  events.onGap(gap => gaps.push(gap))
  const askToMove = async () => {
    socket().receive('session_reconnect', move)
    await pass(100)
    socket().welcome()
    await pass(2500)
  }
  for (let moves = 0; moves < 3; moves++) await askToMove()
  const alive = setInterval(() => socket().receive('session_keepalive'), 10_000)
  for (let moves = 0; moves < 20; moves++) {
    await pass(30_000)
    await askToMove()
  }
  clearInterval(alive)
  expect([sockets.length, events.state.status, gaps, take('POST')]).toEqual([24, 'live', [], []])
})

it('a subscription that exists is searched in an endless list with growing waits', async () => {
  let requests = 0
  const fetch: typeof globalThis.fetch = async (_, init) => {
    requests++
    await new Promise(resolve => setTimeout(resolve, 5))
    if (init?.method === 'POST') return Response.json({ message: 'subscription already exists' }, { status: 409 })
    return Response.json({ data: [], pagination: { cursor: `page-${requests}` } })
  }
  const { client, socket } = page({ fetch })
  const events = createEventSub(client)
  events.on(channelUpdate, () => {})
  events.on(channelBan, () => {})
  await settle()
  socket().welcome()
  const alive = setInterval(() => socket().receive('session_keepalive'), 5000)
  const perMinute: number[] = []
  for (let minute = 0; minute < 4; minute++) {
    const before = requests
    await pass(60_000)
    perMinute.push(requests - before)
  }
  clearInterval(alive)
  expect(Math.max(...perMinute), `${perMinute}`).toBeLessThan(500)
  expect(perMinute.at(-1)).toBeLessThan(100)
  events.close()
})
