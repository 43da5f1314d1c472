import { getBannedUsers, getChannelInformation, getChatSettings, getPolls, getStreams } from 'tinyhelix'
import { describe, expect } from 'vitest'
import { isSettled } from './isSettled.ts'
import { it, type PlainVisit } from './plainVisit.ts'

const chatting = '#/category/509658'

const streams = ({ page }: PlainVisit) => page.locator('.endless article.stream')
const rows = ({ page }: PlainVisit) => page.locator('.windowed > li')

/** Goes to the bottom of the page at once. */
const jump = ({ page }: PlainVisit) => page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))

/** Whether a list's very last row is there. */
const end = async (plain: PlainVisit) => {
  const [at, of] = await rows(plain)
    .last()
    .evaluate(row => [row.ariaPosInSet, row.ariaSetSize])
  return at === of
}

/** How many elements the page has. */
const nodes = ({ page }: PlainVisit) => page.evaluate(() => document.querySelectorAll('*').length)

describe('signing in', () => {
  it('goes through the consent page and back to where the user was', async ({ plain }) => {
    const { page } = plain
    await plain.open(chatting)
    await plain.button('Sign in with Twitch').waitFor()
    await page.getByText('How it is done').click()
    await plain.inspect('welcome')
    await plain.button('Sign in with Twitch').click()
    await plain.button('Authorize').waitFor()
    // All that one agrees to is in sight, on phones too.
    await page.setViewportSize({ width: 360, height: 640 })
    const hidden = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter(
          element =>
            element !== document.scrollingElement &&
            element.scrollHeight > element.clientHeight + 1 &&
            getComputedStyle(element).overflowY === 'auto',
        ).length,
    )
    expect(hidden).toBe(0)
    await plain.shootOnce('plain-consent')
    await plain.button('Authorize').click()
    await plain.heading('Just Chatting').waitFor()
    expect(new URL(page.url()).hash).toBe(chatting)
    expect(page.url()).not.toContain('access_token')
    await page.reload()
    await plain.heading('Just Chatting').waitFor()
  })

  it('that is denied shows a message, and does not go back to Twitch by itself', async ({ plain }) => {
    const { page } = plain
    const asked: string[] = []
    page.on('request', request => request.url().includes('/authorize') && asked.push(request.method()))
    await plain.open()
    await plain.button('Sign in with Twitch').click()
    await plain.button('Cancel').click()
    await page.getByText('You didn’t sign in').waitFor()
    await plain.inspect('denied')
    expect(new URL(page.url()).search).toBe('')
    await page.reload()
    await plain.button('Sign in with Twitch').waitFor()
    expect(await page.getByText('You didn’t sign in').count()).toBe(0)
    expect(asked).toEqual(['GET', 'POST'])
  })

  it('works in a popup', async ({ plain }) => {
    const { page } = plain
    await plain.open('#/me/polls')
    await plain.button('Other ways to sign in').click()
    await plain.shootOnce('plain-ways-to-sign-in')
    const [popup] = await Promise.all([page.waitForEvent('popup'), plain.button('In a popup').click()])
    await popup.getByRole('button', { name: 'Authorize' }).click()
    await plain.heading('My channel').waitFor()
    await expect.poll(() => popup.isClosed()).toBe(true)
  })

  it('that cannot begin shows a message for visitors', async ({ plain }) => {
    const { page } = plain
    await page.addInitScript(() => {
      window.open = () => null
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
    })
    await plain.open()
    await plain.button('Other ways to sign in').click()
    await plain.button('In a popup').click()
    await page.getByText('Your browser blocked the popup.').waitFor()
    await plain.inspect('popup-blocked')
    await plain.button('Sign in with Twitch').click()
    await page.getByText('sign in with a popup.').waitFor()
  })

  it('ends with a session that Twitch ends, and can be done again on the spot', async ({ plain, demo }) => {
    const { page } = plain
    await plain.open()
    await plain.signIn()
    const stored = await page.evaluate(() => localStorage.getItem('tinyhelix:tinyhelix-demo:default'))
    demo.twitch.fake.revoke(/"token":"(\w+)"/.exec(stored ?? '')?.[1] ?? '')
    plain.expectFailures()
    await plain.goTo('#/me/followers')
    await page.getByText('You’ve been signed out').waitFor()
    await plain.inspect('session-ended')
    // The same account agreed before, so there is nothing to ask.
    await plain.button('Sign in with Twitch').click()
    await plain.heading('Followers').waitFor()
  })

  it('out revokes the token and forgets it', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '#/me')
    await plain.button('Signed in as ada').click()
    await plain.inspect('account')
    await plain.button('Sign out').click()
    await plain.button('Sign in with Twitch').waitFor()
    const isRevoked = () => demo.twitch.fake.requests.some(({ path, status }) => path === '/revoke' && status === 200)
    await expect.poll(isRevoked).toBe(true)
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain('token')
    await page.reload()
    await plain.button('Sign in with Twitch').waitFor()
  })
})

