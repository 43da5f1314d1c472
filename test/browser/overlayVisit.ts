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

/** The part with this text. */
export const card = (page: Page, text: string): Locator => page.locator('.plate', { hasText: text })

/** Agrees to the shown code as a user. */
export async function agree({ page }: Visit, { twitch }: RunningDemo, user = 'ada'): Promise<void> {
  const code = page.locator('output')
  await code.waitFor()
  twitch.fake.activate((await code.textContent())?.replace(' ', '') ?? '', { user })
  await page.getByRole('heading', { name: 'Connect this overlay' }).waitFor({ state: 'detached' })
}

/** Opens a page of the overlay in the size of most streams, with ada signed in. */
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

/** Lets a page think that it is in OBS, and writes down the notes that it plays, as `globalThis.notes`. */
export const actAsOBS = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(globalThis, { obsstudio: {}, notes: [] })
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (this: OscillatorNode, when) {
      Reflect.get(globalThis, 'notes').push(`${this.type} ${this.frequency.value}`)
      start.call(this, when)
    }
  })

const looks = [
  { look: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'stream-day', viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
] as const

/** Takes screenshots of a state and checks it with axe, on a dark phone and a light stream. */
export async function inspect(visit: Visit, name: string): Promise<void> {
  const { page } = visit
  for (const { look, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await visit.shootOnce(`overlay-${name}-${look}`)
  }
  expect(await accessibilityFindings(page), name).toEqual([])
}
