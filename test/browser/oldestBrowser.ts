import type { Browser } from 'playwright'
import { launchBrowser } from '../tools/browser.ts'
import { chromium103 } from '../tools/engines.ts'

const found = chromium103()

export const isOldestMissing = typeof found !== 'string'

/** The browser of tests in Chromium 103: `it.extend({ browser: [oldestBrowser, { scope: 'file' }] })`. */
// biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
export async function oldestBrowser({}: object, use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await launchBrowser(`${found}`)
  await use(browser)
  await browser.close()
}
