import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright'
import { describe, expect, inject, onTestFinished } from 'vitest'
import { type AuthSite, decide, soon, it as withSite } from './authSite.ts'

/** Tests with a browser that partitions storage by the site in the address bar, as users' browsers do. */
const it = withSite.extend<{ readonly browser: Browser }>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: inject('chromium'),
        // The last list of features counts: Playwright's own list turns off partitioned storage.
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-features=MediaRouter',
          '--host-resolver-rules=MAP editor.test 127.0.0.1',
        ],
        ignoreDefaultArgs: ['--disable-popup-blocking'],
      })
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
})

/** Opens a page of another site that has the site's page in a frame. */
async function openFrame(site: AuthSite, context: BrowserContext): Promise<{ page: Page; frame: Frame }> {
  const page = await context.newPage()
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Editor</title><link rel="icon" href="data:,"><iframe src="${site.url}"></iframe>`,
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  await page.goto(`http://editor.test:${(server.address() as AddressInfo).port}/`)
  const frame = page.frames()[1]
  if (!frame) throw new Error('The page has no frame.')
  await frame.locator('#restored:not(:empty)').waitFor({ state: 'attached' })
  return { page, frame }
}

async function popUp(page: Page, frame: Frame): Promise<Page> {
  const opening = page.waitForEvent('popup')
  await frame.locator('#popup').click()
  return await opening
}

it('a page of another site that opens a popup receives no token', async ({ site, context }) => {
  const { page } = await openFrame(site, context)
  const token = site.twitch.fake.grant({ user: 'ada' })
  const url = `${site.url}#access_token=${token}&state=popup1~tinyhelix:${site.twitch.fake.clientId}:default`
  const heard = await page.evaluate(async url => {
    const messages: unknown[] = []
    addEventListener('message', ({ data }) => messages.push(data))
    const popup = open(url)
    while (!popup?.closed) await new Promise(resolve => setTimeout(resolve, 50))
    await new Promise(resolve => setTimeout(resolve, 500))
    return messages
  }, url)
  expect(heard).toEqual([])
})

describe('a popup from a page in a frame of another site', () => {
  it('this browser keeps BroadcastChannels of the two sites apart', async ({ site, context }) => {
    const { frame } = await openFrame(site, context)
    const page = await context.newPage()
    await page.goto(site.url)
    const heard = frame.evaluate(
      () =>
        new Promise(resolve => {
          new BroadcastChannel('test').onmessage = () => resolve('heard')
          setTimeout(resolve, 1000, 'silent')
        }),
    )
    await page.evaluate(() => new BroadcastChannel('test').postMessage(1))
    expect(await heard).toBe('silent')
  })

  it('the popup signs in', async ({ site, context }) => {
    const { page, frame } = await openFrame(site, context)
    const popup = await popUp(page, frame)
    const closed = popup.waitForEvent('close')
    await decide(popup, 'Authorize', 'ada')
    await closed
    await soon(() => frame.locator('#result').textContent()).toBe('"ada"')
    await soon(() => frame.locator('#state').textContent()).toBe('signed-in | ada')
  })
})
