import { describe, expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'

declare global {
  interface Window {
    violations: string[]
  }
}

/** A test with the built panel alone. */
const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['panel/index.html', 'panel/panel.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

/** Opens the panel as large as Twitch makes it, outside of its page. */
async function openPanel({ page, open }: Visit) {
  await page.setViewportSize({ width: 318, height: 496 })
  await open('panel/panel.html')
}

/** Takes a picture of a state by day and by night, and has axe read both. */
async function inspect({ page, shootOnce }: Visit, name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await shootOnce(`panel-${name}-${colorScheme}`)
    expect(await accessibilityFindings(page), `${name}, ${colorScheme}`).toEqual([])
  }
}

/** Text at 200 %. */
const enlarge = ({ page }: Visit) => page.addStyleTag({ content: 'html { font-size: 200% !important }' })

describe('the panel', () => {
  it('shows the channel under the rules of extensions, and never asks for a sign-in', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await page.addInitScript(() => {
      window.violations = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        window.violations.push(`${effectiveDirective} ${blockedURI}`)
      })
    })
    const since = fake.requests.length
    await openPanel(visit)
    await page.getByText('Live · 312').waitFor()
    await page.locator('.segment[href]').first().waitFor()
    expect(await page.locator('.segment').first().getAttribute('href')).toMatch(
      /^https:\/\/www\.twitch\.tv\/ada\/schedule\?segmentID=./,
    )
    await visit.button('Clips').click()
    await page.locator('.clip img').first().waitFor()
    expect(await page.locator('.clip').first().getAttribute('href')).toMatch(/^https:\/\/.*twitch\.tv\//)
    await visit.button('Emotes').click()
    await page.locator('.emotes img').first().waitFor()
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.emotes img')?.naturalWidth)

    const calls = fake.requests.slice(since)
    expect(calls.filter(({ host }) => host === 'oauth')).toEqual([])
    const asked = calls.filter(({ host }) => host === 'helix')
    expect(asked.map(({ path, status }) => `${path} ${status}`).sort()).toEqual([
      '/chat/emotes 200',
      '/clips 200',
      '/schedule 200',
      '/streams 200',
      '/users 200',
    ])
    expect(await page.evaluate(() => window.violations)).toEqual([])

    // The rules are in force: what they forbid is seen to be forbidden.
    visit.expectFailures()
    const isRefused = await page.evaluate(
      address =>
        fetch(address).then(
          () => false,
          () => true,
        ),
      `${demo.twitch.url}/oauth2/validate`,
    )
    expect(isRefused).toBe(true)
    expect(await page.evaluate(() => window.violations)).toEqual([`connect-src ${demo.twitch.url}/oauth2/validate`])
  })

  it('is read by day, by night and at twice the size', async ({ visit }) => {
    const { page } = visit
    await openPanel(visit)
    for (const [tab, row] of [
      ['Schedule', '.segment[href]'],
      ['Clips', '.clip img'],
      ['Emotes', '.emotes img'],
    ] as const) {
      await visit.button(tab).click()
      await page.locator(row).first().waitFor()
      await inspect(visit, tab.toLowerCase())
    }
    await enlarge(visit)
    for (const tab of ['Emotes', 'Clips', 'Schedule']) {
      await visit.button(tab).click()
      await visit.shootOnce(`panel-large-${tab.toLowerCase()}`)
      const cut = await page.locator('.tabs button').evaluateAll(buttons =>
        buttons.filter(button => {
          const { left, right } = button.getBoundingClientRect()
          return left < 0 || right > innerWidth || button.scrollWidth > button.clientWidth
        }),
      )
      expect(cut).toEqual([])
      const hidden = await page.locator('.panel').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      expect(hidden).toBe(0)
    }
  })

  it('comes back to a tab without asking again', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await openPanel(visit)
    await page.locator('.segment').first().waitFor()
    await visit.button('Clips').click()
    await page.locator('.clip').first().waitFor()
    const askedOf = () => fake.requests.filter(({ host }) => host === 'helix').length
    const asked = askedOf()
    await visit.button('Schedule').click()
    await page.locator('.segment').first().waitFor()
    await visit.button('Clips').click()
    await page.locator('.clip').first().waitFor()
    expect(askedOf()).toBe(asked)
  })

  it('says what went wrong in words for viewers, and offers what helps', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const lifts = [
      fake.fail({ path: '/clips', status: 503, message: 'No clips today.' }),
      fake.fail({ path: '/chat/emotes', status: 400, message: 'No emotes today.' }),
    ]
    visit.expectFailures()
    await openPanel(visit)
    await page.locator('.segment').first().waitFor()
    const alert = page.getByRole('alert')
    await visit.button('Emotes').click()
    // Told apart from a list with nothing in it.
    await alert.waitFor()
    expect(await alert.textContent()).toBe('This can’t be shown right nowThe rest of the panel still works.')
    await inspect(visit, 'refused')
    await visit.button('Clips').click()
    await alert.getByText('Twitch didn’t answer').waitFor()
    expect(await alert.textContent()).toBe('Twitch didn’t answerIt usually passes in a moment.Try again')
    await inspect(visit, 'unreachable')
    for (const lift of lifts) lift()
    await visit.button('Try again').click()
    await page.locator('.clip').first().waitFor()
  })

  it('shows placeholders while it loads', async ({ visit }) => {
    const { page } = visit
    await page.route('**/helix/**', () => {})
    await openPanel(visit)
    await page.locator('.rows .bone').first().waitFor()
    await inspect(visit, 'loading')
  })

  it('says where it belongs when Twitch’s helper is missing', async ({ visit }) => {
    const { page } = visit
    await page.addInitScript(() => Object.defineProperty(globalThis, 'Twitch', { get: () => undefined, set: () => {} }))
    await openPanel(visit)
    await page.getByRole('heading', { name: 'You’re not on Twitch' }).waitFor()
    await inspect(visit, 'elsewhere')
  })
})

describe('the page around the panel', () => {
  it('says what it is, whose Twitch it is on, and how it is done', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open('panel/')
    const panel = page.frameLocator('iframe')
    await panel.locator('.segment[href]').first().waitFor()
    await visit.heading('Extension panel').waitFor()
    const back = page.getByRole('link', { name: 'All demos' })
    expect(new URL(`${await back.getAttribute('href')}`, page.url()).pathname).toBe('/')
    const badge = page.getByRole('link', { name: 'Fake Twitch' })
    expect(await badge.getAttribute('href')).toBe(demo.twitch.url)
    await visit.shoot('panel-page')
    expect(await accessibilityFindings(page)).toEqual([])

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByText('How it is done').click()
    await page.getByText('useSchedule()').waitFor()
    await page.getByLabel('Source').selectOption('queries.ts')
    await page.getByText('helper has said so').waitFor()
    await visit.button('Copy').click()
    await visit.button('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('export function useSchedule')
    await visit.shoot('panel-page-code')
    expect(await accessibilityFindings(page)).toEqual([])
    await enlarge(visit)
    await visit.shoot('panel-page-large')
  })
})
