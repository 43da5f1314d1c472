import {
  banUser,
  createPoll,
  createPrediction,
  deleteChatMessages,
  getBannedUsers,
  getChannelFollowers,
  getHypeTrainStatus,
  modifyChannelInformation,
  resolveUnbanRequest,
  type Scope,
  scopesFor,
  sendChatMessage,
  sendShoutout,
  updateChatSettings,
  updateCustomReward,
  warnChatUser,
} from 'tinyhelix'
import {
  automodMessageHold,
  channelChatMessage,
  channelCheer,
  channelPointsCustomRewardRedemptionAdd,
  channelSubscribe,
} from 'tinyhelix/eventsub'
import { liveBans } from 'tinyhelix/query/live'
import { expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'

/** A test with the built dashboard alone. */
export const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['dashboard/index.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

/** The rendered rows of an endless list. */
export const rows = ({ page }: Visit) => page.locator('.endless > ul > li')

/** Grants the requested scopes in a popup, as the signed-in user. */
export async function allow({ page, button }: Visit, login = 'ada'): Promise<void> {
  const wish = button('Allow it')
  const [popup] = await Promise.all([page.waitForEvent('popup'), wish.click()])
  const closed = popup.waitForEvent('close')
  await popup.locator(`input[name=user][value=${login}]`).check()
  await popup.getByRole('button', { name: 'Authorize' }).click()
  await closed
  await expect.poll(() => wish.count()).toBe(0)
}

interface OpenOptions {
  /** The signed-in user. @defaultValue `'ada'` */
  readonly login?: string
  /** The granted scopes. @defaultValue all scopes of the dashboard */
  readonly scopes?: readonly Scope[]
}

/** All scopes of the dashboard. */
const everything = scopesFor(
  banUser,
  automodMessageHold,
  channelChatMessage,
  channelCheer,
  channelPointsCustomRewardRedemptionAdd,
  channelSubscribe,
  createPrediction,
  getHypeTrainStatus,
  resolveUnbanRequest,
  createPoll,
  deleteChatMessages,
  getBannedUsers,
  getChannelFollowers,
  liveBans,
  modifyChannelInformation,
  sendChatMessage,
  sendShoutout,
  updateChatSettings,
  updateCustomReward,
  warnChatUser,
)

/** Opens a page for a user who has signed in before. */
export async function open(
  visit: Visit,
  { twitch: { fake }, url }: RunningDemo,
  place: string,
  { login = 'ada', scopes = everything }: OpenOptions = {},
): Promise<void> {
  const state = fake.storageState({ origin: url, user: login, name: 'dashboard', scopes })
  // A page of the same origin that does nothing.
  await visit.page.route(`${url}blank`, route => route.fulfill({ contentType: 'text/html', body: '' }))
  await visit.open('blank')
  await visit.page.evaluate(
    items => {
      for (const { name, value } of items) localStorage.setItem(name, value)
    },
    state.origins.flatMap(({ localStorage }) => localStorage),
  )
  await visit.open(`dashboard/#/${place}`)
  await visit.button(`Signed in as ${login}`).waitFor()
}

/** Waits until every event comes. */
export const isLive = ({ page }: Visit) => page.getByText('Up to date').waitFor({ state: 'attached' })

const looks = [
  { look: 'phone-dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'desktop-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
] as const

let inspected = 0

/** Takes a screenshot of a state, and checks it with axe: on a dark phone and a light desktop in turn. */
export async function inspect(visit: Visit, name: string): Promise<void> {
  const { page } = visit
  const { look, viewport, colorScheme } = looks[inspected++ % 2 ? 0 : 1]
  const before = page.viewportSize()
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await visit.shootOnce(`dashboard-${name}-${look}`)
  expect(await accessibilityFindings(page, 'moderate'), `${name}, ${look}`).toEqual([])
  if (before) await page.setViewportSize(before)
  const levels = await page.locator('h1, h2, h3, h4').evaluateAll(all => all.map(({ tagName }) => Number(tagName[1])))
  const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)
  expect(jumps, `${name}: headings ${levels}`).toEqual([])
}

/** The focused element: its text or its accessible name. */
export const focused = ({ page }: Visit): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return 'nothing'
    return element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent
  })
