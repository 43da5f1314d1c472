import type { Locator } from 'playwright'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { describe, expect } from 'vitest'
import { hold } from './hold.ts'
import { isOldestMissing, oldestBrowser } from './oldestBrowser.ts'
import { it } from './siteVisit.ts'

describe('the explorer', () => {
  it('opens every page by its address, goes back and forth, and says so if there is no such page', async ({
    visit,
  }) => {
    const { page, open } = visit
    await open('#/getStreams')
    await page.getByRole('heading', { level: 1, name: 'getStreams' }).waitFor()
    const contents = page.getByRole('navigation', { name: 'Contents' })
    await contents.locator('summary', { hasText: 'Polls' }).click()
    await contents.getByRole('link', { name: 'createPoll' }).click()
    await page.getByRole('heading', { level: 1, name: 'createPoll' }).waitFor()
    await expect.poll(() => page.title()).toBe('createPoll · tinyhelix')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'getStreams' }).waitFor()
    await page.goForward()
    await page.getByRole('heading', { level: 1, name: 'createPoll' }).waitFor()
    await open('#/guides/eventsub/scopes')
    await page.getByRole('heading', { level: 2, name: 'Scopes' }).waitFor()
    await open('#/getNothing')
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  })

  it('runs a call on the fake in the page, goes on to the next page, and keeps the request to link to', async ({
    visit,
  }) => {
    const { page, open } = visit
    await open('#/getStreams?first=3')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const rows = page.locator('table.answer tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    const first = await rows.first().textContent()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Page 2').waitFor()
    await expect.poll(() => rows.first().textContent()).not.toBe(first)
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.getByText('Page 1').waitFor()
    await expect.poll(() => rows.first().textContent()).toBe(first)
    await page.getByRole('button', { name: 'JSON' }).click()
    await page.locator('.json').getByText('viewer_count').first().waitFor()
    expect(await page.locator('.history a').getAttribute('href')).toBe('#/getStreams?first=3')
    await open('#/getGlobalEmotes')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Again getStreams' }).click()
    await page.getByRole('heading', { level: 1, name: 'getStreams' }).waitFor()
    await expect.poll(() => rows.count()).toBe(3)
    await expect
      .poll(() => page.locator('.history a').allTextContents())
      .toEqual(['getStreamsfirst=3', 'getGlobalEmotes', 'getStreamsfirst=3'])
  })

  it('shows the form with its messages for an address that makes no sense, and sends nothing', async ({ visit }) => {
    const { page, open } = visit
    await open('#/getStreams?first=many&type=nonsense&%E0%A4%A')
    await page.getByText('Expected a whole number').waitFor()
    await page.getByText('Expected all or live').waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    expect(await page.locator('.status').count()).toBe(0)
  })
})

describe('a write in the explorer', () => {
  it('asks first where it cannot be undone, and can be left alone', async ({ visit }) => {
    const { page, open } = visit
    await open('#/deleteCustomReward')
    await page.getByRole('button', { name: 'Run this write' }).click()
    await page.getByText('What it deletes or ends does not come back.').waitFor()
    await page.getByRole('button', { name: 'Not now' }).click()
    expect(await page.locator('.status').count()).toBe(0)
    await page.getByRole('button', { name: 'Run this write' }).click()
    await page.getByRole('button', { name: 'Run it', exact: true }).click()
    await expect.poll(() => page.locator('.run .status').textContent()).toBe('204')
    // The reward is gone, and the error says so as the library does.
    await page.getByRole('button', { name: 'Run this write' }).click()
    await page.getByRole('button', { name: 'Run it', exact: true }).click()
    await page.getByText('DELETE /channel_points/custom_rewards was answered with 404').waitFor()
  })

  it('finds or makes what it needs on the fake, and shows what it has filled in', async ({ visit }) => {
    const { page, open } = visit
    await open('#/endPoll')
    expect(await page.getByLabel('id', { exact: true }).inputValue()).toBe('')
    await page.getByRole('button', { name: 'Run this write' }).click()
    await page.getByRole('button', { name: 'Run it', exact: true }).click()
    await expect.poll(() => page.locator('.run .status').textContent()).toBe('200')
    await expect.poll(() => page.getByLabel('id', { exact: true }).inputValue()).toMatch(/^[\da-f-]{36}$/)
    await page.locator('table.answer').getByText('TERMINATED').waitFor()
  })
})

