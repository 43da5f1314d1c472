import {
  createPoll,
  endPoll,
  getChatSettings,
  modifyChannelInformation,
  sendChatMessage,
  unbanUser,
  updateChatSettings,
} from 'tinyhelix'
import { channelChatMessage, channelFollow, channelPollProgress, channelRaid, channelUpdate } from 'tinyhelix/eventsub'
import {
  liveBans,
  liveChannel,
  liveChatSettings,
  liveFollowers,
  liveHypeTrain,
  livePolls,
  livePredictions,
  liveRedemptions,
  liveRewards,
  liveStreams,
  liveUnbanRequests,
} from 'tinyhelix/query/live'
import { describe, expect } from 'vitest'
import { inspect, isLive, it, open, rows } from './dashboardVisit.ts'
import { isHeard } from './isHeard.ts'
import { isSettled } from './isSettled.ts'

const ada = '1001'

/** The families that the dashboard's queries follow. */
const families = [
  liveBans,
  liveChannel,
  liveChatSettings,
  liveFollowers,
  liveHypeTrain,
  livePolls,
  livePredictions,
  liveRedemptions,
  liveRewards,
  liveStreams,
  liveUnbanRequests,
]

/** A message as Twitch sends it. */
const message = (number: number) => ({
  broadcaster_user_id: ada,
  chatter_user_id: `${1002 + (number % 5)}`,
  message_id: `message-${number}`,
  message: {
    text: `Number ${number}.`,
    fragments: [{ type: 'text', text: `Number ${number}.`, cheermote: null, emote: null, mention: null }],
  },
  message_type: 'text',
  badges: [],
  cheer: null,
  color: '#1e90ff',
  reply: null,
  channel_points_custom_reward_id: null,
  source_broadcaster_user_id: null,
  source_broadcaster_user_login: null,
  source_broadcaster_user_name: null,
  source_message_id: null,
  source_badges: null,
})

describe('a dashboard left open', () => {
  it('follows what happens: stream, followers, polls, a raid', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const owner = fake.client()
    await open(visit, demo, '')
    await isLive(visit)
    await visit.heading('Latest followers').waitFor()

    await modifyChannelInformation(owner, { title: 'A quiet evening' })
    await visit.heading('A quiet evening').waitFor()
    const follower = fake.user('9000')
    fake.emit(channelFollow, { broadcaster_user_id: ada, user_id: follower.id })
    await page.locator('.row').getByText(follower.display_name).waitFor()
    const choices = [{ title: 'Tea' }, { title: 'Coffee' }]
    const { id } = await createPoll(owner, { title: 'Tea or coffee?', choices, duration: 300 })
    await visit.heading('Tea or coffee?').waitFor()
    await endPoll(owner, { id, status: 'TERMINATED' })
    await page.getByText('No poll is running.').waitFor()

    fake.emit(channelRaid, { from_broadcaster_user_id: '1002', to_broadcaster_user_id: ada, viewers: 42 })
    await page.getByRole('alert').getByText('PixelFox is raiding you').waitFor()
    await inspect(visit, 'raid')
    await visit.button('Shout out').click()
    await page.getByText('You gave PixelFox a shoutout.').waitFor()
    await visit.button('Dismiss').click()

    await visit.goTo('#/chat')
    const slow = page.getByRole('switch', { name: 'Slow mode' })
    await slow.waitFor()
    await isLive(visit)
    const { slow_mode } = await getChatSettings(owner, { broadcaster_id: ada })
    await updateChatSettings(owner, { slow_mode: !slow_mode })
    await expect.poll(() => slow.isChecked()).toBe(!slow_mode)
    await updateChatSettings(owner, { slow_mode })
    await expect.poll(() => slow.isChecked()).toBe(slow_mode)

    // Who follows does not move the row that is about to be clicked.
    await visit.goTo('#/followers')
    await rows(visit).first().waitFor()
    await isLive(visit)
    await page.mouse.move(640, 400)
    await page.mouse.wheel(0, 2500)
    await page.locator('li[aria-posinset="35"]').waitFor()
    const underThePointer = () =>
      page.evaluate(() => document.elementFromPoint(640, 400)?.closest('li')?.querySelector('strong')?.textContent)
    // Rows that come into sight are measured, which moves the rest a little.
    let seen: string | null | undefined
    const isStill = async () => {
      const before = seen
      seen = await underThePointer()
      return seen !== undefined && seen === before
    }
    await expect.poll(isStill, { interval: 200 }).toBe(true)
    const follow = { broadcaster_user_id: ada, user_id: fake.user('8999').id }
    await expect.poll(() => fake.emit(channelFollow, follow)).toBe(1)
    await page.getByText('5,002 followers').waitFor({ state: 'attached' })
    expect(await underThePointer()).toBe(seen)

    await visit.goTo('#/bans')
    await rows(visit).first().waitFor()
    await isLive(visit)
    const name = await rows(visit).first().locator('strong').textContent()
    await unbanUser(owner, { user_id: fake.user(`${name}`.toLowerCase()).id })
    await expect.poll(() => rows(visit).first().locator('strong').textContent()).not.toBe(name)
  })

  it('makes no request for 1,000 events that carry the new data, and shows the last 100 messages', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, '')
    await isLive(visit)
    await visit.heading('Latest followers').waitFor()
    await isSettled(demo, families)
    const before = fake.requests.length

    for (let number = 1; number <= 880; number++) fake.emit(channelChatMessage, message(number))
    for (let number = 1; number <= 60; number++) {
      fake.emit(channelFollow, { broadcaster_user_id: ada, user_id: fake.user(`${8000 + number}`).id })
    }
    const started_at = new Date().toISOString()
    const ends_at = new Date(Date.now() + 600_000).toISOString()
    const voting = { is_enabled: false, amount_per_vote: 0 }
    for (let votes = 1; votes <= 50; votes++) {
      const choice = { votes, channel_points_votes: 0, bits_votes: 0 }
      fake.emit(channelPollProgress, {
        ...{ broadcaster_user_id: ada, id: 'poll', title: 'What to drink?', started_at, ends_at },
        choices: ['Tea', 'Coffee'].map(title => ({ id: title, title, ...choice })),
        ...{ bits_voting: voting, channel_points_voting: voting },
      })
    }
    for (let number = 1; number <= 10; number++) {
      fake.emit(channelUpdate, {
        ...{ broadcaster_user_id: ada, title: `Part ${number}`, language: 'en', category_id: '509670' },
        ...{ category_name: 'Science & Technology', content_classification_labels: [] },
      })
    }
    await visit.heading('Part 10').waitFor()
    await page.getByText('100 votes').waitFor()
    await page.getByText('Number 880.').waitFor()
    await page.locator('.row').getByText(fake.user('8060').display_name).waitFor()
    expect(await page.locator('.chat-line').count()).toBe(100)
    // Live queries take these events as they are. The pictures of followers come in few requests, each once.
    const asked = fake.requests.slice(before)
    const forPictures = asked.filter(({ path }) => path === '/users')
    expect(asked.filter(({ path }) => path !== '/users' && !path.startsWith('/avatar/'))).toEqual([])
    expect(forPictures.length).toBeLessThanOrEqual(12)
    const ids = forPictures.flatMap(({ query }) => query['id'] ?? [])
    expect(ids).toEqual([...new Set(ids)])
  })

  it('says so when it is cut off, and catches up', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, '')
    await isLive(visit)
    visit.expectFailures()
    fake.eventSub.silence(true)
    fake.eventSub.drop()
    await page.getByText(/^(Reconnecting|Connecting) …$/).waitFor()
    await inspect(visit, 'reconnecting')
    fake.eventSub.silence(false)
    fake.eventSub.drop()
    await isLive(visit)
  })
})

