import { resolve } from 'node:path'
import type { Browser, Locator, Page } from 'playwright'
import { expect, inject, it as plain } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import type { RunningDemo } from '../tools/demo.ts'
import { serveBuiltDemo } from './builtDemo.ts'

const screenshots = resolve(import.meta.dirname, '../screenshots')

const looks = [
  { look: 'phone-light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { look: 'phone-dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'desktop-dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { look: 'desktop-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
] as const

/** One user's browser on the pages of the demo. */
export interface Visit {
  readonly page: Page
  readonly button: (name: string | RegExp) => Locator
  readonly heading: (name: string) => Locator
  /** Opens a page at a path. */
  readonly open: (address?: string) => Promise<void>
  /** Agrees on Twitch's consent page as a user. */
  readonly consent: (login: string) => Promise<void>
  /** Goes to the consent page and back. */
  readonly signIn: (login?: string) => Promise<void>
  /** Follows a link as a user does. */
  readonly goTo: (place: string) => Promise<void>
  /** Takes a screenshot in each look, and checks that no page of the demo is wider than the screen. */
  readonly shoot: (name: string) => Promise<void>
  /** The same, in the current look. */
  readonly shootOnce: (name: string) => Promise<void>
  /** Browsers report refused and lost requests. From now on these are expected. */
  readonly expectFailures: () => void
}

const isLocal = (url: string) => ['localhost', '127.0.0.1'].includes(new URL(url).hostname)

function makeVisit(page: Page, { url }: RunningDemo, problems: string[]): Visit {
  let failuresExpected = false
  page.on('pageerror', error => problems.push(`${error.stack}`))
  page.on('console', message => {
    const text = message.text()
    const { url } = message.location()
    // Browsers request an icon for the fake's own pages too.
    const isExpected = failuresExpected || url.endsWith('/favicon.ico')
    if (/^Failed to load resource|Content Security Policy|^WebSocket connection to \S+ failed/.test(text) && isExpected)
      return
    // The browser reports this for a page that is left while its socket connects.
    if (text.includes('WebSocket is closed before the connection is established')) return
    if (['error', 'warning'].includes(message.type())) problems.push(`${text} (${url})`)
  })
  page.on('request', request => {
    if (/^(https?|wss?):/.test(request.url()) && !isLocal(request.url())) problems.push(`left for ${request.url()}`)
  })

  const pictures = () =>
    page.waitForFunction(() =>
      [...document.images].every(image => {
        const { top, bottom, left, right } = image.getBoundingClientRect()
        const isSeen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
        return image.complete || !image.src || !isSeen
      }),
    )
  const shootOnce = async (name: string) => {
    await pictures()
    await page.screenshot({ path: resolve(screenshots, `${name}.png`), omitBackground: true })
    if (!page.url().startsWith(url)) return
    const tooWide = await page.evaluate(() =>
      document.documentElement.scrollWidth <= innerWidth
        ? []
        : [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth)
            .map(({ tagName, className }) => `${tagName} ${className}`),
    )
    expect(tooWide, `${name} is too wide`).toEqual([])
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const consent = async (login: string) => {
    // The page offers some accounts only, but all can sign in.
    const choice = page.locator('input[name=user]').first()
    await choice.check()
    await choice.evaluate((radio, value) => radio.setAttribute('value', value), login)
    await button('Authorize').click()
  }
  return {
    page,
    button,
    heading: name => page.getByRole('heading', { name, exact: true }),
    open: async (address = '') => void (await page.goto(url + address)),
    consent,
    signIn: async (login = 'ada') => {
      await button('Sign in with Twitch').click()
      await consent(login)
      await button(`Signed in as ${login}`).waitFor()
    },
    goTo: place => page.evaluate(hash => location.assign(hash), place),
    shoot: async name => {
      for (const { look, viewport, colorScheme } of looks) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await shootOnce(`${name}-${look}`)
      }
    },
    shootOnce,
    expectFailures: () => {
      failuresExpected = true
    },
  }
}

interface Fixtures {
  readonly demo: RunningDemo
  readonly browser: Browser
  readonly visit: Visit
}

/** A test with the built demo on its own fake Twitch. Errors in the page's console fail it. */
export const it = plain.extend<Fixtures>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo()
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const browser = await launchBrowser(inject('chromium'))
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  visit: async ({ demo, browser }, use) => {
    const problems: string[] = []
    const context = await browser.newContext({ viewport: looks[3].viewport, reducedMotion: 'reduce' })
    context.setDefaultTimeout(60_000)
    await use(makeVisit(await context.newPage(), demo, problems))
    await context.close()
    expect(problems).toEqual([])
  },
})
