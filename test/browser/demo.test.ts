import { getBannedUsers, getChatSettings, getPolls, getStreams } from 'tinyhelix'
import { describe, expect } from 'vitest'
import { it, type Visit } from './demoVisit.ts'

const chatting = '#/category/509658'

const streams = ({ page }: Visit) => page.locator('.endless article.stream')

/** Scrolls down until no more rows come. */
async function scrollToTheEnd(visit: Visit, isDone: () => Promise<boolean>) {
  await expect
    .poll(
      async () => {
        await visit.page.mouse.wheel(0, 4000)
        return isDone()
      },
      { timeout: 20_000 },
    )
    .toBe(true)
}

describe('signing in', () => {
  it('goes through the consent page and back to where the user was', async ({ visit }) => {
    const { page } = visit
    await visit.open(chatting)
    await visit.button('Sign in with Twitch').waitFor()
    await page.getByText('How it is done').click()
    await visit.shoot('welcome')
    await visit.button('Sign in with Twitch').click()
    await visit.button('Authorize').waitFor()
    await visit.shoot('consent')
    await visit.button('Authorize').click()
    await visit.heading('Just Chatting').waitFor()
    expect(new URL(page.url()).hash).toBe(chatting)
    expect(page.url()).not.toContain('access_token')
    await page.reload()
    await visit.heading('Just Chatting').waitFor()
  })

  it('that is denied says so, and does not go back to Twitch by itself', async ({ visit }) => {
    const { page } = visit
    const asked: string[] = []
    page.on('request', request => request.url().includes('/authorize') && asked.push(request.method()))
    await visit.open()
    await visit.button('Sign in with Twitch').click()
    await visit.button('Cancel').click()
    await page.getByText('You did not agree').waitFor()
    await visit.shoot('denied')
    expect(new URL(page.url()).search).toBe('')
    await page.reload()
    await visit.button('Sign in with Twitch').waitFor()
    expect(await page.getByText('You did not agree').count()).toBe(0)
    expect(asked).toEqual(['GET', 'POST'])
  })

  it('works in a popup', async ({ visit }) => {
    const { page } = visit
    await visit.open('#/me/polls')
    await visit.button('Other ways to sign in').click()
    await visit.shoot('ways-to-sign-in')
    const [popup] = await Promise.all([page.waitForEvent('popup'), visit.button('In a popup').click()])
    await popup.getByRole('button', { name: 'Authorize' }).click()
    await visit.heading('My channel').waitFor()
    expect(popup.isClosed()).toBe(true)
  })

  it('that cannot even begin says so in words for visitors', async ({ visit }) => {
    const { page } = visit
    await page.addInitScript(() => {
      window.open = () => null
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
    })
    await visit.open()
    await visit.button('Other ways to sign in').click()
    await visit.button('In a popup').click()
    await page.getByText('The browser blocked the popup.').waitFor()
    await visit.shoot('popup-blocked')
    await visit.button('Sign in with Twitch').click()
    await page.getByText('Sign in with a popup.').waitFor()
  })

  it('ends with a session that Twitch ends, and can be done again on the spot', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    const stored = await page.evaluate(() => localStorage.getItem('tinyhelix:tinyhelix-demo:default'))
    demo.twitch.fake.revoke(/"token":"(\w+)"/.exec(stored ?? '')?.[1] ?? '')
    visit.expectFailures()
    await visit.goTo('#/me/followers')
    await page.getByText('Your session has ended').waitFor()
    await visit.shoot('session-ended')
    // The same account agreed before, so there is nothing to ask.
    await visit.button('Sign in with Twitch').click()
    await visit.heading('Followers').waitFor()
  })

  it('out revokes the token and forgets it', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open('#/me')
    await visit.signIn()
    await visit.button('Signed in as ada').click()
    await visit.shoot('account')
    await visit.button('Sign out').click()
    await visit.button('Sign in with Twitch').waitFor()
    expect(demo.twitch.fake.requests.some(({ path, status }) => path === '/revoke' && status === 200)).toBe(true)
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('token')
    await page.reload()
    await visit.button('Sign in with Twitch').waitFor()
  })
})

