import {
  getBannedUsers,
  getChannelFollowers,
  getChannelInformation,
  getChatSettings,
  getCustomRewardRedemptions,
  getCustomRewards,
  getPolls,
  scopesFor,
} from 'tinyhelix'
import { describe, expect } from 'vitest'
import { allow, focused, inspect, it, open, rows } from './dashboardVisit.ts'
import { hold } from './hold.ts'

describe('followers', () => {
  it('far down the list are banned where one is, after a confirmation, and unbanned', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'followers', { scopes: scopesFor(getChannelFollowers) })
    await rows(visit).first().waitFor()
    await page.mouse.wheel(0, 5000)
    const row = page.locator('li[aria-posinset="70"]')
    await row.waitFor()
    const name = (await row.locator('strong').textContent()) ?? ''
    await visit.button(`Moderate ${name}`).click()

    const dialog = page.getByRole('dialog', { name: `Moderate ${name}` })
    await dialog.getByText('Allow the dashboard to moderate your chat').waitFor()
    await inspect(visit, 'ban-permission')
    await allow(visit)
    expect(demo.twitch.fake.requests.some(({ path }) => path === '/moderation/bans')).toBe(false)
    await inspect(visit, 'ban-confirmation')
    await dialog.getByRole('button', { name: 'Ban' }).click()

    await row.getByText('Banned').waitFor()
    await expect.poll(() => focused(visit)).toBe(`Unban ${name}`)
    expect(await row.evaluate(element => element.getBoundingClientRect().top)).toBeGreaterThan(0)
    await page.getByText(`${name} was banned.`).waitFor()
    await inspect(visit, 'banned')
    await visit.button('Undo').click()
    await page.getByText(`${name} can chat again.`).waitFor()
    await visit.button(`Moderate ${name}`).waitFor()
  })

  it('are timed out in the same dialog, which says what went wrong', async ({ visit, demo }) => {
    const { page } = visit
    visit.expectFailures()
    await open(visit, demo, 'followers', { login: 'pixelfox', scopes: scopesFor(getChannelFollowers) })
    const row = rows(visit).nth(2)
    await row.getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Allow the dashboard to moderate your chat').waitFor()
    await inspect(visit, 'scope')
    await allow(visit, 'pixelfox')
    await dialog.getByLabel('Time out').check()
    const button = dialog.getByRole('button', { name: 'Time out' })
    const message = 'Not this one.'
    const lift = demo.twitch.fake.fail({ path: '/moderation/bans', method: 'POST', status: 400, message })
    await button.click()
    await dialog.getByText(`Twitch says: “${message}”`).waitFor()
    lift()
    await button.click()
    await row.getByText(/^Timed out, ends in/).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

describe('bans', () => {
  it('are lifted without losing the place, placed, and refused without losing what was typed', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const list = () => getBannedUsers(demo.twitch.fake.client(), {}, { limit: Infinity })
    await open(visit, demo, 'bans')
    await rows(visit).first().waitFor()
    await inspect(visit, 'bans')
    const before = await list()

    const [, , third, fourth] = before
    await visit.button(`Unban ${third?.user_name}`).focus()
    await page.keyboard.press('Enter')
    await page.getByText(`${third?.user_name} can chat again.`).waitFor()
    await expect.poll(() => focused(visit)).toBe(`Unban ${fourth?.user_name}`)
    expect((await list()).length).toBe(before.length - 1)

    const who = page.getByLabel('Username')
    await who.fill('BrightBot')
    await page.getByLabel('Reason').fill('Links')
    await page.getByLabel('For how long').selectOption('Permanently')
    await page.locator('form').getByRole('button', { name: 'Ban' }).click()
    await page.getByText('BrightBot was banned.').waitFor()
    await expect.poll(() => rows(visit).first().textContent()).toContain('BrightBot')
    await expect.poll(() => who.inputValue()).toBe('')

    visit.expectFailures()
    const refused = [
      ['brightbot', 'They are already banned.'],
      ['nobody_at_all', 'There’s no user named nobody_at_all'],
    ] as const
    for (const [login, text] of refused) {
      await who.fill(login)
      await page.getByLabel('Reason').fill('Again')
      await page.locator('form').getByRole('button', { name: 'Ban' }).click()
      await page.getByRole('alert').getByText(text).waitFor()
      expect(await who.inputValue()).toBe(login)
      expect(await page.getByLabel('Reason').inputValue()).toBe('Again')
    }
    await inspect(visit, 'ban-refused')
  })
})

describe('polls', () => {
  it('begin, gather votes, and end, and the focus is never lost', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, '')
    await visit.button('Start a poll').click()
    await expect.poll(() => focused(visit)).toBe('Question')
    await inspect(visit, 'poll-form')
    await page.keyboard.type('What comes next?')
    await page.getByLabel('Answer 1').fill('A synthesizer')
    await page.getByLabel('Answer 2').fill('Drums')
    await visit.button('Add an answer').click()
    await expect.poll(() => focused(visit)).toBe('Answer 3 (optional)')
    await page.keyboard.type('Both')
    await page.keyboard.press('Enter')
    await visit.heading('What comes next?').waitFor()
    await expect.poll(() => focused(visit)).toBe('Current poll')

    await expect.poll(() => page.locator('.leads').count()).toBeGreaterThan(0)
    await inspect(visit, 'poll-running')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.locator('.leads .fill').first().evaluate(contrastWithTrack)).toBeGreaterThan(3)
    }

    await visit.button('End the poll').focus()
    await page.keyboard.press('Enter')
    await page.getByText('No poll is running.').waitFor()
    await expect.poll(() => focused(visit)).toBe('Current poll')
    await expect
      .poll(async () => (await getPolls(demo.twitch.fake.client()))[0])
      .toMatchObject({ status: 'TERMINATED' })

    await visit.goTo('#/polls')
    await page.locator('.cards').getByText('Ended early').first().waitFor()
    await inspect(visit, 'polls')
  })
})

