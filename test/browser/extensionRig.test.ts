import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Frame, Page } from 'playwright'
import { getExtensionChannelConfiguration, getExtensionSecrets, sendExtensionPubSubMessage } from 'tinyhelix'
import { channelSubscribe } from 'tinyhelix/eventsub'
import { fakeTwitchAt, type RigOptions } from 'tinyhelix/testing'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { accessibilityFindings } from './accessibility.ts'
import { bundlePage } from './bundlePage.ts'
import type { ExtensionPanel } from './pages/extensionPanel.ts'
import { photograph } from './photograph.ts'

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
    await openRig({ url: address, views: [], policy: true })
  })

  afterEach(async () => {
    await page.close()
    await twitch.close()
    expect(problems).toEqual([])
  })

  const openRig = async (options: RigOptions) => {
    await page.goto(fakeTwitchAt(twitch.url).extension.rigURL(options))
  }

  /** Adds a view for a viewer, and waits until the extension has started in it. */
  async function add(view: string, viewer: string): Promise<Frame> {
    await page.getByLabel('View', { exact: true }).selectOption({ label: view })
    await page.locator('#viewer').selectOption({ label: viewer })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    return frameOf(`${view}, ${viewer.toLowerCase()}`)
  }

  /** Browsers give no animation frames to invisible views, so the test polls. */
  const started = (frame: Frame) => frame.waitForFunction(() => 'panel' in globalThis, null, { polling: 50 })

  /** The page in a view, after the extension has started. */
  async function frameOf(title: string): Promise<Frame> {
    const handle = await page.getByTitle(title, { exact: true }).last().elementHandle()
    const frame = await handle?.contentFrame()
    if (!frame) throw new Error(`There is no view ${title}.`)
    await started(frame)
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
    // A page that reloads, as at a hot reload, begins with its former state.
    await frame.evaluate(() => location.reload())
    await started(frame)
    await expect.poll(() => seenIn(frame)).toMatchObject({ status: 'ready', theme: 'dark', ...seen })
  })

  it('viewers see what the broadcaster saves, a whisper reaches one, and endpoints share the world', async () => {
    const [config, viewer, other] = [
      await add('Configuration', 'Broadcaster'),
      await add('Panel', 'Viewer'),
      await add('Panel', 'Logged out'),
    ]
    // A page listens a little after it has started.
    const { send } = fakeTwitchAt(twitch.url).extension
    await expect
      .poll(async () => {
        await send('broadcast', { title: 'Soon' })
        return Promise.all([viewer, other].map(async frame => (await seenIn(frame)).title))
      })
      .toEqual(['Soon', 'Soon'])
    await expect
      .poll(async () => {
        await send('whisper-U1002', 'hush')
        return (await seenIn(viewer)).whispers
      })
      .toContain('hush')
    await config.evaluate(() => panel.save('Cats'))
    for (const frame of [viewer, other]) await expect.poll(async () => (await seenIn(frame)).title).toBe('Cats')
    await config.evaluate(() => panel.whisper('U1002', 'psst'))
    await expect.poll(async () => (await seenIn(viewer)).whispers.at(-1)).toBe('psst')
    const backend = twitch.fake.client({ kind: 'jwt' })
    const extension = { extension_id: twitch.fake.clientId, broadcaster_id: '1001' }
    await expect
      .poll(() => getExtensionChannelConfiguration(backend, { ...extension, segment: 'broadcaster' }))
      .toMatchObject([{ content: '{"title":"Cats"}' }])
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
    await card('Panel, viewer').getByLabel('Viewer').selectOption({ label: 'Broadcaster' })
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
    await card('Panel, broadcaster').getByText('Around the extension').click()
    await card('Panel, broadcaster').getByRole('button', { name: 'Let tokens expire in 5 s' }).click()
    await expect.poll(async () => (await frame.evaluate(() => panel.token())).exp).toBeLessThan(before)
  })

  it('the rig accepts messages of its own frames only, and sends its helper’s to nobody else', async () => {
    const frame = await add('Panel', 'Viewer')
    await page.evaluate(() => postMessage({ twitchExt: { number: 1, name: 'useBits', args: ['confetti'] } }, '*'))
    // A frame in the extension's own page is not in the rig.
    await frame.evaluate(() => {
      postMessage({ twitchExt: { name: 'context', args: [{ theme: 'dark' }], state: {} } }, '*')
    })
    await page.getByLabel('JSON').fill('{"title":"Later"}')
    // A page listens a little after it has started.
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Send' }).click()
        return (await seenIn(frame)).title
      })
      .toBe('Later')
    expect((await seenIn(frame)).theme).toBe('light')
    expect(await page.getByText('Use 50 Bits').count()).toBe(0)
  })

  it('the rig applies Twitch’s policy, and explains what it forbids', async () => {
    const frame = await add('Panel', 'Viewer')
    await frame.evaluate(() => panel.break())
    const text = 'At Twitch the page may not connect to https://evil.example/ (connect-src).'
    await card('Panel, viewer').getByText(text).waitFor()
    await expect.poll(async () => (await seenIn(frame)).violations).toEqual(['connect-src https://evil.example/'])
    await expect.poll(() => problems.join()).toContain('Content Security Policy')
    problems.length = 0
  })

  it('a page may connect to addresses of its allowlist', async () => {
    await openRig({ url: address, views: [], policy: true, origins: ['https://evil.example'] })
    const frame = await add('Panel', 'Viewer')
    await frame.evaluate(() => panel.break())
    expect((await seenIn(frame)).violations).toEqual([])
    await expect.poll(() => problems.join()).toContain('net::ERR_')
    problems.length = 0
  })

  it('the rig opens every view of a folder side by side, each by its own page', async () => {
    const folder = new URL('./', address).href
    await openRig({ url: folder, views: ['all'], policy: true, height: 496, locale: 'de-DE', theme: 'dark' })
    const titles = {
      'Panel, viewer': ['/panel.html', 318, 496],
      'Component, viewer': ['/video_component.html', 320, 240],
      'Video overlay, viewer': ['/video_overlay.html', 640, 360],
      'Mobile, viewer': ['/mobile.html', 375, 560],
      'Configuration, broadcaster': ['/config.html', 640, 480],
      'Live configuration, broadcaster': ['/live_config.html', 300, 500],
    }
    for (const [title, [path, width, height]] of Object.entries(titles)) {
      await page.getByTitle(title, { exact: true }).waitFor()
      const frame = await frameOf(title)
      expect(new URL(frame.url()).pathname).toBe(path)
      expect(await frame.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
      await expect.poll(() => seenIn(frame)).toMatchObject({ status: 'ready', theme: 'dark', violations: [] })
      expect((await seenIn(frame)).view).toMatchObject({ language: 'de', locale: 'de-DE' })
    }
    await page.getByLabel('Theme of all views').selectOption('light')
    for (const title of Object.keys(titles)) {
      const frame = await frameOf(title)
      await expect.poll(async () => (await seenIn(frame)).theme).toBe('light')
    }
    await page.getByLabel('Video behind views').selectOption('still')
    const animation = () =>
      page
        .locator('.player')
        .first()
        .evaluate(player => getComputedStyle(player, '::before').animationName)
    await expect.poll(animation).toBe('none')
    await page.getByLabel('Video behind views').selectOption('moving')
    await expect.poll(animation).toBe('drift')
  })

  it('the rig answers a page whose script is from another name of this computer', async () => {
    const { extension } = fakeTwitchAt(twitch.url)
    const rig = extension.rigURL({ url: address, views: ['panel'], policy: true })
    await page.goto(rig.replace('127.0.0.1', 'localhost'))
    const frame = await frameOf('Panel, viewer')
    await expect.poll(() => seenIn(frame)).toMatchObject({ status: 'ready', violations: [] })
  })

  it('the rig renews tokens before they expire', async () => {
    await openRig({ url: address, views: ['panel'], lifetimeSeconds: 6 })
    const frame = await frameOf('Panel, viewer')
    const first = await frame.evaluate(() => panel.token())
    await expect
      .poll(async () => {
        const { exp } = await frame.evaluate(() => panel.token())
        expect(exp * 1000).toBeGreaterThan(Date.now())
        return exp
      })
      .toBeGreaterThan(first.exp + 4)
    expect(await frame.evaluate(() => panel.vote())).toBe('counted')
  })

  it('fakeTwitchAt drives the rig: context, subscription, dialogs, messages and configuration', async () => {
    const { extension, emit, user } = fakeTwitchAt(twitch.url)
    await openRig({ url: address, views: ['mobile', 'component:unlinked'] })
    const mobile = await frameOf('Mobile, viewer')
    const component = await frameOf('Component, viewer who shares no id')
    const [first, second] = await extension.frames()
    expect([first, second]).toMatchObject([
      { view: 'mobile', viewer: { opaqueId: 'U1002', id: '1002', role: 'viewer' }, prompts: [], errors: [] },
      { view: 'component', viewer: { opaqueId: 'U1002', id: null, isLinked: false } },
    ])
    for (const name of ['arePlayerControlsVisible', 'isFullScreen', 'isTheatreMode']) {
      expect((await seenIn(mobile)).context).not.toHaveProperty(name)
    }
    await second?.control.context({ isFullScreen: true, game: 'Chess' })
    await expect
      .poll(async () => (await seenIn(component)).context)
      .toMatchObject({ isFullScreen: true, game: 'Chess' })
    await first?.control.features({ isSubscriptionStatusAvailable: true })
    const [channel, viewer] = [await user('ada'), await user('pixelfox')]
    await emit(channelSubscribe, {
      broadcaster_user_id: channel.id,
      user_id: viewer.id,
      tier: '2000',
      is_gift: false,
    })
    await card('Mobile, viewer').getByText('subscribed (2000)').waitFor()
    const buying = component.evaluate(() => panel.buy('confetti'))
    await expect.poll(async () => (await extension.frames())[1]?.prompts).toMatchObject([{ kind: 'bits' }])
    await second?.control.answer(false)
    expect(await buying).toBe('cancelled')
    await extension.send('broadcast', { title: 'From the test' })
    for (const frame of [mobile, component])
      await expect.poll(async () => (await seenIn(frame)).title).toBe('From the test')
    await extension.store('broadcaster', { version: '1', content: '{"title":"Stored"}' })
    expect((await extension.segments()).broadcaster).toMatchObject({ content: '{"title":"Stored"}' })
    await mobile.evaluate(() => location.reload())
    await started(mobile)
    await expect.poll(async () => (await seenIn(mobile)).title).toBe('Stored')
  })

  it.for(['light', 'dark'] as const)(
    'the video is seen through a component that paints no background, in a %s rig',
    async colorScheme => {
      await page.emulateMedia({ colorScheme })
      await add('Component', 'Viewer')
      const { data } = await photograph(browser, page.getByTitle('Component, viewer', { exact: true }))
      // The corner that the page's text does not reach.
      expect([...data.slice(-4, -1)].every(part => part < 250)).toBe(true)
    },
  )

  it('the rig hides a component that minimizes itself, shows it again, and moves it over the video', async () => {
    const frame = await add('Component', 'Viewer')
    const around = card('Component, viewer')
    await frame.evaluate(() => panel.minimize())
    await around.getByText('Hidden').waitFor()
    await around.getByRole('button', { name: 'Show it again' }).click()
    await expect.poll(async () => (await seenIn(frame)).visible).toBe(true)
    await around.getByText('Hidden').waitFor({ state: 'hidden' })
    await around.getByText('Around the extension').click()
    await around.getByLabel('Position, x y').fill('100 40')
    await around.getByLabel('Position, x y').press('Tab')
    await expect.poll(async () => (await seenIn(frame)).position).toEqual({ x: 100, y: 40 })
    await expect
      .poll(() => around.locator('iframe').evaluate(({ style }) => [style.left, style.top]))
      .toEqual(['100px', '40px'])
    await around.getByLabel('Subscriptions').check()
    await around.getByLabel('Subscription', { exact: true }).selectOption('3000')
    await around.getByText('subscribed (3000)').waitFor()
  })

  it('axe finds nothing serious in the rig in both colour schemes', async () => {
    await add('Panel', 'Viewer')
    await add('Component', 'Viewer')
    await page.getByText('Around the extension').first().click()
    await page.getByText('Settings of the views that you add').click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await accessibilityFindings(page)).toEqual([])
    }
  })
})
