import { describe, expect } from 'vitest'
import { focused, inspect, it, open, rows } from './dashboardVisit.ts'
import type { Visit } from './demoVisit.ts'

const places = ['', 'chat', 'followers', 'polls', 'rewards', 'bans', 'stream']

describe('signing in', () => {
  it('asks for no scope, comes back to where the user was, and lasts', async ({ visit }) => {
    const { page } = visit
    const asked: (string | null)[] = []
    page.on('request', request => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname.endsWith('/authorize') && request.method() === 'GET') asked.push(searchParams.get('scope'))
    })
    await visit.open('dashboard/#/bans')
    await visit.button('Sign in with Twitch').waitFor()
    await inspect(visit, 'welcome')
    await visit.signIn()
    expect(asked).toEqual([''])
    expect(new URL(page.url()).hash).toBe('#/bans')
    await page.getByText('Allow the dashboard to show and change who is banned').waitFor()
    await inspect(visit, 'permission')
    await page.reload()
    await visit.button('Signed in as ada').waitFor()
  })

  it('out revokes the token and forgets it', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'followers')
    await page.getByText('5,000 followers').waitFor()
    await visit.button('Signed in as ada').click()
    await inspect(visit, 'account')
    await visit.button('Sign out').click()
    await visit.button('Sign in with Twitch').waitFor()
    const isRevoked = () => demo.twitch.fake.requests.some(({ path, status }) => path === '/revoke' && status === 200)
    await expect.poll(isRevoked).toBe(true)
    const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
    await expect.poll(stored).not.toContain('token')
    await page.reload()
    await visit.button('Sign in with Twitch').waitFor()
  })

  it('as another account shows the data of that account', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'followers')
    await page.getByText('5,000 followers').waitFor()
    await visit.button('Signed in as ada').click()
    await visit.button('Switch account').click()
    await visit.consent('pixelfox')
    await visit.button('Signed in as pixelfox').waitFor()
    // What ada had allowed was asked of pixelfox as well.
    await rows(visit).first().waitFor()
    expect(await page.getByText('5,000 followers').count()).toBe(0)
    await page.getByText(/^[\d,]+ followers/).waitFor()
  })
})

describe('the page', () => {
  it('opens on the own channel', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, '')
    await visit.heading('Your channel').waitFor()
    const stream = page.getByRole('region', { name: 'Your stream' })
    await expect.poll(() => stream.textContent()).toMatch(/Livefor \d:\d\d:\d\d · 312 viewers/)
    await visit.heading('Latest followers').waitFor()
    await page.getByText('No poll is running.').waitFor()
    await inspect(visit, 'home')
    await stream.getByText('Edit').click()
    await visit.heading('Stream info').waitFor()
    await page.getByText('How it is done').click()
    await page.getByText('useHelixMutation(modifyChannelInformation').waitFor()
  })

  it('lets the keyboard skip to the content, and marks the current place', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'polls')
    await visit.heading('New poll').waitFor()
    await page.reload()
    await visit.heading('New poll').waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => focused(visit)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
    expect(new URL(page.url()).hash).toBe('#/polls')
    await page.getByRole('link', { name: 'Bans' }).click()
    await expect.poll(() => focused(visit)).toBe('Bans')
  })

  it('fits a phone with text twice as large', async ({ visit, demo }) => {
    const { page } = visit
    await page.setViewportSize({ width: 360, height: 740 })
    await open(visit, demo, '')
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
    for (const place of places) {
      await visit.goTo(`#/${place}`)
      await page.locator('h1').waitFor()
      await expect.poll(() => page.locator('.bone').count()).toBe(0)
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter(element => !element.closest('pre, .unseen, .skip, [popover]'))
          .filter(element => {
            const { left, right, width } = element.getBoundingClientRect()
            return width > 0 && (left < 0 || right > innerWidth)
          })
          .map(element => element.outerHTML.slice(0, 100)),
      )
      expect(cut, place).toEqual([])
    }
    await visit.button('Menu').click()
    await page.getByRole('link', { name: 'Polls' }).click()
    await visit.heading('Polls').waitFor()
    await page.locator('#places').waitFor({ state: 'hidden' })
  })

  it.for([320, 390, 768, 1024, 1920])(
    'is as wide as a screen of %i pixels in every place',
    async (width, { visit, demo }) => {
      const { page } = visit
      await page.setViewportSize({ width, height: 800 })
      await open(visit, demo, '')
      for (const place of [...places, 'moderation']) {
        await visit.goTo(`#/${place}`)
        await page.locator('h1').waitFor()
        await expect.poll(() => page.locator('.bone').count()).toBe(0)
        await visit.shootOnce(`dashboard-${place || 'home'}-${width}`)
      }
    },
  )

  it('shows placeholders while it loads', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'polls')
    await page.getByLabel('Question').waitFor()
    await page.route('**/helix/**', () => {})
    await page.reload()
    await page.locator('.bone').first().waitFor()
    await inspect(visit, 'loading')
  })
})

