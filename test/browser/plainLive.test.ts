import { createPoll, endPoll } from 'tinyhelix'
import { channelFollow, channelPollProgress } from 'tinyhelix/eventsub'
import { describe, expect } from 'vitest'
import { isHeard } from './isHeard.ts'
import { isSettled } from './isSettled.ts'
import { it } from './plainVisit.ts'

const own = { broadcaster_user_id: '1001' }

describe('the plain demo', () => {
  it('shows polls that begin, gather votes and end elsewhere, without asking for the votes', async ({
    plain,
    demo,
  }) => {
    const { page } = plain
    const { fake } = demo.twitch
    const owner = fake.client()
    await plain.openAs('ada', '#/me/polls')
    await page.getByLabel('Question').waitFor()
    await isHeard(demo, 'channel.poll.begin', 'channel.poll.progress', 'channel.poll.end')
    const choices = ['Tea', 'Coffee'].map(title => ({ title }))
    const poll = await createPoll(owner, { title: 'Tea or coffee?', choices, duration: 300 })
    await plain.heading('Tea or coffee?').waitFor()
    const asked = () => fake.requests.filter(({ method, path }) => method === 'GET' && path === '/polls').length
    const left = page.getByText(/^\d+ votes · [45]:\d\d left$/)
    /** How often the page asks for the votes until its clock goes on. */
    const askedMeanwhile = async () => {
      const [before, first] = [asked(), await left.textContent()]
      await expect.poll(() => left.textContent()).not.toBe(first)
      return asked() - before
    }
    // The page asks until it has heard that Twitch has accepted all subscriptions.
    await expect.poll(askedMeanwhile).toBe(0)
    const before = asked()
    const voting = { is_enabled: false, amount_per_vote: 0 }
    fake.emit(channelPollProgress, {
      ...{ ...own, id: poll.id, title: poll.title, started_at: poll.started_at },
      ends_at: new Date(Date.parse(poll.started_at) + 300_000).toISOString(),
      choices: poll.choices.map(({ id, title }, index) => ({
        ...{ id, title, votes: 30 + index, channel_points_votes: 0, bits_votes: 0 },
      })),
      ...{ bits_voting: voting, channel_points_voting: voting },
    })
    await page
      .locator('.poll-running')
      .getByText(/3\d votes/)
      .first()
      .waitFor()
    await askedMeanwhile()
    expect(asked()).toBe(before)
    await endPoll(owner, { id: poll.id, status: 'TERMINATED' })
    await page.getByLabel('Question').waitFor()
  })

  it('offers new followers, and moves nothing until one wants to see them', async ({ plain, demo }) => {
    const { page } = plain
    const { fake } = demo.twitch
    await plain.openAs('ada', '#/me/followers')
    await page.locator('.rows .row').first().waitFor()
    await isHeard(demo, 'channel.follow')
    // A list that is asked for again has the new follower at once.
    await isSettled(demo)
    const follower = fake.user('8999')
    fake.emit(channelFollow, { ...own, user_id: follower.id })
    await plain.button('Show 1 new follower').click()
    await page.locator('.rows .row').first().getByText(follower.display_name).waitFor()
    await page.getByText('new follower').waitFor({ state: 'hidden' })
  })

  it('keeps followers and the state of the stream up to date, and what was typed', async ({ plain, demo }) => {
    const { page } = plain
    const { fake } = demo.twitch
    await plain.openAs('ada', '#/me')
    await page.getByLabel('Title').fill('Half a title')
    await isHeard(demo, 'stream.offline', 'stream.online', 'channel.follow')
    fake.offline('ada')
    await page.locator('.facts').getByText('Offline').waitFor()
    fake.online('ada')
    await page
      .locator('.facts')
      .getByText(/^Live for 0:\d\d$/)
      .waitFor()
    const count = () => page.locator('.facts dd').first().textContent()
    const number = async () => Number((await count())?.replace(',', ''))
    await expect.poll(number).toBeGreaterThan(0)
    await isSettled(demo)
    const before = await number()
    fake.emit(channelFollow, { ...own, user_id: '8998' })
    await expect.poll(number).toBe(before + 1)
    expect(await page.getByLabel('Title').inputValue()).toBe('Half a title')
    await plain.inspect('live')
  })

  it('shows switches and bars in high contrast', async ({ plain, demo }) => {
    const { page } = plain
    const choices = ['Tea', 'Coffee'].map(title => ({ title }))
    await createPoll(demo.twitch.fake.client(), { title: 'Contrast?', choices, duration: 300 })
    await plain.openAs('ada', '#/me/chat')
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const slow = page.getByRole('switch', { name: 'Slow mode' })
    await slow.waitFor()
    expect(await slow.evaluate(element => getComputedStyle(element).appearance)).toBe('auto')
    await plain.shootOnce('plain-chat-forced-colors')
    await plain.goTo('#/me/polls')
    const track = page.locator('.choice-track').first()
    await track.waitFor()
    expect(await track.evaluate(element => getComputedStyle(element).borderTopWidth)).toBe('1px')
    await plain.shootOnce('plain-polls-forced-colors')
  })

  it('the first page has no endless animation', async ({ plain }) => {
    const { page } = plain
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await plain.open()
    await page.locator('.helix').waitFor()
    const endless = await page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === Number.POSITIVE_INFINITY)
          .length,
    )
    expect(endless).toBe(0)
  })
})
