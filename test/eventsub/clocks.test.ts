import { channelUpdate, createEventSub } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clockMoves } from '../scripted/clockMoves.ts'
import { groupOf, openTabs } from './openTabs.ts'
import { listening, page, pass, settle, update } from './scriptedPage.ts'

describe.each(clockMoves)('EventSub when the system clock %s', (_, by) => {
  /** For the page, this looks like a sleep of the computer. */
  const isAhead = by > 0
  const setClock = () => vi.setSystemTime(Date.now() + by)

  describe('one page', () => {
    beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
    afterEach(() => {
      vi.useRealTimers()
      vi.restoreAllMocks()
    })

    it('a socket that keeps sending stays open, and each event arrives', async () => {
      const { socket, sockets, received, events } = await listening()
      setClock()
      for (let beat = 0; beat < 12; beat++) {
        await pass(10_000)
        const metadata = { message_timestamp: new Date(Date.now() - by).toISOString() }
        const subscription = { id: 'x', status: 'enabled', type: 'channel.update', version: '2', condition: {} }
        socket().receive('session_keepalive', {}, metadata)
        socket().receive('notification', { subscription, event: update }, metadata)
      }
      expect([sockets.length, received.length, events.state.status]).toEqual([1, 12, 'live'])
    })

    it('a silent socket is given up after twice the keepalive time, or soon after a sleep', async () => {
      const { sockets, events } = await listening()
      await pass(1000)
      setClock()
      await pass(18_000)
      expect(events.state.error?.code).toBe(isAhead ? 'timeout' : undefined)
      await pass(2000)
      expect(events.state.error?.code).toBe('timeout')
      await pass(2000)
      expect(sockets).toHaveLength(2)
    })

    it('the page reconnects on time, or soon after a sleep', async () => {
      vi.spyOn(Math, 'random').mockReturnValue(0)
      const { sockets, socket, events } = await listening()
      // Each failed attempt makes the next wait longer.
      for (let attempt = 0; attempt < 5; attempt++) {
        socket().drop()
        await pass(60_000)
      }
      const before = sockets.length
      socket().drop()
      await settle()
      const wait = Number(events.state.retryAt) - Date.now()
      expect(wait).toBeGreaterThan(20_000)
      await pass(1000)
      setClock()
      await pass(isAhead ? 10_000 : wait - 2000)
      expect(sockets.length).toBe(isAhead ? before + 1 : before)
      await pass(2000)
      expect(sockets.length).toBe(before + 1)
    })

    it('`retryAt` is at most a minute away', async () => {
      const { socket, events, sockets } = await listening()
      setClock()
      socket().drop()
      await settle()
      const { retryAt, status } = events.state
      expect(status).toBe('waiting')
      expect(Number(retryAt)).toBeGreaterThanOrEqual(Date.now())
      expect(Number(retryAt)).toBeLessThanOrEqual(Date.now() + 60_000)
      await pass(2000)
      expect(sockets).toHaveLength(2)
    })

    it('a subscription refused for a limit is repeated on time', async () => {
      vi.spyOn(Math, 'random').mockReturnValue(0)
      const { client, socket, take } = page()
      createEventSub(client).on(channelUpdate, () => {})
      await settle()
      socket().welcome()
      await settle()
      await take('POST')[0]?.answer(429, { message: 'maximum subscriptions with type and condition exceeded' })
      setClock()
      await pass(1100)
      expect(take('POST')).toHaveLength(1)
    })

    it('a subscription ends a second after it is closed', async () => {
      const { handle, socket, take } = await listening()
      take('')
      handle.close()
      setClock()
      await pass(1100)
      expect({ deletions: take('DELETE').length, isClosed: socket().isClosed }).toEqual({
        deletions: 1,
        isClosed: true,
      })
    })
  })

  describe('several tabs', () => {
    const openTwo = async () => {
      const opened = await openTabs()
      const tabs = [opened.open(), opened.open()] as const
      for (const { on } of tabs) on('1')
      await opened.browser.pass(3000)
      return { ...opened, tabs }
    }

    it('the leader stays, and each event arrives', async () => {
      const { browser, tabs, emit } = await openTwo()
      const leader = browser.leader(groupOf())
      browser.clockIsAheadBy += by
      for (let beat = 0; beat < 12; beat++) {
        await browser.pass(10_000)
        emit('1', `${beat}`)
      }
      await browser.pass(1000)
      expect(browser.leader(groupOf())).toBe(leader)
      expect(tabs.map(({ received }) => received.length)).toEqual([12, 12])
    })

    it('a frozen leader is replaced within half a minute', async () => {
      const { browser, tabs } = await openTwo()
      browser.clockIsAheadBy += by
      const leader = tabs.find(({ tab }) => tab === browser.leader(groupOf()))
      const follower = tabs.find(({ tab }) => tab !== browser.leader(groupOf()))
      leader?.tab.freeze(false)
      await browser.until(() => browser.leader(groupOf()) === follower?.tab, 30_000)
    })

    it('both tabs show when the leader reconnects, and it reconnects then', async () => {
      const { browser, tabs, twitch, timeline } = await openTwo()
      const waits = () => tabs.map(({ events: { state } }) => Number(state.retryAt ?? NaN) - timeline.now)
      // Sessions that end at once make the waits longer.
      twitch.closesAfter = 1
      twitch.drop(4000, true)
      await browser.until(() => waits().every(wait => wait > 25_000), 600_000)
      browser.clockIsAheadBy += by
      twitch.closesAfter = Infinity
      await browser.until(() => tabs.every(({ events }) => events.state.status === 'live'), isAhead ? 11_000 : 61_000)
      twitch.drop(4000, true)
      await browser.until(() => tabs.every(({ events }) => events.state.status === 'waiting'), 5000)
      for (const wait of waits()) {
        expect(wait - by).toBeGreaterThan(-5000)
        expect(wait - by).toBeLessThan(60_000)
      }
    })
  })
})

it('a `retryAt` that another script posts is at most a minute away', async () => {
  const { browser, open, timeline } = await openTabs()
  open().on('1')
  await browser.pass(2000)
  const { events, on } = open()
  on('1')
  await browser.pass(2000)
  const message = JSON.parse(browser.posted.filter(text => text.includes('"state"')).at(-1) ?? '')
  const state = { ...message.state, phase: 'waiting', retryAt: timeline.now + 1e10 }
  browser.post(groupOf(), JSON.stringify({ ...message, state }))
  await browser.pass(10)
  expect(events.state.status).toBe('waiting')
  expect(Number(events.state.retryAt) - timeline.now).toBeLessThanOrEqual(60_000)
})
