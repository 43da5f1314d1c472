import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Frame, Page } from 'playwright'
import { getExtensionChannelConfiguration, getExtensionSecrets, sendExtensionPubSubMessage } from 'tinyhelix'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { accessibilityFindings } from './accessibility.ts'
import { bundlePage } from './bundlePage.ts'
import type { ExtensionPanel } from './pages/extensionPanel.ts'

declare const panel: ExtensionPanel

describe('the extension rig of a served fake', () => {
  let browser: Browser
  let page: Page
  let twitch: FakeTwitchServer
  let address: string
  let close: () => void
  const votes: (string | undefined)[] = []
  const problems: string[] = []

  beforeAll(async () => {
    const script = await bundlePage('extensionPanel.ts')
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://localhost').pathname
      if (path === '/votes') votes.push(request.headers.authorization)
      const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Panel</title><link rel="icon" href="data:,">
        <script src="${twitch.url}/twitch-ext.min.js"></script><script type="module" src="/panel.js"></script><p>Hello</p></html>`
      const [type, text] =
        path === '/panel.js'
          ? ['text/javascript', script]
          : path === '/votes'
            ? ['text/plain', 'counted']
            : ['text/html', html]
      response.writeHead(200, { 'content-type': type }).end(text)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/panel.html`
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
    twitch = await serveFakeTwitch()
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } })
    page.on('pageerror', error => problems.push(String(error)))
    page.on('console', message => message.type() === 'error' && problems.push(message.text()))
    await page.goto(`${twitch.url}/extension?url=${encodeURIComponent(address)}`)
    await page.getByLabel('Policy as at Twitch').check()
  })

  afterEach(async () => {
    await page.close()
    await twitch.close()
    expect(problems).toEqual([])
  })

  /** Adds a view for a viewer, and waits until the extension has started in it. */
  async function add(view: string, viewer: string): Promise<Frame> {
    await page.getByLabel('View', { exact: true }).selectOption(view)
    await page.locator('#viewer').selectOption(viewer)
    await page.getByRole('button', { name: 'Add' }).click()
    const handle = await page.getByTitle(`${view}, ${viewer.toLowerCase()}`).last().elementHandle()
    const frame = await handle?.contentFrame()
    if (!frame) throw new Error(`There is no view ${view}.`)
    await frame.waitForFunction(() => 'panel' in globalThis)
    return frame
  }

  const seenIn = (frame: Frame) => frame.evaluate(() => panel.seen())
  const card = (title: string) => page.getByRole('region', { name: title })

  it.each([
    ['Panel', 'Viewer', { anchor: 'panel', mode: 'viewer', platform: 'web' }, { role: 'viewer', id: '1002' }],
    ['Component', 'Viewer who shares no id', { anchor: 'component', mode: 'viewer' }, { role: 'viewer', id: null }],
    ['Video overlay', 'Logged out', { anchor: 'video_overlay', mode: 'viewer' }, { role: 'viewer', id: null }],
    ['Mobile', 'Moderator', { anchor: 'panel', platform: 'mobile' }, { role: 'moderator', id: '1002' }],
    ['Configuration', 'Broadcaster', { anchor: null, mode: 'config' }, { role: 'broadcaster', id: '1001' }],
    ['Live configuration', 'Broadcaster', { anchor: null, mode: 'dashboard' }, { role: 'broadcaster', id: '1001' }],
  ])('the rig frames %s for %s as Twitch does, in both themes', async (view, viewer, parameters, seen) => {
    const frame = await add(view, viewer)
    await expect.poll(() => seenIn(frame)).toMatchObject({ status: 'ready', theme: 'light', violations: [], ...seen })
    expect((await seenIn(frame)).view).toMatchObject(parameters)
    await card(`${view}, ${viewer.toLowerCase()}`).getByLabel('Theme').selectOption('dark')
    await expect.poll(async () => (await seenIn(frame)).theme).toBe('dark')
    // A page that loads again, as at a hot reload, begins with what it had.
    await frame.evaluate(() => location.reload())
    await frame.waitForFunction(() => 'panel' in globalThis)
    await expect.poll(() => seenIn(frame)).toMatchObject({ status: 'ready', theme: 'dark', ...seen })
  })

  it('viewers see what the broadcaster saves, a whisper reaches one, and endpoints share the world', async () => {
    const [config, viewer, other] = [
      await add('Configuration', 'Broadcaster'),
      await add('Panel', 'Viewer'),
      await add('Panel', 'Logged out'),
    ]
    await config.evaluate(() => panel.save('Cats'))
    for (const frame of [viewer, other]) await expect.poll(async () => (await seenIn(frame)).title).toBe('Cats')
    await config.evaluate(() => panel.whisper('U1002', 'psst'))
    await expect.poll(async () => (await seenIn(viewer)).whispers).toEqual(['psst'])
    const backend = twitch.fake.client({ kind: 'jwt' })
    const extension = { extension_id: twitch.fake.clientId, broadcaster_id: '1001' }
    const stored = await getExtensionChannelConfiguration(backend, { ...extension, segment: 'broadcaster' })
    expect(stored).toMatchObject([{ content: '{"title":"Cats"}' }])
    const message = JSON.stringify({ title: 'From the backend' })
    await sendExtensionPubSubMessage(backend, { broadcaster_id: '1001', target: ['broadcast'], message })
    await page.getByLabel('Content of broadcaster').waitFor()
    await expect.poll(async () => (await seenIn(other)).title).toBe('From the backend')
    expect((await seenIn(other)).whispers).toEqual([])
    await page.getByLabel('JSON').fill('{"title":"From the rig"}')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(async () => (await seenIn(viewer)).title).toBe('From the rig')
    await expect.poll(() => page.getByLabel('Content of broadcaster').inputValue()).toBe('{"title":"Cats"}')
  })

  it.each([
    ['Yes', 'confetti'],
    ['No', 'cancelled'],
  ])('the viewer is asked about Bits: %s', async (answer, outcome) => {
    const frame = await add('Panel', 'Viewer')
    const buying = frame.evaluate(() => panel.buy('confetti'))
    const around = card('Panel, viewer')
    await around.getByText('Use 50 Bits for Confetti?').waitFor()
    await around.getByRole('button', { name: answer, exact: true }).click()
    expect(await buying).toBe(outcome)
  })

  it('the backend verifies the rig’s JWTs, and the rig adds another viewer', async () => {
    const frame = await add('Panel', 'Viewer')
    expect(await frame.evaluate(() => panel.vote())).toBe('counted')
    await card('Panel, viewer').getByLabel('Viewer').selectOption('Broadcaster')
    await expect.poll(async () => (await seenIn(frame)).role).toBe('broadcaster')
    await frame.evaluate(() => panel.vote())
    const extension_id = twitch.fake.clientId
    const [found] = await getExtensionSecrets(twitch.fake.client({ kind: 'jwt' }), { extension_id })
    const key = Buffer.from(found?.secrets[0]?.content ?? '', 'base64')
    const roles = votes.map(header => {
      const [head, payload, signature] = (header ?? '').replace('Bearer ', '').split('.')
      expect(createHmac('sha256', key).update(`${head}.${payload}`).digest('base64url')).toBe(signature)
      return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()).role
    })
    expect(roles).toEqual(['viewer', 'broadcaster'])
    const before = (await frame.evaluate(() => panel.token())).exp
    await card('Panel, viewer').getByRole('button', { name: 'Let tokens expire in 5 s' }).click()
    await expect.poll(async () => (await frame.evaluate(() => panel.token())).exp).toBeLessThan(before)
  })

  it('the rig accepts messages of its own frames only, and sends its helper’s to nobody else', async () => {
    const frame = await add('Panel', 'Viewer')
    await page.evaluate(() => postMessage({ twitchExt: { number: 1, name: 'useBits', args: ['confetti'] } }, '*'))
    // A page within the extension's own is not the rig.
    await frame.evaluate(() => {
      postMessage({ twitchExt: { name: 'context', args: [{ theme: 'dark' }], state: {} } }, '*')
    })
    await page.getByLabel('JSON').fill('{"title":"Later"}')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(async () => (await seenIn(frame)).title).toBe('Later')
    expect((await seenIn(frame)).theme).toBe('light')
    expect(await page.getByText('Use 50 Bits').count()).toBe(0)
  })

  it('the rig applies Twitch’s policy, and explains what it forbids', async () => {
    const frame = await add('Panel', 'Viewer')
    await frame.evaluate(() => panel.break())
    const text = 'At Twitch the page may not connect to https://evil.example/ (connect-src).'
    await card('Panel, viewer').getByText(text).waitFor()
    expect((await seenIn(frame)).violations).toEqual(['connect-src https://evil.example/'])
    expect(problems.splice(0).join()).toContain('Content Security Policy')
  })

  it('a page may connect to addresses of its allowlist', async () => {
    await page.getByLabel('Origins that its allowlists have').fill('https://evil.example')
    const frame = await add('Panel', 'Viewer')
    await frame.evaluate(() => panel.break())
    expect((await seenIn(frame)).violations).toEqual([])
    problems.length = 0
  })

  it('axe finds nothing serious in the rig in both colour schemes', async () => {
    await add('Panel', 'Viewer')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await accessibilityFindings(page)).toEqual([])
    }
  })
})
