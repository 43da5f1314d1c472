import type { CDPSession, Page } from 'playwright'
import { launchBrowser } from '../tools/browser.ts'
import { shuffled } from './statistics.ts'

/** A page in which code is timed. */
export interface BenchPage {
  readonly page: Page
  readonly devtools: CDPSession
  /** The browser's main version. */
  readonly version: string
  /** The seconds of the processor that the page's thread has had: others on this machine do not count. */
  readonly threadTime: () => Promise<number>
  readonly close: () => Promise<void>
}

/** The page: what is evaluated from here may not say `import` itself, for Vite would change it. */
const html = '<!doctype html><script>globalThis.load = url => import(url)</script>'

export async function openBenchPage(): Promise<BenchPage> {
  const browser = await launchBrowser()
  const page = await browser.newPage()
  await page.route('**/*', route => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto('https://bench.test/')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const threadTime = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN
  }
  const [version = ''] = browser.version().split('.')
  return { page, devtools, version, threadTime, close: () => browser.close() }
}

/** Times everybody once a round, in another order each time. */
export async function timesOf(
  names: readonly string[],
  rounds: number,
  timeOf: (name: string) => Promise<number>,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const times = Object.fromEntries(names.map(name => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const name of shuffled(names)) times[name]?.push(await timeOf(name))
  }
  return times
}
