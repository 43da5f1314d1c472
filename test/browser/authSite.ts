import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright'
import type { Scope, StorageChoice } from 'tinyhelix'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { expect, inject, it as plain } from 'vitest'
import { bundlePage } from './bundlePage.ts'

/** How the page under test signs in. */
export interface AuthPageConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  readonly kind: 'implicit' | 'device'
  readonly storage?: Extract<StorageChoice, string>
  readonly scopes: readonly Scope[]
  /** Where Twitch sends users back to. @defaultValue the page itself */
  readonly redirectUri?: string
  /** The button that covers the page. */
  readonly cover?: string
  /** Reads as soon as the page starts, without waiting for `restore()`. */
  readonly readAtLoad?: boolean
  /** Opens a popup without a click, so long after the page has started, and tells the site of it. */
  readonly popupAfterMs?: number
  /** The `Cross-Origin-Opener-Policy` that the page is served with. */
  readonly openerPolicy?: 'same-origin'
}

/** A site whose page signs people in, and the Twitch that it talks to, on two origins. */
export interface AuthSite {
  readonly url: string
  readonly twitch: FakeTwitchServer
  /** Changes how the page is built from its next load on. */
  readonly configure: (change: Partial<AuthPageConfig>) => void
  /** Lets Twitch's clock go on. The pages' own clocks are theirs. */
  readonly pass: (ms: number) => void
  /** Addresses that pages were sent from, as the site and Twitch learned of them. */
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

/** Serves a site and a Twitch of its own. */
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
      // A frame of no origin asks as a stranger.
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

/** Waits for what comes of something; machines may be slow. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 100 })

/** Waits until a page shows where its sign-in stands. */
export const expectState = (page: Page | FrameLocator, state: string | RegExp) =>
  soon(() => page.locator('#state').textContent()).toMatch(exactly(state))

/** Waits until a page shows what came of its last action. */
export const expectResult = (page: Page, result: string) =>
  soon(() => page.locator('#result').textContent()).toMatch(exactly(result))

const exactly = (text: string | RegExp) =>
  text instanceof RegExp ? text : new RegExp(`^${text.replace(/[[\]{}()|.*+?^$\\]/g, '\\$&')}$`)

export const click = (page: Page, id: string) => page.locator(`#${id}`).click()

export const hour = 3_600_000

/** The token that the page holds. */
export const storedToken = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '{}').token)

/** How often pages have asked Twitch whether a token is valid. */
export const validations = ({ twitch }: AuthSite): number =>
  twitch.fake.requests.filter(({ path }) => path === '/validate').length

/** Does on Twitch's page what a person does there. */
export async function decide(page: Page, decision: 'Authorize' | 'Cancel', login?: string): Promise<void> {
  await page.getByRole('button', { name: decision }).waitFor()
  if (login) await page.locator(`input[name=user][value=${login}]`).check()
  await page.getByRole('button', { name: decision }).click()
}

/** Opens the site's page and waits until it has restored what there is. */
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
  /** One person's browser: all its tabs share what is stored. */
  readonly context: BrowserContext
}

/** A test with a browser that blocks popups as people's do, and with a site and a Twitch of its own. */
export const it = plain.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: inject('chromium'),
        // A name that is not this machine's own, so that a page there is no secure context.
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
