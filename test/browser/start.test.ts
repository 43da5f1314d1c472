import { channelFollow } from 'tinyhelix/eventsub'
import { describe, expect } from 'vitest'
import { renderGuides } from '../../demo/explorer/build/renderGuide.ts'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'

/** A test with the start page and the overlay in it. */
const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['index.html', 'overlay/index.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

const connected = 'The overlay is connected. Press a button, and something happens.'

/** Opens the start page, and waits until its overlay gets events. */
async function openStart({ page, open }: Visit) {
  await open()
  await page.getByText(connected).waitFor()
  // The page's own socket lights up the code.
  await page.locator('#listen .line').first().waitFor()
  return page.frameLocator('#overlay')
}

/** What the fake's page does to it. */
const control = ({ twitch }: RunningDemo, path: string, body: object) =>
  fetch(`${twitch.url}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Waits until the start page itself is subscribed: the overlay is not the only one with a chat. */
const isListening = ({ twitch }: RunningDemo) =>
  expect
    .poll(() => twitch.fake.eventSub.sessions.filter(({ subscriptions }) => subscriptions.length === 5).length)
    .toBeGreaterThan(0)

describe('the start page', () => {
  it('stands still for those who want no motion, and stops the opening for those who press a button', async ({
    visit,
    demo,
  }) => {
    const overlay = await openStart(visit)
    await isListening(demo)
    expect(await overlay.getByText('What comes next?').count()).toBe(0)
    await visit.button('Follow').click()
    await overlay.getByText('New follower').first().waitFor()
    expect(await overlay.getByRole('log', { name: 'Chat' }).getByRole('listitem').count()).toBe(0)
  })

  it.for([
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ])(
    'arrives at $width pixels with chat, a follow, a raid, a poll and a Hype Train in the overlay',
    async (size, { visit }) => {
      const { page } = visit
      await page.setViewportSize(size)
      await page.emulateMedia({ reducedMotion: 'no-preference' })
      const overlay = await openStart(visit)
      await Promise.all([
        overlay.getByRole('log', { name: 'Chat' }).getByRole('img').first().waitFor(),
        overlay.getByText('New follower').first().waitFor(),
        overlay.getByText('What comes next?').waitFor(),
        overlay.getByText(/200 viewers/).waitFor(),
        overlay.getByText('Hype Train').first().waitFor(),
      ])
      await page.screenshot({ path: `test/screenshots/start-opening-${size.width}.png`, fullPage: true })
    },
  )

  it('lights up the line of code that hears an event, and shows the event', async ({ visit, demo }) => {
    const { page } = visit
    const overlay = await openStart(visit)
    await isListening(demo)
    const lit = page.locator('#listen .lit')
    for (const [name, line, type] of [
      ['Raid', 'events.on(channelRaid,', 'channel.raid'],
      ['Poll', 'events.on(channelPollBegin,', 'channel.poll.begin'],
      ['Hype Train', 'events.on(channelHypeTrainBegin,', 'channel.hype_train.begin'],
      ['Follow', 'events.on(channelFollow,', 'channel.follow'],
      ['Chat', 'events.on(channelChatMessage,', 'channel.chat.message'],
    ] as const) {
      await page.getByRole('toolbar').getByRole('button', { name, exact: true }).click()
      await expect.poll(() => lit.textContent()).toContain(line)
      await expect.poll(() => page.locator('#event-type').textContent()).toBe(type)
      expect(JSON.parse(`${await page.locator('#event').textContent()}`)).toBeTypeOf('object')
      await expect.poll(() => lit.count()).toBe(1)
    }
    await overlay.getByText('What comes next?').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await accessibilityFindings(page, 'moderate'), colorScheme).toEqual([])
    }
    await visit.shoot('start-events')
  })

  it('shows one event a frame, however many come at once', async ({ visit, demo }) => {
    const { page } = visit
    await openStart(visit)
    await isListening(demo)
    await page.evaluate(() => {
      const place = document.querySelector<HTMLElement>('#event')
      const count = (records: readonly unknown[]) => {
        if (place) place.dataset['shown'] = `${Number(place.dataset['shown'] ?? 0) + records.length}`
      }
      if (place) new MutationObserver(count).observe(place, { childList: true })
    })
    const { fake } = demo.twitch
    const broadcaster_user_id = fake.user('ada').id
    for (let id = 2001; id <= 2200; id++) fake.emit(channelFollow, { broadcaster_user_id, user_id: `${id}` })
    const last = fake.user('2200').display_name
    await expect.poll(() => page.locator('#said').textContent()).toBe(`${last} follows.`)
    expect(Number(await page.locator('#event').getAttribute('data-shown'))).toBeLessThan(150)
  })

  it('has a skip link first, one tab stop for all buttons of the stage, and none in the stage', async ({ visit }) => {
    const { page } = visit
    await openStart(visit)
    const stops: string[] = []
    for (let count = 0; count < 30 && !stops.includes('Explorer') && !stops.includes('Browse Twitch'); count++) {
      await page.keyboard.press('Tab')
      stops.push(await page.evaluate(() => document.activeElement?.textContent?.trim().split('\n')[0] ?? ''))
    }
    expect(stops.slice(0, 4)).toEqual(['Skip to the demos', 'tinyhelix', 'Demos', 'Guides'])
    expect(stops.filter(stop => ['Chat', 'Follow', 'Raid', 'Poll', 'Hype Train', 'Stop'].includes(stop))).toEqual([
      'Chat',
    ])
    expect(stops.some(stop => stop.startsWith('Sign out'))).toBe(false)
    expect(stops.length).toBeLessThan(12)
    await visit.button('Chat').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page
      .frameLocator('#overlay')
      .getByText(/200 viewers/)
      .waitFor()
  })

  it('plays on while the fake refuses every request, and says what it was answered', async ({ visit, demo }) => {
    const { page } = visit
    const overlay = await openStart(visit)
    await isListening(demo)
    visit.expectFailures()
    const { id } = await (await control(demo, 'fault', { status: 503, path: '/streams' })).json()
    await visit.button('Poll').click()
    await overlay.getByText('What comes next?').waitFor()
    await visit.button('Run it again').click()
    await page.getByText('The fake Twitch answered 503', { exact: false }).waitFor()
    await control(demo, 'lift', { id })
    await visit.button('Run it again').click()
    await page.getByText('"viewer_count"').first().waitFor()
  })

  it('says that the overlay is disconnected once it is, and connects it again', async ({ visit, demo }) => {
    const { page } = visit
    const overlay = await openStart(visit)
    await isListening(demo)
    visit.expectFailures()
    const { fake } = demo.twitch
    await control(demo, 'disconnect', { id: fake.user('ada').id, clientId: fake.clientId })
    await overlay.getByText('Connect this overlay').waitFor()
    await visit.button('Raid').click()
    await page.getByText('The overlay isn’t connected any more').waitFor()
    await visit.button('Connect it again').click()
    await page.getByText(connected).waitFor()
    await visit.button('Raid').click()
    await overlay.getByText(/200 viewers/).waitFor()
  })

  it('does not claim a connection if the overlay gets no events', async ({ visit, demo }) => {
    const { page } = visit
    visit.expectFailures()
    const { id } = await (await control(demo, 'fault', { status: 503, path: '/eventsub/subscriptions' })).json()
    await visit.open()
    await page.getByText('The overlay doesn’t get events yet.').waitFor()
    expect(await page.getByText(connected).count()).toBe(0)
    await control(demo, 'lift', { id })
    await visit.button('Connect it again').click()
    await page.getByText(connected).waitFor()
  })

  it('shows the smallest example with its answer, to be copied, and says so for a moment', async ({ visit }) => {
    const { page } = visit
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openStart(visit)
    await page.getByText('"viewer_count"').first().waitFor()
    const copy = page.locator('#copy')
    await copy.evaluate(button => {
      const texts: unknown[] = []
      new MutationObserver(() => texts.push(button.textContent)).observe(button, { childList: true })
      Object.assign(globalThis, { texts })
    })
    await copy.click()
    const texts = () => page.evaluate(() => Reflect.get(globalThis, 'texts'))
    await expect.poll(texts).toContain('Copied')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('await getStreams(client')
    await expect.poll(texts).toEqual(['Copied', 'Copy'])
    for (const name of ['Browse Twitch', 'Channel dashboard', 'Stream overlay', 'Twitch extension']) {
      const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) })
      expect(await card.textContent()).toMatch(/ [\d,]+ lines/)
    }
    const links = await page.locator('.guides a').all()
    const addresses = await Promise.all(links.map(link => link.getAttribute('href')))
    const guides = renderGuides('.').map(({ slug }) => `/explorer/#/guides/${slug}`)
    expect(guides).toEqual(expect.arrayContaining(addresses))
    expect(addresses.length).toBeGreaterThan(5)
    await page.screenshot({ path: 'test/screenshots/start-whole.png', fullPage: true })
  })

  it('fits large text, and high contrast shows which line is lit', async ({ visit, demo }) => {
    const { page } = visit
    await openStart(visit)
    await isListening(demo)
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await visit.button('Raid').click()
    await page.locator('#listen .lit').waitFor()
    await page.screenshot({ path: 'test/screenshots/start-forced-colors.png', fullPage: true })
    await page.emulateMedia({ forcedColors: 'none' })
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
    await visit.shoot('start-large')
  })

  it('says how to get a fake Twitch if none is served', async ({ visit }) => {
    const { page } = visit
    visit.expectFailures()
    await page.route('**/start/try/**', route => route.fulfill({ status: 404 }))
    await visit.open()
    await page.locator('#told', { hasText: 'Start them with npm start.' }).waitFor()
    expect(await visit.button('Raid').isDisabled()).toBe(true)
  })
})

describe('the demo’s server', () => {
  it('does nothing to the fake for other pages', async ({ demo }) => {
    const ask = (headers: Record<string, string>, method = 'POST') =>
      fetch(`${demo.url}start/try/session`, { method, headers }).then(({ status }) => status)
    const origin = new URL(demo.url).origin
    expect(await ask({ origin, 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await ask({ origin: 'http://elsewhere.example', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask({ origin: demo.twitch.url, 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await ask({})).toBe(403)
    expect(await ask({}, 'GET')).toBe(403)
  })
})
