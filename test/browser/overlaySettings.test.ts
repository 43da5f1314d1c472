import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'
import { isHeard } from './isHeard.ts'
import { actAsOBS, openSignedIn } from './overlayVisit.ts'

/** A test with the built overlay and its settings page. */
const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['overlay/index.html', 'overlay/settings.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

const widths = [
  { look: 'phone', viewport: { width: 390, height: 844 } },
  { look: 'tablet', viewport: { width: 1024, height: 768 } },
  { look: 'desktop', viewport: { width: 1440, height: 900 } },
] as const

const stageOf = (page: Page) => page.frameLocator('iframe[title="The overlay"]')

/** Opens the settings page, and waits until its stage is alive. */
async function openSettings({ page, open }: Visit, fragment = ''): Promise<void> {
  await page.setViewportSize(widths[2].viewport)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(`overlay/settings.html${fragment}`)
  await stageOf(page).getByText('What comes next?').waitFor()
}

const linkIn = (page: Page) => page.getByLabel('Link for OBS').inputValue()

const encode = (value: unknown) => `#settings=1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`

/** What the settings in a link are, without the defaults. */
const changesIn = (link: string): unknown =>
  JSON.parse(Buffer.from(/#settings=1\.([\w-]+)$/.exec(link)?.[1] ?? 'e30', 'base64url').toString())

describe('the settings page of the overlay', () => {
  it('makes a link by whose settings the overlay shows an alert, with its title and its sound', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    await openSettings(visit)
    await page.getByRole('combobox', { name: 'Type' }).selectOption('Raid')
    await page.getByLabel('Title').fill('They come <b>over</b>')
    await page.getByRole('combobox', { name: 'Sound' }).selectOption('coin')
    await page.getByRole('combobox', { name: 'Picture' }).selectOption('heart')
    await page.getByRole('radio', { name: 'paper' }).check()
    await page.getByRole('button', { name: 'Test this alert' }).click()
    await stageOf(page).getByRole('heading', { name: 'They come <b>over</b>' }).waitFor()

    await page.getByRole('button', { name: 'Copy link for OBS' }).click()
    await page.getByText('Copied. In OBS:').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(await linkIn(page))
    expect(changesIn(link)).toEqual({
      theme: 'paper',
      alerts: { raid: { title: 'They come <b>over</b>', sound: 'coin', picture: 'heart' } },
    })
    await page.getByRole('radio', { name: 'night' }).check()
    await page.getByText('Changed since it was copied.').waitFor()

    // What OBS does with it.
    await actAsOBS(page)
    await openSignedIn(visit, demo, link.slice(`${demo.url}overlay/`.length))
    await isHeard(demo, 'channel.raid')
    // OBS lets pages play sounds without it.
    await page.mouse.click(5, 5)
    const playing = demo.twitch.fake.play('raid')
    await page.getByRole('heading', { name: 'They come <b>over</b>' }).waitFor()
    expect(await page.locator('main').getAttribute('data-theme')).toBe('paper')
    await expect.poll(() => page.locator('section.alert svg').count()).toBe(1)
    await expect
      .poll(() => page.evaluate(() => Reflect.get(globalThis, 'notes')))
      .toEqual(['square 988', 'square 1319'])
    playing.stop()
    await playing.finished
  })

  it('tests each type of alert, and lets the next one not wait for the one before', async ({ visit }) => {
    const { page } = visit
    await openSettings(visit)
    const tests = page.getByRole('group', { name: 'Test alerts' })
    const titles = {
      Follow: 'New follower',
      Subscription: 'New subscriber',
      Resubscription: 'Subscribed for 12 months',
      'Gifted subs': 'Gift',
      Cheer: 'Cheered 500 Bits',
      Raid: 'Raid',
    }
    for (const [name, title] of Object.entries(titles)) {
      await tests.getByRole('button', { name, exact: true }).click()
      await stageOf(page).getByRole('heading', { name: title, exact: true }).waitFor()
    }
  })

  it('plays the fake’s scenes on its stage, and says which part needs a sign-in', async ({ visit }) => {
    const { page } = visit
    await openSettings(visit)
    await page.getByRole('button', { name: 'A raid of 200' }).click()
    await stageOf(page).getByText('is raiding with 200 viewers').waitFor()
    const needs = (part: string) => page.getByRole('listitem').filter({ hasText: part }).locator('small').textContent()
    for (const part of ['Labels', 'Alerts', 'Goal', 'Poll', 'Prediction', 'Event list']) {
      expect(await needs(part), part).toBe('needs: sign-in')
    }
    expect(await needs('Chat')).toBe('needs: sign-in, or a channel name')
    await page.getByRole('button', { name: 'Edit Chat' }).click()
    await page.getByLabel('Channel').fill('pixelfox')
    await page.keyboard.press('Enter')
    await expect.poll(() => needs('Chat')).toBe('needs: no sign-in')
    expect(changesIn(await linkIn(page))).toEqual({ channel: 'pixelfox' })
  })

  it('places parts by dragging and by keys, within the stage, and undoes it', async ({ visit }) => {
    const { page } = visit
    await openSettings(visit)
    const chat = page.getByRole('button', { name: /^Chat, at/ })
    const place = async () => /at .*/.exec(`${await chat.getAttribute('aria-label')}`)?.[0]
    await expect.poll(place).toBe('at 96, 400, 560 by 626')
    await chat.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+ArrowUp')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(place).toBe('at 106, 399, 550 by 626')
    for (let times = 0; times < 20; times++) await page.keyboard.press('ArrowLeft')
    await expect.poll(place).toBe('at 0, 399, 550 by 626')
    const chatOnStage = stageOf(page).locator('.part.chat')
    await expect.poll(() => chatOnStage.evaluate(part => part.getBoundingClientRect().left)).toBe(0)

    const { x = 0, y = 0, width = 0 } = (await chat.boundingBox()) ?? {}
    const scale = 550 / width
    await page.mouse.move(x + 20, y + 20)
    await page.mouse.down()
    await page.mouse.move(x + 20 + 690 / scale, y + 20 - 60 / scale, { steps: 5 })
    await page.mouse.up()
    // The middle of the stage is near.
    await expect.poll(place).toMatch(/^at 685, 3(39|38|40), 550 by 626$/)
    const corner = await chat.locator('.corner').boundingBox()
    const [right = 0, bottom = 0] = [corner && corner.x + 8, corner && corner.y + 8].map(Number)
    await page.mouse.move(right, bottom)
    await page.mouse.down()
    await page.mouse.move(right - 110 / scale, bottom - 226 / scale, { steps: 5 })
    await page.mouse.up()
    await expect.poll(place).toMatch(/^at 685, \d+, 4(39|40|41) by (399|400|401)$/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(place).toBe('at 96, 400, 560 by 626')
    expect(changesIn(await linkIn(page))).toEqual({})
  })

  it('goes on after a reload, and with a link that was made before', async ({ visit, demo }) => {
    const { page } = visit
    await openSettings(visit)
    await page.getByRole('checkbox', { name: 'Event list' }).check()
    await page.reload()
    expect(await page.getByRole('checkbox', { name: 'Event list' }).isChecked()).toBe(true)
    await page.getByText('Go on with a link').click()
    await page
      .getByLabel('Link of an overlay')
      .fill(`${demo.url}overlay/${encode({ volume: 5, chat: { expiry: 20 } })}`)
    await page.getByRole('button', { name: 'Open its settings' }).click()
    await page.getByText('Volume of sounds: 5 %').waitFor()
    expect(changesIn(await linkIn(page))).toEqual({ volume: 5, chat: { expiry: 20 } })
  })

  it('names what makes no sense in a link, and refuses an address that is not safe', async ({ visit }) => {
    const { page } = visit
    const alerts = {
      follow: { title: '<img src=x onerror="document.title=1">', picture: 'javascript:alert(1)', time: 99 },
    }
    await openSettings(visit, encode({ theme: 'neon', alerts, token: 'abc' }))
    await expect
      .poll(() => page.getByRole('alert').locator('code').allTextContents())
      .toEqual(expect.arrayContaining(['theme: "neon"', 'alerts.follow.time: 99', 'token: "abc"']))
    expect(await linkIn(page)).not.toContain('token')
    await page.getByRole('combobox', { name: 'Picture' }).selectOption('own file …')
    await page.getByLabel('Its address').fill('http://evil.example/x.png')
    await page.keyboard.press('Enter')
    await page.getByText('An address that begins with https:// is needed.').waitFor()
    expect(changesIn(await linkIn(page))).toEqual({ alerts: { follow: { title: alerts.follow.title } } })
    await page.getByRole('button', { name: 'Test this alert' }).click()
    await stageOf(page).getByRole('heading', { name: alerts.follow.title }).waitFor()
    expect(await page.title()).toBe('Settings of the stream overlay')
  })

  it.for(widths)(
    'leads the keyboard through all that it has, in sight, at the width of a $look',
    async (width, { visit }) => {
      const { page } = visit
      await openSettings(visit)
      await page.setViewportSize(width.viewport)
      for (const key of ['Tab', 'Shift+Tab'] as const) {
        await page.evaluate(() => window.scrollTo(0, 0))
        const seen: string[] = []
        const hidden: string[] = []
        for (let times = 0; times < 150; times++) {
          await page.keyboard.press(key)
          const focused = await page.evaluate(() => {
            const element = document.activeElement
            if (!element || element === document.body) return null
            const { left, top, width, height } = element.getBoundingClientRect()
            const [x, y] = [left + width / 2, top + Math.min(height / 2, 12)]
            const found = document.elementFromPoint(x, y)
            const isSeen = found !== null && (element.contains(found) || found.contains(element))
            const name = `${element.tagName} ${element.getAttribute('aria-label') ?? ''} ${element.textContent?.trim().slice(0, 30)}`
            return { name, isSeen }
          })
          if (!focused) {
            if (seen.length) break
            continue
          }
          seen.push(focused.name)
          if (!focused.isSeen) hidden.push(focused.name)
        }
        expect(hidden, key).toEqual([])
        expect(seen.length, key).toBeGreaterThan(50)
        expect(seen.length, key).toBeLessThan(150)
      }
      await page.getByRole('button', { name: /^Chat, at/ }).focus()
      await page.keyboard.press('ArrowRight')
      expect(changesIn(await linkIn(page))).toEqual({ parts: { chat: { x: 106 } } })
      expect(await accessibilityFindings(page)).toEqual([])
    },
  )

  it('can be read and used at three widths', async ({ visit }) => {
    const { page } = visit
    await openSettings(visit, encode({ volume: 'loud' }))
    for (const { look, viewport } of widths) {
      await page.setViewportSize(viewport)
      await visit.shootOnce(`overlay-settings-${look}`)
      expect(await accessibilityFindings(page), look).toEqual([])
    }
  })
})