describe('an error', () => {
  it('is told in words for people, and in Twitch’s where they say why', async ({ visit, demo }) => {
    const { page } = visit
    visit.expectFailures()
    const lift = demo.twitch.fake.fail({ path: '/polls', status: 400, message: 'Not tonight.' })
    await open(visit, demo, 'polls')
    const alert = page.getByRole('alert')
    await alert.getByText('Twitch says: “Not tonight.”').waitFor()
    expect(await alert.textContent()).not.toMatch(/GET|\/polls|helix|HTTP/i)
    await inspect(visit, 'error')
    lift()
  })
})

describe('an endless list', () => {
  const isAtTheEnd = ({ page }: Visit) => page.locator('li[aria-posinset="2000"]').isVisible()
  const nodes = ({ page }: Visit) => page.evaluate(() => document.querySelectorAll('*').length)

  it('stays small at 2,000 rows, is reached by jumps, and keeps its place', async ({ visit, demo }) => {
    const { page } = visit
    visit.expectFailures()
    await page.route('**/images/**', route => route.abort())
    await open(visit, demo, 'followers')
    await rows(visit).first().waitFor()
    await page.locator('h1').click()
    await expect
      .poll(
        async () => {
          await page.keyboard.press('End')
          return isAtTheEnd(visit)
        },
        // Twenty pages are loaded one after another.
        { interval: 20, timeout: 200_000 },
      )
      .toBe(true)
    expect(await nodes(visit)).toBeLessThan(2500)

    const seen = () => page.evaluate(() => document.elementFromPoint(640, 400)?.closest('li')?.ariaPosInSet)
    const place = () => page.evaluate(() => scrollY)
    const bottom = await place()
    // Rows that come into sight are measured, which moves the rest a little.
    let last = bottom
    await expect
      .poll(async () => {
        const now = await place()
        if (now > bottom - 2000) await page.mouse.wheel(0, -3000)
        const isStill = now === last && now < bottom - 2000
        last = now
        return isStill
      })
      .toBe(true)
    const row = await seen()
    await page.getByRole('link', { name: 'Stream info' }).click()
    await visit.heading('Stream info').waitFor()
    await expect.poll(place).toBe(0)
    await page.goBack()
    await rows(visit).first().waitFor()
    await expect.poll(seen).toBe(row)
  })

  it('is reached by wheel and by keyboard', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'bans')
    const last = page.locator('li[aria-posinset="120"]')
    await rows(visit).first().waitFor()
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 2000)
        return last.isVisible()
      })
      .toBe(true)
    await page.keyboard.press('Home')
    await page
      .locator('li[aria-posinset="1"]')
      .getByRole('button', { name: /^Unban/ })
      .focus()
    const first = await focused(visit)
    for (let position = 2; position <= 41; position++) {
      await page.keyboard.press('Tab')
      await page.locator(`li[aria-posinset="${position}"]:has(:focus)`).waitFor()
    }
    expect(await focused(visit)).toMatch(/^Unban/)
    expect(await focused(visit)).not.toBe(first)
    const focus = page.locator('li:has(:focus)')
    expect(await focus.getAttribute('aria-posinset')).toBe('41')
    // The row in which one is stays, wherever one looks.
    await page.mouse.wheel(0, -20_000)
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
    expect(await focus.count()).toBe(1)
  })

  it('leads by Tab to each next row, also before it has followed the scrolling', async ({ visit, demo }) => {
    const { page } = visit
    await page.addInitScript(() => {
      addEventListener('scroll', event => 'isHeld' in globalThis && event.stopImmediatePropagation(), true)
    })
    await open(visit, demo, 'bans')
    await rows(visit)
      .first()
      .getByRole('button', { name: /^Unban/ })
      .focus()
    await page.evaluate(() => Object.assign(globalThis, { isHeld: true }))
    for (let position = 2; position <= 40; position++) {
      await page.keyboard.press('Tab')
      expect(await page.locator('li:has(:focus)').getAttribute('aria-posinset')).toBe(`${position}`)
    }
    await page.keyboard.press('Shift+Tab')
    expect(await page.locator('li:has(:focus)').getAttribute('aria-posinset')).toBe('39')
  })

  it('of a new user says that it is empty', async ({ visit, demo }) => {
    const { login } = demo.twitch.fake.user('9000')
    await open(visit, demo, 'followers', { login })
    await visit.page.getByText('No followers yet').waitFor()
    await inspect(visit, 'empty')
    await visit.goTo('#/bans')
    await visit.page.getByText('Nobody is banned').waitFor()
  })
})
