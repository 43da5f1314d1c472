import type { Page } from 'playwright'
import { channelCheer, channelFollow, channelRaid } from 'tinyhelix/eventsub'
import { describe, expect } from 'vitest'
import { excesses } from '../demo/boundedSettings.ts'
import { hostileFragments } from '../demo/hostileFragments.ts'
import fc from '../tools/fastCheck.ts'
import { isHeard } from './isHeard.ts'
import { it, openSignedIn } from './overlayVisit.ts'
import { stopClock } from './stopClock.ts'

const channel = { broadcaster_user_id: '1001' }

/** What OBS does when it begins or ends to use the source. */
const setActive = (page: Page, active: boolean) =>
  page.evaluate(active => {
    window.dispatchEvent(new CustomEvent('obsSourceActiveChanged', { detail: { active } }))
  }, active)

const encode = (value: unknown) => `#settings=1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`

describe('the overlay in OBS', () => {
  it('keeps alerts while OBS does not use it, merges follows, and leaves out what is below the minimum', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await page.clock.install()
    await page.addInitScript(() => Object.assign(globalThis, { obsstudio: {} }))
    const silent = Object.fromEntries(['follow', 'cheer', 'raid'].map(type => [type, { sound: 'none' }]))
    const settings = { alerts: { ...silent, cheer: { sound: 'none', minimum: 100, title: '{amount} from {name}' } } }
    await openSignedIn(visit, demo, `?show=alerts,events${encode(settings)}`)
    await isHeard(demo, 'channel.follow', 'channel.raid', 'channel.cheer')
    await setActive(page, false)
    fake.emit(channelRaid, { from_broadcaster_user_id: '1003', to_broadcaster_user_id: '1001', viewers: 20 })
    for (const id of [1004, 1005, 1006]) fake.emit(channelFollow, { ...channel, user_id: `${id}` })
    for (const bits of [99, 100]) {
      fake.emit(channelCheer, { ...channel, user_id: '1002', is_anonymous: false, bits, message: `Cheer${bits}` })
    }
    await expect.poll(() => page.getByLabel('Latest events').getByRole('listitem').count()).toBe(6)
    await page.clock.fastForward(3_600_000)
    expect(await page.locator('section').count()).toBe(0)
    await stopClock(page)
    await setActive(page, true)
    const seen: string[] = []
    for (let times = 0; times < 3; times++) {
      const alert = page.locator('section.alert:not(.leaving)')
      await expect
        .poll(async () => {
          await page.clock.runFor(100)
          return alert.count()
        })
        .toBe(1)
      seen.push(`${await alert.textContent()}`.replace(/\s+/g, ' ').trim())
      await page.clock.runFor(6000)
    }
    await expect
      .poll(async () => {
        await page.clock.runFor(100)
        return page.locator('section').count()
      })
      .toBe(0)
    expect(seen[0]).toMatch(/^Raid.*20 viewers$/)
    expect(seen[1]).toMatch(/^New follower.*, .* and 1 other$/)
    expect(seen[2]).toMatch(/^100 from PixelFox PixelFox Cheer100$/)
  })

  it('says nothing of a lost connection before a minute has passed, and then why', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    visit.expectFailures()
    await page.clock.install()
    await page.addInitScript(() => Object.assign(globalThis, { obsstudio: {} }))
    await openSignedIn(visit, demo, '?show=alerts')
    await isHeard(demo, 'channel.follow')
    const notice = page.getByText('No events from Twitch at the moment')
    await stopClock(page)
    fake.eventSub.silence(true)
    fake.eventSub.drop()
    await page.clock.runFor(50_000)
    expect(await notice.count()).toBe(0)
    await expect
      .poll(async () => {
        await page.clock.runFor(5000)
        return notice.count()
      })
      .toBe(1)
    await visit.shootOnce('overlay-lost-connection')
    fake.eventSub.silence(false)
    fake.eventSub.drop()
    await page.clock.resume()
    // A new connection has ten seconds of the page's time.
    await expect
      .poll(
        async () => {
          await page.clock.runFor(5000)
          return notice.count()
        },
        { interval: 1000 },
      )
      .toBe(0)
  })

  it('runs nothing and asks nobody, whatever its address has', async ({ visit }) => {
    const { page } = visit
    const foreign: string[] = []
    page.on('request', request => {
      const url = request.url()
      if (!/^(data|blob):|^(http|ws):\/\/(localhost|127\.0\.0\.1)[:/]/.test(url)) foreign.push(url)
    })
    page.on('dialog', dialog => foreign.push(`a dialog: ${dialog.message()}`))
    visit.expectFailures()
    // In silence: not every machine has an audio device.
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } }),
    )
    // With a fake of its own, so that alerts are shown with what is in the address.
    await visit.open('overlay/index.html?preview#settings=')
    await page.getByText('Then I shave the cat').waitFor()
    const scripts = await page.locator('script').count()
    const fragments = fc.sample(hostileFragments, { numRuns: 10_000, seed: 33 })
    expect(fragments.flatMap(excesses)).toEqual([])
    const broken = await page.evaluate(async fragments => {
      const problems: string[] = []
      window.addEventListener('error', ({ message }) => problems.push(message))
      window.addEventListener('unhandledrejection', ({ reason }) => problems.push(`${reason}`))
      const types = ['follow', 'subscribe', 'resubscribe', 'gift', 'cheer', 'raid']
      for (const [index, fragment] of fragments.entries()) {
        const changed = new Promise(done => window.addEventListener('hashchange', done, { once: true }))
        const before = location.href
        location.hash = `settings=${encodeURIComponent(fragment)}&round=${index}`
        if (location.href !== before) await changed
        if (index % 10 === 0) window.postMessage({ test: types[(index / 10) % 6], minimum: 1 }, location.origin)
        // Alerts come and go meanwhile.
        if (index % 20 === 0) await new Promise(done => setTimeout(done, 50))
      }
      return problems
    }, fragments)
    expect(broken).toEqual([])
    expect(foreign).toEqual([])
    expect(await page.locator('script').count()).toBe(scripts)
    expect(await page.title()).toBe('Stream overlay')
    await page.locator('main[data-theme]').waitFor()
  }, 900_000)

  it('takes no name from its address that cannot be one of a channel', async ({ visit }) => {
    const { page } = visit
    await visit.open('overlay/index.html?preview#')
    await page.getByText('Then I shave the cat').waitFor()
    for (const name of ['a\r\nJOIN #b', '<img src=x>', 'a'.repeat(5000), '\u202Ecat', '../x', '']) {
      await page.evaluate(name => (location.hash = `channel=${encodeURIComponent(name)}`), name)
      // All parts stay: the name is none.
      await expect.poll(() => page.locator('.part').count()).toBe(7)
      expect(await page.locator('li', { hasText: 'anonymousChat' }).count()).toBe(0)
    }
  })
})
