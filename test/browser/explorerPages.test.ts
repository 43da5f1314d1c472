import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { endpoints, eventTypes, families } from '../../demo/explorer/facts/library.ts'
import { it, type Site } from './siteVisit.ts'

const minutes = 60_000

/** What axe finds on the page that is shown, of serious and critical findings. The contents are the same on all pages. */
async function findings(page: Page, isWithContents = false): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    async exclude => (await window.axe.run({ exclude }, { resultTypes: ['violations'] })).violations,
    isWithContents ? [] : ['#navigation'],
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}

async function show(page: Page, name: string): Promise<void> {
  await page.evaluate(to => {
    location.hash = `#/${to}`
  }, name)
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** Runs the call of the page that is shown, and agrees if it asks. */
async function run(page: Page): Promise<string> {
  await page.locator('.run .main').click()
  const status = page.locator('.run .status')
  const agree = page.getByRole('button', { name: 'Run it', exact: true })
  await status.or(agree).first().waitFor()
  if (await agree.count()) await agree.click()
  await status.waitFor()
  return `${await status.textContent()}`
}

/** What a fake that others have used before refuses, with the status that Twitch documents. */
const refused: Readonly<Record<string, string>> = {
  // They need what only a socket, an extension or a held message has.
  createEventSubSubscription: '400',
  deleteEventSubSubscription: '404',
  getExtensionChannelConfiguration: '404',
  // Nobody has been invited, or is ready.
  assignGuestStarSlot: '403',
  deleteGuestStarInvite: '404',
  deleteGuestStarSlot: '404',
  updateGuestStarSlot: '400',
  updateGuestStarSlotSettings: '400',
  createGuestStarSession: '400',
  // The write before it, in the order of the names, has done it already.
  addChannelVip: '422',
  cancelRaid: '404',
  getCustomRewardRedemptions: '404',
  updateCustomReward: '404',
  updateRedemptionStatus: '404',
  updateChannelStreamScheduleSegment: '404',
  getVideosById: '404',
}

describe('every page of the explorer', () => {
  it(
    'of an endpoint runs with what its form begins with, and gets an answer or the documented refusal',
    async ({ visit }) => {
      const { page, open, problems } = visit
      await open()
      const wrong: string[] = []
      for (const name of endpoints.keys()) {
        await show(page, name)
        const status = await run(page)
        if (!/^20[024]$/.test(status) && refused[name] !== status) {
          wrong.push(`${name}: ${status} ${await page.locator('.error-box').textContent()}`)
        }
        wrong.push(
          ...(await findings(page)).map(found => `${name}: ${found}`),
          ...problems().map(text => `${name}: ${text}`),
        )
      }
      expect(wrong).toEqual([])
    },
    15 * minutes,
  )

  it(
    'of a type of events subscribes to it, and shows the event that is sent',
    async ({ visit }) => {
      const { page, open, problems } = visit
      await open()
      const wrong: string[] = []
      for (const name of eventTypes.keys()) {
        await show(page, name)
        await page.getByRole('button', { name: 'Listen' }).click()
        await page.getByText('Listening.').waitFor()
        await page.getByRole('button', { name: 'Send one' }).click()
        await page.locator('.heard li').first().waitFor()
        wrong.push(
          ...(await findings(page)).map(found => `${name}: ${found}`),
          ...problems().map(text => `${name}: ${text}`),
        )
      }
      expect(wrong).toEqual([])
    },
    10 * minutes,
  )

  it(
    'of a family shows a live query, and has subscriptions for the events that change it',
    async ({ visit }) => {
      const { page, open, problems } = visit
      await open()
      const wrong: string[] = []
      for (const name of families.keys()) {
        await show(page, name)
        await page.getByRole('button', { name: 'Show a live query' }).click()
        await page.locator('.answer-box .view').waitFor()
        await expect
          .poll(
            async () => {
              await page.getByRole('button', { name: 'Send one' }).click()
              return page.locator('.sender [role=status]').textContent()
            },
            { message: name },
          )
          .toBe('Sent to one subscription.')
        wrong.push(
          ...(await findings(page)).map(found => `${name}: ${found}`),
          ...problems().map(text => `${name}: ${text}`),
        )
      }
      await open('#/guides/start')
      await page.getByRole('heading', { level: 1 }).waitFor()
      wrong.push(...(await findings(page, true)))
      await page.emulateMedia({ colorScheme: 'dark' })
      for (const name of ['', '#/banUser', '#/guides/auth', '#/livePolls']) {
        await open(name)
        await page.getByRole('heading', { level: 1 }).waitFor()
        wrong.push(...(await findings(page, true)).map(found => `${name}: ${found}`))
      }
      expect(wrong).toEqual([])
    },
    10 * minutes,
  )

  it(
    'is linked to from others by an address that leads somewhere',
    async ({ visit, site }) => {
      const { page, open } = visit
      const found = new Map<string, string>()
      const collect = async (from: string) => {
        const hrefs = await page.$$eval('a[href]', links => links.map(link => link.getAttribute('href') ?? ''))
        for (const href of hrefs) if (!found.has(href)) found.set(href, from)
      }
      await open()
      await page.getByRole('heading', { level: 1 }).waitFor()
      await collect('')
      for (const name of [...endpoints.keys(), ...eventTypes.keys(), ...families.keys()]) {
        await show(page, name)
        await collect(name)
      }
      const guides = [...found.keys()].filter(href => /^#\/guides\/[\w-]+$/.test(href))
      expect(guides.length).toBeGreaterThanOrEqual(10)
      for (const guide of guides) {
        await open(guide)
        await page.locator('article.prose').waitFor()
        await collect(guide)
      }
      const inside = [...found].filter(([href]) => !/^\w+:/.test(href))
      expect(inside.length).toBeGreaterThan(263)
      const dead: string[] = []
      for (const [href, from] of inside) {
        const [, anchor] = /^#\/guides\/[\w-]+\/(.+)$/.exec(href) ?? []
        if (href === '#main') continue
        await open(href)
        await page.getByRole('heading', { level: 1 }).waitFor()
        const isThere =
          (await page.getByRole('heading', { name: 'There is no such page' }).count()) === 0 &&
          (anchor === undefined || (await page.locator(`[id="${anchor}"]`).count()) === 1)
        if (!isThere) dead.push(`${href} on ${from}`)
      }
      expect(dead).toEqual([])
      for (const file of ['llms.txt', 'llms-full.txt'])
        expect((await page.request.get(site.url + file)).status()).toBe(200)
    },
    15 * minutes,
  )
})

describe('20 pages of the explorer', () => {
  const names = [...endpoints.keys()].filter((_, index) => index % 8 === 0)

  it(
    'are found, filled in and run by keyboard alone',
    async ({ visit }) => {
      const { page, open } = visit
      await open()
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(names).toHaveLength(20)
      for (const name of names) {
        await page.keyboard.press('Control+k')
        await page.keyboard.type(name)
        await page.getByRole('option', { selected: true }).filter({ hasText: name }).waitFor()
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
        // Every field can be reached, and so can the button that runs it.
        const fields = await page.locator('.parameters :is(input, select, textarea)').count()
        const reached = new Set<string>()
        for (let presses = 0; presses < 120 && !reached.has('run'); presses++) {
          await page.keyboard.press('Tab')
          reached.add(
            await page.evaluate(() => {
              const { activeElement: focused } = document
              return focused?.matches('.run .main')
                ? 'run'
                : focused?.matches('.parameters :is(input, select, textarea)')
                  ? focused.id
                  : ''
            }),
          )
        }
        reached.delete('')
        expect(reached.size, name).toBe(fields + 1)
        await page.keyboard.press('Enter')
        const status = page.locator('.run .status')
        await status
          .or(page.getByRole('button', { name: 'Run it', exact: true }))
          .first()
          .waitFor()
        // The question has the focus.
        if (!(await status.count())) await page.keyboard.press('Enter')
        await status.waitFor()
      }
    },
    5 * minutes,
  )
})

describe('the scripts of the explorer', () => {
  /** Compressed bytes of the scripts that a page has asked for since it was asked last. */
  const scripts = (page: Page, { folder }: Site) => {
    const asked = new Set<string>()
    page.on('response', response => {
      const name = basename(new URL(response.url()).pathname)
      if (name.endsWith('.js')) asked.add(name)
    })
    return () => {
      const names = [...asked]
      asked.clear()
      return names.map(name => ({ name, bytes: gzipSync(readFileSync(join(folder, 'assets', name))).length }))
    }
  }
  const total = (files: readonly { readonly bytes: number }[]) =>
    files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000

  it('are at most 130 kB at first, 125 more for the fake, which comes with the first call, and 15 a page', async ({
    visit,
    site,
  }) => {
    const { page, open } = visit
    const since = scripts(page, site)
    await open('#/getStreams')
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    const first = since()
    expect(first.some(({ name }) => name.startsWith('testing'))).toBe(false)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.run .status').waitFor()
    const fake = since()
    expect(fake.some(({ name }) => name.startsWith('testing'))).toBe(true)
    let largest = 0
    for (const name of ['createEventSubSubscription', 'getExtensions', 'channelChatNotification', 'liveModeration']) {
      await show(page, name)
      largest = Math.max(largest, total(since()))
    }
    console.log(`first ${total(first)} kB, fake ${total(fake)} kB, largest page ${largest} kB`)
    expect(total(first)).toBeLessThanOrEqual(130)
    expect(total(fake)).toBeLessThanOrEqual(125)
    expect(largest).toBeLessThanOrEqual(15)
  })
})