/** The contrast of a bar with what is behind it, as WCAG computes it. */
function contrastWithTrack(bar: Element): number {
  const luminance = (element: Element | null) => {
    const channels = element ? getComputedStyle(element).backgroundColor.match(/[\d.]+/g) : null
    const [red = 0, green = 0, blue = 0] = (channels ?? []).map(channel => {
      const share = Number(channel) / 255
      return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
  }
  const [one, other] = [luminance(bar), luminance(bar.parentElement)]
  return Math.max(one, other) / Math.min(one, other)
}

describe('chat settings', () => {
  it('move at once, and back if Twitch refuses, which stays where it was', async ({ visit, demo }) => {
    const { page } = visit
    const rules = () => getChatSettings(demo.twitch.fake.client(), { broadcaster_id: '1001' })
    await open(visit, demo, 'chat')
    const emotes = page.getByRole('switch', { name: 'Emotes only' })
    await emotes.waitFor()
    await expect.poll(() => emotes.isChecked()).toBe(false)
    const holdWrites = () => hold(page, '**/helix/chat/settings*')

    const message = 'Emotes are out today.'
    const lift = demo.twitch.fake.fail({ path: '/chat/settings', method: 'PATCH', status: 400, message })
    visit.expectFailures()
    let answers = 0
    page.on('response', response => {
      if (response.request().method() === 'PATCH') answers++
    })
    const release = await holdWrites()
    await emotes.click()
    await expect.poll(() => emotes.isChecked()).toBe(true)
    expect(answers).toBe(0)
    release()
    await page.locator('li', { has: emotes }).getByText(`Twitch says: “${message}”`).waitFor()
    await expect.poll(() => answers).toBe(1)
    await expect.poll(() => emotes.isChecked()).toBe(false)
    await inspect(visit, 'chat-refused')

    // A refusal that comes when one has gone elsewhere is not told there.
    const releaseNext = await holdWrites()
    await emotes.click()
    await visit.goTo('#/stream')
    await visit.heading('Stream info').waitFor()
    releaseNext()
    await expect.poll(() => answers).toBe(2)
    expect(await page.getByText(message).count()).toBe(0)
    lift()

    await visit.goTo('#/chat')
    await expect.poll(() => emotes.isChecked()).toBe(false)
    await emotes.click()
    await expect.poll(rules).toMatchObject({ emote_mode: true })
    await page.reload()
    await emotes.waitFor()
    await expect.poll(() => emotes.isChecked()).toBe(true)
  })
})

describe('stream information', () => {
  it('is edited, with a category that is searched for', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'stream')
    await page.getByLabel('Title').fill('Synths all night')
    await visit.button('Change category').click()
    await expect.poll(() => focused(visit)).toBe('Search categories')
    await page.keyboard.type('zzz')
    const status = page.getByRole('dialog').getByRole('status')
    await expect.poll(() => status.textContent()).toBe('Nothing found for “zzz”')
    await page.getByLabel('Search categories').fill('music')
    await expect.poll(() => status.textContent()).toMatch(/^\d+ results? for “music”$/)
    await inspect(visit, 'category')
    await page.getByRole('dialog').getByRole('button', { name: 'Music' }).click()
    await expect.poll(() => focused(visit)).toBe('Change category')
    await inspect(visit, 'stream')
    await visit.button('Save').click()
    await page.getByText('Saved. Viewers see it within a minute.').waitFor()
    await visit.goTo('#/')
    await visit.heading('Synths all night').waitFor()
    expect(await page.getByText('Saved.').count()).toBe(0)
    const [channel] = await getChannelInformation(demo.twitch.fake.client(), { broadcaster_id: '1001' })
    expect(channel).toMatchObject({ title: 'Synths all night', game_name: 'Music' })
  })
})