describe('chat', () => {
  it('is answered and moderated where it is read', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const fox = fake.client({ user: 'pixelfox' })
    const say = (text: string) => sendChatMessage(fox, { broadcaster_id: ada, message: text })
    const line = (text: string) => page.getByRole('listitem').filter({ hasText: text })
    await open(visit, demo, 'chat')
    await isHeard(demo, 'channel.chat.message')

    await page.getByLabel('Send a message').fill('Hello everyone')
    await page.keyboard.press('Enter')
    await line('Hello everyone').waitFor()
    await expect.poll(() => page.getByLabel('Send a message').inputValue()).toBe('')
    expect(await line('Hello everyone').getByRole('button').count()).toBe(0)

    await say('Good evening')
    await say('Look at my channel')
    await line('Look at my channel').hover()
    await visit.button('Delete PixelFox’s message').click()
    await line('Look at my channel').getByText('Deleted').waitFor()
    expect(await line('Good evening').getByText('Deleted').count()).toBe(0)

    await line('Good evening').getByRole('button', { name: 'Moderate PixelFox' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.locator('blockquote').textContent()).toBe('Good evening')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('remove')
    await inspect(visit, 'chat-moderate')
    await dialog.getByLabel('Send a warning').check()
    await dialog.getByLabel('Reason').fill('Please be kind')
    await dialog.getByRole('button', { name: 'Send warning' }).click()
    await page.getByText('PixelFox was warned.').waitFor()

    await line('Good evening').hover()
    await visit.button('Time out PixelFox').click()
    await page.getByText('PixelFox was timed out for 10 minutes.').waitFor()
    await line('Good evening').getByText('Deleted').waitFor()
    await inspect(visit, 'chat')
    await visit.button('Undo').click()
    await page.getByText('PixelFox can chat again.').waitFor()
  })

  it('does not move while somebody reads what was said before', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, 'chat')
    await isHeard(demo, 'channel.chat.message')
    for (let number = 1; number <= 60; number++) fake.emit(channelChatMessage, message(number))
    await page.getByText('Number 60.').waitFor()
    const log = page.getByRole('log')
    const isAtTheEnd = () =>
      log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2)
    await expect.poll(isAtTheEnd).toBe(true)
    await log.focus()
    await page.keyboard.press('PageUp')
    await visit.button('Jump to the latest messages').waitFor()
    fake.emit(channelChatMessage, message(61))
    await page.getByText('Number 61.').waitFor({ state: 'attached' })
    expect(await isAtTheEnd()).toBe(false)
    await visit.button('Jump to the latest messages').click()
    await expect.poll(isAtTheEnd).toBe(true)
  })
})
