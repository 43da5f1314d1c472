import type { Browser, Page } from 'playwright-1.63'
import { type Driver, evaluation, patience } from './driver.ts'

/** Drives a browser that Playwright has started. */
export async function drivePlaywright(browser: Browser): Promise<Driver> {
  const context = await browser.newContext({ viewport: null })
  context.setDefaultTimeout(patience)
  const pages = new Map<string, Page>()
  const known = new WeakSet<Page>()
  const isFirefox = browser.browserType().name() === 'firefox'
  let count = 0
  const note = (page: Page) => {
    if (known.has(page)) return
    known.add(page)
    const handle = `tab${++count}`
    pages.set(handle, page)
    page.on('close', () => pages.delete(handle))
  }
  context.on('page', note)
  let page = await context.newPage()
  note(page)

  const run = <T>(expression: string, ...args: readonly unknown[]): Promise<T> =>
    page.evaluate(evaluation(expression, args))
  const move = (steps: number) => run<void>(`void setTimeout(() => history.go(${steps}))`)
  return {
    version: browser.version(),
    go: async url => void (await page.goto(url)),
    url: async () => page.url(),
    // Playwright's own goBack() does not return in Firefox.
    back: () => move(-1),
    forward: () => move(1),
    reload: async () => void (await page.reload()),
    run,
    click: async css => {
      const frame = isFirefox ? await (await page.waitForSelector(css)).contentFrame() : null
      // Firefox loses clicks in frames of other sites. It counts evaluated code as an act of the user.
      if (frame) await frame.evaluate('document.elementFromPoint(innerWidth / 2, innerHeight / 2).click()')
      else await page.click(css)
    },
    newTab: async () => {
      page = await context.newPage()
      note(page)
      return [...pages].find(([, known]) => known === page)?.[0] ?? ''
    },
    use: async handle => {
      const found = pages.get(handle)
      if (!found) throw new Error(`The browser has no tab ${handle}.`)
      page = found
    },
    handles: async () => [...pages.keys()],
    closeTab: () => page.close(),
    shot: () => page.screenshot(),
    quit: () => browser.close(),
  }
}
