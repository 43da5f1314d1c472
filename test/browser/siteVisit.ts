import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { expect, inject, it as plain, vi } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { buildSite } from '../tools/site.ts'

/** The documentation site, built and served. */
export interface Site {
  /** Its first page, in a folder of a server that knows nothing of it. */
  readonly url: string
  /** Where its files are. */
  readonly folder: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
}

/** Serves files below another folder, like a simple static server. */
function serveFolder(folder: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const base = '/some/folder/'
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = join(folder, pathname.slice(base.length) || 'index.html')
    if (!pathname.startsWith(base) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', types[extname(file)] ?? 'text/plain')
    createReadStream(file).pipe(response)
  })
  return new Promise(resolve =>
    server.listen(0, () => {
      const { port } = Object(server.address())
      resolve({ url: `http://localhost:${port}${base}`, close: () => server.close() })
    }),
  )
}

/** A reader's browser on the site. */
export interface SiteVisit {
  readonly page: Page
  /** Opens a page of the site, as a link from elsewhere does. */
  readonly open: (hash?: string) => Promise<void>
  /** What went wrong in the page since it was asked last. */
  readonly problems: () => string[]
}

const watch = (page: Page): (() => string[]) => {
  const problems: string[] = []
  page.on('pageerror', error => problems.push(`${error.stack}`))
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('request', request => {
    if (/^https?:/.test(request.url()) && !/^(localhost|127\.0\.0\.1)$/.test(new URL(request.url()).hostname)) {
      problems.push(`left for ${request.url()}`)
    }
  })
  return () => problems.splice(0)
}

interface Fixtures {
  readonly site: Site
  readonly browser: Browser
  readonly options: BrowserContextOptions
  readonly visit: SiteVisit
}

/** A test with the built site; nothing in it may go wrong in the page's console. */
export const it = plain.extend<Fixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-site-'))
      // Vitest's own value would make a development build.
      vi.stubEnv('NODE_ENV', 'production')
      await buildSite(folder, name => name === 'getStreams')
      vi.unstubAllEnvs()
      const { url, close } = await serveFolder(folder)
      await use({ url, folder })
      close()
      rmSync(folder, { recursive: true })
    },
    { scope: 'file' },
  ],
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const browser = await launchBrowser(inject('chromium'))
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  options: { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  visit: async ({ site, browser, options }, use) => {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    const problems = watch(page)
    await use({
      page,
      problems,
      open: async (hash = '') => {
        await page.goto(`${site.url}${hash}`)
      },
    })
    await context.close()
    expect(problems()).toEqual([])
  },
})
