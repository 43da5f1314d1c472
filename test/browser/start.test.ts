import { describe, expect } from 'vitest'
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

/** Opens the start page, and waits until its overlay hears of events. */
async function openStart({ page, open }: Visit, { twitch }: RunningDemo) {
  await open()
  await page.getByText('The overlay is connected.').waitFor()
  await expect
    .poll(() => twitch.fake.eventSub.sessions.flatMap(({ subscriptions }) => subscriptions).length)
    .toBeGreaterThan(1)
  return { overlay: page.frameLocator('#overlay'), control: page.frameLocator('#control') }
}

describe('the start page', () => {
  it('shows a follower and a poll in the overlay, and the requests to the fake next to it', async ({ visit, demo }) => {
    const { page } = visit
    const { overlay, control } = await openStart(visit, demo)
    await control.getByRole('button', { name: 'A raid of 200' }).waitFor()
    // The scene is seen through the overlay.
    const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator('#stage').boundingBox()) ?? {}
    const spot = () => page.screenshot({ clip: { x: x + width * 0.1, y: y + height * 0.5, width: 20, height: 20 } })
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const through = await spot()
      await page.locator('#overlay').evaluate(frame => frame.toggleAttribute('hidden', true))
      expect(through.equals(await spot()), colorScheme).toBe(true)
      await page.locator('#overlay').evaluate(frame => frame.toggleAttribute('hidden', false))
    }
    await expect
      .poll(async () => {
        await visit.button('Send a follower').click()
        return page.locator('#told').textContent()
      })
      .toBe('Somebody follows the channel.')
    await overlay.getByRole('heading', { name: 'New follower' }).waitFor()

    await visit.button('Start a poll').click()
    const votes = overlay.locator('.plate', { hasText: 'What comes next?' }).getByText(/^[1-9]\d* votes?$/)
    await votes.waitFor()
    const first = await votes.textContent()
    await expect.poll(() => votes.textContent()).not.toBe(first)
    await control.locator('#happenings').getByText(/polls/).first().waitFor()
    await visit.shoot('start-poll')
    expect(await accessibilityFindings(page)).toEqual([])
  })

  it('lets the fake’s own page, in a frame, do the same', async ({ visit, demo }) => {
    const { overlay, control } = await openStart(visit, demo)
    await control.getByRole('button', { name: 'A raid of 200' }).click()
    await overlay.getByRole('heading', { name: 'Raid' }).waitFor()
  })

  it('fits a phone, large text and the keyboard', async ({ visit, demo }) => {
    const { page } = visit
    await page.setViewportSize({ width: 360, height: 740 })
    const { overlay } = await openStart(visit, demo)
    await visit.button('Start a poll').focus()
    await page.keyboard.press('Enter')
    await overlay.getByText('What comes next?').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await overlay.getByRole('heading', { name: 'Raid' }).waitFor()
    await page.screenshot({ path: 'test/screenshots/start-phone-whole.png', fullPage: true })
    expect(await accessibilityFindings(page)).toEqual([])
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
    await visit.shoot('start-large')
  })

  it('shows the smallest example with its answer, to be copied', async ({ visit, demo }) => {
    const { page } = visit
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const { control } = await openStart(visit, demo)
    await control.getByRole('button', { name: 'A raid of 200' }).waitFor()
    await page.getByText('"viewer_count"').waitFor()
    await visit.button('Copy').click()
    await visit.button('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('await getStreams(client')
    for (const name of ['Browse Twitch', 'Channel dashboard', 'Stream overlay', 'Extension panel']) {
      const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) })
      expect(await card.textContent()).toMatch(/ [\d,]+ lines/)
    }
    await page.screenshot({ path: 'test/screenshots/start-whole.png', fullPage: true })
  })

  it('says why nothing can be tried if no fake Twitch is served', async ({ visit }) => {
    const { page } = visit
    visit.expectFailures()
    await page.route('**/start/try/**', route => route.fulfill({ status: 404 }))
    await visit.open()
    await page.getByText('The overlay can’t be connected').waitFor()
    expect(await visit.button('A raid').isDisabled()).toBe(true)
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
