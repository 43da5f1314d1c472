import { decodeQR } from 'qr/decode.js'
import {
  createPoll,
  createPrediction,
  deleteChatMessages,
  endPoll,
  endPrediction,
  getPolls,
  getPredictions,
  type HelixClient,
  sendChatMessage,
} from 'tinyhelix'
import {
  channelFollow,
  channelHypeTrainEnd,
  channelHypeTrainProgress,
  channelRaid,
  channelSubscribe,
  channelSubscriptionGift,
} from 'tinyhelix/eventsub'
import { describe, expect } from 'vitest'
import { isHeard } from './isHeard.ts'
import { agree, card, inspect, it, openSignedIn } from './overlayVisit.ts'
import { photograph } from './photograph.ts'
import { stopClock } from './stopClock.ts'

const channel = { broadcaster_user_id: '1001' }
const raid = { from_broadcaster_user_id: '1003', to_broadcaster_user_id: '1001', viewers: 1234 }
const train = { ...channel, top_contributions: [], shared_train_participants: null, type: 'regular' }

/** Opens a poll and a prediction, unless they are open. */
async function haveThemVote(client: HelixClient) {
  const [poll] = await getPolls(client)
  const choices = [{ title: 'Synth' }, { title: 'Drum machine' }, { title: 'Something with lasers' }]
  if (poll?.status !== 'ACTIVE') await createPoll(client, { title: 'What comes next?', choices, duration: 1800 })
  const [prediction] = await getPredictions(client)
  const outcomes = [{ title: 'Of course' }, { title: 'Never' }]
  if (prediction?.status !== 'ACTIVE') {
    await createPrediction(client, { title: 'Do we beat it?', outcomes, prediction_window: 1800 })
  }
}

const activation = 'https://www.twitch.tv/activate'