describe('browsing', () => {
  it('opens a category, pages through its streams by wheel, and comes back to the same place', async ({
    plain,
    demo,
  }) => {
    const { page } = plain
    await plain.openAs('ada', '')
    await plain.heading('Top categories').waitFor()
    await page.locator('.category img').first().waitFor()
    await plain.inspect('browse')
    await expect.poll(() => jump(plain).then(() => end(plain))).toBe(true)
    await page.evaluate(() => scrollTo(0, 0))
    await page.getByRole('link', { name: 'Just Chatting' }).last().click()
    await plain.heading('Just Chatting').waitFor()
    await streams(plain).first().waitFor()
    await plain.inspect('category')

    const all = await getStreams(demo.twitch.fake.client(), { game_id: '509658' }, { limit: Infinity })
    expect(all.length).toBeGreaterThan(40)
    const links = streams(plain).locator('.card-link')
    const seen = new Set<string | null>()
    await expect
      .poll(
        async () => {
          for (const href of await links.evaluateAll(all => all.map(link => link.getAttribute('href')))) seen.add(href)
          await page.mouse.wheel(0, 500)
          return seen.size
        },
        { interval: 30 },
      )
      .toBe(all.length)
    // Each leads to Twitch, in the order in which Twitch lists them.
    expect([...seen]).toEqual(all.map(({ user_login }) => `https://www.twitch.tv/${user_login}`))
    // It is known once the last page has been asked for.
    await expect.poll(() => rows(plain).last().getAttribute('aria-setsize')).toBe(`${all.length}`)

    // Going back shows the list as it was, and asks for nothing.
    const last = streams(plain).last()
    await last.locator('.quiet-link').first().click()
    await plain.heading('Videos').waitFor()
    await page.locator('.preview img').first().waitFor()
    await plain.inspect('channel')
    expect(await page.locator('.windowed .card-link').first().getAttribute('href')).toContain('https://www.twitch.tv/')
    expect(await page.getByRole('link', { name: 'Watch on Twitch' }).getAttribute('href')).toContain('twitch.tv/')
    await isSettled(demo)
    const asked = demo.twitch.fake.requests.length
    await page.goBack()
    await plain.heading('Just Chatting').waitFor()
    await expect.poll(() => last.isVisible()).toBe(true)
    expect(await rows(plain).last().getAttribute('aria-posinset')).toBe(`${all.length}`)
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000)
    expect(demo.twitch.fake.requests.slice(asked).filter(({ host }) => host === 'helix')).toEqual([])
  })

  it('narrows a category down to a language', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', chatting)
    await streams(plain).first().waitFor()
    await page.getByLabel('Language').selectOption('de')
    const first = page.locator('.endless .tag:first-child')
    await expect.poll(async () => [...new Set(await first.allTextContents())]).toEqual(['German'])
  })

  it('searches while one types, says what was found, and lets go of what was typed before', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', '#/search')
    await page.getByText('Find channels and categories').waitFor()
    await plain.inspect('search-start')
    await page.route(/\/helix\/search\/.*query=a(&|$)/, () => {})
    const ended: string[] = []
    page.on('requestfailed', request => ended.push(new URL(request.url()).searchParams.get('query') ?? ''))
    const field = page.getByRole('searchbox')
    const request = page.waitForRequest(/query=a(&|$)/)
    await field.fill('a')
    await request
    await field.fill('pixel')
    await page.getByRole('link', { name: 'PixelFox' }).waitFor()
    await expect.poll(() => ended).toContain('a')
    const summary = page.locator('.search-page [role=status]').last()
    await expect.poll(() => summary.textContent()).toMatch(/^Showing \d+ channels?$/)
    await plain.inspect('search')
    await expect.poll(() => new URL(page.url()).hash).toBe('#/search?q=pixel')
    await field.fill('nobody is called this')
    await page.getByText('No channel matches').waitFor()
    await expect.poll(() => summary.textContent()).toBe('No channels found')
    await plain.inspect('search-empty')
  })
})

