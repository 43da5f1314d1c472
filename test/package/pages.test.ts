import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { bundle, bundlers } from './bundle.ts'

const { project } = inject('packed')
const { serveFakeTwitch }: typeof import('tinyhelix/testing/node') = await import(
  /* @vite-ignore */ pathToFileURL(join(project, 'node_modules/tinyhelix/dist/src/testing/node.js')).href
)
const twitch = await serveFakeTwitch()

/** The addresses of installed packages for pages without a build. */
const importMap = JSON.stringify({
  imports: {
    tinyhelix: '/node_modules/tinyhelix/dist/src/index.js',
    ofetch: '/node_modules/ofetch/dist/index.mjs',
    valibot: '/node_modules/valibot/dist/index.mjs',
    destr: '/node_modules/destr/dist/index.mjs',
    ufo: '/node_modules/ufo/dist/index.mjs',
  },
})
const singleFile = '/node_modules/tinyhelix/dist/tinyhelix.min.js'

/** The exports of the single file that code of npm imports. */
const mappedFile = JSON.stringify({
  imports: { tinyhelix: singleFile, 'tinyhelix/eventsub': singleFile, 'tinyhelix/testing': singleFile },
})

/** Reads three streams, and shows their number. */
const script = (from: string, say: string) => `
import { createClient, getStreams, userToken } from '${from}'
const client = createClient({ auth: userToken('${twitch.fake.grant()}'), ...${JSON.stringify(twitch.network)} })
getStreams(client, { first: 3 }).then(streams => ${say}(streams.length + ' streams'), error => ${say}(String(error)))
`
const title = '(text => { document.title = text })'

const pages: Record<string, string> = {
  '/import-map.html': `<script type="importmap">${importMap}</script><script type="module">${script('tinyhelix', title)}</script>`,
  '/mapped-file.html': `<script type="importmap">${mappedFile}</script><script type="module">
    import { createClient, getStreams, userToken } from 'tinyhelix'
    import { createEventSub, streamOnline } from 'tinyhelix/eventsub'
    import { networkAt } from 'tinyhelix/testing'
    const auth = userToken('${twitch.fake.grant()}')
    const client = createClient({ auth, ...networkAt('${twitch.url}') })
    const streams = await getStreams(client, { first: 3 })
    await createEventSub(client).on(streamOnline, { broadcaster_user_id: '1001' }, () => {}).ready
    document.title = streams.length + ' streams'
  </script>`,
  '/single-file.html': '<script type="module" src="/single-file.js"></script>',
  '/single-file.js': script(singleFile, title),
  '/proxied.html': `<script type="module">
    import { createClient, getStreams } from '${singleFile}'
    const streams = await getStreams(createClient({ kind: 'app', baseURL: '/helix' }), { first: 3 })
    document.title = streams.length + ' streams'
  </script>`,
  '/worker.html': `<script type="module">
    new Worker('/worker.js', { type: 'module' }).onmessage = event => { document.title = event.data }
  </script>`,
  '/worker.js': script(singleFile, 'postMessage'),
  '/extension.html': '<script type="module" src="/single-file.js"></script>',
  '/favicon.ico': '',
}

/** The output of Vite for a page's script. */
async function buildWithVite(source: string) {
  const root = mkdtempSync(join(project, 'page-'))
  try {
    writeFileSync(join(root, 'main.js'), source)
    const built = await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: { write: false, rolldownOptions: { input: join(root, 'main.js') } },
    })
    if (!('output' in built)) throw new Error('Vite was to build one bundle.')
    return built.output.map(file => ('code' in file ? file.code : '')).join('')
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** Twitch's policy for an extension's page, with the fake's address in place of Twitch's. */
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
  // A proxy of a user's own, which adds the token to calls.
  const headers = {
    authorization: `Bearer ${twitch.fake.grant({ kind: 'app' })}`,
    'client-id': twitch.fake.clientId,
  }
  server = createServer(async (request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/helix/')) {
      const answer = await fetch(twitch.network.baseURL + path.replace('/helix', ''), { headers })
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(await answer.text())
      return
    }
    // Dependencies are links into this repository, where their own dependencies are found too.
    const file = [project, '.'].map(folder => join(folder, path)).find(existsSync)
    const text = pages[path] ?? (file && path.startsWith('/node_modules/') ? readFileSync(file) : undefined)
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      ...(/^\/(extension|built)/.test(path) && { 'content-security-policy': extensionPolicy }),
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

/** Opens a page and waits for its output. The console must stay empty. */
async function titleOf(path: string) {
  const page = await browser.newPage()
  // A busy machine needs longer.
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(origin + path)
  await expect.poll(() => page.title()).not.toBe('')
  expect(complaints).toEqual([])
  const title = await page.title()
  await page.close()
  return title
}

describe('a page without a build', () => {
  it.each([
    ['an import map', '/import-map.html'],
    ['the single file', '/single-file.html'],
    ['an import map of the single file, and events', '/mapped-file.html'],
    ['the single file in a worker', '/worker.html'],
    ['a server in between that has the token', '/proxied.html'],
    ['the single file under the policy of an extension', '/extension.html'],
  ])('the page calls Twitch with %s', async (_, path) => {
    expect(await titleOf(path)).toBe('3 streams')
  })
})

describe('a page with a build', () => {
  it.each(inject('isLongRun') ? (['vite', ...bundlers] as const) : (['vite'] as const))(
    'the page calls Twitch under the policy of an extension, built by %s',
    async builder => {
      const source = script('tinyhelix', title)
      const code = builder === 'vite' ? await buildWithVite(source) : await bundle(builder, { project, source })
      pages[`/built-${builder}.js`] = code
      pages[`/built-${builder}.html`] = `<script type="module" src="/built-${builder}.js"></script>`
      expect(await titleOf(`/built-${builder}.html`)).toBe('3 streams')
    },
  )
})

it('a script in Node calls Twitch', async () => {
  const file = join(project, 'script.mjs')
  writeFileSync(file, script('tinyhelix', 'console.log'))
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file])
  expect([stdout, stderr]).toEqual(['3 streams\n', ''])
})
