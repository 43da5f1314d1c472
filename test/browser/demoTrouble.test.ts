import { describe, expect } from 'vitest'
import { it, type Visit } from './demoVisit.ts'

const chatting = '#/category/509658'

const streams = ({ page }: Visit) => page.locator('.endless article.stream')

describe('when Twitch falters', () => {
  it('a burst of 429 is waited for', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    await page.locator('.category img').first().waitFor()
    visit.expectFailures()
    demo.twitch.fake.fail({ path: '/streams', status: 429, resetIn: 1000, times: 2 })
    await visit.goTo(chatting)
    const notice = page.getByText('Twitch asks for a pause.')
    await notice.waitFor()
    await visit.shoot('waiting')
    await streams(visit).first().waitFor()
    await notice.waitFor({ state: 'hidden' })
  })

  it('a connection that is lost in the middle is tried again, unseen', async ({ visit, demo }) => {
    await visit.open()
    await visit.signIn()
    visit.expectFailures()
    demo.twitch.fake.fail({ path: '/streams', drop: 'middle', times: 1 })
    demo.twitch.fake.fail({ path: '/games', drop: 'before', times: 1 })
    await visit.goTo(chatting)
    await visit.heading('Just Chatting').waitFor()
    await streams(visit).first().waitFor()
    expect(await visit.page.getByRole('alert').count()).toBe(0)
  })

  it('what cannot be had is explained, and can be tried again', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    visit.expectFailures()
    const lift = demo.twitch.fake.fail({ path: '/streams', drop: 'before' })
    await visit.goTo(chatting)
    await page.getByText('Twitch cannot be reached').waitFor()
    await visit.shoot('unreachable')
    lift()
    await visit.button('Try again').click()
    await streams(visit).first().waitFor()

    const liftNext = demo.twitch.fake.fail({ path: '/polls', status: 503, message: 'upstream is on fire' })
    await visit.goTo('#/me/polls')
    await page.getByText('“upstream is on fire”').first().waitFor()
    await visit.shoot('server-error')
    liftNext()
  })

  it('a page without network says so, and goes on by itself', async ({ visit }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    await page.locator('.category img').first().waitFor()
    visit.expectFailures()
    await page.context().setOffline(true)
    await visit.goTo('#/me/followers')
    await page.getByText('You are offline', { exact: true }).waitFor()
    await visit.shoot('offline')
    await page.context().setOffline(false)
    await page.getByText('100 of 5,000').waitFor()
  })

  it('shows the shape of what is on its way', async ({ visit }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    for (const place of [chatting, '#/channel/pixelfox', '#/me', '#/me/followers']) {
      await page.route('**/helix/**', () => {})
      await visit.goTo(place)
      await page.locator('.bone').first().waitFor()
      await visit.shoot(`loading${place.replace(/\W+/g, '-')}`)
      await page.unroute('**/helix/**')
    }
  })
})

describe('the page', () => {
  it('can be used with the keyboard alone', async ({ visit }) => {
    const { page } = visit
    await visit.open()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await visit.signIn()
    await page.locator('.category img').first().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await visit.button('Signed in as ada').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await visit.button('Sign in with Twitch').waitFor()
  })

  it('has a heading on top everywhere, and no level is left out', async ({ visit }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    const levels = () =>
      page.evaluate(() =>
        document.querySelector('[aria-busy=true]')
          ? []
          : [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1])),
      )
    for (const place of ['#/', chatting, '#/search?q=pixel', '#/channel/nobody_at_all', '#/me/bans', '#/nowhere']) {
      await visit.goTo(place)
      await expect.poll(async () => (await levels())[0], { message: place }).toBe(1)
      const skipped = (await levels()).filter((level, index, all) => level > (all[index - 1] ?? 0) + 1)
      expect(skipped, place).toEqual([])
    }
  })

  it('keeps the look that was chosen', async ({ visit }) => {
    const { page } = visit
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await visit.open()
    const light = await background()
    await visit.button('Light or dark').click()
    const dark = await background()
    expect(dark).not.toBe(light)
    await page.reload()
    expect(await background()).toBe(dark)
  })

  it('goes to the real Twitch with a client id, and back', async ({ visit }) => {
    const { page } = visit
    await visit.open('?client_id=abc123')
    await page.getByText('The real Twitch, as the application abc123.').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await visit.button('Real Twitch').click()
    await visit.shoot('settings')
    await visit.button('Back to the fake Twitch').click()
    await visit.button('Fake Twitch').click()
    await page.getByLabel('Client id').fill('xyz789')
    await visit.button('Use the real Twitch').click()
    await page.getByText('The real Twitch, as the application xyz789.').waitFor()
  })

  it('shows the lines that feed each view', async ({ visit }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    const places = [
      '#/',
      chatting,
      '#/search',
      '#/channel/ada',
      '#/me',
      '#/me/followers',
      '#/me/chat',
      '#/me/bans',
      '#/me/polls',
    ]
    for (const place of places) {
      await visit.goTo(place)
      const code = page.locator('.how pre')
      await expect.poll(() => code.count(), { timeout: 10_000 }).toBeGreaterThan(0)
      const lines = (await code.allTextContents()).map(text => text.split('\n').length)
      expect(Math.max(...lines), place).toBeLessThanOrEqual(8)
      expect((await code.allTextContents()).join(), place).toContain('(client, ')
    }
    await visit.goTo('#/nowhere')
    await page.getByText('There is nothing here').waitFor()
  })
})