describe('a long list', () => {
  it('loads after jumps, keeps few nodes, and returns to its scroll position', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '#/me/followers')
    await page.getByText('100 of 5,000').waitFor()
    await plain.inspect('followers')
    const count = async () => Number((await page.getByText(/of 5,000/).textContent())?.split(' ')[0]?.replace(',', ''))
    await expect.poll(() => jump(plain).then(count), { interval: 30 }).toBeGreaterThanOrEqual(2000)
    expect(await nodes(plain)).toBeLessThan(2500)

    await page.evaluate(() => scrollBy(0, -100_000))
    const middle = () =>
      page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('li')?.textContent)
    await expect.poll(middle).toBeTruthy()
    const before = await middle()
    await plain.goTo('#/me')
    await plain.heading('Stream info').waitFor()
    // This page asks how many followers there are.
    await isSettled(demo)
    const asked = demo.twitch.fake.requests.length
    await page.goBack()
    await expect.poll(middle).toBe(before)
    expect(demo.twitch.fake.requests.slice(asked).filter(({ path }) => path === '/channels/followers')).toEqual([])
  })

  it('is read to its end by keyboard, and what has the focus keeps it', async ({ plain }) => {
    const { page } = plain
    await plain.openAs('ada', chatting)
    await streams(plain).first().waitFor()
    const position = () =>
      page.evaluate(() =>
        Number(document.activeElement?.closest('li[aria-posinset]')?.getAttribute('aria-posinset') ?? 0),
      )
    await streams(plain).first().locator('.card-link').focus()
    const passed = new Set<number>()
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab')
      passed.add(await position())
    }
    expect([...passed]).toEqual(Array.from({ length: 16 }, (_, index) => index + 1))
    const name = await plain.focused()
    const isAtEnd = async () => {
      await page.keyboard.press('End')
      return end(plain)
    }
    await expect.poll(isAtEnd, { interval: 50 }).toBe(true)
    expect(await plain.focused()).toBe(name)
    expect(await position()).toBe(16)
    // From there the keyboard goes on, and the page comes along.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect(await plain.focused()).toBe(name)
    await expect.poll(() => rows(plain).nth(0).getAttribute('aria-posinset')).toMatch(/^\d$/)
  })
})

