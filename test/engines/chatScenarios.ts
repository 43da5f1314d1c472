import { onTestFinished } from 'vitest'
import { type SeenOfChat, serveChatSite } from '../browser/chatSite.ts'
import type { Driver } from './driver.ts'
import { soon } from './hand.ts'
import type { Scenario } from './scenario.ts'

async function chatSite() {
  const site = await serveChatSite()
  onTestFinished(site.close)
  return site
}
type ChatSite = Awaited<ReturnType<typeof chatSite>>

const expectSeen = (driver: Driver, seen: Partial<SeenOfChat>) =>
  // The page may be on its way elsewhere.
  soon(() => driver.run('globalThis.page?.see() ?? {}').catch(() => ({}))).toMatchObject(seen)

async function openLive(driver: Driver, { addressOf }: ChatSite, isShared = false) {
  await driver.go(addressOf(isShared))
  await expectSeen(driver, { status: 'live', gaps: 0 })
}

const clients = ({ twitch }: ChatSite) => twitch.fake.irc.clients.length

/** What is played in each engine of a page that reads a chat by its name. */
export const chatScenarios: readonly Scenario[] = [
  {
    title: 'a chat comes back after a drop and after RECONNECT, with a gap each, over one socket',
    play: async ({ driver }) => {
      const site = await chatSite()
      await openLive(driver, site)
      await site.say('one 😀')
      await expectSeen(driver, { texts: ['one 😀'], gaps: 0 })
      site.twitch.fake.irc.drop()
      await expectSeen(driver, { status: 'live', gaps: 1 })
      await site.say('two')
      await expectSeen(driver, { texts: ['one 😀', 'two'] })
      site.twitch.fake.irc.reconnect()
      await expectSeen(driver, { status: 'live', gaps: 2 })
      await site.say('three')
      await expectSeen(driver, { texts: ['one 😀', 'two', 'three'], error: null })
      await soon(() => clients(site)).toBe(1)
    },
  },
  {
    title: 'a chat that has fallen silent is given up, and the next connection tells one gap',
    play: async ({ driver }) => {
      const site = await chatSite()
      await openLive(driver, site)
      site.twitch.fake.irc.silence(true)
      await driver.run('globalThis.page.sleep(61_000)')
      await expectSeen(driver, { error: 'The chat lost its socket (silent).' })
      site.twitch.fake.irc.silence(false)
      await expectSeen(driver, { status: 'live', gaps: 1 })
      await site.say('after')
      await expectSeen(driver, { texts: ['after'] })
    },
  },
  {
    title: 'a chat keeps a connection that has survived a sleep, without a gap',
    play: async ({ driver }) => {
      const site = await chatSite()
      await openLive(driver, site)
      await driver.run('globalThis.page.sleep(3_600_000)')
      await site.say('after')
      await expectSeen(driver, { texts: ['after'], status: 'live', gaps: 0, error: null })
      await soon(() => clients(site)).toBe(1)
    },
  },
  {
    title: 'a chat goes on after Back: kept pages tell one gap and keep their lines, others load anew',
    play: async ({ driver, engine }) => {
      const site = await chatSite()
      await openLive(driver, site)
      await site.say('before')
      await expectSeen(driver, { texts: ['before'] })
      await driver.go(site.elsewhere)
      await soon(() => clients(site)).toBe(0)
      await site.say('missed')
      await driver.back()
      const isKept = engine === 'Chromium' || engine === 'WebKit'
      await expectSeen(driver, { status: 'live', wasKept: isKept, gaps: isKept ? 1 : 0 })
      await site.say('after')
      await expectSeen(driver, { texts: isKept ? ['before', 'after'] : ['after'] })
    },
  },
  {
    title: 'two tabs read a chat over one socket, and the other one takes over with one gap',
    play: async ({ driver, tab }) => {
      const site = await chatSite()
      await openLive(driver, site, true)
      const other = await driver.newTab()
      await openLive(driver, site, true)
      await soon(() => clients(site)).toBe(1)
      await site.say('to both')
      for (const handle of [tab, other]) {
        await driver.use(handle)
        await expectSeen(driver, { texts: ['to both'], gaps: 0 })
      }
      await driver.use(tab)
      await driver.closeTab()
      await driver.use(other)
      await expectSeen(driver, { status: 'live', gaps: 1 })
      await site.say('after')
      await expectSeen(driver, { texts: ['to both', 'after'] })
      await soon(() => clients(site)).toBe(1)
    },
  },
]
