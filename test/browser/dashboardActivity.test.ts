import { createPrediction, getUnbanRequests } from 'tinyhelix'
import {
  automodMessageHold,
  channelChatMessage,
  channelCheer,
  channelFollow,
  channelHypeTrainBegin,
  channelPointsCustomRewardRedemptionAdd,
  channelRaid,
  channelSubscribe,
  channelSubscriptionGift,
} from 'tinyhelix/eventsub'
import type { FakeTwitchServer } from 'tinyhelix/testing/node'
import { describe, expect } from 'vitest'
import { openRawSocket } from '../testing/rawSocket.ts'
import { call } from '../testing/wire.ts'
import { focused, inspect, isLive, it, open } from './dashboardVisit.ts'
import { hold } from './hold.ts'
import { isHeard } from './isHeard.ts'

const own = { broadcaster_user_id: '1001' }

const piece = { type: 'text', emote: null, cheermote: null, mention: null } as const

const plain = (text: string) => ({ text, fragments: [{ type: 'text', text, emote: null, cheermote: null }] })

/** A message that AutoMod holds back. */
const held = (message_id: string, text: string) => ({
  ...{
    ...own,
    moderator_user_id: '1001',
    user_id: '1005',
    message_id,
    message: plain(text),
    reason: 'automod' as const,
  },
  ...{ automod: { category: 'swearing', level: 3, boundaries: [] }, blocked_term: null },
  held_at: new Date().toISOString(),
})

