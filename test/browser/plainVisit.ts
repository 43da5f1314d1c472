import {
  banUser,
  createPoll,
  getBannedUsers,
  getChannelFollowers,
  getFollowedStreams,
  modifyChannelInformation,
  scopesFor,
  updateChatSettings,
} from 'tinyhelix'
import { expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'

const looks = [
  { look: 'phone-dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'desktop-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
] as const

/** A visit of the plain demo. */
export interface PlainVisit extends Visit {
  /** Opens a page for a user who has signed in before. */
  readonly openAs: (login: string, place: string) => Promise<void>
  /**
   * Checks a state in each look: takes a screenshot, runs axe, and checks that nothing is wider than the screen, also
   * on a phone with text of double size.
   */
  readonly inspect: (name: string) => Promise<void>
  /** The focused element: its accessible name or text. */
  readonly focused: () => Promise<string>
}

/** All scopes of the page. */
const scopes = scopesFor(
  banUser,
  createPoll,
  getBannedUsers,
  getChannelFollowers,
  getFollowedStreams,
  modifyChannelInformation,
  updateChatSettings,
)

async function openAs({ page, open }: Visit, { twitch: { fake }, url }: RunningDemo, login: string, place: string) {
  const clientId = 'tinyhelix-demo'
  const session = { userId: fake.user(login).id, login, clientId, scopes, expiresAt: Date.now() + 5_000_000_000 }
  const entry = { version: 1, token: fake.grant({ user: login, clientId, scopes }), session, checkAt: 0 }
  await page.route(`${url}blank`, route => route.fulfill({ contentType: 'text/html', body: '' }))
  await open('blank')
  await page.evaluate(
    ([key = '', value = '']) => localStorage.setItem(key, value),
    [`tinyhelix:${clientId}:default`, JSON.stringify(entry)],
  )
  await open(`plain/${place}`)
  await page.getByRole('button', { name: `Signed in as ${login}` }).waitFor()
}

async function inspect({ page, shootOnce }: Visit, name: string) {
  for (const { look, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await shootOnce(`plain-${name}-${look}`)
    expect(await accessibilityFindings(page, 'moderate'), `${name}, ${look}`).toEqual([])
  }
  const enlarge = (size: string) =>
    page.evaluate(size => {
      document.documentElement.style.fontSize = size
    }, size)
  await enlarge('200%')
  await shootOnce(`plain-${name}-desktop-large`)
  await page.setViewportSize(looks[0].viewport)
  await shootOnce(`plain-${name}-phone-large`)
  await enlarge('')
  await page.setViewportSize(looks[1].viewport)
}

/** A test with the built plain demo alone. */
export const it = anyDemo.extend<{ demo: RunningDemo; plain: PlainVisit }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['plain/index.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
  plain: async ({ visit, demo }, use) =>
    use({
      ...visit,
      open: (address = '') => visit.open(`plain/${address}`),
      openAs: (login, place) => openAs(visit, demo, login, place),
      inspect: name => inspect(visit, name),
      focused: () =>
        visit.page.evaluate(() => {
          const element = document.activeElement
          if (!element || element === document.body) return 'nothing'
          return element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent
        }),
    }),
})
