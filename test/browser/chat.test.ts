import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { type ChatSite, type SeenOfChat, serveChatSite } from './chatSite.ts'
import { openTabsBrowser, type Tab, type TabsBrowser } from './tabsSite.ts'

let browser: TabsBrowser
let site: ChatSite
beforeAll(async () => {
  browser = await openTabsBrowser(inject('chromium'))
})
afterAll(() => browser.close())
beforeEach(async () => {
  site = await serveChatSite()
})
afterEach(async () => {
  await browser.closeTabs()
  await site.close()
})

const see = async (tab: Tab): Promise<Partial<SeenOfChat>> =>
  // The page may be navigating.
  ((await tab.evaluate('globalThis.page?.see()').catch(() => undefined)) ?? {}) as Partial<SeenOfChat>

const soon = (tab: Tab, timeout = 15_000) => expect.poll(() => see(tab), { timeout, interval: 20 })

/** Opens a page, and waits until it reads the chat. */
const open = async (isShared = false) => {
  const tab = await browser.open(site.addressOf(isShared))
  await soon(tab).toMatchObject({ status: 'live' })
  return tab
}

it('a page and a second tab read a chat by the channel’s name without a sign-in', async () => {
  const one = await open()
  const other = await open()
  expect(site.twitch.fake.irc.clients).toHaveLength(2)
  await site.say('hello 😀')
  await soon(one).toMatchObject({ texts: ['hello 😀'], gaps: 0 })
  await soon(other).toMatchObject({ texts: ['hello 😀'], gaps: 0 })
  expect(site.twitch.fake.requests.filter(({ method }) => method !== 'POST')).toEqual([])
})

it('a page reconnects after a drop and after RECONNECT, and reports a gap each time', async () => {
  const tab = await open()
  await site.say('one')
  await soon(tab).toMatchObject({ texts: ['one'] })
  site.twitch.fake.irc.drop()
  await soon(tab).toMatchObject({ status: 'live', gaps: 1 })
  await site.say('two')
  await soon(tab).toMatchObject({ texts: ['one', 'two'] })
  site.twitch.fake.irc.reconnect()
  await soon(tab).toMatchObject({ status: 'live', gaps: 2 })
  await site.say('three')
  await soon(tab).toMatchObject({ texts: ['one', 'two', 'three'] })
  await expect.poll(() => site.twitch.fake.irc.clients).toHaveLength(1)
})

it('a page in the history has no socket, and returns with its lines and a gap', async () => {
  const tab = await open()
  await site.say('before')
  await soon(tab).toMatchObject({ texts: ['before'] })
  await tab.navigate(site.elsewhere)
  await expect.poll(() => site.twitch.fake.irc.clients).toEqual([])
  await site.say('missed')
  await tab.back()
  await soon(tab).toMatchObject({ status: 'live', gaps: 1, wasKept: true })
  await site.say('after')
  await soon(tab).toMatchObject({ texts: ['before', 'after'] })
})

it('two pages that share tabs read a chat over one socket, and go on over one after a drop', async () => {
  const tabs = [await open(true), await open(true)]
  expect(site.twitch.fake.irc.clients).toHaveLength(1)
  await site.say('one')
  for (const tab of tabs) await soon(tab).toMatchObject({ texts: ['one'], gaps: 0 })
  site.twitch.fake.irc.drop()
  for (const tab of tabs) await soon(tab).toMatchObject({ status: 'live', gaps: 1 })
  await site.say('two')
  for (const tab of tabs) await soon(tab).toMatchObject({ texts: ['one', 'two'], gaps: 1 })
  await expect.poll(() => site.twitch.fake.irc.clients).toHaveLength(1)
})
