import type { BrowserContext } from 'playwright'
import { describe, expect } from 'vitest'
import {
  type AuthSite,
  click,
  expectResult,
  expectState,
  hour,
  it,
  open,
  signIn,
  soon,
  storedToken,
  validations,
} from './authSite.ts'
import { stopClock } from './stopClock.ts'

describe('sessions over hours', () => {
  async function signedIn(site: AuthSite, context: BrowserContext) {
    await context.clock.install()
    const page = await open(context, site.url)
    await signIn(page)
    await expectState(page, 'signed-in | ada')
    return page
  }

  it('a token revoked elsewhere ends the session at the next call', async ({ site, context }) => {
    const page = await signedIn(site, context)
    site.twitch.fake.revoke(await storedToken(page))
    await click(page, 'read')
    await expectResult(page, 'unauthorized')
    await expectState(page, 'signed-out | token')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  it('an hourly validation that cannot connect changes nothing', async ({ site, context }) => {
    const page = await signedIn(site, context)
    const lift = site.twitch.fake.fail({ path: '/validate', drop: 'before' })
    site.pass(1.1 * hour)
    await context.clock.fastForward(1.1 * hour)
    await soon(() => validations(site)).toBeGreaterThan(1)
    await click(page, 'read')
    await expectResult(page, '[{"login":"ada"}]')
    await expectState(page, 'signed-in | ada')
    lift()
    // Browsers repeat a request whose connection was lost, so the number before is not certain.
    const before = validations(site)
    // The page may not have seen the failure yet, after which it waits for a minute.
    await soon(async () => {
      await context.clock.fastForward(60_000)
      return validations(site)
    }).toBeGreaterThan(before)
    await expectState(page, 'signed-in | ada')
  })

  it('an hourly validation with a 401 ends the session in every tab', async ({ site, context }) => {
    const page = await signedIn(site, context)
    const other = await open(context, site.url)
    site.twitch.fake.revoke(await storedToken(page))
    site.pass(1.1 * hour)
    await context.clock.fastForward(1.1 * hour)
    await expectState(page, /^signed-out/)
    await expectState(other, /^signed-out/)
  })

  it('a page that was in the background for hours validates when it is shown', async ({ site, context }) => {
    const page = await signedIn(site, context)
    site.pass(3 * hour)
    await stopClock(page)
    const now = await page.evaluate(() => Date.now())
    // The clock has moved, but no timer has run, as after the sleep of a laptop.
    await context.clock.setSystemTime(now + 3 * hour)
    expect(validations(site)).toBe(1)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await soon(() => validations(site)).toBe(2)
    await expectState(page, 'signed-in | ada')
  })

  it('a page that slept past its token’s expiry is signed out when it wakes', async ({ site, context }) => {
    const page = await signedIn(site, context)
    site.pass(61 * 24 * hour)
    const now = await page.evaluate(() => Date.now())
    await context.clock.setSystemTime(now + 61 * 24 * hour)
    await page.evaluate(() => globalThis.dispatchEvent(new Event('pageshow')))
    await expectState(page, 'signed-out | token')
  })

  const moves = [1, -1, 9600, -9600].map(hours => [hours] as const)
  it.for(moves)(
    'setting the clock by %i hours does not delay the next validation',
    async ([hours], { site, context }) => {
      const page = await signedIn(site, context)
      const now = await page.evaluate(() => Date.now())
      await context.clock.setSystemTime(now + hours * hour)
      if (hours < 0) {
        await context.clock.fastForward(0.9 * hour)
        expect(validations(site)).toBe(1)
        site.pass(1.1 * hour)
        await context.clock.fastForward(0.2 * hour)
      } else {
        // For the page, this looks like a sleep of the computer.
        await context.clock.runFor(11_000)
      }
      await soon(() => validations(site)).toBe(2)
      await expectState(page, 'signed-in | ada')
    },
  )

  it('a page with a wrong clock stays signed in', async ({ site, context }) => {
    const page = await signedIn(site, context)
    const now = await page.evaluate(() => Date.now())
    await context.clock.setSystemTime(now + 61 * 24 * hour)
    await page.evaluate(() => globalThis.dispatchEvent(new Event('pageshow')))
    await soon(() => validations(site)).toBe(2)
    await expectState(page, 'signed-in | ada')
    await page.reload()
    await expectState(page, 'signed-in | ada')
  })
})
