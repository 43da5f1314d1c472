import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo } from './demoVisit.ts'
import { isHeard } from './isHeard.ts'
import { actAsOBS, agree } from './overlayVisit.ts'

/** A test with the start page, the overlay and its settings page: what `npm start` serves. */
const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['index.html', 'overlay/index.html', 'overlay/settings.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

/** What has the focus, as it is read out. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    const label = element instanceof HTMLSelectElement ? element.labels[0]?.firstChild?.textContent : ''
    return (element?.getAttribute('aria-label') ?? (label || element?.textContent) ?? '').trim()
  })

it('somebody new comes by keyboard alone from the start page to a link that shows an alert with the sound they chose', async ({
  visit,
  demo,
}) => {
  const { page } = visit
  let presses = 0
  const press = async (key: string) => {
    presses += 1
    await page.keyboard.press(key)
  }
  const goTo = async (name: string, key = 'Tab') => {
    for (let times = 0; times < 100; times++) {
      await press(key)
      if ((await focused(page)) === name) return
    }
    throw new Error(`The keyboard does not come to ${name}.`)
  }
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await visit.open()
  const begin = Date.now()
  await goTo('Stream overlay')
  await press('Enter')
  await page.waitForURL('**/overlay/')
  await page.getByRole('heading', { name: 'Stream overlay' }).waitFor()
  await goTo('Settings')
  await press('Enter')
  const stage = page.frameLocator('iframe[title="The overlay"]')
  await stage.getByText('What comes next?').waitFor()
  await goTo('Sound')
  // The browser begins a new word after a pause, which a busy machine may make.
  const typeSound = async () => {
    for (const letter of 'coin') await press(letter)
    return page.evaluate(() => Reflect.get(document.activeElement ?? {}, 'value'))
  }
  await expect.poll(typeSound, { interval: 2000 }).toBe('coin')
  await goTo('Test this alert')
  await press('Enter')
  await stage.getByRole('heading', { name: 'New follower' }).waitFor()
  await goTo('Copy link for OBS', 'Shift+Tab')
  await press('Enter')
  await page.getByText('Copied. In OBS:').waitFor()
  console.log(`${presses} keys, ${Date.now() - begin} ms`)
  expect(presses).toBeLessThan(150)
  const link = await page.evaluate(() => navigator.clipboard.readText())

  // What OBS does with it: it has a storage of its own, and shows a code first.
  await page.evaluate(() => localStorage.clear())
  await actAsOBS(page)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(link)
  await agree(visit, demo)
  await isHeard(demo, 'channel.follow')
  // OBS lets pages play sounds without it.
  await page.mouse.click(5, 5)
  const playing = demo.twitch.fake.play('follow')
  await page.getByRole('heading', { name: 'New follower' }).waitFor()
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'notes'))).toEqual(['square 988', 'square 1319'])
  await playing.finished
})
