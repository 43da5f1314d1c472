import { describe, expect } from 'vitest'
import { it } from './demoVisit.ts'

declare global {
  interface Window {
    violations: string[]
  }
}

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
    await page.setViewportSize({ width: 318, height: 496 })
    const since = fake.requests.length
    await visit.open('panel/')
    await page.getByText('Live · 312').waitFor()
    await page.locator('.segment').first().waitFor()
    await visit.shootOnce('panel-schedule')
    await visit.button('Clips').click()
    await page.locator('.clip img').first().waitFor()
    await visit.shootOnce('panel-clips')
    await visit.button('Emotes').click()
    await page.locator('.emotes img').first().waitFor()
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.emotes img')?.naturalWidth)
    await page.emulateMedia({ colorScheme: 'dark' })
    await visit.shootOnce('panel-emotes-dark')

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

  it('comes back to a tab without asking again, and says what went wrong', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const lift = fake.fail({ path: '/clips', status: 400, message: 'No clips today.' })
    visit.expectFailures()
    await page.setViewportSize({ width: 318, height: 496 })
    await visit.open('panel/')
    await page.locator('.segment').first().waitFor()
    await visit.button('Clips').click()
    // Told apart from a list with nothing in it.
    const alert = page.getByRole('alert')
    expect(await alert.textContent()).toBe('That did not workNo clips today.Try again')
    await visit.shootOnce('panel-error')
    lift()
    await visit.button('Try again').click()
    await page.locator('.clip').first().waitFor()
    const asked = fake.requests.filter(({ host }) => host === 'helix').length
    await visit.button('Schedule').click()
    await page.locator('.segment').first().waitFor()
    await visit.button('Clips').click()
    await page.locator('.clip').first().waitFor()
    expect(fake.requests.filter(({ host }) => host === 'helix').length).toBe(asked)
  })

  it('shows the shape of what is on its way, and outside of Twitch where it works', async ({ visit }) => {
    const { page } = visit
    await page.setViewportSize({ width: 318, height: 496 })
    await page.route('**/helix/**', () => {})
    await visit.open('panel/')
    await page.locator('.rows .bone').first().waitFor()
    await visit.shootOnce('panel-loading')
    await page.addInitScript(() => Object.defineProperty(globalThis, 'Twitch', { get: () => undefined, set: () => {} }))
    await page.clock.install()
    await page.reload()
    await page.getByText('Schedule').waitFor()
    // It waits for the helper for a while.
    await page.clock.fastForward(20_000)
    await page.getByText('This panel works on Twitch’s pages only.').waitFor()
    await visit.shootOnce('panel-elsewhere')
  })
})
