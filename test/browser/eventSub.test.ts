import type { BrowserContext, Page } from 'playwright'
import type { ServeOptions } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type EventSubPage, type EventSubSite, see, serveEventSubSite } from './eventSubSite.ts'
import { stopClock } from './stopClock.ts'
import { openTabsBrowser, type Tab, type TabsBrowser } from './tabsSite.ts'

let browser: TabsBrowser
let site: EventSubSite
let context: BrowserContext
beforeAll(async () => {
  browser = await openTabsBrowser(inject('chromium'))
})
afterAll(() => browser.close())
afterEach(async () => {
  await browser.closeTabs()
  await context.close()
  await site.close()
})

/** A site, a fake Twitch, and one user's browser. */
const setUp = async (options?: ServeOptions) => {
  site = await serveEventSubSite(options)
  context = await browser.newContext()
}

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 20 })
const statusOf = (page: Page | Tab) => soon(async () => (await see(page)).status)
const gapsOf = (page: Page | Tab) => soon(async () => (await see(page)).gaps.map(({ count }) => count))
const sessions = () => site.twitch.fake.eventSub.sessions
const asked = (method: string) =>
  site.twitch.fake.requests.filter(request => request.method === method && request.path === '/eventsub/subscriptions')

const open = async (options: EventSubPage) => {
  const page = await context.newPage()
  await page.goto(site.addressOf(options))
  return page
}
/** Opens a page with a token, and waits until events arrive. */
const openLive = async (options: EventSubPage = {}) => {
  const page = await open({ user: 'ada', ...options })
  await statusOf(page).toBe('live')
  return page
}
/** The same in a tab that can be hidden. */
const openLiveTab = async (options: EventSubPage = {}) => {
  const tab = await browser.open(site.addressOf({ user: 'ada', ...options }))
  await statusOf(tab).toBe('live')
  return tab
}

/** Decides on Twitch's page as a user. */
const authorize = async (page: Page, login: string) => {
  await page.locator(`input[name=user][value=${login}]`).check()
  await page.getByRole('button', { name: 'Authorize' }).click()
}
/** Opens a page and signs in. */
const signIn = async (login: string) => {
  const page = await open({})
  await statusOf(page).toBe('signed-out')
  await page.evaluate('void page.signIn()')
  await authorize(page, login)
  await statusOf(page).toBe('live')
  return page
}
const switchTo = async (page: Page, login: string) => {
  const popup = page.waitForEvent('popup')
  await page.evaluate('void page.switchUser()')
  await authorize(await popup, login)
}

const followers = ['pixelfox', 'nightowl_fm', 'mossyotter']
let follows = 0
/** Sends a follow, and checks that exactly these pages receive it once each. */
const expectFollow = async (login: string, ...pages: (Page | Tab)[]) => {
  const follower = followers[follows++ % followers.length] ?? ''
  const { id } = site.twitch.fake.user(login)
  const before = await Promise.all(pages.map(async page => (await see(page)).received.length))
  expect(site.follow(login, follower)).toBe(pages.length)
  for (const [index, page] of pages.entries()) {
    await soon(async () => (await see(page)).received.slice(before[index])).toEqual([
      { as: id, channel: id, what: site.twitch.fake.user(follower).id },
    ])
  }
}

it('a page receives events after its user signs in', async () => {
  await setUp()
  const page = await signIn('ada')
  await expectFollow('ada', page)
  expect(sessions()).toMatchObject([{ user: 'ada', status: 'connected' }])
  expect((await see(page)).gaps).toEqual([])
})

