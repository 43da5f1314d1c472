import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright'
import type { Scope, StorageChoice } from 'tinyhelix'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { expect, inject, it as plain } from 'vitest'
import { bundlePage } from './bundlePage.ts'

/** The configuration of the page. */
export interface AuthPageConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  readonly kind: 'implicit' | 'device'
  readonly storage?: Extract<StorageChoice, string>
  readonly scopes: readonly Scope[]
  /** The redirect address. */
  readonly redirectUri?: string
  /** The button that covers the page. */
  readonly cover?: string
  /** Whether the page reads at its start, without waiting for `restore()`. */
  readonly readAtLoad?: boolean
  /** Opens a popup without a click, that many milliseconds after the start, and reports it to the site. */
  readonly popupAfterMs?: number
  /** The `Cross-Origin-Opener-Policy` that the page is served with. */
  readonly openerPolicy?: 'same-origin'
}

/** A site with a page that signs users in, and a fake Twitch on another origin. */
export interface AuthSite {
  readonly url: string
  readonly twitch: FakeTwitchServer
  /** Changes the page from its next load on. */
  readonly configure: (change: Partial<AuthPageConfig>) => void
  /** Moves Twitch's clock. The clocks of pages are not moved. */
  readonly pass: (ms: number) => void
  /** The `Referer` headers that the site and Twitch received. */
  readonly referrers: readonly string[]
}

const buttons = ['sign-in', 'popup', 'switch', 'more', 'sign-out', 'read', 'restore', 'close']

const html = (config: AuthPageConfig) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>Signing in</title>
<style>#${config.cover ?? 'none'} { position: fixed; inset: 0; width: 100%; height: 100% }</style>
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<output id="state"></output> <output id="result"></output> <output id="code"></output> <output id="restored"></output>
${buttons.map(id => `<button id="${id}">${id}</button>`).join('\n')}
<script type="module" src="/page.js"></script>
</html>`

let script: Promise<string> | undefined

/** Serves a site and a fake Twitch. */
export async function serveAuthSite(): Promise<AuthSite & { readonly close: () => Promise<void> }> {
  script ??= bundlePage('auth.ts')
  const code = await script
  let ahead = 0
  const twitch = await serveFakeTwitch({ deviceIntervalSeconds: 1, now: () => Date.now() + ahead })
  let config: AuthPageConfig = { network: twitch.network, clientId: twitch.fake.clientId, kind: 'implicit', scopes: [] }
  const referrers: string[] = []
  const server = createServer((request, response) => {
    referrers.push(request.headers.referer ?? '')
    const isScript = request.url === '/page.js'
    response.writeHead(200, {
      'content-type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`,
      // A frame without an origin needs CORS.
      ...(isScript && { 'access-control-allow-origin': '*' }),
      'cross-origin-opener-policy': config.openerPolicy ?? 'unsafe-none',
    })
    response.end(isScript ? code : html(config))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    twitch,
    configure: change => {
      config = { ...config, ...change }
    },
    pass: ms => {
      ahead += ms
    },
    referrers,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await twitch.close()
    },
  }
}

/** Polls a value. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 100 })

/** Waits until a page shows this state of its auth. */
export const expectState = (page: Page | FrameLocator, state: string | RegExp) =>
  soon(() => page.locator('#state').textContent()).toMatch(exactly(state))

/** Waits until a page shows this result of its last action. */
export const expectResult = (page: Page, result: string) =>
  soon(() => page.locator('#result').textContent()).toMatch(exactly(result))

const exactly = (text: string | RegExp) =>
  text instanceof RegExp ? text : new RegExp(`^${text.replace(/[[\]{}()|.*+?^$\\]/g, '\\$&')}$`)

export const click = (page: Page, id: string) => page.locator(`#${id}`).click()

export const hour = 3_600_000

/** The token that the page holds. */
export const storedToken = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '{}').token)

/** The number of validations that pages have requested. */
export const validations = ({ twitch }: AuthSite): number =>
  twitch.fake.requests.filter(({ path }) => path === '/validate').length

/** Decides on Twitch's page as a user. */
export async function decide(page: Page, decision: 'Authorize' | 'Cancel', login?: string): Promise<void> {
  await page.getByRole('button', { name: decision }).waitFor()
  if (login) await page.locator(`input[name=user][value=${login}]`).check()
  await page.getByRole('button', { name: decision }).click()
}

/** Opens the page and waits until its session is restored. */
export async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('#restored:not(:empty)').waitFor({ state: 'attached' })
  return page
}

/** Signs in by redirect. */
export async function signIn(page: Page, login = 'ada'): Promise<void> {
  await click(page, 'sign-in')
  await decide(page, 'Authorize', login)
  await page.locator('#restored:not(:empty)').waitFor({ state: 'attached' })
}

interface Fixtures {
  readonly browser: Browser
  readonly site: AuthSite
  /** One user's browser: all its tabs share their storage. */
  readonly context: BrowserContext
}

/** A test with a browser that blocks popups as users' browsers do, a site and a fake Twitch. */
export const it = plain.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: inject('chromium'),
        // A host name other than this computer's, so that the page is no secure context.
        args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP overlay.test 127.0.0.1'],
        ignoreDefaultArgs: ['--disable-popup-blocking'],
      })
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
  site: async ({}, use) => {
    const site = await serveAuthSite()
    await use(site)
    await site.close()
  },
  context: async ({ browser }, use) => {
    const context = await browser.newContext()
    context.setDefaultTimeout(60_000)
    await use(context)
    await context.close()
  },
})
