import type { BrowserContext, Page } from 'playwright'
import { describe, expect } from 'vitest'
import { countSetUp } from '../auth/countSetUp.ts'
import {
  type AuthSite,
  click,
  decide,
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
import { hold } from './hold.ts'
import { raceSignOuts } from './signOutRacesSite.ts'

const renewals = ({ twitch }: AuthSite) =>
  twitch.fake.requests.filter(({ body }) => Object(body).grant_type === 'refresh_token')

/** All addresses that could have leaked. */
async function addressesOf(page: Page): Promise<string> {
  const inPage = await page.evaluate(() => [location.href, document.referrer, JSON.stringify(history.state)])
  return inPage.join(' ')
}

describe('sign-in by redirect', () => {
  it('a redirect returns the user to where they were, and leaves no token in address, history or referrer', async ({
    site,
    context,
  }) => {
    const page = await open(context, `${site.url}channel?tab=2#/polls`)
    await expectState(page, 'signed-out')
    await signIn(page)
    await expectState(page, 'signed-in | ada')
    expect(page.url()).toBe(`${site.url}channel?tab=2#/polls`)
    await click(page, 'read')
    await expectResult(page, '[{"login":"ada"}]')
    const token = await storedToken(page)
    expect(token).toMatch(/^\w{20,}$/)
    expect(await addressesOf(page)).not.toContain(token)
    expect(site.referrers.join(' ')).not.toContain(token)
    await page.reload()
    await expectState(page, 'signed-in | ada')
    await page.goBack()
    expect(page.url()).not.toContain(token)
    expect(validations(site)).toBe(1)
  })

  it('a refused redirect shows its error and does not redirect again', async ({ site, context }) => {
    const page = await open(context, `${site.url}#/route`)
    await click(page, 'sign-in')
    await decide(page, 'Cancel')
    await expectState(page, 'signed-out | sign_in denied')
    expect(page.url()).toBe(`${site.url}#/route`)
    await page.reload()
    await expectState(page, 'signed-out')
    expect(page.url()).toBe(`${site.url}#/route`)
  })

  it('a refusal of more scopes keeps the session, and a grant adds them', async ({ site, context }) => {
    const page = await open(context, site.url)
    await signIn(page)
    await click(page, 'more')
    await decide(page, 'Cancel')
    await expectState(page, 'signed-in | ada | sign_in denied')
    await click(page, 'more')
    await decide(page, 'Authorize', 'ada')
    await expectState(page, 'signed-in | ada | user:read:email')
  })

  it('a token in a link signs nobody in', async ({ site, context }) => {
    const token = site.twitch.fake.grant({ user: 'pixelfox' })
    for (const state of ['', '1', `1~tinyhelix:${site.twitch.fake.clientId}:default`]) {
      const page = await open(context, `${site.url}#access_token=${token}&state=${state}`)
      await expectState(page, 'signed-out | sign_in state')
      expect(page.url()).toBe(site.url)
      await page.close()
    }
  })
})

describe('sign-in through a popup', () => {
  const popUp = async (page: Page, button = 'popup') => {
    const opening = page.waitForEvent('popup')
    await click(page, button)
    return await opening
  }

  it('a popup signs in while the page stays', async ({ site, context }) => {
    const page = await open(context, `${site.url}#/route`)
    const popup = await popUp(page)
    const closed = popup.waitForEvent('close')
    await decide(popup, 'Authorize', 'ada')
    await closed
    await expectResult(page, '"ada"')
    await expectState(page, 'signed-in | ada')
    expect(page.url()).toBe(`${site.url}#/route`)
  })

  it('a popup signs in under an opener policy, which makes it look closed', async ({ site, context }) => {
    site.configure({ openerPolicy: 'same-origin' })
    await context.clock.install()
    // Under Playwright every page has the focus. In people's browsers only the popup has it.
    await context.addInitScript(() => {
      document.hasFocus = () => false
      const { open } = globalThis
      globalThis.open = (...given) => {
        const popup = open(...given)
        Object.assign(globalThis, { popup })
        return popup
      }
    })
    const page = await open(context, site.url)
    const opening = context.waitForEvent('page')
    await click(page, 'popup')
    const popup = await opening
    await soon(() => page.evaluate(() => Object(globalThis).popup.closed)).toBe(true)
    await page.clock.runFor(10_000)
    await decide(popup, 'Authorize', 'ada')
    await expectResult(page, '"ada"')
    await expectState(page, 'signed-in | ada')
  })

  it('a popup switches the account', async ({ site, context }) => {
    const page = await open(context, site.url)
    await signIn(page, 'ada')
    // Without `forceVerify`, Twitch would redirect a user who has agreed before at once.
    const popup = await popUp(page, 'switch')
    await decide(popup, 'Authorize', 'pixelfox')
    await expectState(page, 'signed-in | pixelfox')
    await click(page, 'read')
    await expectResult(page, '[{"login":"pixelfox"}]')
  })

  it('a blocked popup rejects with `popup_blocked`', async ({ site, context }) => {
    site.configure({ popupAfterMs: 0 })
    const page = await open(context, site.url)
    await expectResult(page, 'sign_in popup_blocked')
    expect(context.pages()).toHaveLength(1)
  })

  it('a closed popup rejects with `popup_closed`', async ({ site, context }) => {
    const page = await open(context, site.url)
    const popup = await popUp(page)
    await popup.getByRole('button', { name: 'Authorize' }).waitFor()
    await popup.close()
    await expectResult(page, 'sign_in popup_closed')
  })

  it('a denied popup rejects with `denied`', async ({ site, context }) => {
    const page = await open(context, site.url)
    const popup = await popUp(page)
    const closed = popup.waitForEvent('close')
    await decide(popup, 'Cancel')
    await closed
    await expectResult(page, 'sign_in denied')
    await expectState(page, 'signed-out')
  })
})

describe('two tabs', () => {
  it('two tabs sign in and out together', async ({ site, context }) => {
    const first = await open(context, site.url)
    const second = await open(context, site.url)
    await signIn(first)
    await expectState(second, 'signed-in | ada')
    await click(second, 'read')
    await expectResult(second, '[{"login":"ada"}]')
    expect(validations(site)).toBe(1)
    const token = await storedToken(second)
    await click(second, 'sign-out')
    await expectState(first, 'signed-out')
    // A tab is signed out by a message, before it sees the change of the storage and before Twitch has the revocation.
    await soon(() => first.evaluate(() => localStorage.length)).toBe(0)
    const validate = `${site.twitch.network.authURL}/validate`
    await soon(async () => (await fetch(validate, { headers: { Authorization: `OAuth ${token}` } })).status).toBe(401)
  })

  /** Two tabs whose token has just expired, in a browser whose clocks run. */
  async function ended(site: AuthSite, context: BrowserContext, address: string) {
    site.configure({ kind: 'device' })
    await context.clock.install()
    const first = await open(context, address)
    await click(first, 'sign-in')
    const code = first.locator('#code:not(:empty)')
    await code.waitFor()
    site.twitch.fake.activate((await code.textContent()) ?? '')
    await expectState(first, 'signed-in | ada')
    const second = await open(context, address)
    await expectState(second, 'signed-in | ada')
    site.pass(5 * hour)
    const now = await first.evaluate(() => Date.now())
    await context.clock.setSystemTime(now + 5 * hour)
    return [first, second] as const
  }

  it('two tabs renew one token between them with Web Locks', async ({ site, context }) => {
    const tabs = await ended(site, context, site.url)
    expect(await tabs[0].evaluate(() => isSecureContext && 'locks' in navigator)).toBe(true)
    await Promise.all(tabs.map(tab => click(tab, 'read')))
    for (const tab of tabs) await expectResult(tab, '[{"login":"ada"}]')
    expect(renewals(site).map(({ status }) => status)).toEqual([200])
  })

  it('a sign-out is final when another tab renews the token at the same moment', async ({ browser }) => {
    const outcomes = await raceSignOuts(browser, 10)
    for (const { statuses, isStored, liveTokens } of outcomes) {
      expect(statuses.flat().filter(status => status !== 'signed-out')).toEqual([])
      expect({ isStored, liveTokens }).toEqual({ isStored: false, liveTokens: 0 })
    }
  })

  it('two tabs renew one token between them without Web Locks', async ({ site, context }) => {
    const tabs = await ended(site, context, site.url.replace('127.0.0.1', 'overlay.test'))
    expect(await tabs[0].evaluate(() => isSecureContext || 'locks' in navigator)).toBe(false)
    await Promise.all(tabs.map(tab => click(tab, 'read')))
    for (const tab of tabs) await expectResult(tab, '[{"login":"ada"}]')
    expect(renewals(site).map(({ status }) => status)).toEqual([200])
    // A tab may hold the lock after it got the other's token, and releases it then.
    await expect.poll(() => tabs[0].evaluate(() => Object.keys(localStorage))).toHaveLength(1)
  })
})

describe('a page that starts five hours later', () => {
  const restored = (page: Page) => soon(() => page.locator('#restored').textContent())

  /** A browser source that was off for five hours. */
  async function later(site: AuthSite, context: BrowserContext): Promise<string> {
    site.configure({ kind: 'device' })
    const page = await open(context, site.url)
    await click(page, 'sign-in')
    const code = page.locator('#code:not(:empty)')
    await code.waitFor()
    site.twitch.fake.activate((await code.textContent()) ?? '')
    await expectState(page, 'signed-in | ada')
    const token = await storedToken(page)
    await page.close()
    site.pass(5 * hour)
    await context.clock.install({ time: Date.now() + 5 * hour })
    site.configure({ readAtLoad: true })
    return token
  }

  it('the first calls wait for the renewal', async ({ site, context }) => {
    await later(site, context)
    const page = await context.newPage()
    await page.goto(site.url)
    await expectResult(page, '[{"login":"ada"}]')
    await restored(page).toBe('ada')
    expect(renewals(site).map(({ status }) => status)).toEqual([200])
  })

  it('no session is restored if the user has disconnected the application', async ({ site, context }) => {
    site.twitch.fake.revoke(await later(site, context))
    const page = await context.newPage()
    await page.goto(site.url)
    await restored(page).toBe('nobody')
    await expectState(page, 'signed-out | token')
    await expectResult(page, 'token')
  })

  it('the session is restored after ten seconds without a network, and renewed when the network returns', async ({
    site,
    context,
  }) => {
    await later(site, context)
    const lift = site.twitch.fake.fail({ path: '/token', drop: 'before' })
    await context.clock.pauseAt(Date.now() + 5 * hour + 60_000)
    const page = await context.newPage()
    await page.goto(site.url)
    // Less time passes in the page than for the test, however busy the machine is.
    await soon(async () => {
      await context.clock.runFor(20)
      return renewals(site)
    }).not.toHaveLength(0)
    expect(await page.locator('#restored').textContent()).toBe('')
    await context.clock.fastForward(10_000)
    await restored(page).toBe('ada')
    lift()
    await context.clock.resume()
    // Time passes by itself: a renewal that runs out of time on its way has used up its refresh token.
    await expect.poll(() => renewals(site).map(({ status }) => status), { timeout: 200_000 }).toContain(200)
    await click(page, 'read')
    await expectResult(page, '[{"login":"ada"}]')
  })
})

describe('blocked storage', () => {
  const block = (context: BrowserContext, names: string[]) =>
    context.addInitScript(names => {
      for (const name of names) {
        Object.defineProperty(globalThis, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError')
          },
        })
      }
    }, names)

  it('a redirect signs in for this page', async ({ site, context }) => {
    await block(context, ['localStorage'])
    const page = await open(context, site.url)
    await signIn(page)
    await expectState(page, 'signed-in | ada')
    await page.reload()
    await expectState(page, 'signed-out')
  })

  it('a popup signs in without sessionStorage, and a redirect rejects because it needs that', async ({
    site,
    context,
  }) => {
    await block(context, ['localStorage', 'sessionStorage'])
    const page = await open(context, site.url)
    await click(page, 'sign-in')
    await expectResult(page, 'sign_in state')
    const opening = page.waitForEvent('popup')
    await click(page, 'popup')
    await decide(await opening, 'Authorize', 'ada')
    await expectState(page, 'signed-in | ada')
    await click(page, 'sign-out')
    await expectState(page, 'signed-out')
  })

  it('a frame without an origin restores nothing and signs in for itself', async ({ site, context }) => {
    site.configure({ kind: 'device' })
    const page = await context.newPage()
    await page.route(`${site.url}frame`, route =>
      route.fulfill({ contentType: 'text/html', body: `<iframe sandbox="allow-scripts" src="${site.url}"></iframe>` }),
    )
    await page.goto(`${site.url}frame`)
    const frame = page.frameLocator('iframe')
    await expectState(frame, 'signed-out')
    await frame.locator('#sign-in').click()
    const code = frame.locator('#code:not(:empty)')
    await code.waitFor()
    site.twitch.fake.activate((await code.textContent()) ?? '')
    await expectState(frame, 'signed-in | ada')
  })
})