describe('the own channel', () => {
  it('shows its profile, and takes a new title and a category that is searched for', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '#/me')
    await page.getByText('5,000', { exact: true }).waitFor()
    await plain.inspect('own-channel')
    await page.getByLabel('Title').fill('Soldering, with lasers')
    const category = page.getByLabel('Category')
    await category.fill('makers & crafting')
    await page.locator('datalist option').first().waitFor({ state: 'attached' })
    await category.fill('No game has this name')
    await plain.button('Save').click()
    await page.getByText('There’s no category named No game has this name').waitFor()
    await plain.inspect('no-category')
    expect(await page.getByLabel('Title').inputValue()).toBe('Soldering, with lasers')
    await category.fill('makers & crafting')
    await plain.button('Save').click()
    await page.getByText('Saved.').waitFor()
    const [channel] = await getChannelInformation(demo.twitch.fake.client(), { broadcaster_id: '1001' })
    expect(channel).toMatchObject({ title: 'Soldering, with lasers', game_name: 'Makers & Crafting' })
  })

  it('says what was done on the page where it was done, and nowhere else', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '#/me')
    await plain.button('Save').click()
    await page.getByText('Saved.').waitFor()
    await plain.goTo('#/me/bans')
    await plain.heading('Banned users').waitFor()
    expect(await page.locator('.toast').count()).toBe(0)
    // What fails after one has gone on is not said on the next page.
    plain.expectFailures()
    await plain
      .button(/^Unban/)
      .first()
      .waitFor()
    const lift = demo.twitch.fake.fail({ path: '/moderation/bans', status: 400, message: 'not today', latency: 300 })
    const answered = page.waitForResponse(response => response.request().method() === 'DELETE')
    await plain
      .button(/^Unban/)
      .first()
      .click()
    await plain.goTo('#/me/chat')
    await (await answered).finished()
    lift()
    await plain.heading('Chat settings').waitFor()
    expect(await page.locator('.toast').count()).toBe(0)
  })

  it('changes its chat’s rules', async ({ plain, demo }) => {
    const { page } = plain
    const rules = () => getChatSettings(demo.twitch.fake.client(), { broadcaster_id: '1001' })
    await plain.openAs('ada', '#/me/chat')
    const followers = page.getByRole('switch', { name: 'Followers only' })
    await followers.waitFor()
    const { follower_mode } = await rules()
    await expect.poll(() => followers.isChecked()).toBe(follower_mode)
    await followers.setChecked(true)
    await page.getByLabel('Following for').selectOption('1 hour')
    await plain.inspect('chat')
    await plain.button('Save').click()
    await page.getByText('Chat settings saved.').waitFor()
    expect(await rules()).toMatchObject({ follower_mode: true, follower_mode_duration: 60 })
    await page.reload()
    await followers.waitFor()
    await expect.poll(() => followers.isChecked()).toBe(true)
    await followers.setChecked(false)
    await plain.button('Save').click()
    await expect.poll(rules).toMatchObject({ follower_mode: false, follower_mode_duration: null })
  })

  it('bans, also from a channel’s page, and takes it back', async ({ plain, demo }) => {
    const { page } = plain
    const ban = async (user_id: string) => (await getBannedUsers(demo.twitch.fake.client(), { user_id }))[0]
    await plain.openAs('ada', '#/me/bans')
    await plain
      .button(/^Unban/)
      .first()
      .waitFor()
    await plain.inspect('bans')
    await page.getByLabel('Username').fill('BrightBot')
    await plain.button('Time out').waitFor()
    await page.getByLabel('Duration').selectOption('Permanent')
    await page.getByLabel('Reason').fill('Counts too loudly')
    await plain.inspect('ban-permanent')
    // What cannot end by itself is not one click away.
    await page.getByRole('button', { name: 'Ban', exact: true }).click()
    await expect.poll(plain.focused).toContain('Ban permanently')
    expect(await ban('1015')).toBeUndefined()
    await page.getByLabel('Ban permanently').check()
    await page.getByRole('button', { name: 'Ban', exact: true }).click()
    await page.getByText('BrightBot is banned.').waitFor()
    expect(await ban('1015')).toMatchObject({ reason: 'Counts too loudly', expires_at: '' })

    plain.expectFailures()
    await page.getByLabel('Username').fill('brightbot')
    await page.getByLabel('Reason').fill('Still too loud')
    await page.getByRole('button', { name: 'Time out', exact: true }).click()
    await page.getByText('already banned').waitFor()
    // What was done before would contradict what is refused now, and what was entered is not to be entered again.
    expect(await page.getByText('BrightBot is banned.').count()).toBe(0)
    expect(await page.getByLabel('Username').inputValue()).toBe('brightbot')
    expect(await page.getByLabel('Reason').inputValue()).toBe('Still too loud')
    await plain.inspect('ban-refused')
    await plain.button('Unban BrightBot').click()
    await page.getByText('BrightBot can chat again.').waitFor()
    expect(await ban('1015')).toBeUndefined()
    await expect.poll(plain.focused).toMatch(/^Unban/)

    await plain.goTo('#/channel/lumenlily')
    await plain.button('Ban from my chat').click()
    await expect.poll(plain.focused).toContain('Duration')
    await plain.inspect('ban-dialog')
    await page.getByRole('dialog').getByRole('button', { name: 'Time out' }).click()
    await page.getByText('LumenLily is timed out.').waitFor()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect((await ban('1007'))?.expires_at).not.toBe('')
    await expect.poll(plain.focused).toBe('Unban')
    await plain.inspect('banned')
    await plain.button('Unban').click()
    await expect.poll(plain.focused).toBe('Ban from my chat')
    await expect.poll(() => ban('1007')).toBeUndefined()
  })

  it('asks its viewers, whose votes move the bars, and ends the poll', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs('ada', '#/me/polls')
    await page.getByLabel('Question').fill('What comes next?')
    await page.getByLabel('Answer 1').fill('A synthesizer')
    await page.getByLabel('Answer 2').fill('Drums')
    await plain.button('Add an answer').click()
    await page.getByLabel('Answer 3').fill('Something with lasers')
    await plain.inspect('poll-form')
    await plain.button('Start the poll').click()
    await plain.button('End and show results').waitFor()
    await expect.poll(plain.focused).toBe('What comes next?')
    const bar = page.locator('.poll-running .choice-fill').first()
    const first = await bar.elementHandle()
    // Votes come in, and the page follows, with the same bars.
    await expect.poll(() => page.locator('.poll-running').textContent()).toMatch(/[2-9] votes|\d\d votes/)
    expect(await bar.evaluate((bar, first) => bar === first, first)).toBe(true)
    await plain.inspect('poll-running')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await contrast(plain, '.choice-leads .choice-fill', '.choice-leads .choice-track')).toBeGreaterThan(3)
      expect(await contrast(plain, '.choice:not(.choice-leads) .choice-fill', '.choice-track')).toBeGreaterThan(3)
    }
    await plain.button('End and show results').click()
    await page.getByLabel('Question').waitFor()
    await expect.poll(plain.focused).toBe('New poll')
    await expect
      .poll(() => page.locator('.grid-polls .poll').first().textContent())
      .toMatch(/What comes next\?Ended early/)
    await plain.inspect('polls')
    await expect
      .poll(async () => (await getPolls(demo.twitch.fake.client()))[0])
      .toMatchObject({ status: 'TERMINATED' })
  })

  it('of a new user says that it is empty', async ({ plain, demo }) => {
    const { page } = plain
    await plain.openAs(demo.twitch.fake.user('9000').login, '#/me/followers')
    for (const [place, text] of [
      ['#/me/followers', 'No followers yet'],
      ['#/me/bans', 'Nobody is banned'],
      ['#/me/polls', 'No polls yet'],
    ] as const) {
      await plain.goTo(place)
      await page.getByText(text).waitFor()
      expect(await page.getByText('0 of 0').count()).toBe(0)
      await plain.inspect(`empty-${place.slice(5)}`)
    }
    plain.expectFailures()
    await page.getByLabel('Question').fill('Anyone?')
    await page.getByLabel('Answer 1').fill('Yes')
    await page.getByLabel('Answer 2').fill('No')
    await plain.button('Start the poll').click()
    await page.getByText('Twitch doesn’t allow this').waitFor()
    await plain.inspect('not-allowed')
  })
})

