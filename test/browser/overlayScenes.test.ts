import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { createPoll, createPrediction, getPolls, getPredictions, sendChatMessage } from 'tinyhelix'
import { channelFollow, channelHypeTrainBegin } from 'tinyhelix/eventsub'
import type { SceneName } from 'tinyhelix/testing'
import type { FakeTwitchServer } from 'tinyhelix/testing/node'
import { describe, expect } from 'vitest'
import { sampleTrain } from '../../demo/overlay/editor/sampleTrain.ts'
import { partNames, themes } from '../../demo/overlay/settings.ts'
import { isHeard } from './isHeard.ts'
import { isOldestMissing, oldestBrowser } from './oldestBrowser.ts'
import { it, openSignedIn } from './overlayVisit.ts'

/** All parts, and alerts that stay while themes change. In silence: not every machine has an audio device. */
function addressOf(theme: string): string {
  const types = ['follow', 'subscribe', 'resubscribe', 'gift', 'cheer', 'raid']
  const alerts = Object.fromEntries(types.map(type => [type, { sound: 'none', time: 30 }]))
  const settings = { theme, parts: { events: { on: true } }, alerts }
  return `#settings=1.${Buffer.from(JSON.stringify(settings)).toString('base64url')}`
}

interface SeenScene {
  readonly name: SceneName
  readonly shows: RegExp
  /** Whether it has an alert of its own. Otherwise somebody follows before it. */
  readonly alerts?: true
}

const scenes: readonly SeenScene[] = [
  { name: 'follow', shows: /New follower/, alerts: true },
  {
    name: 'gifts',
    shows: /gifted 10 Tier 1 subs.*gifted a Tier 1 sub to|gifted a Tier 1 sub to.*gifted 10/s,
    alerts: true,
  },
  { name: 'raid', shows: /raiders from.*is raiding with 200 viewers/s, alerts: true },
  { name: 'train', shows: /all aboard.*Level 1 · 31%/s, alerts: true },
  { name: 'chat', shows: /This song is great/ },
  { name: 'poll', shows: /What next\?/ },
  { name: 'prediction', shows: /Does it work at the first try\?/ },
  { name: 'redemptions', shows: /Viewers/ },
  { name: 'bans', shows: /cheap-viewers/ },
  { name: 'offline', shows: /Stream\s*Offline/ },
  { name: 'online', shows: /Viewers/ },
]

/** Has something in every part. */
async function fill({ fake }: FakeTwitchServer, { alerts }: SeenScene): Promise<void> {
  const client = fake.client()
  const channel = { broadcaster_user_id: '1001' }
  const [poll] = await getPolls(client)
  const choices = ['Synth', 'Drum machine', 'Something with lasers'].map(title => ({ title }))
  if (poll?.status !== 'ACTIVE') await createPoll(client, { title: 'What comes next?', choices, duration: 1800 })
  const [prediction] = await getPredictions(client)
  const outcomes = ['Of course', 'Never'].map(title => ({ title }))
  if (!['ACTIVE', 'LOCKED'].includes(`${prediction?.status}`)) {
    await createPrediction(client, { title: 'Do we beat it?', outcomes, prediction_window: 1800 })
  }
  fake.emit(channelHypeTrainBegin, sampleTrain(300_000))
  await sendChatMessage(client, { message: 'Welcome, everybody FakeWave' })
  if (!alerts) fake.emit(channelFollow, { ...channel, user_id: '1002' })
}

/** What is wrong with how the parts are shown; runs in the page. */
function faultsOf(names: readonly string[]): readonly string[] {
  for (const animation of document.getAnimations()) animation.finish()
  const faults: string[] = []
  const boxes = new Map<string, DOMRect>()
  const isWithin = (inner: DOMRect, outer: DOMRect, reach: number) =>
    inner.left >= outer.left - reach &&
    inner.right <= outer.right + reach &&
    inner.top >= outer.top - reach &&
    inner.bottom <= outer.bottom + reach
  for (const name of names) {
    const part = document.querySelector(`.part.${name}`)
    const shown = part?.querySelector(name === 'chat' ? 'ol' : '.plate')
    if (!part || !shown?.textContent?.trim()) {
      faults.push(`${name} shows nothing`)
      continue
    }
    const box = shown.getBoundingClientRect()
    boxes.set(name, box)
    if (!isWithin(box, new DOMRect(0, 0, innerWidth, innerHeight), 0)) faults.push(`${name} is not on the stage`)
    // A theme may turn it a little.
    if (!isWithin(box, part.getBoundingClientRect(), 12)) faults.push(`${name} is larger than its place`)
    const texts = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.textContent?.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const line = range.getBoundingClientRect()
      for (let element = text.parentElement; element && element !== part; element = element.parentElement) {
        const outer = element.getBoundingClientRect()
        // Lines of chat leave at the top.
        const { top } = name === 'chat' && element === shown ? line : outer
        const clipping = new DOMRect(outer.left, top, outer.width, outer.bottom - top)
        const isBox = element.matches('.plate') || getComputedStyle(element).overflowX !== 'visible'
        if (isBox && !isWithin(line, clipping, 6)) faults.push(`“${text.textContent.trim()}” is cut off in ${name}`)
      }
    }
  }
  for (const [name, one] of boxes) {
    for (const [other, two] of boxes) {
      const width = Math.min(one.right, two.right) - Math.max(one.left, two.left)
      const height = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)
      if (name < other && width > 0 && height > 0) faults.push(`${name} and ${other} overlap`)
    }
  }
  return faults
}