describe('browsing', () => {
  it('opens a category and pages through its streams to the last one', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open()
    await visit.signIn()
    await visit.heading('Top categories').waitFor()
    await page.locator('.category img').first().waitFor()
    await visit.shoot('browse')
    await page.getByRole('link', { name: 'Just Chatting' }).last().click()
    await visit.heading('Just Chatting').waitFor()
    await streams(visit).first().waitFor()
    await visit.shoot('category')

    const all = await getStreams(demo.twitch.fake.client(), { game_id: '509658' }, { limit: Infinity })
    expect(all.length).toBeGreaterThan(40)
    await scrollToTheEnd(visit, async () => (await streams(visit).count()) === all.length)
    const shown = await streams(visit)
      .locator('.card-link')
      .evaluateAll(links => links.map(link => link.getAttribute('href')))
    expect(shown).toEqual(all.map(({ user_login }) => `#/channel/${user_login}`))

    // Going back shows the list as it was, and asks for nothing.
    await streams(visit).nth(40).locator('.card-link').click()
    await visit.heading('Videos').waitFor()
    await page.locator('.preview img').first().waitFor()
    await visit.shoot('channel')
    const asked = demo.twitch.fake.requests.length
    await page.goBack()
    await visit.heading('Just Chatting').waitFor()
    expect(await streams(visit).count()).toBe(all.length)
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000)
    expect(demo.twitch.fake.requests.slice(asked).filter(({ host }) => host === 'helix')).toEqual([])
  })

  it('narrows a category down to a language', async ({ visit }) => {
    const { page } = visit
    await visit.open(chatting)
    await visit.signIn()
    await streams(visit).first().waitFor()
    await page.getByLabel('Language').selectOption('de')
    await expect
      .poll(() => page.locator('.endless .tag:first-child').allTextContents(), { timeout: 10_000 })
      .toContain('German')
    await expect
      .poll(async () => new Set(await page.locator('.endless .tag:first-child').allTextContents()), { timeout: 10_000 })
      .toEqual(new Set(['German']))
  })

  it('searches while one types, and lets go of what was typed before', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open('#/search')
    await visit.signIn()
    await page.getByText('Who are you looking for?').waitFor()
    await visit.shoot('search-start')
    demo.twitch.fake.fail({ path: /^\/search/, latency: 2000, times: 2 })
    const ended: string[] = []
    page.on('requestfailed', request => ended.push(new URL(request.url()).searchParams.get('query') ?? ''))
    const field = page.getByRole('searchbox')
    await field.fill('a')
    await page.waitForRequest(request => request.url().includes('query=a'))
    await field.fill('pixel')
    await page.getByRole('link', { name: 'PixelFox' }).waitFor()
    expect(ended).toContain('a')
    await visit.shoot('search')
    expect(new URL(page.url()).hash).toBe('#/search?q=pixel')
    await field.fill('nobody is called this')
    await page.getByText('No channel found').waitFor()
    await visit.shoot('search-empty')
  })
})