const control = ({ url }: FakeTwitchServer, path: string, body: object) =>
  fetch(`${url}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('the activity feed', () => {
  it('lists follows, subs, gifts, cheers, raids and redemptions, and what is left of them by filters', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, '')
    await isHeard(demo, 'channel.follow', 'channel.subscribe', 'channel.subscription.gift', 'channel.cheer')
    await isHeard(demo, 'channel.raid', 'channel.channel_points_custom_reward_redemption.add')
    fake.emit(channelFollow, { ...own, user_id: '1002' })
    fake.emit(channelSubscribe, { ...own, user_id: '1003', tier: '1000', is_gift: false })
    fake.emit(channelSubscribe, { ...own, user_id: '1004', tier: '1000', is_gift: true })
    const gift = { total: 5, tier: '2000', is_anonymous: true, cumulative_total: null } as const
    fake.emit(channelSubscriptionGift, { ...own, ...gift, user_id: null, user_login: null, user_name: null })
    fake.emit(channelCheer, { ...own, user_id: '1005', bits: 100, message: 'Cheer100', is_anonymous: false })
    fake.emit(channelRaid, { from_broadcaster_user_id: '1006', to_broadcaster_user_id: '1001', viewers: 42 })
    fake.emit(channelPointsCustomRewardRedemptionAdd, {
      ...{ ...own, user_id: '1007', user_input: 'Louder', status: 'unfulfilled' },
      reward: { id: 'reward', title: 'A song', cost: 100, prompt: '' },
    })
    const feed = page.getByRole('region', { name: 'Activity' })
    const rows = () => feed.getByRole('listitem').allTextContents()
    const all = [
      /LumenLily redeemed A song: “Louder”/,
      /CaptainWaffle raided with 42 viewers/,
      /TinkerBee cheered 100 Bits/,
      /Somebody gifted 5 Tier 2 subs/,
      /NightOwl_FM subscribed at Tier 1/,
      /PixelFox followed/,
    ]
    await expect.poll(rows).toEqual(all.map(text => expect.stringMatching(text)))
    await inspect(visit, 'activity')
    for (const name of ['Follows', 'Cheers']) await feed.getByRole('button', { name }).click()
    await expect.poll(rows).toHaveLength(4)
    // The choice, and what has happened, last while one is elsewhere in the page.
    await visit.goTo('#/polls')
    await visit.heading('Polls').waitFor()
    fake.emit(channelRaid, { from_broadcaster_user_id: '1002', to_broadcaster_user_id: '1001', viewers: 1 })
    await visit.goTo('#/')
    await expect.poll(rows).toHaveLength(5)
    expect(await feed.getByRole('button', { name: 'Cheers' }).getAttribute('aria-pressed')).toBe('false')
  })
})

describe('cards', () => {
  it('show a prediction and a Hype Train with the time that is left, and end the prediction', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, '')
    await isLive(visit)
    const prediction = page.getByRole('region', { name: 'Current prediction' })
    await prediction.getByRole('button', { name: 'Start a prediction' }).click()
    await page.getByLabel('Question').fill('Will it work?')
    await page.getByLabel('Outcome 1').fill('Yes')
    await page.getByLabel('Outcome 2').fill('No')
    await page.getByRole('button', { name: 'Start the prediction' }).click()
    await prediction.getByText(/^[12]:\d\d left$/).waitFor()
    await prediction.getByRole('button', { name: 'Lock' }).click()
    await prediction.getByText('Locked').waitFor()
    await prediction.getByRole('button', { name: 'Choose outcome' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click()
    await page.getByText('“Yes” has won.').waitFor()
    await prediction.getByText('No prediction is running.').waitFor()

    fake.emit(channelHypeTrainBegin, {
      ...{ ...own, id: 'train', level: 1, total: 500, progress: 500, goal: 1600, type: 'regular' },
      ...{ top_contributions: [{ user_id: '1002', type: 'bits', total: 500 }], is_shared_train: false },
      ...{ shared_train_participants: null, all_time_high_level: 5, all_time_high_total: 9000 },
      started_at: new Date().toISOString(),
      expires_at: new Date(Date.now() + 300_000).toISOString(),
    })
    const train = page.getByRole('region', { name: 'Hype Train' })
    await train.getByText('500 of 1,600 points').waitFor()
    await train.getByText(/^[45]:\d\d left$/).waitFor()
    await createPrediction(fake.client(), {
      title: 'Again?',
      outcomes: [{ title: 'Yes' }, { title: 'No' }],
      prediction_window: 60,
    })
    await prediction.getByText('Again?').waitFor()
    await inspect(visit, 'cards')
  })

  it('do not say that no poll runs while nobody knows', async ({ visit, demo }) => {
    const { page } = visit
    const release = await hold(page, '**/helix/polls*')
    await open(visit, demo, '')
    await page.getByRole('heading', { name: 'Poll', exact: true }).waitFor()
    expect(await page.getByText('No poll is running.').count()).toBe(0)
    release()
    await page.getByText('No poll is running.').waitFor()
  })
})

describe('moderation', () => {
  it('approves and denies held messages and unban requests', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, 'moderation')
    await isLive(visit)
    const messages = page.getByRole('region', { name: 'Held messages' })
    await messages.getByText('No message waits for you.').waitFor()
    await isHeard(demo, 'automod.message.hold')
    fake.emit(automodMessageHold, held('one', 'You spoon'))
    fake.emit(automodMessageHold, held('two', 'You fork'))
    await messages.getByText('You fork').waitFor()
    await inspect(visit, 'moderation')
    await messages.getByRole('button', { name: 'Approve TinkerBee’s message' }).first().click()
    await messages.getByText('You spoon').waitFor({ state: 'detached' })
    await page.getByText('TinkerBee’s message is in the chat.').waitFor()
    await messages.getByRole('button', { name: 'Deny TinkerBee’s message' }).click()
    await messages.getByText('No message waits for you.').waitFor()
    // The page says one thing at a time: this would replace what comes next.
    await page.getByText('TinkerBee’s message was denied.').waitFor()

    const requests = page.getByRole('region', { name: 'Unban requests' })
    const pending = () => getUnbanRequests(fake.client(), { status: 'pending' }, { limit: 100 })
    const [first, second] = await pending()
    await requests.getByRole('button', { name: `Approve ${first?.user_name}’s request` }).click()
    await page.getByText(`${first?.user_name} can chat again.`).waitFor()
    await requests.getByRole('button', { name: `Deny ${second?.user_name}’s request` }).click()
    await page.getByText(`${second?.user_name} stays banned.`).waitFor()
    expect((await pending()).map(({ id }) => id)).not.toContain(first?.id)
  })
})

describe('two users', () => {
  it('what the first one did is not told to the second, however late Twitch answers', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, 'moderation')
    await isLive(visit)
    const messages = page.getByRole('region', { name: 'Held messages' })
    await isHeard(demo, 'automod.message.hold')
    fake.emit(automodMessageHold, held('early', 'You spoon'))
    fake.emit(automodMessageHold, held('late', 'You fork'))
    await messages.getByRole('button', { name: 'Approve TinkerBee’s message' }).first().click()
    const said = page.getByText('TinkerBee’s message is in the chat.')
    await said.waitFor()

    let answer = () => {}
    const isAnswered = new Promise<void>(resolve => {
      answer = resolve
    })
    let isSent = () => {}
    const sent = new Promise<void>(resolve => {
      isSent = resolve
    })
    await page.route('**/moderation/automod/message*', async route => {
      if (route.request().method() !== 'POST') return route.continue()
      isSent()
      await isAnswered
      await route.continue()
    })
    await messages.getByRole('button', { name: 'Approve TinkerBee’s message' }).first().click()
    await sent
    // Somebody else signs in, in another tab.
    const other = await page.context().newPage()
    await open(
      {
        ...visit,
        page: other,
        open: address => other.goto(`${demo.url}${address}`).then(() => {}),
        button: name => other.getByRole('button', { name, exact: true }),
      },
      demo,
      '',
      { login: 'pixelfox' },
    )
    await visit.button('Signed in as pixelfox').waitFor()
    expect(await said.count()).toBe(0)
    const response = page.waitForResponse('**/moderation/automod/message*')
    answer()
    await response
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve)))
    expect(await said.count()).toBe(0)
    await other.close()
  })
})

describe('the page', () => {
  it('has a theme switch, which lasts', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'polls')
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    await page.emulateMedia({ colorScheme: 'light' })
    const before = await background()
    await visit.button('Signed in as ada').click()
    await visit.button('Dark theme').click()
    await expect.poll(background).not.toBe(before)
    await page.reload()
    await visit.button('Signed in as ada').waitFor()
    expect(await background()).not.toBe(before)
    await visit.button('Signed in as ada').click()
    await visit.button('Light theme').click()
    await expect.poll(background).toBe(before)
  })

  it('says that it is offline, and not that it is up to date', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'polls')
    await isLive(visit)
    visit.expectFailures()
    await page.context().setOffline(true)
    await page.getByText('Offline', { exact: true }).waitFor()
    expect(await page.getByText('Up to date').count()).toBe(0)
    await page.context().setOffline(false)
    await isLive(visit)
  })

  it('does not move when a raid comes, and offers the next shoutout when Twitch takes it', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, '')
    await isLive(visit)
    await isHeard(demo, 'channel.raid')
    const top = () => visit.heading('Your channel').evaluate(element => element.getBoundingClientRect().top)
    const before = await top()
    const raid = (from: string) =>
      demo.twitch.fake.emit(channelRaid, {
        from_broadcaster_user_id: from,
        to_broadcaster_user_id: '1001',
        viewers: 7,
      })
    raid('1002')
    await visit.button('Shout out').click()
    await page.getByText('You gave PixelFox a shoutout.').waitFor()
    expect(await top()).toBe(before)
    const wait = visit.button(/^Shout out in [12]:\d\d$/)
    await wait.waitFor()
    raid('1003')
    await page.getByText('NightOwl_FM is raiding you').waitFor()
    expect(await wait.getAttribute('aria-disabled')).toBe('true')
  })

  it('closes the choice of a category with one Escape, also after something was typed', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'stream')
    await page.getByRole('button', { name: 'Change category' }).click()
    await expect.poll(() => focused(visit)).toBe('Search categories')
    await page.keyboard.type('music')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('keeps the field of the chat where it is while one reads what was said, and shows one’s own message', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await open(visit, demo, 'chat')
    await isHeard(demo, 'channel.chat.message')
    for (let number = 0; number < 60; number++) {
      fake.emit(channelChatMessage, {
        ...{
          ...own,
          chatter_user_id: '1002',
          message_id: `line-${number}`,
          message: { text: `Line ${number}`, fragments: [{ ...piece, text: `Line ${number}` }] },
        },
        ...{ message_type: 'text', badges: [], cheer: null, color: '#1e90ff', reply: null },
        ...{ channel_points_custom_reward_id: null, source_broadcaster_user_id: null, source_message_id: null },
        ...{ source_badges: null, is_source_only: null },
      })
    }
    await page.getByText('Line 59', { exact: true }).waitFor()
    const field = page.getByLabel('Send a message')
    const top = () => field.evaluate(element => element.getBoundingClientRect().top)
    const before = await top()
    const log = page.getByRole('log')
    await log.focus()
    await page.keyboard.press('Home')
    await visit.button('Jump to the latest messages').waitFor()
    // Otherwise the scrolling may go on after the own message was shown.
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
    expect(await top()).toBe(before)
    await field.fill('I was reading')
    await page.keyboard.press('Enter')
    const line = page.getByRole('listitem').filter({ hasText: 'I was reading' })
    await expect
      .poll(
        async () =>
          (await line.count()) > 0 &&
          (await line.evaluate(element => {
            const log = element.closest('[role=log]')
            return !!log && element.getBoundingClientRect().bottom <= log.getBoundingClientRect().bottom + 1
          })),
      )
      .toBe(true)
  })

  it('shows switches and bars in high contrast', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, demo, 'chat')
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const slow = page.getByRole('switch', { name: 'Slow mode' })
    await slow.waitFor()
    expect(await slow.evaluate(element => getComputedStyle(element).appearance)).toBe('auto')
    await visit.shootOnce('dashboard-chat-forced-colors')
    await visit.goTo('#/polls')
    const track = page.locator('.track').first()
    await track.waitFor()
    expect(await track.evaluate(element => getComputedStyle(element).borderTopWidth)).toBe('1px')
    await visit.shootOnce('dashboard-polls-forced-colors')
  })

  it('says why nothing changes by itself if too many pages of a user are open, and goes on once others close', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    visit.expectFailures()
    const others = await Promise.all([1, 2, 3].map(() => openRawSocket(demo.twitch.url)))
    for (const socket of others) {
      await expect.poll(() => socket.messages().length).toBe(1)
      const transport = { method: 'websocket', session_id: socket.messages()[0].payload.session.id }
      const body = { type: 'channel.update', version: '2', condition: own, transport }
      expect(await call(fake, 'POST /eventsub/subscriptions', { body })).toMatchObject({ status: 202 })
    }
    await open(visit, demo, 'polls')
    await page.getByRole('alert').getByText('Too many pages are open').waitFor()
    await inspect(visit, 'too-many-pages')
    fake.eventSub.drop()
    await page.getByText('Too many pages are open').waitFor({ state: 'detached' })
    await isLive(visit)
  })

  it('shows the sign-in once the user has disconnected the application at Twitch', async ({ visit, demo }) => {
    const { fake } = demo.twitch
    await open(visit, demo, 'polls')
    await isLive(visit)
    visit.expectFailures()
    await control(demo.twitch, 'disconnect', { id: fake.user('ada').id, clientId: fake.clientId })
    await visit.button('Sign in with Twitch').waitFor()
  })

  it('says that the code was copied', async ({ visit, demo }) => {
    const { page } = visit
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open(visit, demo, 'polls')
    await page.getByText('How it is done').click()
    await page.locator('.how').getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Code copied.').waitFor()
  })

  it('has round placeholders for pictures, as large as the pictures', async ({ visit, demo }) => {
    const { page } = visit
    const release = await hold(page, '**/helix/channels/followers*')
    await open(visit, demo, 'followers')
    const size = () =>
      page
        .locator('.avatar.bone')
        .first()
        .evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])
    await page.locator('.avatar.bone').first().waitFor()
    expect(await size()).toEqual([40, 40])
    release()
  })
})