describe('a moved session', () => {
  it.for<readonly [string, readonly number[], number]>([
    ['once', [15], 0],
    // The second and third move begin before the former socket is silent, so events may be lost. Each causes a gap.
    ['three times in a row', [5, 15, 25], 2],
  ])('no event is lost or doubled when Twitch moves the session %s', async ([, moves, gaps]) => {
    await setUp()
    const page = await openLive({ channels: ['1001'] })
    const [before] = sessions()
    const titles = Array.from({ length: 30 }, (_, index) => `title ${index}`)
    for (const [index, title] of titles.entries()) {
      expect(site.update('1001', title)).toBe(1)
      if (moves.includes(index)) expect(site.twitch.fake.eventSub.reconnect()).toBe(1)
      // Some events arrive over the old socket and some over the new one.
      await page.evaluate('0')
    }
    await soon(async () => (await see(page)).received.map(({ what }) => what)).toEqual(titles)
    await soon(() => sessions().map(({ id, status }) => [id, status])).toEqual([[before?.id, 'connected']])
    await expectFollow('ada', page)
    expect(asked('POST')).toHaveLength(2)
    expect(await see(page)).toMatchObject({ status: 'live', errors: [] })
    expect((await see(page)).gaps.length).toBeLessThanOrEqual(gaps)
  })

  it('the old socket works until Twitch closes it when the new address refuses', async () => {
    await setUp()
    const page = await openLive()
    const [before] = sessions()
    site.twitch.fake.eventSub.reconnect({ broken: true })
    await expectFollow('ada', page)
    // Twitch closes the old socket 30 seconds later.
    expect(site.twitch.fake.eventSub.close(4004)).toBe(1)
    await gapsOf(page).toEqual([1])
    expect(sessions()).toHaveLength(1)
    expect(sessions()[0]?.id).not.toBe(before?.id)
    await expectFollow('ada', page)
  })
})

it.for<readonly [string, () => unknown]>([
  ['drops the connection', () => site.twitch.fake.eventSub.drop()],
  ['closes the socket with 4000', () => site.twitch.fake.eventSub.close(4000)],
  ['closes the socket with a code of its own', () => site.twitch.fake.eventSub.close(1012)],
])('events return after Twitch %s, and the page gets one gap with its start', async ([, end]) => {
  await setUp()
  const page = await openLive({ channels: ['1001', '1002'] })
  expect(site.update('1001', 'the last one')).toBe(1)
  const begin = Date.now()
  end()
  expect(site.update('1001', 'lost')).toBe(0)
  await gapsOf(page).toEqual([3])
  const { gaps, received, error } = await see(page)
  expect(received.map(({ what }) => what)).toEqual(['the last one'])
  expect(error).toBeNull()
  const since = Date.parse(gaps[0]?.since ?? '')
  expect(since).toBeGreaterThan(begin - 2000)
  expect(since).toBeLessThanOrEqual(begin)
  await expectFollow('ada', page)
})

it('a page deletes its own old subscriptions, and none of other tabs, after a drop that Twitch has not noticed', async () => {
  await setUp({ reapAfter: 40_000 })
  const others = [await openLive(), await openLive()]
  const page = await openLive({ isRelayed: true })
  const [one, other, mine] = sessions()
  site.relay.cut()
  await gapsOf(page).toEqual([1])
  expect(asked('POST').map(({ status }) => status)).toEqual([202, 202, 202, 429, 202])
  expect(asked('DELETE').map(({ query }) => query)).toEqual([{ id: mine?.subscriptions[0]?.id }])
  expect(sessions().slice(0, 2)).toMatchObject([{ id: one?.id }, { id: other?.id }])
  await expectFollow('ada', page, ...others)
})