describe('the code in the explorer', () => {
  it('follows the form as it changes, and is copied by one click', async ({ visit }) => {
    const { page, open } = visit
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open('#/createPoll')
    await page.getByLabel('title').first().fill('Tea, or “coffee”?')
    await page.getByRole('tab', { name: 'React' }).click()
    await page.locator('.code').getByText('Tea, or “coffee”?').waitFor()
    await page.getByRole('button', { name: 'Copy React' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("title: 'Tea, or “coffee”?'")
    await page.getByRole('tab', { name: 'React' }).press('ArrowRight')
    await page.locator('.code').getByText('<script setup').waitFor()
    // The address has the form, to be sent to somebody.
    await expect.poll(() => page.url()).toContain('title=Tea%2C+or+%E2%80%9Ccoffee%E2%80%9D%3F')
    await page.reload()
    await expect.poll(() => page.getByLabel('title').first().inputValue()).toBe('Tea, or “coffee”?')
  })
})

describe('listening in the explorer', () => {
  it('shows events as they come, from a button, from a scene and from a write', async ({ visit }) => {
    const { page, open } = visit
    await open('#/channelFollow')
    await page.getByRole('button', { name: 'Listen' }).click()
    await page.getByText('Listening.').waitFor()
    await page.getByRole('button', { name: 'Send one' }).click()
    await page.locator('.heard').getByText('"1010"').waitFor()
    await page.getByText('Sent to one subscription.').waitFor()
    await page.getByLabel('Or play a scene').selectOption('follow')
    await page.getByRole('button', { name: 'Play' }).click()
    await page.getByText('2 so far.').waitFor()
    await page.getByRole('button', { name: 'Stop listening' }).click()
    await page.getByText('Nobody listens yet.').waitFor()
  })

  it('says which field of an event is wrong, and sends nothing', async ({ visit }) => {
    const { page, open } = visit
    await open('#/channelRaid')
    await page.getByText('The event that is sent').click()
    await page.getByLabel('Event as JSON').fill('{"viewers":"many","from_broadcaster_user_id":"1002"}')
    await page.getByRole('button', { name: 'Send one' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/viewers|broadcaster/)
  })

  it('shows a live query beside the event that changes it', async ({ visit }) => {
    const { page, open } = visit
    await open('#/liveFollowers')
    await page.getByRole('button', { name: 'Show a live query' }).click()
    const first = page.locator('table.answer tbody tr').first()
    await first.waitFor()
    const before = await first.textContent()
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Send one' }).click()
        return first.textContent()
      })
      .not.toBe(before)
    await expect.poll(() => first.textContent()).toContain('1010')
  })
})

/** The fake in the page, which is loaded for its first answer. */
const fakeInPage = '**/assets/testing-*.js'

describe('two users in the explorer', () => {
  it('leave nothing of the first behind when the account changes while an answer is on its way', async ({ visit }) => {
    const { page, open } = visit
    await open('#/getUsers')
    const release = await hold(page, fakeInPage)
    await page.getByLabel('login').fill('secretfriend')
    await expect.poll(() => page.url()).toContain('secretfriend')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Running …' }).waitFor()
    await page.getByRole('button', { name: 'Where you are: ada' }).click()
    await page.getByRole('button', { name: 'pixelfox' }).click()
    await page.getByRole('button', { name: 'Where you are: pixelfox' }).waitFor()
    release()
    await open('#/getModeratedChannels')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.run .status').waitFor()
    await open('#/getUsers')
    expect(await page.locator('main').textContent()).not.toContain('secretfriend')
    await expect.poll(() => page.locator('.history li').count()).toBe(1)
    expect(page.url()).not.toContain('secretfriend')
    await page.getByRole('button', { name: 'Where you are: pixelfox' }).click()
    await page.getByRole('button', { name: 'ada', exact: true }).click()
    await expect.poll(() => page.locator('.history li').count()).toBe(0)
    await expect.poll(() => page.getByLabel('login').inputValue()).toBe('ada, pixelfox')
  })

  it('leave nothing behind when the account changes while ids are looked up for a call', async ({ visit, site }) => {
    const { page, open, problems } = visit
    await open('#/getCustomRewardRedemptions?status=UNFULFILLED')
    const release = await hold(page, fakeInPage)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Running …' }).waitFor()
    await page.getByRole('button', { name: 'Where you are: ada' }).click()
    await page.getByRole('button', { name: 'pixelfox' }).click()
    await page.getByRole('button', { name: 'Where you are: pixelfox' }).waitFor()
    release()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.run .status, .parameters .problem').first().waitFor()
    expect(await page.locator('.history li').count()).toBeLessThanOrEqual(1)
    expect(page.url().startsWith(site.url)).toBe(true)
    expect(problems()).toEqual([])
  })

  it('sign in at a served fake in a popup, with just the scope of the page, and replace each other whole', async ({
    visit,
    site,
  }) => {
    const { page } = visit
    const twitch = await serveFakeTwitch()
    const consent = async (login: string, act: () => Promise<void>) => {
      const [popup] = await Promise.all([page.waitForEvent('popup'), act()])
      await popup.getByLabel(login, { exact: false }).first().check()
      await popup.getByRole('button', { name: 'Authorize' }).click()
      await page.getByRole('button', { name: `Where you are: ${login}` }).waitFor()
    }
    try {
      await page.goto(`${site.url}?fake=${encodeURIComponent(twitch.url)}#/getPolls?first=2`)
      await page.getByText(`A fake Twitch at ${twitch.url}.`).waitFor()
      await consent('ada', () => page.getByRole('button', { name: 'Sign in with it' }).click())
      await page.getByText('You have it.').waitFor()
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await expect.poll(() => page.locator('.run .status').textContent()).toBe('200')
      await expect.poll(() => page.locator('.history li').count()).toBe(1)
      expect(await page.evaluate(() => location.href + JSON.stringify(sessionStorage))).not.toMatch(/token/i)

      await page.getByRole('button', { name: 'Where you are: ada' }).click()
      await consent('pixelfox', () => page.getByRole('button', { name: 'Switch account' }).click())
      await expect.poll(() => page.locator('.history li').count()).toBe(0)
      expect(await page.locator('.run .status').count()).toBe(0)
      await expect.poll(() => page.url()).not.toContain('first=2')

      // In another tab an answer is on its way when the user signs out here.
      const other = await page.context().newPage()
      const release = await hold(other, '**/helix/users*secretfriend*')
      await other.goto(`${site.url}?fake=${encodeURIComponent(twitch.url)}#/getUsers?login=secretfriend`)
      await other.getByRole('button', { name: 'Where you are: pixelfox' }).waitFor()
      await other.getByRole('button', { name: 'Run', exact: true }).click()
      await other.getByRole('button', { name: 'Running …' }).waitFor()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await other.getByRole('button', { name: 'Where you are: Served fake' }).waitFor()
      release()
      await expect.poll(() => other.url()).not.toContain('secretfriend')
      expect(await other.locator('main').textContent()).not.toContain('secretfriend')
      expect(await other.locator('.history li').count()).toBe(0)
      expect(await other.locator('.run .status').count()).toBe(0)
    } finally {
      await twitch.close()
    }
  })
})

describe('trouble in the explorer', () => {
  it('keeps no token and no secret of an address that somebody sent', async ({ visit }) => {
    const { page, open } = visit
    const transport = encodeURIComponent(JSON.stringify({ method: 'webhook', secret: 'not-for-others' }))
    for (const address of [
      '#access_token=not-for-others&state=unknown',
      '#/getUsers?access_token=not-for-others&id=1',
      '#/channelFollow?access_token=not-for-others',
      `#/createEventSubSubscription?transport=${transport}`,
    ]) {
      await page.goto('about:blank')
      await open(address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.url()).not.toContain('not-for-others')
      expect(await page.locator('.samples').allTextContents()).not.toContainEqual(
        expect.stringContaining('not-for-others'),
      )
    }
  })

  it('says until when it waits at the rate limit and goes on by itself, and says why a session has ended', async ({
    visit,
    site,
  }) => {
    const { page, problems } = visit
    const twitch = await serveFakeTwitch()
    try {
      await page.goto(`${site.url}?fake=${encodeURIComponent(twitch.url)}#/getPolls?first=2`)
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: 'Sign in with it' }).click(),
      ])
      await popup.getByLabel('ada', { exact: false }).first().check()
      await popup.getByRole('button', { name: 'Authorize' }).click()
      await page.getByText('You have it.').waitFor()
      const run = page.getByRole('button', { name: 'Run', exact: true })
      twitch.fake.fail({ path: '/polls', status: 429, message: 'Too Many Requests', resetIn: 3000, times: 1 })
      await run.click()
      await page.getByText(/^Too many requests: it is sent again at \d/).waitFor()
      await expect.poll(() => page.locator('.run .status').textContent()).toBe('200')

      // Twitch refuses the token later: nothing of the user stays, and the page says why.
      const stored = await page.evaluate(() => JSON.stringify(localStorage))
      for (const [token] of stored.matchAll(/\w{30}/g)) twitch.fake.revoke(token)
      await run.click()
      await page
        .getByRole('alert')
        .getByText(/^You are signed out: /)
        .waitFor()
      expect(await page.locator('.run .status').count()).toBe(0)
      await page.getByRole('button', { name: 'Sign in again' }).waitFor()
      expect(problems().every(problem => /Failed to load resource/.test(problem))).toBe(true)
    } finally {
      await twitch.close()
    }
  })

  it('says what to do if a served fake is gone, and if the fake in the page does not load', async ({ visit, site }) => {
    const { page, problems } = visit
    await page.goto(`${site.url}?fake=${encodeURIComponent('http://localhost:1')}#/getGlobalEmotes`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.error-box').waitFor()
    await page.goto(`${site.url}#/getGlobalEmotes`)
    await page.getByRole('button', { name: /^Where you are/ }).click()
    await page.getByRole('button', { name: 'ada', exact: true }).click()
    await page.route('**/assets/testing-*.js', route => route.abort())
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.error-box').waitFor()
    await page.unroute('**/assets/testing-*.js')
    expect(problems().every(problem => /Failed to load resource|ERR_/.test(problem))).toBe(true)
  })
})

