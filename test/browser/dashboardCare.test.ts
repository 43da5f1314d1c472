import { getBannedUsers, getChatSettings, getPolls } from 'tinyhelix'
import { describe, expect } from 'vitest'
import { allow, open, rows, scrollToTheEnd } from './dashboardVisit.ts'
import { it } from './demoVisit.ts'

describe('followers', () => {
  it('can be timed out, once that is allowed too', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, 'followers')
    await rows(visit).nth(99).waitFor()
    await visit.shoot('dashboard-followers')
    visit.expectFailures()
    await visit
      .button(/^Time out/)
      .first()
      .click()
    await page.getByText('One more permission is needed').waitFor()
    await visit.shoot('dashboard-scope')
    await allow(visit)
    const first = visit.button(/^Time out/).first()
    const name = (await first.getAttribute('aria-label'))?.replace('Time out ', '')
    await first.click()
    await page.getByText(`${name} has to be silent for ten minutes.`).waitFor()
    const [ban] = await getBannedUsers(demo.twitch.fake.client(), { first: 1 })
    expect(ban?.user_name).toBe(name)
    expect(ban?.expires_at).not.toBe('')
  })

  it('of someone new are none, and none are counted', async ({ visit, demo }) => {
    await open(visit, 'followers', demo.twitch.fake.user('9000').login)
    await visit.page.getByText('Nobody follows you yet').waitFor()
    expect(await visit.page.getByText('the latest first').count()).toBe(0)
  })
})

describe('bans', () => {
  it('are listed to the last one, lifted, placed and refused', async ({ visit, demo }) => {
    const { page } = visit
    const list = () => getBannedUsers(demo.twitch.fake.client(), {}, { limit: Infinity })
    await open(visit, 'bans')
    await rows(visit).first().waitFor()
    await visit.shoot('dashboard-bans')
    const before = await list()
    expect(before.length).toBeGreaterThan(100)
    await scrollToTheEnd(visit, before.length)

    const last = before.at(-1)
    await visit.button(`Unban ${last?.user_name}`).click()
    await page.getByText(`${last?.user_name} may chat again.`).waitFor()
    await expect.poll(() => rows(visit).count(), { timeout: 10_000 }).toBe(before.length - 1)
    expect((await list()).length).toBe(before.length - 1)

    await page.getByLabel('Who').fill('BrightBot')
    await page.getByLabel('How long').selectOption('for good')
    await visit.button('Ban').first().click()
    await page.getByText('BrightBot is kept out of your chat.').waitFor()
    await expect.poll(() => rows(visit).first().textContent(), { timeout: 10_000 }).toContain('BrightBot')
    visit.expectFailures()
    await page.getByLabel('Who').fill('brightbot')
    await visit.button('Ban').first().click()
    await page.getByText('The user specified in the user_id field is already banned.').waitFor()
    await visit.shoot('dashboard-ban-refused')
    await page.getByLabel('Who').fill('nobody_at_all')
    await visit.button('Ban').first().click()
    await page.getByText('Twitch knows nobody with the name nobody_at_all.').waitFor()
  })

  it('of someone new are none', async ({ visit, demo }) => {
    await open(visit, 'bans', demo.twitch.fake.user('9000').login)
    await visit.page.getByText('Nobody is banned').waitFor()
    await visit.shoot('dashboard-empty')
  })
})

describe('polls', () => {
  it('begin, gather votes, and end', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, 'polls')
    await page.getByLabel('Question').fill('What comes next?')
    await page.getByLabel('Answer 1').fill('A synthesizer')
    await page.getByLabel('Answer 2').fill('Drums')
    await visit.shoot('dashboard-poll-form')
    await visit.button('Start the poll').click()
    await visit.button('End the poll').waitFor()
    // Votes come in, and the page follows.
    await expect
      .poll(() => page.locator('.poll-running').textContent(), { timeout: 20_000 })
      .toMatch(/[5-9] votes|\d\d votes/)
    await visit.shoot('dashboard-poll-running')
    await visit.button('End the poll').click()
    await page.getByLabel('Question').waitFor()
    await expect
      .poll(() => page.locator('.grid-polls .poll').first().textContent(), { timeout: 10_000 })
      .toMatch(/What comes next\?Ended early/)
    expect((await getPolls(demo.twitch.fake.client()))[0]).toMatchObject({ status: 'TERMINATED' })
  })
})

describe('chat settings', () => {
  it('move at once, and back if Twitch refuses', async ({ visit, demo }) => {
    const { page } = visit
    const rules = () => getChatSettings(demo.twitch.fake.client(), { broadcaster_id: '1001' })
    await open(visit, 'chat')
    const emotes = page.getByRole('switch', { name: 'Emotes only' })
    await emotes.waitFor()
    expect(await emotes.isChecked()).toBe(false)
    await visit.shoot('dashboard-chat')

    const message = 'Emotes are out today.'
    const lift = demo.twitch.fake.fail({ path: '/chat/settings', method: 'PATCH', status: 400, message, latency: 2000 })
    visit.expectFailures()
    let isAnswered = false
    page.on('response', response => {
      isAnswered ||= response.request().method() === 'PATCH'
    })
    await emotes.click()
    await expect.poll(() => emotes.isChecked(), { timeout: 10_000 }).toBe(true)
    expect(isAnswered).toBe(false)
    await page.getByText(message).waitFor()
    expect(isAnswered).toBe(true)
    expect(await emotes.isChecked()).toBe(false)
    await visit.shoot('dashboard-chat-refused')
    lift()

    await emotes.click()
    await expect.poll(rules, { timeout: 10_000 }).toMatchObject({ emote_mode: true })
    await expect.poll(() => emotes.isChecked(), { timeout: 10_000 }).toBe(true)
    await page.reload()
    await emotes.waitFor()
    expect(await emotes.isChecked()).toBe(true)
  })
})