/** How far two elements' backgrounds are apart, by WCAG. */
async function contrast({ page }: PlainVisit, one: string, other: string): Promise<number> {
  const luminances = await page.evaluate(
    selectors =>
      selectors.map(selector => {
        const element = document.querySelector(selector)
        const [red = 0, green = 0, blue = 0] =
          (element ? getComputedStyle(element).backgroundColor : '').match(/\d+/g)?.map(channel => {
            const value = Number(channel) / 255
            return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
          }) ?? []
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
      }),
    [one, other],
  )
  const [dark = 0, light = 0] = luminances.sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('every place', () => {
  it.for([320, 390, 720, 768, 1024, 1920])(
    'is as wide as a screen of %i pixels, below a bar of one row',
    async (width, { plain }) => {
      const { page } = plain
      await page.setViewportSize({ width, height: 800 })
      await plain.openAs('ada', '')
      for (const place of ['', 'search', 'me', 'me/followers', 'me/chat', 'me/polls', 'me/bans', 'channel/lumenlily']) {
        await plain.goTo(`#/${place}`)
        await page.locator('h1').first().waitFor()
        await plain.shootOnce(`plain-${place.replace('/', '-') || 'home'}-${width}`)
      }
      expect(await page.locator('.bar').evaluate(bar => bar.getBoundingClientRect().height)).toBeLessThan(70)
    },
  )
})
