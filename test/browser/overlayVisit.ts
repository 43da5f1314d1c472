import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'

/** A test with the built overlay alone. */
export const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['overlay/index.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

/** The part that has these words in it. */
export const card = (page: Page, text: string): Locator => page.locator('.plate', { hasText: text })

/** Has somebody agree to the code that is shown. */
export async function agree({ page }: Visit, { twitch }: RunningDemo, user = 'ada'): Promise<void> {
  const code = page.locator('output')
  await code.waitFor()
  twitch.fake.activate((await code.textContent())?.replace(' ', '') ?? '', { user })
  await page.getByRole('heading', { name: 'Connect this overlay' }).waitFor({ state: 'detached', timeout: 20_000 })
}

/** Opens an address of the overlay in the size that streams mostly have, signed in as ada. */
export async function openSignedIn({ page, open }: Visit, demo: RunningDemo, address = ''): Promise<void> {
  const { origins } = demo.twitch.fake.storageState({ origin: demo.url, name: 'overlay', user: 'ada' })
  await page.context().addInitScript(
    entries => {
      for (const { name, value } of entries) localStorage.setItem(name, value)
    },
    origins.flatMap(({ localStorage }) => localStorage),
  )
  await page.setViewportSize({ width: 1920, height: 1080 })
  await open(`overlay/${address}`)
}

/** Waits until Twitch has agreed to tell the page of these types of events. */
export const isHeard = ({ twitch }: RunningDemo, ...types: readonly string[]): Promise<void> =>
  expect
    .poll(() => twitch.fake.eventSub.sessions.flatMap(({ subscriptions }) => subscriptions.map(({ type }) => type)))
    .toEqual(expect.arrayContaining([...types]))

const looks = [
  { look: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'stream-day', viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
] as const

/** Takes pictures of a state and has axe read it, on a phone by night and on a stream by day. */
export async function inspect(visit: Visit, name: string): Promise<void> {
  const { page } = visit
  for (const { look, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await visit.shootOnce(`overlay-${name}-${look}`)
  }
  expect(await accessibilityFindings(page), name).toEqual([])
}
