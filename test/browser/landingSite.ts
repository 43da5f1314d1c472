import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { StorageChoice } from 'tinyhelix'
import type { FakeTwitchServer } from 'tinyhelix/testing/node'
import { it as plain } from './authSite.ts'

/** The configuration of the page. */
export interface LandingConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  /** The router of the site. */
  readonly router: 'plain' | 'hash' | 'react' | 'reactHash' | 'vue' | 'lazyVue' | 'svelteKit' | 'callback'
  /** Whether `restore()` is called before the router starts or after its first page. */
  readonly restore: 'first' | 'running'
  readonly redirectUri?: string
  readonly storage?: Extract<StorageChoice, string>
  /** Whether the auth has a `navigate` function. */
  readonly navigate?: boolean
  /** Whether the page also has the auth of another account. */
  readonly otherAuth?: boolean
}

/** A site with routes in one document, except `/callback`. */
export interface LandingSite {
  readonly url: string
  /** Changes the pages from their next load on. */
  readonly configure: (change: Partial<LandingConfig>) => void
  /** The paths and queries of all loaded documents. */
  readonly loads: string[]
}

const html = (config: LandingConfig) => `<script type="application/json" id="config">${JSON.stringify(config)}</script>
<output id="state"></output> <output id="restored"></output>
<button id="sign-in">sign-in</button> <button id="popup">popup</button>`

const bundlePage = async () => {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, 'pages/landing.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles.map(({ text }) => text).join('')
}

const root = resolve(import.meta.dirname, '../..')
const kitFolder = join(root, 'node_modules/.cache/landing-kit')

/** Builds the pages of `pages/kit` with SvelteKit, which reads its configuration from the current folder. */
async function buildKit(): Promise<void> {
  const pages = resolve(import.meta.dirname, 'pages/kit')
  mkdirSync(kitFolder, { recursive: true })
  const files = {
    appTemplate: join(pages, 'app.html'),
    routes: join(pages, 'routes'),
    hooks: { client: join(pages, 'hooks.client') },
  }
  writeFileSync(
    join(kitFolder, 'svelte.config.js'),
    `const adapt = async builder => {
  builder.rimraf('pages')
  builder.writeClient('pages')
  await builder.generateFallback('pages/index.html')
}
export default { kit: { files: ${JSON.stringify(files)}, adapter: { name: 'pages', adapt } } }
`,
  )
  writeFileSync(
    join(kitFolder, 'vite.config.js'),
    `import { sveltekit } from '@sveltejs/kit/vite'
const alias = ${JSON.stringify({ tinyhelix: join(root, 'src/index.ts') })}
export default { plugins: [sveltekit()], resolve: { alias } }
`,
  )
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: kitFolder,
  })
}

let script: Promise<string> | undefined
let kit: Promise<void> | undefined

/** Serves the site with the given Twitch. */
async function serveSite(twitch: FakeTwitchServer): Promise<LandingSite & { readonly close: () => void }> {
  script ??= bundlePage()
  const code = await script
  let config: LandingConfig = {
    network: twitch.network,
    clientId: twitch.fake.clientId,
    router: 'plain',
    restore: 'running',
  }
  const loads: string[] = []
  const documentAt = (path: string) => {
    if (config.router === 'svelteKit') {
      return readFileSync(join(kitFolder, 'pages/index.html'), 'utf8').replace('<div', `${html(config)}<div`)
    }
    const router = path === '/callback' ? 'callback' : config.router
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>Landing</title>
${html({ ...config, router })}
<div id="app"></div>
<script type="module" src="/landing.js"></script>
</html>`
  }
  const server = createServer(async (request, response) => {
    const address = request.url ?? ''
    const { pathname } = new URL(address, 'http://site')
    const isScript = pathname.endsWith('.js')
    response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`)
    if (config.router === 'svelteKit') {
      kit ??= buildKit()
      await kit
    }
    if (pathname === '/landing.js') response.end(code)
    else if (isScript) response.end(readFileSync(join(kitFolder, 'pages', pathname)))
    else {
      loads.push(address)
      response.end(documentAt(pathname))
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    configure: change => {
      config = { ...config, ...change }
    },
    loads,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A test with a site that has routes. */
export const it = plain.extend<{ readonly landing: LandingSite }>({
  landing: async ({ site }, use) => {
    const landing = await serveSite(site.twitch)
    await use(landing)
    landing.close()
  },
})
