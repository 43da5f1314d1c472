import axe from 'axe-core'
import type { Frame, Page } from 'playwright'

const impacts = ['moderate', 'serious', 'critical'] as const

/** What axe finds on a page, or in a frame, as it stands, from an impact on: one line for each element. */
export async function accessibilityFindings(
  page: Page | Frame,
  least: (typeof impacts)[number] = 'serious',
): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const counted: readonly unknown[] = impacts.slice(impacts.indexOf(least))
  return violations
    .filter(({ impact }) => counted.includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}

declare global {
  interface Window {
    /** Exists after `axe.source` has run in the page. */
    readonly axe: typeof axe
  }
}
