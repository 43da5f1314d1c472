import type { Browser, BrowserContext, Page } from 'playwright'
import { channelFollow } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { accessibilityFindings } from './accessibility.ts'

let browser: Browser
let served: FakeTwitchServer
let context: BrowserContext
const problems: string[] = []

beforeAll(async () => {
  browser = await launchBrowser(inject('chromium'))
})
afterAll(() => browser.close())
beforeEach(async () => {
  served = await serveFakeTwitch()
})
afterEach(async () => {
  await context.close()
  await served.close()
  expect(problems.splice(0)).toEqual([])
})

/** Opens the control page on a phone, or wider. */
async function openControl(width = 360) {
  context = await browser.newContext({ viewport: { width, height: 740 } })
  const page = await context.newPage()
  page.on('console', message => problems.push(message.text()))
  page.on('pageerror', error => problems.push(error.message))
  await page.goto(served.url)
  await page.getByRole('status').getByText(new URL(served.url).host).waitFor()
  return page
}

type Subscription = readonly [type: string, version: string, condition: object]

/** What a page of a user's does: it subscribes, and writes down what comes. */
async function openOverlay(...given: readonly (Subscription | string)[]) {
  const subscriptions = given.filter(one => typeof one !== 'string')
  const [ownToken] = given.filter(one => typeof one === 'string')
  const page = await context.newPage()
  await page.goto(`${served.url}/activate`)
  const said: string[] = []
  await page.exposeFunction('say', (text: string) => said.push(text))
  const scopes = ['moderator:read:followers'] as const
  const facts = {
    ...served.network,
    subscriptions,
    token: ownToken ?? served.fake.grant({ scopes }),
    id: served.fake.clientId,
  }
  await page.evaluate(async ({ eventSubURL, baseURL, subscriptions, token, id }) => {
    const socket = new WebSocket(eventSubURL)
    const say: (text: string) => void = Reflect.get(globalThis, 'say')
    const session_id = await new Promise<string>(resolve => {
      socket.onmessage = ({ data }) => {
        const { metadata, payload } = JSON.parse(data)
        if (metadata.message_type === 'session_welcome') resolve(payload.session.id)
        if (payload.event) say(`${metadata.subscription_type} ${payload.event.user_name ?? payload.event.type}`)
      }
    })
    socket.onclose = ({ code }) => say(`closed ${code}`)
    for (const [type, version, condition] of subscriptions) {
      await fetch(`${baseURL}/eventsub/subscriptions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'client-id': id, 'content-type': 'application/json' },
        body: JSON.stringify({ type, version, condition, transport: { method: 'websocket', session_id } }),
      })
    }
  }, facts)
  return said
}

const own = { broadcaster_user_id: '1001' }
const toast = (page: Page) => expect.poll(() => page.locator('#toast').textContent())

const isWithin = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

it('the fake’s page on a phone shows users and requests, and sends events to a page', async () => {
  const page = await openControl()
  const said = await openOverlay(
    ['channel.follow', '2', { ...own, moderator_user_id: '1001' }],
    ['stream.online', '1', own],
  )
  await page.getByText('POST /eventsub/subscriptions').first().waitFor()
  const people = page.getByRole('region', { name: 'Signed in' })
  await people.getByText('moderator:read:followers').waitFor()
  expect(await page.content()).not.toContain(served.fake.grant())

  // Types with subscriptions are listed first.
  await page.getByRole('button', { name: 'channel.follow version 2 1 listening' }).waitFor()
  await page.getByRole('searchbox', { name: 'Type' }).fill('follow')
  await page.keyboard.press('Enter')
  await page.getByLabel('user_id', { exact: true }).last().fill('1003')
  await page.locator('#event').getByText('NightOwl_FM').waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await toast(page).toBe('Sent to 1 subscription.')
  await expect.poll(() => said).toEqual(['channel.follow NightOwl_FM'])

  await page.getByRole('button', { name: 'End stream' }).click()
  await page.getByRole('button', { name: 'Go live' }).click()
  await expect.poll(() => said.at(-1)).toBe('stream.online live')

  await page.getByRole('button', { name: 'Drop' }).click()
  await expect.poll(() => said.at(-1)).toBe('closed 1006')
  await page.getByText('No sockets open').waitFor()
  expect(await isWithin(page)).toBe(true)
})

it('the channel that a page listens to is chosen, and a scene says if nobody listens to its channel', async () => {
  const page = await openControl(1300)
  await page.getByRole('button', { name: 'A new follower' }).click()
  await toast(page).toContain('playing, but no page listens to Ada.')
  const token = served.fake.grant({ user: 'pixelfox', scopes: [] })
  await openOverlay(['channel.update', '2', { broadcaster_user_id: '1002' }], token)
  await expect.poll(() => page.getByLabel('Channel', { exact: true }).inputValue()).toBe('pixelfox')
  await page.getByRole('button', { name: 'A new follower' }).click()
  await toast(page).toBe('A new follower: playing.')
  expect(await accessibilityFindings(page, 'moderate')).toEqual([])
})

it('the log shows what was sent and answered, and events or requests alone', async () => {
  const page = await openControl(1300)
  const headers = { authorization: `Bearer ${served.fake.grant()}`, 'client-id': served.fake.clientId }
  await fetch(`${served.network.baseURL}/users?login=ada`, { headers })
  served.fake.emit(channelFollow, { ...own, user_id: '1003' })
  const log = page.locator('#happenings')
  await log.getByText('GET /users').click()
  await log.getByText('"display_name": "Ada"').waitFor()
  await page.getByLabel('Show').selectOption('events')
  await log.getByText('GET /users').waitFor({ state: 'hidden' })
  await log.getByText('channel.follow → 0 subscriptions').click()
  await log.getByText('"user_name": "NightOwl_FM"').waitFor()
  await page.getByLabel('Show').selectOption('everything')
  expect(await accessibilityFindings(page, 'moderate')).toEqual([])
  await page.screenshot({ path: 'test/screenshots/fake-page.png', fullPage: true })
})

it('each list is one tab stop, within which arrow keys go on', async () => {
  const page = await openControl(1300)
  await openOverlay(['channel.update', '2', own], ['stream.online', '1', own], ['stream.offline', '1', own])
  for (let count = 0; count < 30; count++) served.fake.emit(channelFollow, { ...own, user_id: '1003' })
  await page.locator('#happenings summary').nth(29).waitFor()
  await page.getByText('Revoke').nth(2).waitFor()
  const stops = await page.evaluate(
    () =>
      [...document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]')].filter(
        element => element instanceof HTMLElement && element.tabIndex >= 0 && element.offsetParent,
      ).length,
  )
  expect(stops).toBeLessThan(55)
  await page.getByRole('searchbox', { name: 'Type' }).focus()
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await page.keyboard.press('Tab')
  const first = await focused()
  await page.keyboard.press('ArrowDown')
  expect(await focused()).not.toBe(first)
  await page.keyboard.press('ArrowUp')
  expect(await focused()).toBe(first)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('#types'))).toBeNull()
})

it('the largest form fits a phone, follows notice_type, and reports invalid JSON', async () => {
  const page = await openControl()
  await page.getByRole('searchbox', { name: 'Type' }).fill('chat notification')
  await page.keyboard.press('Enter')
  await page.getByLabel('notice_type').selectOption('raid')
  await page.getByLabel('viewer_count').fill('12')
  await page.getByRole('button', { name: 'Add one' }).first().click()
  expect(await isWithin(page)).toBe(true)
  await page.getByRole('button', { name: 'As JSON' }).click()
  const event = JSON.parse(await page.getByLabel('Event', { exact: true }).inputValue())
  expect(event).toMatchObject({ ...own, notice_type: 'raid', sub: null, raid: { viewer_count: 12 } })
  await page.getByLabel('Event', { exact: true }).fill('{')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('alert').getByText('Event is no JSON.').waitFor()
})

it('texts of others appear as text, even if they look like HTML', async () => {
  const page = await openControl(1300)
  const hostile = '<img src=x onerror="document.title=1">'
  await fetch(`${served.network.baseURL}/${encodeURIComponent(hostile)}?login=${encodeURIComponent(hostile)}`)
  await page.locator('#happenings .what').first().click()
  await page.locator('#happenings pre').getByText(`login=${hostile}`).waitFor()
  expect(await page.locator('#happenings img').count()).toBe(0)
  expect(await page.title()).toBe('Fake Twitch')
})

it('the page shows faults begin and end, and says that the fake has stopped', async () => {
  const page = await openControl(900)
  await page.getByLabel('Path').fill('/users')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByText('any method /users → 503').waitFor()
  expect((await fetch(`${served.network.baseURL}/users`)).status).toBe(503)
  await page.getByRole('button', { name: 'Stop: any method /users → 503' }).click()
  await page.getByText('No errors simulated').waitFor()
  await page.getByLabel('Path').fill('users')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await toast(page).toContain('The path of a fault begins below the base URL')
  problems.splice(0)
  await served.close()
  await page.getByText('The fake has stopped').waitFor()
  // The page goes on to look for the fake.
  await context.close()
  problems.splice(0)
  served = await serveFakeTwitch()
})

it('a recording has a timeline that plays, pauses and jumps, and a broken line is reported', async () => {
  const page = await openControl(1280)
  const said = await openOverlay(['channel.follow', '2', { ...own, moderator_user_id: '1001' }])
  const line = (second: number) =>
    JSON.stringify({
      at: new Date(Date.parse('2026-03-01T20:00:00Z') + second * 1000).toISOString(),
      type: 'channel.follow',
      version: '2',
      event: { ...own, user_id: `${8300 + second}` },
    })
  const open = (text: string) =>
    page
      .getByLabel('Recording')
      .setInputFiles({ name: 'stream.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) })
  const name = (second: number) => `channel.follow ${served.fake.user(`${8300 + second}`).display_name}`
  await open(`${line(0)}\nhello`)
  await page.getByRole('alert').getByText('Line 2 of the recording: it is no JSON object.').waitFor()
  problems.splice(0)
  await open([0, 300, 301, 600].map(line).join('\n'))
  await expect.poll(() => said).toEqual([name(0)])
  await toast(page).toBe('4 events of stream.jsonl.')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.fill('299400')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('4:59 of 10:00')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => said).toEqual([name(0), name(300), name(301)])
  await page.getByLabel('Speed').selectOption('100')
  await expect.poll(() => said).toEqual([name(0), name(300), name(301), name(600)])
  await page.getByRole('button', { name: 'Play again' }).waitFor()
  expect(await isWithin(page)).toBe(true)
  await page.locator('#replay-close').click()
  await slider.waitFor({ state: 'hidden' })
})
