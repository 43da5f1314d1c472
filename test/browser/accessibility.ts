import axe from 'axe-core'
import type { Page } from 'playwright'

/** What axe finds on a page as it stands, of serious and critical findings: one line for each element. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}

declare global {
  interface Window {
    /** Is there once `axe.source` has run in the page. */
    readonly axe: typeof axe
  }
}
