import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Frame, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { bundlePage } from './bundlePage.ts'
import type { ExtensionHost } from './pages/extensionHost.ts'
import type { ExtensionPanel } from './pages/extensionPanel.ts'

declare const host: ExtensionHost
declare const panel: ExtensionPanel

/** The policy that Twitch sends with every file of an extension, without additions. */
const policy = [
  "default-src 'self'",
  "connect-src 'self' https://api.twitch.tv wss://pubsub-edge.twitch.tv",
  "script-src 'self' https://extension-files.twitch.tv",
  "style-src 'self' 'unsafe-inline' https://fonts.googleapis.com",
  "img-src 'self' https://static-cdn.jtvnw.net data: blob:",
].join('; ')

const panelPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Panel</title><link rel="icon" href="data:,">
<script src="/twitch-ext.min.js"></script><script type="module" src="/panel.js"></script></html>`

const hostPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Channel</title><link rel="icon" href="data:,">
<script type="module" src="/host.js"></script><body></body></html>`

describe('an extension framed in Chromium under Twitch’s Content-Security-Policy', () => {
  let browser: Browser
  let page: Page
  let url: string
  let close: () => void
  /** The requests to the extension's backend. */
  const votes: (string | undefined)[] = []
  const problems: string[] = []

  beforeAll(async () => {
    const files: Record<string, readonly [type: string, text: string, isFramed?: boolean]> = {
      '/': ['text/html', hostPage],
      '/host.js': ['text/javascript', await bundlePage('extensionHost.ts')],
      '/panel.html': ['text/html', panelPage, true],
      '/panel.js': ['text/javascript', await bundlePage('extensionPanel.ts'), true],
      // The helper in each frame is that of the surrounding page.
      '/twitch-ext.min.js': ['text/javascript', 'window.Twitch = { ext: parent.host.helperOf(window.name) }', true],
    }
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://localhost').pathname
      if (path === '/votes') {
        votes.push(request.headers.authorization)
        response.end('counted')
        return
      }
      const [type, text, isFramed] = files[path] ?? ['text/plain', '']
      const headers = { 'content-type': type, ...(isFramed && { 'content-security-policy': policy }) }
      response.writeHead(text ? 200 : 404, headers).end(text)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    close = () => server.close()
    browser = await launchBrowser(inject('chromium'))
  })

  afterAll(async () => {
    await browser.close()
    close()
  })

  beforeEach(async () => {
    votes.length = 0
    problems.length = 0
    page = await browser.newPage()
    page.on('pageerror', error => problems.push(String(error)))
    await page.goto(url)
    await page.waitForFunction(() => 'host' in globalThis)
  })

  afterEach(async () => {
    await page.close()
    expect(problems).toEqual([])
  })

  /** Opens the extension for a viewer, and waits until it has started. */
  async function open(name: string, options: Parameters<ExtensionHost['open']>[1]): Promise<Frame> {
    await page.evaluate(([name, options]) => host.open(name, options), [name, options] as const)
    await expect.poll(() => page.frame(name)).toBeTruthy()
    const frame = page.frame(name) ?? page.mainFrame()
    await frame.waitForFunction(() => 'panel' in globalThis)
    return frame
  }

  const seenIn = (frame: Frame) => frame.evaluate(() => panel.seen())

  it.each([
    ['broadcaster', { user: 'ada', mode: 'config' }, { role: 'broadcaster', id: '1001' }],
    ['moderator', { user: 'pixelfox', role: 'moderator' }, { role: 'moderator', id: '1002' }],
    ['viewer', { user: 'pixelfox' }, { role: 'viewer', id: '1002' }],
    ['viewer-without-id', { user: 'pixelfox', isLinked: false }, { role: 'viewer', id: null }],
    ['nobody', {}, { role: 'viewer', id: null }],
  ] as const)('the extension starts for a %s in both themes without a violation', async (name, options, seen) => {
    const frame = await open(name, options)
    for (const theme of ['dark', 'light'] as const) {
      await page.evaluate(([name, theme]) => host.control(name).context({ theme }), [name, theme] as const)
      await expect.poll(() => seenIn(frame)).toMatchObject({ status: 'ready', theme, violations: [], ...seen })
    }
    const mode = 'mode' in options ? options.mode : 'viewer'
    expect((await seenIn(frame)).view).toMatchObject({ anchor: 'panel', mode, platform: 'web', state: 'testing' })
  })

  it('viewers see what the broadcaster saves: open pages at once, later ones from storage', async () => {
    const config = await open('config', { user: 'ada', mode: 'config' })
    const viewer = await open('viewer', { user: 'pixelfox' })
    expect((await seenIn(viewer)).title).toBeNull()
    await config.evaluate(() => panel.save('Cats'))
    await expect.poll(async () => (await seenIn(viewer)).title).toBe('Cats')
    const later = await open('later', {})
    await expect.poll(async () => (await seenIn(later)).title).toBe('Cats')
  })

  it('a whisper reaches one viewer only', async () => {
    const config = await open('config', { user: 'ada', mode: 'config' })
    const [one, other] = [await open('one', { user: 'pixelfox' }), await open('other', {})]
    await config.evaluate(() => panel.whisper('U1002', 'psst'))
    await config.evaluate(() => panel.save('Later'))
    await expect.poll(async () => (await seenIn(other)).title).toBe('Later')
    await expect.poll(async () => (await seenIn(one)).whispers).toEqual(['psst'])
    expect((await seenIn(other)).whispers).toEqual([])
  })

  it.each([
    [true, 'confetti'],
    [false, 'cancelled'],
  ])('Bits are exchanged if the viewer agrees: %s', async (agrees, outcome) => {
    const viewer = await open('viewer', { user: 'pixelfox' })
    const buying = viewer.evaluate(() => panel.buy('confetti'))
    await expect.poll(() => page.evaluate(() => host.control('viewer').prompts.length)).toBe(1)
    await page.evaluate(agrees => host.control('viewer').answer(agrees), agrees)
    expect(await buying).toBe(outcome)
  })

  it('the backend receives a JWT that the secret verifies, and the page waits for a new one when it expires', async () => {
    await page.clock.install()
    const viewer = await open('viewer', { user: 'pixelfox' })
    expect(await viewer.evaluate(() => panel.vote())).toBe('counted')
    const claimsOf = async (header = '') => {
      const [head, payload, signature] = header.replace('Bearer ', '').split('.')
      const key = Buffer.from(await page.evaluate(() => host.secret()), 'base64')
      expect(createHmac('sha256', key).update(`${head}.${payload}`).digest('base64url')).toBe(signature)
      return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())
    }
    const first = await claimsOf(votes[0])
    expect(first).toMatchObject({ user_id: '1002', channel_id: '1001', role: 'viewer' })
    await page.evaluate(() => host.control('viewer').renew(60))
    const expOf = async () => (await viewer.evaluate(() => panel.token())).exp
    await expect.poll(expOf).toBeLessThan(first.exp)
    const end = await expOf()
    // The page's own clocks decide when the token expires: this machine's may differ from them by milliseconds.
    await page.clock.fastForward(61_000)
    const voting = viewer.evaluate(() => panel.vote())
    await page.evaluate(() => host.control('viewer').renew())
    expect(await voting).toBe('counted')
    expect((await claimsOf(votes[1])).exp).toBeGreaterThan(end)
  })

  it('the policy blocks a request to another host', async () => {
    const viewer = await open('viewer', {})
    await viewer.evaluate(() => panel.break())
    await expect.poll(async () => (await seenIn(viewer)).violations).toEqual(['connect-src https://evil.example/'])
  })
})