describe('the own channel', () => {
  it('shows its profile and its followers, and takes a new title', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open('#/me')
    await visit.signIn()
    await page.getByText('5,000', { exact: true }).waitFor()
    await visit.shoot('own-channel')
    await page.getByLabel('Title').fill('Soldering, with lasers')
    await visit.button('Save').click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('link', { name: 'Followers' }).click()
    await page.getByText('100 of 5,000').waitFor()
    await visit.shoot('followers')
    await scrollToTheEnd(visit, () => page.getByText(/^[3-9]00 of 5,000/).isVisible())
    const pages = demo.twitch.fake.requests.filter(
      ({ path, query }) => path === '/channels/followers' && query['first'] === '100',
    )
    expect(pages.length).toBeLessThan(15)
  })

  it('changes its chat’s rules', async ({ visit, demo }) => {
    const { page } = visit
    const rules = () => getChatSettings(demo.twitch.fake.client(), { broadcaster_id: '1001' })
    await visit.open('#/me/chat')
    await visit.signIn()
    const followers = page.getByRole('switch', { name: 'Followers only' })
    await followers.waitFor()
    expect((await rules()).follower_mode).toBe(await followers.isChecked())
    await followers.setChecked(true)
    await page.getByLabel('Follow for').selectOption('1 hour')
    await visit.shoot('chat')
    await visit.button('Save').click()
    await page.getByText('Your chat goes by these rules now.').waitFor()
    expect(await rules()).toMatchObject({ follower_mode: true, follower_mode_duration: 60 })
    await page.reload()
    await followers.waitFor()
    expect(await followers.isChecked()).toBe(true)
    await followers.setChecked(false)
    await visit.button('Save').click()
    await expect.poll(rules, { timeout: 10_000 }).toMatchObject({ follower_mode: false, follower_mode_duration: null })
  })

  it('bans, also from a channel’s page, and unbans', async ({ visit, demo }) => {
    const { page } = visit
    const ban = async (user_id: string) => (await getBannedUsers(demo.twitch.fake.client(), { user_id }))[0]
    await visit.open('#/me/bans')
    await visit.signIn()
    await visit
      .button(/^Unban/)
      .first()
      .waitFor()
    await visit.shoot('bans')
    await page.getByLabel('Who').fill('BrightBot')
    await page.getByLabel('How long').selectOption('for good')
    await page.getByLabel('Reason').fill('Counts too loudly')
    await visit.button('Ban').first().click()
    await page.getByText('BrightBot is kept out of your chat.').waitFor()
    expect(await ban('1015')).toMatchObject({ reason: 'Counts too loudly', expires_at: '' })
    visit.expectFailures()
    await page.getByLabel('Who').fill('brightbot')
    await visit.button('Ban').first().click()
    await page.getByText('already banned').waitFor()
    // What was done before would contradict what is refused now.
    expect(await page.getByText('is kept out of your chat').count()).toBe(0)
    await visit.shoot('ban-refused')
    await visit.button('Unban BrightBot').click()
    await page.getByText('BrightBot may chat again.').waitFor()
    expect(await ban('1015')).toBeUndefined()

    await visit.goTo('#/channel/lumenlily')
    await visit.button('Ban from my chat').click()
    await visit.shoot('ban-dialog')
    await page.getByRole('dialog').getByRole('button', { name: 'Ban', exact: true }).click()
    await page.getByText('LumenLily is kept out of your chat.').waitFor()
    await expect.poll(() => page.getByRole('dialog').count(), { timeout: 10_000 }).toBe(0)
    expect((await ban('1007'))?.expires_at).not.toBe('')
  })

  it('asks its viewers, and ends the poll', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open('#/me/polls')
    await visit.signIn()
    await page.getByLabel('Question').fill('What comes next?')
    await page.getByLabel('Answer 1').fill('A synthesizer')
    await page.getByLabel('Answer 2').fill('Drums')
    await visit.button('Add an answer').click()
    await page.getByLabel('Answer 3').fill('Something with lasers')
    await visit.shoot('poll-form')
    await visit.button('Start the poll').click()
    await visit.button('End and show the result').waitFor()
    // Votes come in, and the page follows.
    await expect
      .poll(() => page.locator('.poll-running').textContent(), { timeout: 15_000 })
      .toMatch(/[2-9] votes|\d\d votes/)
    await visit.shoot('poll-running')
    await visit.button('End and show the result').click()
    await page.getByLabel('Question').waitFor()
    await expect
      .poll(() => page.locator('.grid-polls .poll').first().textContent(), { timeout: 10_000 })
      .toMatch(/What comes next\?Ended early/)
    await visit.shoot('polls')
    expect((await getPolls(demo.twitch.fake.client()))[0]).toMatchObject({ status: 'TERMINATED' })
  })

  it('of someone new is empty, and says so', async ({ visit, demo }) => {
    const { page } = visit
    await visit.open('#/me/followers')
    await visit.signIn(demo.twitch.fake.user('9000').login)
    for (const [place, text] of [
      ['#/me/followers', 'Nobody follows you yet'],
      ['#/me/bans', 'Nobody is banned'],
      ['#/me/polls', 'No polls yet'],
    ] as const) {
      await visit.goTo(place)
      await page.getByText(text).waitFor()
      expect(await page.getByText('0 of 0').count()).toBe(0)
      await visit.shoot(`empty-${place.slice(5)}`)
    }
    visit.expectFailures()
    await page.getByLabel('Question').fill('Anyone?')
    await page.getByLabel('Answer 1').fill('Yes')
    await page.getByLabel('Answer 2').fill('No')
    await visit.button('Start the poll').click()
    await page.getByText('Twitch does not allow this').waitFor()
    await visit.shoot('not-allowed')
  })
})
