import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EventSubSite, see, serveEventSubSite } from '../browser/eventSubSite.ts'
import { openTabsBrowser, type TabsBrowser } from '../browser/tabsSite.ts'
import { findBrowser } from '../tools/browser.ts'

let browser: TabsBrowser
beforeAll(async () => {
  browser = await openTabsBrowser(findBrowser())
})
afterAll(() => browser.close())

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 20 })

/** A failure of a socket, and the minimum and maximum seconds until the page gives it up. */
const ways: readonly (readonly [string, (site: EventSubSite) => void, number, number, string])[] = [
  [
    'nothing comes any more',
    ({ twitch }) => twitch.fake.eventSub.silence(true),
    ...([9, 23, 'EventSub heard nothing from Twitch in time.'] as const),
  ],
  [
    'it was to move to an address that is refused',
    ({ twitch }) => void twitch.fake.eventSub.reconnect({ broken: true }),
    ...([29, 33, 'EventSub lost its socket (4004).'] as const),
  ],
]

it.for(ways)('a lost socket is noticed in time: %s', async ([, happen, least, most, error]) => {
  const site = await serveEventSubSite()
  const tab = await browser.open(site.addressOf({ user: 'ada' }))
  await soon(async () => (await see(tab)).status).toBe('live')
  const begin = Date.now()
  // The seconds in which the page could work: a busy machine does not let it all the time.
  await tab.evaluate('globalThis.seconds = 0; setInterval(() => { if (!page.see().error) seconds++ }, 1000)')
  happen(site)
  await soon(async () => (await see(tab)).error).toBe(error)
  expect((Date.now() - begin) / 1000).toBeGreaterThan(least)
  const seconds = await tab.evaluate('seconds')
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThan(most)
  site.twitch.fake.eventSub.silence(false)
  await soon(async () => (await see(tab)).gaps.length).toBe(1)
  await soon(() => site.follow('ada', 'pixelfox')).toBe(1)
  await soon(async () => (await see(tab)).received.length).toBe(1)
  await site.close()
})
