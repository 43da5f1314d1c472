import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { channelFollow } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { build } from 'vite'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

const hour = 3_600_000

let browser: Browser
let script: string

/** The overlay of the guide, with the fake's addresses. */
async function builtOverlay(): Promise<string> {
  const [, code = ''] = /```ts\n(\/\/ main\.ts\n[\s\S]*?)```/.exec(readFileSync('src/overlay.md', 'utf8')) ?? []
  expect(code).toContain('createClient({ auth })')
  const root = mkdtempSync(resolve('node_modules/.overlay-'))
  try {
    writeFileSync(
      join(root, 'overlay.ts'),
      code.replace('createClient({ auth })', 'createClient({ auth, ...NETWORK })'),
    )
    const result = await build({
      root,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: tsconfigAlias },
      build: { write: false, minify: false, rolldownOptions: { input: join(root, 'overlay.ts') } },
    })
    if (!('output' in result)) throw new Error('Vite was to build one bundle.')
    return result.output.map(file => ('code' in file ? file.code : '')).join('')
  } finally {
    rmSync(root, { recursive: true })
  }
}

beforeAll(async () => {
  script = await builtOverlay()
  browser = await launchBrowser(inject('chromium'))
})
afterAll(() => browser.close())

interface Source {
  readonly context: BrowserContext
  readonly twitch: FakeTwitchServer
  readonly problems: string[]
  /** Moves the time at Twitch. */
  readonly pass: (ms: number) => void
  readonly open: () => Promise<Page>
  readonly close: () => Promise<void>
}

/** A browser source whose streamer has agreed, and which was then closed. */
async function signedIn(): Promise<Source & { readonly token: string }> {
  let ahead = 0
  const twitch = await serveFakeTwitch({
    now: () => Date.now() + ahead,
    applications: [{ id: 'your client id', name: 'My overlay' }],
  })
  const context = await browser.newContext()
  const problems: string[] = []
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': [
      'text/html',
      '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>',
    ],
    '/page.js': ['text/javascript', `const NETWORK = ${JSON.stringify(twitch.network)}\n${script}`],
  }
  // A page of another site may not call a server on this computer.
  const server = createServer(({ url = '' }, response) => {
    const [type, body] = files[url] ?? ['text/plain', '']
    response.setHeader('content-type', type)
    response.end(body)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const home = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
  const open = async () => {
    const page = await context.newPage()
    page.on('pageerror', error => problems.push(error.message))
    await page.goto(home)
    return page
  }
  const page = await open()
  await enterCode(page, twitch)
  await isListening(twitch)
  const token = await page.evaluate(() => JSON.stringify(localStorage))
  await page.close()
  await expect.poll(() => twitch.fake.eventSub.sessions).toEqual([])
  return {
    context,
    twitch,
    problems,
    open,
    token: /token\\*":\\*"([^"\\]+)/.exec(token)?.[1] ?? '',
    pass: ms => {
      ahead += ms
    },
    close: async () => {
      await context.close()
      await twitch.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

const textOf = async (page: Page) => (await page.locator('body').textContent()) ?? ''

async function enterCode(page: Page, { fake }: FakeTwitchServer) {
  await expect.poll(() => textOf(page)).toMatch(/enter [A-Z]{8}$/)
  fake.activate((await textOf(page)).slice(-8))
}

const isListening = ({ fake }: FakeTwitchServer) =>
  expect.poll(() => fake.eventSub.sessions.flatMap(({ subscriptions }) => subscriptions).length).toBe(3)

/** A page whose time has run ahead hears no keepalives, and may connect once more: what it missed is sent again. */
const greets = (page: Page, twitch: FakeTwitchServer) =>
  vi.waitFor(async () => {
    await isListening(twitch)
    twitch.fake.emit(channelFollow, { user_id: '1002', broadcaster_user_id: twitch.fake.user('ada').id })
    await expect.poll(() => textOf(page), { timeout: 3000 }).toBe('PixelFox follows!')
  })

/** The page's text, second by second. A code is shown as `code`. */
async function shows(
  page: Page,
  { context, twitch }: Pick<Source, 'context' | 'twitch'>,
  seconds: number,
): Promise<string[]> {
  const shown: string[] = []
  for (let second = 0; second < seconds; second++) {
    // Answers arrive in real time. Earlier requests are answered before these.
    for (let trips = 0; trips < 5; trips++) await fetch(twitch.url).then(() => page.evaluate(() => fetch('/page.js')))
    const text = await textOf(page)
    shown.push(/enter [A-Z]{8}$/.test(text) ? 'code' : text)
    await context.clock.runFor(1000)
  }
  return shown
}

/** What is shown one after another. The page is empty at first, and a code may appear before the first look. */
const changes = (shown: readonly string[]) => ['', ...shown].filter((text, index, all) => text !== all[index - 1])

const cases = [
  { isConnected: true, isOnline: true, expected: [''] },
  { isConnected: false, isOnline: true, expected: ['', 'code'] },
  { isConnected: true, isOnline: false, expected: [''] },
  { isConnected: false, isOnline: false, expected: [''] },
]

it.each(cases)(
  'the guide’s overlay restarts after five hours, connected: $isConnected, online: $isOnline',
  async ({ isConnected, isOnline, expected }) => {
    const { context, twitch, problems, open, close, token, pass } = await signedIn()
    const { fake } = twitch
    if (!isConnected) fake.revoke(token)
    pass(5 * hour)
    await context.clock.install({ time: Date.now() + 5 * hour })
    if (!isOnline) await context.route(`${twitch.url}/**`, route => route.abort('internetdisconnected'))
    const page = await open()
    const shown = await shows(page, { context, twitch }, 20)
    console.log(`connected: ${isConnected}, online: ${isOnline}: ${JSON.stringify(shown)}`)
    expect(changes(shown)).toEqual(expected)

    if (!isOnline) {
      await context.unroute(`${twitch.url}/**`)
      const later = await shows(page, { context, twitch }, 120)
      console.log(`and online again: ${JSON.stringify(changes(later))}`)
      expect(changes(later)).toEqual(isConnected ? [''] : ['', 'code'])
    }
    if (!isConnected) {
      fake.activate((await textOf(page)).slice(-8))
      await shows(page, { context, twitch }, 10)
    }
    await greets(page, twitch)
    expect(problems).toEqual([])
    await close()
  },
)

it('the guide’s overlay shows its code within seconds when the streamer disconnects the application', async () => {
  const { context, twitch, problems, open, close, token } = await signedIn()
  const { fake } = twitch
  await context.clock.install({ time: Date.now() })
  const page = await open()
  await greets(page, twitch)
  fake.revoke(token)
  const shown = await shows(page, { context, twitch }, 20)
  console.log(`disconnected: ${JSON.stringify(shown)}`)
  // For three of these seconds, the auth looks for a token that another tab may have stored.
  expect(shown.slice(6)).toEqual(Array(14).fill('code'))
  fake.activate((await textOf(page)).slice(-8))
  await shows(page, { context, twitch }, 10)
  await greets(page, twitch)
  expect(problems).toEqual([])
  await close()
})