describe('a closed auth', () => {
  /** The page's listeners, timers and channels, and the holders of locks. */
  const setUp = (page: Page) =>
    page.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query()
      return { ...Object(globalThis).setUp(), locks: held.length + pending.length }
    })
  const nothing = { listeners: [], timers: 0, channels: 0, locks: 0 }

  it.for(['in use', 'while a popup is open', 'while a code is shown', 'while it renews its token'])(
    'an auth closed %s leaves no listener, timer, channel or lock in the page',
    async (when, { site, context }) => {
      await context.addInitScript(`globalThis.setUp = (${countSetUp})()`)
      site.configure({ kind: when === 'in use' || when === 'while a popup is open' ? 'implicit' : 'device' })
      const page = await open(context, site.url)
      let release = () => {}
      if (when === 'in use') {
        await signIn(page)
        await expectState(page, 'signed-in | ada')
      } else if (when === 'while a popup is open') {
        const opening = page.waitForEvent('popup')
        await click(page, 'popup')
        await opening
      } else {
        await click(page, 'sign-in')
        await page.locator('#code:not(:empty)').waitFor()
        if (when === 'while it renews its token') {
          site.twitch.fake.activate((await page.locator('#code').textContent()) ?? '', { user: 'ada' })
          await expectState(page, 'signed-in | ada')
          site.pass(5 * hour)
          release = await hold(page, '**/oauth2/token')
          await click(page, 'read')
          await soon(async () => (await setUp(page)).locks).toBe(1)
        }
      }
      expect(await setUp(page)).not.toEqual(nothing)
      await click(page, 'close')
      release()
      await soon(() => setUp(page)).toEqual(nothing)
      await expectState(page, 'signed-out | token')
    },
  )
})
