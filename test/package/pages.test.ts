import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'

const { project } = inject('packed')
const { serveFakeTwitch }: typeof import('tinyhelix/testing/node') = await import(
  /* @vite-ignore */ pathToFileURL(join(project, 'node_modules/tinyhelix/dist/src/testing/node.js')).href
)
const twitch = await serveFakeTwitch()

/** Where pages without a build find what is installed. */
const importMap = JSON.stringify({
  imports: {
    tinyhelix: '/node_modules/tinyhelix/dist/src/index.js',
    ofetch: '/node_modules/ofetch/dist/index.mjs',
    destr: '/node_modules/destr/dist/index.mjs',
    ufo: '/node_modules/ufo/dist/index.mjs',
    valibot: '/node_modules/valibot/dist/index.mjs',
  },
})
const singleFile = '/node_modules/tinyhelix/dist/tinyhelix.min.js'

/** Asks for three streams and says how many came. */
const script = (from: string, say: string) => `
import { createClient, getStreams, userToken } from '${from}'
const client = createClient({ auth: userToken('${twitch.fake.grant()}'), ...${JSON.stringify(twitch.options)} })
getStreams(client, { first: 3 }).then(streams => ${say}(streams.length + ' streams'), error => ${say}(String(error)))
`
const title = '(text => { document.title = text })'

const pages: Readonly<Record<string, string>> = {
  '/import-map.html': `<script type="importmap">${importMap}</script><script type="module">${script('tinyhelix', title)}</script>`,
  '/single-file.html': '<script type="module" src="/single-file.js"></script>',
  '/single-file.js': script(singleFile, title),
  '/worker.html': `<script type="module">
    new Worker('/worker.js', { type: 'module' }).onmessage = event => { document.title = event.data }
  </script>`,
  '/worker.js': script(singleFile, 'postMessage'),
  '/extension.html': '<script type="module" src="/single-file.js"></script>',
  '/favicon.ico': '',
}

/** What Twitch lets an extension's page do, with the fake's address in place of Twitch's. */
const extensionPolicy = `default-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self' ${twitch.url}; img-src * data: blob:; object-src 'none'`

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
}

let server: Server
let browser: Browser
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? ''
    // Dependencies are links into this repository, from where theirs are found, too.
    const file = [project, '.'].map(folder => join(folder, path)).find(existsSync)
    const text = pages[path] ?? (file && path.startsWith('/node_modules/') ? readFileSync(file) : undefined)
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      ...(path === '/extension.html' && { 'content-security-policy': extensionPolicy }),
    })
    response.end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
  await twitch.close()
})

describe('a page without a build', () => {
  test.each([
    ['an import map', '/import-map.html'],
    ['the single file', '/single-file.html'],
    ['the single file in a worker', '/worker.html'],
    ['the policy of an extension', '/extension.html'],
  ])('calls Twitch with %s', async (_, path) => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(origin + path)
    await expect.poll(() => page.title()).not.toBe('')
    expect(await page.title()).toBe('3 streams')
    expect(complaints).toEqual([])
    await page.close()
  })
})