describe('sockets over time', () => {
  /** A live page whose clock the test alone moves. It has just heard from Twitch. */
  const openInTime = async (options?: EventSubPage) => {
    await setUp()
    await context.clock.install()
    const page = await openLive(options)
    await stopClock(page)
    await expectFollow('ada', page)
    return page
  }

  it('a silent connection is given up after twice the keepalive time', async () => {
    const page = await openInTime()
    site.twitch.fake.eventSub.silence(true)
    await page.clock.runFor(15_000)
    expect(await see(page)).toMatchObject({ status: 'live' })
    await page.clock.runFor(6000)
    expect(await see(page)).toMatchObject({ error: 'EventSub heard nothing from Twitch in time.' })
    expect((await see(page)).status).not.toBe('live')
    site.twitch.fake.eventSub.silence(false)
    await page.clock.resume()
    // A socket may be open that never gets a welcome. It has ten seconds.
    await page.clock.runFor(15_000)
    await gapsOf(page).toEqual([1])
    await expectFollow('ada', page)
  })

  it.for([1, -1, 9600, -9600])(
    'a silent connection is given up as quickly when the clock is set by %i hours',
    async hours => {
      const page = await openInTime()
      site.twitch.fake.eventSub.silence(true)
      await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + hours * 3_600_000)
      if (hours < 0) await page.clock.runFor(15_000)
      expect(await see(page)).toMatchObject({ status: 'live' })
      await page.clock.runFor(hours < 0 ? 6000 : 21_000)
      expect(await see(page)).toMatchObject({ error: 'EventSub heard nothing from Twitch in time.' })
      site.twitch.fake.eventSub.silence(false)
      await page.clock.resume()
      await page.clock.runFor(15_000)
      await gapsOf(page).toEqual([1])
      const { retryIn } = await see(page)
      expect(retryIn ?? 0).toBeLessThan(61_000)
      await expectFollow('ada', page)
    },
  )

  it('a computer that slept for an hour keeps a socket that still works', async () => {
    const page = await openInTime()
    const [before] = sessions()
    await page.clock.fastForward(3_600_000)
    await expectFollow('ada', page)
    await page.clock.runFor(6000)
    expect(await see(page)).toMatchObject({ status: 'live', gaps: [] })
    expect(sessions()).toMatchObject([{ id: before?.id }])
  })

  it('a computer that slept for an hour reconnects within seconds if its socket is dead', async () => {
    const page = await openInTime()
    site.twitch.fake.eventSub.silence(true)
    await page.clock.fastForward(3_600_000)
    expect(await see(page)).toMatchObject({ status: 'live' })
    await page.clock.runFor(6000)
    expect((await see(page)).status).not.toBe('live')
    // A keepalive that comes before the page gives the socket up would show that it works.
    site.twitch.fake.eventSub.silence(false)
    await page.clock.resume()
    await page.clock.runFor(15_000)
    await gapsOf(page).toEqual([1])
    await expectFollow('ada', page)
  })

  it('a clock that is a day fast or slow loses no event', async () => {
    const page = await openInTime()
    for (const days of [1, -1]) {
      const now = await page.evaluate(() => Date.now())
      await page.clock.setSystemTime(now + days * 86_400_000)
      await expectFollow('ada', page)
    }
    expect(await see(page)).toMatchObject({ status: 'live', gaps: [] })
  })

  it('a page without a network retries with growing waits, and at once when it is online', async () => {
    const page = await openInTime({ isRelayed: true })
    site.relay.block(true)
    await context.setOffline(true)
    // Chromium keeps such a socket open, and holds back all messages and the close.
    expect(site.follow('ada', 'pixelfox')).toBe(1)
    expect(await see(page)).toMatchObject({ status: 'live', received: [expect.anything()] })
    site.relay.cut()
    await soon(async () => {
      const { status, retryIn } = await see(page)
      if (status === 'waiting' && Number(retryIn) > 20_000) return true
      await page.clock.runFor(Math.max(retryIn ?? 5000, 0))
      return false
    }).toBe(true)
    const { retryIn } = await see(page)
    expect(retryIn).toBeGreaterThan(10_000)
    const retryAt = (await page.evaluate(() => Date.now())) + Number(retryIn)
    site.relay.block(false)
    await context.setOffline(false)
    // Less time passes in the page than for the test, however busy the machine is.
    await soon(async () => {
      await page.clock.runFor(10)
      return (await see(page)).gaps.length
    }).toBe(1)
    expect(await page.evaluate(() => Date.now())).toBeLessThan(retryAt)
    await expectFollow('ada', page)
  })
})

