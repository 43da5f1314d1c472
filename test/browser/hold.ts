import type { Page } from 'playwright'
import { deferred } from '../scripted/deferred.ts'

/** Lets requests to an address wait until the returned function is called. */
export async function hold(page: Page, address: string): Promise<() => void> {
  const { promise, resolve } = deferred<void>()
  await page.route(address, async route => {
    await promise
    // The page may have given it up.
    await route.continue().catch(() => {})
  })
  return resolve
}
