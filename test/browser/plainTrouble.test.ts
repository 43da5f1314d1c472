import { describe, expect } from 'vitest'
import { it, type PlainVisit } from './plainVisit.ts'

const chatting = '#/category/509658'

const streams = ({ page }: PlainVisit) => page.locator('.endless article.stream')

describe('when Twitch falters', () => {
  it('a burst of 429 is waited for', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    await page.locator('.category img').first().waitFor()
    plain.expectFailures()
    demo.twitch.fake.fail({ path: '/streams', status: 429, resetIn: 3000, times: 2 })
    await plain.goTo(chatting)
    const notice = page.getByText('Too many requests.')
    await notice.waitFor()
    await plain.inspect('waiting')
    await streams(plain).first().waitFor()
    await notice.waitFor({ state: 'hidden' })
  })

  it('a connection that is lost in the middle is tried again, unseen', async ({ plain, demo }) => {
    await plain.openAs('ada', '')
    plain.expectFailures()
    demo.twitch.fake.fail({ path: '/streams', drop: 'middle', times: 1 })
    demo.twitch.fake.fail({ path: '/games', drop: 'before', times: 1 })
    await plain.goTo(chatting)
    await plain.heading('Just Chatting').waitFor()
    await streams(plain).first().waitFor()
    expect(await plain.page.getByRole('alert').count()).toBe(0)
  })

  it('a failed request shows why, and a button to try again', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    plain.expectFailures()
    const lift = demo.twitch.fake.fail({ path: '/streams', drop: 'before' })
    await plain.goTo(chatting)
    await page.getByText('Can’t reach Twitch').waitFor()
    await plain.inspect('unreachable')
    lift()
    await plain.button('Try again').click()
    await streams(plain).first().waitFor()

    const liftNext = demo.twitch.fake.fail({ path: '/polls', status: 503, message: 'upstream is on fire' })
    await plain.goTo('#/me/polls')
    await page.getByText('Twitch has a problem').first().waitFor()
    expect(await page.getByText('upstream is on fire').count()).toBe(0)
    await plain.inspect('server-error')
    liftNext()
  })

  it('visitors see no message for programmers', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    const headers = { 'access-control-allow-origin': '*' }
    await page.route('**/helix/polls?*', route => route.fulfill({ headers, json: { data: 'no list' } }))
    await plain.goTo('#/me/polls')
    const alert = page.getByRole('alert').first()
    await alert.waitFor()
    expect(await alert.textContent()).toBe('That didn’t workPlease try again.Try again')
    await page.unroute('**/helix/polls?*')
    await plain.button('Try again').first().click()
    await plain.heading('New poll').waitFor()
  })

  it('a page without network says so, and goes on by itself', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    await page.locator('.category img').first().waitFor()
    // The page loads the code of its other places after the first one.
    await page.waitForLoadState('networkidle')
    plain.expectFailures()
    await page.context().setOffline(true)
    await plain.goTo('#/me/followers')
    await page.getByText('You’re offline', { exact: true }).waitFor()
    await plain.inspect('offline')
    await page.context().setOffline(false)
    await page.getByText('100 of 5,000').waitFor()
  })

  it('shows placeholders while it loads', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    for (const place of [chatting, '#/channel/pixelfox', '#/me', '#/me/followers']) {
      await page.route('**/helix/**', () => {})
      await plain.goTo(place)
      await page.locator('.bone').first().waitFor()
      await plain.inspect(`loading${place.replace(/\W+/g, '-')}`)
      await page.unroute('**/helix/**')
    }
  })
})

describe('the page', () => {
  it('can be used with the keyboard alone', async ({ plain }) => {
    const { page } = plain
    await plain.open()
    await plain.button('Sign in with Twitch').waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
    await plain.signIn()
    await page.locator('.category img').first().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
    await plain.button('Signed in as ada').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await plain.button('Sign in with Twitch').waitFor()
  })

  it('has a heading on top everywhere, and no level is left out', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    const levels = () =>
      page.evaluate(() =>
        document.querySelector('[aria-busy=true]')
          ? []
          : [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1])),
      )
    for (const place of ['#/', chatting, '#/search?q=pixel', '#/channel/nobody_at_all', '#/me/bans', '#/nowhere']) {
      await plain.goTo(place)
      await expect.poll(async () => (await levels())[0], { message: place }).toBe(1)
      const skipped = (await levels()).filter((level, index, all) => level > (all[index - 1] ?? 0) + 1)
      expect(skipped, place).toEqual([])
    }
  })

  it('keeps the look that was chosen', async ({ plain }) => {
    const { page } = plain
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await plain.open()
    const light = await background()
    await plain.button('Switch between light and dark').click()
    const dark = await background()
    expect(dark).not.toBe(light)
    await page.reload()
    expect(await background()).toBe(dark)
  })

  it('goes to the real Twitch with a client id, and back', async ({ plain }) => {
    const { page } = plain
    await plain.open('?client_id=abc123')
    await page.getByText('the real Twitch with the client ID abc123.').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await plain.button('Real Twitch').click()
    await plain.inspect('settings')
    await plain.button('Use the fake Twitch').click()
    await plain.button('Change connection').click()
    await page.getByLabel('Client ID').fill('xyz789')
    await plain.button('Use the real Twitch').click()
    await page.getByText('the real Twitch with the client ID xyz789.').waitFor()
  })

  it('shows the code behind each page, which can be copied, and what Twitch answered', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', '')
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
      await plain.goTo(place)
      const code = page.locator('.how pre:not([data-seen])')
      await expect.poll(async () => (await code.allTextContents()).join(), { message: place }).toContain('(client, ')
      const texts = await page.locator('.how pre').evaluateAll(all =>
        all.map(element => {
          element.setAttribute('data-seen', '')
          return element.textContent
        }),
      )
      expect(Math.max(...texts.map(text => text.split('\n').length)), place).toBeLessThanOrEqual(8)
    }
    await plain.goTo('#/me/polls')
    await plain.heading('New poll').waitFor()
    await page.getByText('How it is done').click()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await plain.button('Copy').click()
    await page.getByText('Code copied.').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const code = (await page.locator('.how-code pre').allTextContents()).join('\n\n')
    expect(copied).toBe(code)
    await page.getByText('Last answer').first().click()
    const answer = page.locator('.how .answer pre').first()
    await expect.poll(() => answer.textContent()).toContain('"broadcaster_login": "ada"')
    expect(await page.locator('.how').textContent()).not.toMatch(/token|Bearer/)
    await plain.inspect('how')
    await plain.goTo('#/nowhere')
    await page.getByText('Page not found').waitFor()
  })
})
