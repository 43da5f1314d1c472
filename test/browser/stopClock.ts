import type { Page } from 'playwright'
import { vi } from 'vitest'

/** Stops a page's clock, so that only the test moves it: a busy machine lets seconds pass between two steps. */
export const stopClock = (page: Page): Promise<void> =>
  // The page's time may pass that of the stop before the command arrives.
  vi.waitFor(async () => page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000))