describe('the overlay', () => {
  it('signs in by a code, as soon as Twitch can be reached', async ({ visit, demo }) => {
    const { page } = visit
    visit.expectFailures()
    await page.clock.install()
    const lift = demo.twitch.fake.fail({ path: '/device', status: 503 })
    await visit.open('overlay/')
    await page.getByText('Getting a code from Twitch').waitFor()
    await page.clock.fastForward(5000)
    await page.getByText('Can’t reach Twitch right now').waitFor()
    await inspect(visit, 'unreachable')
    lift()
    await page.clock.fastForward(5000)
    await page.locator('output').waitFor()
    expect(await page.locator('main').textContent()).not.toContain('127.0.0.1')
    await page.getByRole('img', { name: 'QR code of the link' }).waitFor()
    await inspect(visit, 'code')
    const link = page.getByRole('link', { name: 'Activate' })
    const [tab] = await Promise.all([page.waitForEvent('popup'), link.click()])
    await tab.getByRole('button', { name: 'Activate' }).click()
    await tab.getByText('Your device is signed in').waitFor()
    await card(page, 'Viewers').waitFor()
  })

  it.for([
    ['a short address', 'https://a.tv'],
    ['an address in capitals', activation.toUpperCase()],
    ['Twitch’s address', `${activation}?public=true&device-code=ABCDEFGH`],
    ['an address of 300 characters', `${activation}?next=${'a1-'.repeat(88)}`.padEnd(300, 'z')],
    ['an address with letters of many alphabets', `${activation}?name=Zoë ようこそ مرحبا 🎉`],
  ] as const)(
    'shows %s as a QR code that reads as the same text at every size',
    async ([, text], { visit, browser }) => {
      const { page } = visit
      // The page asks for its token before anybody has agreed.
      visit.expectFailures()
      await page.route('**/oauth2/device', async route => {
        const response = await route.fetch()
        if (!response.ok()) return route.fulfill({ response })
        await route.fulfill({ response, json: { ...(await response.json()), verification_uri: text } })
      })
      await visit.open('overlay/')
      const code = page.getByRole('img', { name: 'QR code of the link' })
      for (const viewport of [
        { width: 1920, height: 1080 },
        { width: 400, height: 600 },
        { width: 360, height: 740 },
      ]) {
        await page.setViewportSize(viewport)
        await code.waitFor()
        expect(decodeQR(await photograph(browser, code)), `${viewport.width} pixels`).toBe(text)
      }
      // The standard wants four modules of light on each side.
      expect((await code.locator('path').getAttribute('d'))?.slice(0, 5)).toBe('M4 4h')
    },
  )

  it('shows what goes on in the channel, and how to build the same', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const client = fake.client()
    await openSignedIn(visit, demo)
    await card(page, 'Then I shave the cat').getByText('5,000 / 5,500 followers').waitFor()
    await expect.poll(() => card(page, 'Viewers').textContent()).toMatch(/312.*5,000/)
    await page.getByText('Up to date').waitFor()

    await haveThemVote(client)
    await sendChatMessage(client, { message: 'Hello FakeWave' })
    await card(page, 'Do we beat it?').getByText('Predict now').waitFor()
    await expect.poll(() => card(page, 'What comes next?').textContent()).toMatch(/[1-9]\d* votes?/)
    fake.emit(channelFollow, { ...channel, user_id: '1002' })
    await page.getByRole('heading', { name: 'New follower' }).waitFor()
    await card(page, 'Viewers').getByText('5,001').waitFor()
    await inspect(visit, 'all')

    await page.getByText('How it is done').click()
    await page.getByLabel('Source').selectOption('Poll.svelte')
    await page.locator('pre').getByText('getPolls').waitFor()
    await inspect(visit, 'source')
    await page.getByRole('link', { name: 'All demos' }).waitFor()
    expect(await page.getByRole('link', { name: 'Fake Twitch' }).getAttribute('href')).toBe(demo.twitch.url)
  })

  it('greets who follows, gives and raids, one after another', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await page.clock.install()
    await openSignedIn(visit, demo, '?show=alerts')
    const follow = { ...channel, user_id: '1002' }
    await isHeard(demo, 'channel.follow', 'channel.raid', 'channel.subscription.gift')
    await stopClock(page)
    fake.emit(channelFollow, follow)
    fake.emit(channelRaid, raid)
    const gift = { ...channel, is_anonymous: true, user_id: null, total: 10, tier: '1000', cumulative_total: null }
    fake.emit(channelSubscriptionGift, gift)
    fake.emit(channelSubscribe, { ...follow, tier: '1000', is_gift: true })

    const alert = page.getByRole('status').locator('section')
    const expected = [
      /^New follower\s*PixelFox$/,
      /^Raid\s*NightOwl_FM\s*is raiding with 1,234 viewers$/,
      /^Gift\s*Anonymous.*10 Tier 1 subs/,
    ]
    for (const words of expected) {
      await expect
        .poll(async () => {
          await page.clock.runFor(100)
          return (await alert.allTextContents()).map(text => text.trim())
        })
        .toEqual([expect.stringMatching(words)])
      await visit.shootOnce(`overlay-alert-${expected.indexOf(words)}`)
      await page.clock.runFor(6000)
    }
    await expect
      .poll(async () => {
        await page.clock.runFor(100)
        return alert.count()
      })
      .toBe(0)
  })

  it('shows the chat of a channel by its name, without a sign-in, and says if there is no such channel', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await visit.open('overlay/?channel=ada')
    await page.setViewportSize({ width: 400, height: 600 })
    await expect.poll(() => fake.irc.clients.flatMap(({ channels }) => channels)).toEqual(['ada'])
    await sendChatMessage(fake.client(), { message: 'Hello FakeWave' })
    await page.getByRole('log').getByText('Hello').waitFor()
    expect(await page.locator('output').count()).toBe(0)
    await inspect(visit, 'channel')
    // Other parts beside it need one, and are named.
    const settings = Buffer.from(JSON.stringify({ channel: 'ada' })).toString('base64url')
    await visit.open(`overlay/?bare#settings=1.${settings}`)
    await page.getByText('The chat needs no sign-in. It is for: labels, alerts, goal').waitFor()
    await page.clock.install()
    await visit.open('overlay/?channel=nobody_has_this_name')
    const complaint = page.getByText('nobody_has_this_name')
    await expect
      .poll(async () => {
        await page.clock.fastForward(11_000)
        return complaint.count()
      })
      .toBe(1)
  })

  it('loses what moderators delete, in a source with nothing but the chat', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const client = fake.client()
    const asked = fake.requests.length
    await openSignedIn(visit, demo, '?show=chat')
    await page.setViewportSize({ width: 400, height: 600 })
    const other = await page.context().newPage()
    await other.goto(page.url().replace('chat', 'alerts'))
    await isHeard(demo, 'channel.raid', 'channel.chat.message', 'channel.chat.message_delete')
    fake.emit(channelRaid, raid)
    await other.getByRole('heading', { name: 'Raid' }).waitFor()
    await expect.poll(() => fake.eventSub.sessions.length).toBe(1)

    // Somebody who has just followed may not write: the channel wants followers of ten minutes.
    const viewer = fake.client({ user: 'nightowl_fm' })
    const line = (text: string) => page.getByRole('listitem').filter({ hasText: text })
    const say = (message: string) => sendChatMessage(viewer, { broadcaster_id: '1001', message })
    const { is_sent, message_id } = await say('You missed one')
    expect(is_sent).toBe(true)
    await line('You missed one').waitFor()
    for (const text of ['Hello FakeWave', 'مرحبا بالجميع', 'ようこそ、みなさん', 'a'.repeat(400)]) await say(text)
    await sendChatMessage(client, { message: 'Welcome @nightowl_fm' })
    const welcome = line('Welcome')
    await welcome.waitFor()
    const drawn = (name: string) => page.getByAltText(name, { exact: true }).first()
    for (const name of ['Broadcaster', 'FakeWave']) {
      await expect.poll(() => drawn(name).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    }
    await visit.shootOnce('overlay-chat')
    await deleteChatMessages(client, { message_id })
    await line('You missed one').waitFor({ state: 'detached' })
    expect(await welcome.count()).toBe(1)

    expect(await page.locator('main').locator('section, dl, header').count()).toBe(0)
    const paths = fake.requests.slice(asked).map(({ path }) => path)
    expect(paths.filter(path => /polls|goals|hypetrain|followers|streams/.test(path))).toEqual([])
  })

  it('follows polls, predictions and the Hype Train to their end', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const client = fake.client()
    await page.clock.install()
    await openSignedIn(visit, demo, '?show=poll,prediction,train')
    await haveThemVote(client)
    const step = { ...train, level: 4, total: 12_345, progress: 700, goal: 1000, is_shared_train: false }
    await isHeard(demo, 'channel.poll.end', 'channel.prediction.end', 'channel.hype_train.end')
    fake.emit(channelHypeTrainProgress, step)
    await page.getByText('Level 4 · 70%').waitFor()

    const poll = card(page, 'What comes next?')
    expect(
      await poll
        .locator('.fill')
        .last()
        .evaluate((fill: HTMLElement) => fill.style.width),
    ).toMatch(/^\d+%$/)
    const before = await poll.textContent()
    await expect.poll(() => poll.textContent()).not.toBe(before)
    await visit.shootOnce('overlay-running')
    const [running] = await getPolls(client)
    await endPoll(client, { id: `${running?.id}`, status: 'TERMINATED' })
    await poll.getByText('Result').waitFor()

    const prediction = card(page, 'Do we beat it?')
    const [open] = await getPredictions(client)
    const [winner] = open?.outcomes ?? []
    await endPrediction(client, { id: `${open?.id}`, status: 'LOCKED' })
    await prediction.getByText('Locked').waitFor()
    await endPrediction(client, { id: `${open?.id}`, status: 'RESOLVED', winning_outcome_id: `${winner?.id}` })
    await prediction.getByText('Result').waitFor()
    expect(await prediction.locator('.leads').textContent()).toContain('Of course')

    fake.emit(channelHypeTrainEnd, { ...train, level: 4, total: 12_345, is_shared_train: false })
    await card(page, 'Hype Train').waitFor({ state: 'detached' })
    await visit.shootOnce('overlay-results')
    await page.clock.fastForward(20_000)
    await poll.waitFor({ state: 'detached' })
    await prediction.waitFor({ state: 'detached' })
  })

  it.for(['full', 'reduced'])(
    'lets a line of chat go after the seconds that were chosen, with %s motion',
    async (motion, { visit, demo }) => {
      const { page } = visit
      const settings = { motion, chat: { expiry: 3, fade: 1 } }
      const fragment = `#settings=1.${Buffer.from(JSON.stringify(settings)).toString('base64url')}`
      await openSignedIn(visit, demo, `?show=chat${fragment}`)
      await isHeard(demo, 'channel.chat.message')
      await sendChatMessage(demo.twitch.fake.client(), { message: 'Gone in a moment' })
      const line = page.getByRole('listitem').filter({ hasText: 'Gone in a moment' })
      await expect.poll(() => line.evaluate(({ classList }) => classList.contains('passing'))).toBe(true)
      await expect.poll(() => line.evaluate(element => getComputedStyle(element).opacity)).toBe('0')
      // What comes later does not bring it back.
      for (const text of ['one', 'two', 'three', 'four'])
        await sendChatMessage(demo.twitch.fake.client(), { message: text })
      await page.getByText('four').waitFor()
      expect(await line.evaluate(element => getComputedStyle(element).opacity)).toBe('0')
    },
  )

  it('moves nothing for those who want less motion', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await page.clock.install()
    await openSignedIn(visit, demo, '?show=chat,alerts')
    await isHeard(demo, 'channel.follow', 'channel.chat.message')
    // A busy machine may show no frame between the beginning and the end of an animation.
    const session = await page.context().newCDPSession(page)
    await session.send('Animation.enable')
    await session.send('Animation.setPlaybackRate', { playbackRate: 0.02 })
    for (const { reducedMotion, motion, form, moved } of [
      { reducedMotion: 'reduce', motion: 'reduced', form: 'static', moved: [] },
      { reducedMotion: 'no-preference', motion: 'full', form: 'animated', moved: [-60] },
    ] as const) {
      await page.emulateMedia({ reducedMotion })
      await page.locator(`main[data-motion=${motion}]`).waitFor()
      fake.emit(channelFollow, { ...channel, user_id: '1002' })
      const moves = await page.waitForFunction(() => {
        const [animation] = document.querySelector('section')?.getAnimations() ?? []
        const { effect } = animation ?? {}
        return (
          effect instanceof KeyframeEffect &&
          effect.getKeyframes().flatMap(({ transform = 'none' }) => Math.round(new DOMMatrix(`${transform}`).f) || [])
        )
      })
      expect(await moves.jsonValue()).toEqual(moved)
      await sendChatMessage(fake.client(), { message: 'FakeWave' })
      await expect.poll(() => page.getByAltText('FakeWave').last().getAttribute('src')).toContain(`/${form}/`)
      await page.clock.fastForward(6000)
      await page.locator('section').waitFor({ state: 'detached' })
    }
  })

  it('is transparent in OBS, within what every screen shows', async ({ visit, demo }) => {
    const { page } = visit
    await page.addInitScript(() => Object.assign(globalThis, { obsstudio: {} }))
    await openSignedIn(visit, demo)
    await card(page, 'Viewers').waitFor()
    await card(page, 'Then I shave the cat').waitFor()
    const picture = (await page.screenshot({ omitBackground: true })).toString('base64')
    const opaque = await page.evaluate(async source => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob())
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true })
      canvas?.drawImage(image, 0, 0)
      const alphaAt = (x: number, y: number) => canvas?.getImageData(x, y, 1, 1).data[3]
      return [alphaAt(2, 2), alphaAt(960, 540), alphaAt(1917, 1077)]
    }, picture)
    expect(opaque).toEqual([0, 0, 0])
    const outside = await page.evaluate(() => {
      // A part may still be on its way to its place.
      for (const animation of document.getAnimations()) animation.finish()
      return [...document.querySelectorAll('.plate')]
        .map(plate => plate.getBoundingClientRect())
        .filter(({ left, top, right, bottom }) => left < 96 || top < 54 || right > 1920 - 96 || bottom > 1080 - 54)
    })
    expect(outside).toEqual([])
  })

  it('shows its code when the streamer disconnects the application, and goes on after a new sign-in, without a reload', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { fake } = demo.twitch
    visit.expectFailures()
    await openSignedIn(visit, demo)
    await isHeard(demo, 'channel.follow', 'channel.chat.message')
    let loads = 0
    page.on('load', () => loads++)
    fake.revoke(await page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '').token))
    await page.locator('output').waitFor()
    await visit.shootOnce('overlay-disconnected')
    await agree(visit, demo)
    await isHeard(demo, 'channel.follow', 'channel.chat.message')
    fake.emit(channelFollow, { ...channel, user_id: '1002' })
    await page.getByRole('heading', { name: 'New follower' }).waitFor()
    expect(loads).toBe(0)
  })

  it('clears everything at a sign-out, and shows the next user’s channel', async ({ visit, demo }) => {
    const { page } = visit
    await openSignedIn(visit, demo, '?bare')
    await isHeard(demo, 'channel.chat.message')
    await sendChatMessage(demo.twitch.fake.client(), { message: 'Hello' })
    await page.getByRole('listitem').filter({ hasText: 'Hello' }).waitFor()
    await card(page, '5,00').first().waitFor()
    await visit.button('Sign out ada').click()
    await agree(visit, demo, 'pixelfox')
    await visit.button('Sign out pixelfox').waitFor()
    await card(page, 'Followers').waitFor()
    expect(await page.locator('main').textContent()).not.toMatch(/5,00|Hello/)
  })
})