/** How opaque the corners of a picture are, and the middle of its lower half, where no part is. */
const opaqueness = (page: Page, picture: Buffer) =>
  page.evaluate(async source => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true })
    if (!canvas) return null
    canvas.drawImage(image, 0, 0)
    const points = [2, image.width - 3].flatMap(x => [2, image.height - 3].map(y => [x, y] as const))
    return [...points, [960, 700] as const].map(([x, y]) => canvas.getImageData(x, y, 1, 1).data[3])
  }, picture.toString('base64'))

const engines = [
  { engine: 'current Chromium', it, missing: false },
  {
    engine: 'Chromium 103',
    it: it.extend({ browser: [oldestBrowser, { scope: 'file' }] }),
    missing: isOldestMissing,
  },
]

it('the themes of the overlay differ in letters, in shapes and in how alerts come and leave', async ({
  visit,
  demo,
}) => {
  const { page } = visit
  await page.addInitScript(() => Object.assign(globalThis, { obsstudio: {} }))
  await openSignedIn(visit, demo, addressOf(themes[0]))
  await page.locator('.part.goal .plate').waitFor()
  const looks = []
  for (const theme of themes) {
    await page.evaluate(hash => (location.hash = hash), addressOf(theme))
    await page.locator(`main[data-theme=${theme}]`).waitFor()
    looks.push(
      await page.locator('.part.goal .plate').evaluate(plate => {
        const { fontFamily, borderRadius, animationName } = getComputedStyle(plate)
        const leave = getComputedStyle(plate).getPropertyValue('--leave')
        return { fontFamily, borderRadius, animationName, leave }
      }),
    )
  }
  for (const trait of ['fontFamily', 'borderRadius', 'animationName', 'leave'] as const) {
    expect(new Set(looks.map(look => look[trait])).size, trait).toBe(themes.length)
  }
})

describe.each(engines)('the overlay in $engine', ({ engine, it, missing }) => {
  it.skipIf(missing).for(scenes)(
    'shows every part whole, on a transparent stage, in each theme, while the scene $name plays',
    async (scene, { visit, demo }) => {
      const { page } = visit
      const { fake } = demo.twitch
      await page.addInitScript(() => Object.assign(globalThis, { obsstudio: {} }))
      await openSignedIn(visit, demo, addressOf(themes[0]))
      await isHeard(demo, 'channel.follow', 'channel.chat.message', 'channel.hype_train.begin')
      // Each part has loaded its code, so that none misses what comes.
      await page.waitForLoadState('networkidle')
      await fill(demo.twitch, scene)
      await expect.poll(() => page.locator('main').textContent()).toContain('Welcome, everybody')
      const playing = fake.play(scene.name)
      await expect.poll(() => page.locator('main').textContent()).toMatch(scene.shows)
      await expect.poll(() => page.locator('section.alert').count()).toBe(1)
      const findings: unknown[] = []
      for (const theme of themes) {
        await page.evaluate(hash => (location.hash = hash), addressOf(theme))
        // Playwright's locators wait by functions that Chromium 103 does not have. Counts work.
        // What the system asks for moves nothing in OBS.
        await expect.poll(() => page.locator(`main[data-theme=${theme}][data-motion=full]`).count()).toBe(1)
        await page.evaluate(() => document.fonts.ready)
        // On a busy machine its time may be over before all themes have been seen.
        await expect
          .poll(async () => {
            const count = await page.locator('section.alert:not(.leaving)').count()
            if (!count) fake.emit(channelFollow, { broadcaster_user_id: '1001', user_id: '1002' })
            return count
          })
          .toBe(1)
        const faults = await page.evaluate(faultsOf, partNames)
        const path = resolve(import.meta.dirname, `../screenshots/overlay-${engine}-${scene.name}-${theme}.png`)
        const opaque = await opaqueness(page, await page.screenshot({ omitBackground: true, path }))
        findings.push({ theme, faults, opaque })
      }
      playing.stop()
      await playing.finished
      expect(findings).toEqual(themes.map(theme => ({ theme, faults: [], opaque: [0, 0, 0, 0, 0] })))
    },
  )
})