/** What of the page that is shown cannot be seen or clicked on: one line each. */
function outOfReach(controls: readonly string[]): string[] {
  const { clientWidth, scrollWidth } = document.documentElement
  const wrong = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide, and the screen ${clientWidth}`] : []
  const sticksOut = (element: Element) => {
    const { left, right, width } = element.getBoundingClientRect()
    if (!width || (left > -2 && right < clientWidth + 2)) return false
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== 'visible') return false
    }
    return true
  }
  const outside = [...document.body.querySelectorAll('*')].filter(sticksOut)
  for (const element of outside) {
    if (outside.some(other => other.parentElement === element)) continue
    const { left, right } = element.getBoundingClientRect()
    wrong.push(`${element.tagName} ${element.className} reaches from ${left} to ${right}`)
  }
  for (const css of controls) {
    const found = [...document.querySelectorAll(css)].find(element => element.getClientRects().length)
    found?.scrollIntoView({ block: 'center' })
    const { x = 0, y = 0, width = 0, height = 0 } = found?.getBoundingClientRect() ?? {}
    const hit = document.elementFromPoint(x + width / 2, y + height / 2)
    if (!found || !(found.contains(hit) || hit?.contains(found))) wrong.push(`${css} cannot be clicked on`)
  }
  return wrong
}

describe('the pages of the explorer', () => {
  const frame = ['.menu-button, .side a', '.search-button', '.chip']
  const trial = [...frame, '.jump, .run .main', '.run .main', '.tabs [aria-selected=true]']
  const kinds: readonly (readonly [address: string, controls: readonly string[], before?: string])[] = [
    ['', [...frame, '.tiles a']],
    ['#/getStreams?first=5', [...trial, '.parameters input', '.turn button:last-child'], 'Run'],
    ['#/createPoll', [...trial, '.entry button', '.switch button'], 'Run this write'],
    ['#/channelFollow', [...trial, '.sender button', '.scene button'], 'Listen'],
    ['#/liveFollowers', [...frame, '.run .main', '.sender button'], 'Show a live query'],
    ['#/guides/eventsub', [...frame, '.prose a']],
    ['#/getUsers', ['.search input', '.search li b'], 'Search'],
    ['#/getPolls', ['.choices button', '.world-menu .control button'], 'Where you are: ada'],
  ]

  it.for([...kinds])(
    'fit from 360 to 1920 pixels, with text of the double size, too: %s',
    async ([address, controls, before], { visit }) => {
      const { page, open } = visit
      await open(address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (before)
        await page
          .getByRole('button', { name: before, exact: before !== 'Search' })
          .first()
          .click()
      if (before === 'Search') await page.keyboard.type('who follows me')
      for (const css of controls) await page.locator(css).first().waitFor({ state: 'attached' })
      const wrong: string[] = []
      for (const size of ['100%', '200%']) {
        await page.evaluate(size => {
          document.documentElement.style.fontSize = size
        }, size)
        for (const width of [360, 768, 1024, 1440, 1920]) {
          await page.setViewportSize({ width, height: 800 })
          // The layout is chosen after the window has its size.
          await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
          const found = await page.evaluate(outOfReach, controls)
          wrong.push(...found.slice(0, 3).map(what => `${width} pixels, text of ${size}: ${what}`))
        }
      }
      expect(wrong).toEqual([])
    },
  )
})

describe('the contents of the explorer on a phone', () => {
  it('open at the page that is shown, scroll to the last one, and close when a page is chosen', async ({ visit }) => {
    const { page, open } = visit
    await page.setViewportSize({ width: 360, height: 740 })
    await open('#/channelChatMessage')
    await page.getByRole('heading', { level: 1, name: 'channelChatMessage' }).waitFor()
    const contents = page.getByRole('navigation', { name: 'Contents' })
    await page.locator('.menu-button').click()
    await contents.waitFor()
    const isSeen = (link: Locator) =>
      link.evaluate(element => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      })
    await expect.poll(() => isSeen(contents.locator('[aria-current=page]'))).toBe(true)
    const last = contents.getByRole('link').last()
    await last.evaluate(link => link.scrollIntoView())
    await expect.poll(() => isSeen(last)).toBe(true)
    const name = `${await last.textContent()}`.trim()
    await last.click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await contents.waitFor({ state: 'hidden' })
  })
})

describe('the search of the explorer', () => {
  it('opens with Ctrl+K, finds while typing, and goes by keyboard alone', async ({ visit }) => {
    const { page, open } = visit
    await open()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search' }).waitFor()
    await page.keyboard.type('who follows me')
    await expect.poll(() => page.getByRole('option').first().locator('b').textContent()).toBe('getChannelFollowers')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'getChannelFollowers' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Search' }).waitFor({ state: 'detached' })
  })
})

const inOldest = it.extend({ browser: [oldestBrowser, { scope: 'file' }] })

describe('the explorer in Chromium 103', () => {
  // Playwright's locators wait by functions that this browser does not have. Texts and dispatched clicks work.
  inOldest.skipIf(isOldestMissing)(
    'runs a call, hears an event, follows a live query, shows a guide and finds a page',
    async ({ visit }) => {
      const { page, open } = visit
      const text = () => page.evaluate(() => document.querySelector('main')?.textContent)
      const show = async (name: string) => {
        await page.evaluate(name => {
          location.hash = `#/${name}`
        }, name)
        await expect.poll(() => page.locator('h1').allTextContents()).toEqual([name])
      }
      const click = (name: string) => page.locator('button', { hasText: name }).first().dispatchEvent('click')
      await open()
      await expect.poll(text).toContain('Twitch’s API, tried out')
      await show('getStreams')
      await click('Run')
      await expect.poll(() => page.locator('table.answer tbody tr').count()).toBeGreaterThan(0)
      await show('channelFollow')
      await click('Listen')
      await expect.poll(text).toContain('Listening.')
      await click('Send one')
      await expect.poll(() => page.locator('.heard').allTextContents()).toEqual([expect.stringContaining('"1010"')])
      await show('liveFollowers')
      await click('Show a live query')
      await expect.poll(() => page.locator('tbody tr', { hasText: 'rolandrolls' }).count()).toBeGreaterThan(0)
      await page.evaluate(() => {
        location.hash = '#/guides/eventsub'
      })
      await expect.poll(text).toContain('An overlay from a name')
      await page.keyboard.press('Control+k')
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')
      await page.keyboard.type('who follows me')
      await expect.poll(() => page.locator('[role=option] b').allTextContents()).toContain('getChannelFollowers')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('h1').allTextContents()).toEqual(['getChannelFollowers'])
    },
  )
})