describe('rewards', () => {
  it('are made, paused, and their redemptions dealt with', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'rewards')
    await visit.button('New reward').click()
    await expect.poll(() => focused(visit)).toBe('Name')
    await page.keyboard.type('Sing a song')
    await visit.button('Create reward').click()
    const card = page.getByRole('region', { name: 'Sing a song' })
    await card.getByText('Nobody is waiting.').waitFor()
    await card.getByRole('button', { name: 'Pause' }).click()
    await card.getByRole('button', { name: 'Resume' }).waitFor()

    await visit.button('Mark').first().waitFor()
    await inspect(visit, 'rewards')
    const waiting = () =>
      getCustomRewardRedemptions(demo.twitch.fake.client(), { reward_id, status: 'UNFULFILLED' }, { limit: Infinity })
    const [water] = await getCustomRewards(demo.twitch.fake.client(), { only_manageable_rewards: true })
    const reward_id = water?.id ?? ''
    const before = (await waiting()).length
    const queue = page.getByRole('region', { name: `${water?.title}` })
    await queue.getByRole('button', { name: 'Mark' }).first().click()
    await page.getByText(`Done: ${water?.title}`).waitFor()
    await expect.poll(async () => (await waiting()).length).toBe(before - 1)
    await queue.getByRole('button', { name: 'Refund' }).first().click()
    await page.getByText(/ got the points back\.$/).waitFor()
    await expect.poll(async () => (await waiting()).length).toBe(before - 2)
    await expect.poll(() => focused(visit)).toMatch(/^Mark/)
  })
})

describe('Twitch’s consent page', () => {
  it('shows every permission on a phone, without a list that scrolls', async ({ visit }) => {
    const { page } = visit
    await page.setViewportSize({ width: 360, height: 740 })
    await visit.open('dashboard/')
    await visit.signIn('quietcomet')
    const [popup] = await Promise.all([page.waitForEvent('popup'), visit.button('Allow it').click()])
    const list = popup.getByRole('list')
    await list.waitFor()
    expect(await list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
    await popup.close()
    await page.getByText('Allow the dashboard to').waitFor()
  })
})
