import { expect } from 'vitest'
import type { Visit } from './demoVisit.ts'

/** What a list shows, without what stands for rows on their way. */
export const rows = ({ page }: Visit) => page.locator('.endless > ul:not([aria-hidden]) > li')

/** Allows what the page asks for. Twitch asks nothing if an earlier test did so as the same person. */
export async function allow(visit: Visit, login = 'ada') {
  const { page } = visit
  await Promise.all([page.waitForEvent('load'), visit.button('Allow it').click()])
  if (page.url().includes('/authorize')) await visit.consent(login)
  await visit.button(`Signed in as ${login}`).waitFor()
}

/** Opens a place, and allows what it needs. */
export async function open(visit: Visit, place: string, login?: string) {
  await visit.open(`dashboard/#/${place}`)
  await visit.signIn(login)
  await allow(visit, login)
}

/** Scrolls down until the list is as long as it can be. */
export const scrollToTheEnd = (visit: Visit, length: number) =>
  expect
    .poll(
      async () => {
        await visit.page.mouse.wheel(0, 6000)
        return rows(visit).count()
      },
      { timeout: 30_000 },
    )
    .toBe(length)