describe('pages that are left', () => {
  it('a page in the history has no socket, and returns with a gap', async () => {
    await setUp()
    const tab = await openLiveTab()
    await tab.navigate(site.elsewhere)
    await soon(sessions).toEqual([])
    expect(site.follow('ada', 'pixelfox')).toBe(0)
    await tab.back()
    await gapsOf(tab).toEqual([1])
    expect(await see(tab)).toMatchObject({ wasKept: true, received: [] })
    expect(sessions()).toHaveLength(1)
    await expectFollow('ada', tab)
  })

  it.for([
    ['hears of it', false],
    ['does not hear of it', true],
  ] as const)('a hidden tab that is frozen and %s returns with a gap', async ([, isDeaf]) => {
    await setUp()
    const tab = await openLiveTab({ isDeaf })
    const other = await browser.open(site.elsewhere)
    await soon(() => tab.evaluate('document.visibilityState')).toBe('hidden')
    await tab.setFrozen(true)
    await soon(() => tab.evaluate('page.wasFrozen()')).toBe(true)
    // Chromium closes the socket of a frozen page when a message arrives for it, which it does before a later answer.
    if (isDeaf) {
      expect(site.follow('ada', 'pixelfox')).toBe(1)
      await soon(() => other.evaluate('fetch(location.href).then(answer => answer.text())')).toContain('Elsewhere')
    } else await soon(sessions).toEqual([])
    await tab.setFrozen(false)
    await tab.show()
    await gapsOf(tab).toEqual([1])
    expect((await see(tab)).received).toEqual([])
    await soon(() => sessions().length).toBe(1)
    await expectFollow('ada', tab)
  })
})

describe('users of a page', () => {
  it('no event arrives after a sign-out, even if it was on its way', async () => {
    await setUp()
    const page = await signIn('ada')
    await page.evaluate('page.signOutAt(3)')
    for (let count = 0; count < 50; count++) expect(site.follow('ada', 'pixelfox')).toBe(1)
    await statusOf(page).toBe('signed-out')
    await soon(sessions).toEqual([])
    expect(site.follow('ada', 'pixelfox')).toBe(0)
    expect(await see(page)).toMatchObject({ userId: null, gaps: [], errors: [] })
    expect((await see(page)).received).toHaveLength(3)
  })

  it('no tab shows the next user an event of the former one', async () => {
    await setUp()
    const page = await signIn('ada')
    const other = await open({})
    await statusOf(other).toBe('live')
    await expectFollow('ada', page, other)
    await switchTo(page, 'pixelfox')
    for (const tab of [page, other]) {
      await soon(async () => {
        const { status, userId } = await see(tab)
        return [status, userId]
      }).toEqual(['live', site.twitch.fake.user('pixelfox').id])
    }
    await soon(() => sessions().map(({ user }) => user)).toEqual(['pixelfox', 'pixelfox'])
    expect(site.follow('ada', 'mossyotter')).toBe(0)
    await expectFollow('pixelfox', page, other)
    for (const tab of [page, other]) {
      const { received, gaps } = await see(tab)
      expect(received).toHaveLength(2)
      for (const { as, channel } of received) expect(as).toBe(channel)
      expect(gaps).toEqual([])
    }
  })

  it('a revoked grant ends the subscriptions, and a new sign-in makes them again', async () => {
    await setUp()
    const page = await signIn('ada')
    const token = await page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '{}').token)
    site.twitch.fake.revoke(token)
    await soon(async () => (await see(page)).errors).toEqual(['revoked authorization_revoked'])
    await soon(sessions).toEqual([])
    expect(site.follow('ada', 'pixelfox')).toBe(0)
    await page.evaluate('page.read().catch(() => {})')
    await statusOf(page).toBe('signed-out')
    // Twitch does not ask a user again who has granted the same before.
    await page.evaluate('void page.signIn()')
    await statusOf(page).toBe('live')
    await expectFollow('ada', page)
  })

  it('two tabs share one socket for each of two users, before a drop and after it', async () => {
    await setUp()
    const ada = await openLiveTab({ isShared: true, channels: ['1003'] })
    const fox = await openLiveTab({ isShared: true, channels: ['1003'], user: 'pixelfox' })
    const expectTheirs = async () => {
      expect(sessions().map(({ user }) => user)).toHaveLength(2)
      await expectFollow('ada', ada)
      await expectFollow('pixelfox', fox)
      expect(site.update('1003', 'for both')).toBe(2)
      for (const tab of [ada, fox]) await soon(async () => (await see(tab)).received.at(-1)?.what).toBe('for both')
    }
    await expectTheirs()
    expect(site.twitch.fake.eventSub.drop()).toBe(2)
    for (const tab of [ada, fox]) await gapsOf(tab).toEqual([2])
    await expectTheirs()
    for (const tab of [ada, fox]) expect((await see(tab)).received).toHaveLength(4)
  })
})
