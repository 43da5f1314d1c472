import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FakeTwitchPluginOptions, fakeTwitch } from 'tinyhelix/vite'
import { build, createLogger, createServer, type InlineConfig, preview, type ViteDevServer } from 'vite'
import { afterAll, afterEach, expect, it } from 'vitest'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

// Vite does not watch files below `node_modules`.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tinyhelix-vite-')))
const signalListeners = process.listeners('SIGTERM')
afterAll(() => {
  rmSync(folder, { recursive: true })
  // Vite goes on listening when a server has closed.
  for (const listener of process.listeners('SIGTERM')) {
    if (!signalListeners.includes(listener)) process.off('SIGTERM', listener)
  }
})

const main = `
import { createClient, implicitGrant } from 'tinyhelix'
import { fake } from 'virtual:tinyhelix'

const auth = implicitGrant({ clientId: 'mine', ...fake.auth })
document.title = createClient({ auth, ...fake.network }).kind
`

let count = 0

/** A page's folder. */
function writePage(files: Readonly<Record<string, string>> = {}): string {
  const root = join(folder, `page-${count++}`)
  mkdirSync(root)
  const html = '<!doctype html><script type="module" src="/main.ts"></script>'
  for (const [name, text] of Object.entries({ 'index.html': html, 'main.ts': main, ...files })) {
    writeFileSync(join(root, name), text)
  }
  return root
}

const printed: string[] = []
const customLogger = createLogger('info')
customLogger.info = text => void printed.push(text)
customLogger.error = text => void printed.push(text)

const settings = (root: string, options?: FakeTwitchPluginOptions): InlineConfig => ({
  root,
  configFile: false,
  customLogger,
  plugins: [fakeTwitch(options)],
  resolve: { alias: tsconfigAlias },
  optimizeDeps: { noDiscovery: true },
  // Vite may start to watch a file after the server has closed.
  server: { port: 0, watch: null },
})

const watching: InlineConfig = { server: { port: 0, watch: {} } }

const servers: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
  printed.length = 0
})

/** Runs `vite dev`. */
async function serve(options?: FakeTwitchPluginOptions, more: InlineConfig = {}, root = writePage()) {
  const server = await createServer({ ...settings(root, options), ...more })
  servers.push(server)
  if (!server.config.server.middlewareMode) {
    await server.listen()
    server.printUrls()
  }
  return server
}

/** The import of a page of this server. */
async function moduleOf(server: ViteDevServer) {
  const { fake } = await server.ssrLoadModule('virtual:tinyhelix')
  return fake
}

/** Waits until a change of the file would be noticed: the server begins to watch while it is used already. */
const isWatched = (server: ViteDevServer, root: string, file: string) =>
  expect.poll(() => server.watcher.getWatched()[root]).toContain(file)

const addresses = () => printed.flatMap(line => /Fake Twitch: (http:\S+)/.exec(line)?.[1] ?? [])

const isAnswered = (url: string | undefined): Promise<boolean> =>
  fetch(`${url}`).then(
    ({ ok }) => ok,
    () => false,
  )

it('vite dev serves a fake Twitch, prints its address, and gives it to pages and their server code', async () => {
  const server = await serve()
  const [address = ''] = addresses()
  expect(printed.at(-1)).toBe(`  ➜  Fake Twitch: ${address}`)
  expect(await (await fetch(address)).text()).toContain('<title>Fake Twitch</title>')
  const { origin, port } = new URL(address)
  const urls = {
    baseURL: `${origin}/helix`,
    authURL: `${origin}/oauth2`,
    eventSubURL: `ws://127.0.0.1:${port}/ws`,
    ircURL: `ws://127.0.0.1:${port}/irc`,
  }
  const fake = {
    auth: { clientId: 'tinyhelix-demo', ...urls },
    network: { ...urls, imagesURL: `${origin}/images` },
  }
  expect(await moduleOf(server)).toEqual(fake)
  const [page] = server.resolvedUrls?.local ?? []
  const code = await (await fetch(`${page}@id/__x00__virtual:tinyhelix`)).text()
  expect(code).toContain(`export const fake = ${JSON.stringify(fake)}`)
})

it('the port of the fake is free when the server has ended', async () => {
  const server = await serve()
  const [address] = addresses()
  expect(await isAnswered(address)).toBe(true)
  await server.close()
  expect(await isAnswered(address)).toBe(false)
})

it('a restart of the server ends its fake, and prints the address of the next one', async () => {
  const server = await serve()
  await server.restart()
  const [first, second] = addresses()
  expect(await isAnswered(first)).toBe(false)
  expect(await isAnswered(second)).toBe(true)
  expect(`${(await moduleOf(server)).network.baseURL}`).toBe(`${second}helix`)
  await server.close()
  expect(await isAnswered(second)).toBe(false)
})

it('two servers have a fake each', async () => {
  const [one, other] = [await serve(), await serve()]
  const [first, second] = [await moduleOf(one), await moduleOf(other)]
  expect(first.network.baseURL).not.toBe(second.network.baseURL)
  await one.close()
  expect(await isAnswered(first.network.baseURL.replace('helix', ''))).toBe(false)
  expect(await isAnswered(second.network.baseURL.replace('helix', ''))).toBe(true)
})

it('a server in middleware mode prints the address of the fake', async () => {
  const server = await serve({}, { server: { middlewareMode: true, ws: false } })
  expect(addresses()).toHaveLength(1)
  expect(`${(await moduleOf(server)).network.baseURL}`).toBe(`${addresses()[0]}helix`)
})

const authorize = async (server: ViteDevServer, redirect_uri: string) => {
  const { auth } = await moduleOf(server)
  const query = new URLSearchParams({ client_id: auth.clientId, redirect_uri, response_type: 'token' })
  return (await fetch(`${auth.authURL}/authorize?${query}`)).status
}

it('sign-ins return to any page of the server, whatever its base', async () => {
  const server = await serve({}, { base: '/app/' })
  const [page = ''] = server.resolvedUrls?.local ?? []
  expect(page).toMatch(/\/app\/$/)
  expect(await authorize(server, page)).toBe(200)
  expect(await authorize(server, new URL('/app/settings', page).href)).toBe(200)
  expect(await authorize(server, 'https://page.example/')).toBe(400)
  // As at Twitch: http is for localhost only.
  expect(await authorize(server, 'http://192.168.1.7:5173/')).toBe(400)
})

it('sign-ins return to a server with https and its own host name', async () => {
  const server = await serve()
  const [page = ''] = server.resolvedUrls?.local ?? []
  expect(await authorize(server, 'https://dev.page.example:5173/settings')).toBe(400)
  server.resolvedUrls = { local: [page], network: ['https://dev.page.example:5173/', 'http://192.168.1.7:5173/'] }
  expect(await authorize(server, 'https://dev.page.example:5173/settings')).toBe(200)
  expect(await authorize(server, 'https://dev.page.example/settings')).toBe(400)
  expect(await authorize(server, 'http://192.168.1.7:5173/')).toBe(400)
})

it('the options configure the fake', async () => {
  const users = [{ login: 'mine', id: '77' }]
  const { network } = await moduleOf(await serve({ seed: 7, users }))
  const page = await (await fetch(network.baseURL.replace('helix', 'control/state'))).json()
  expect(page.people).toContainEqual({ id: '77', login: 'mine', name: 'mine' })
})

it('a file configures the fake, options override it, and a change of the file restarts the server', async () => {
  const root = writePage({
    'part.ts': "export const login: string = 'first'",
    'tinyhelix.fake.ts': "import { login } from './part'\nexport default { seed: 3, users: [{ login }] }",
  })
  const server = await serve({ config: 'tinyhelix.fake.ts', seed: 4 }, watching, root)
  const state = async () => {
    const { network } = await moduleOf(server)
    const { people } = await (await fetch(network.baseURL.replace('helix', 'control/state'))).json()
    return people.at(-1).login
  }
  expect(await state()).toBe('first')
  await isWatched(server, root, 'part.ts')
  writeFileSync(join(root, 'part.ts'), "export const login: string = 'second'")
  await expect.poll(state).toBe('second')
  // The next server answers a moment before its address is printed.
  await expect.poll(() => addresses().length).toBe(2)
})

it('an error in the file is reported while the server runs, and the fake goes on', async () => {
  const root = writePage({ 'tinyhelix.fake.js': 'export default { seed: 3 }' })
  const server = await serve({ config: 'tinyhelix.fake.js' }, watching, root)
  await isWatched(server, root, 'tinyhelix.fake.js')
  const [address] = addresses()
  writeFileSync(join(root, 'tinyhelix.fake.js'), 'export default { sed: 3 }')
  await expect.poll(() => printed.join('\n')).toContain('tinyhelix.fake.js has an unknown key, "sed".')
  expect(await isAnswered(address)).toBe(true)
})

it.each([
  ['an unknown option', { sed: 1 }, 'fakeTwitch() of tinyhelix/vite has an unknown key, "sed".'],
  ['no file', { config: 'nothing.ts' }, /There is no file \S+nothing\.ts\./],
  ['a wrong list', { endpoints: [{}] }, 'endpoints: The endpoints of a fake are what defineEndpoint returned'],
])('a server does not start with %s', async (_, options, message) => {
  await expect(createServer(settings(writePage(), Object(options)))).rejects.toThrow(message)
})

/** All files that a build writes. */
async function builtWith(config: InlineConfig): Promise<string> {
  const result = await build({ ...config, logLevel: 'error', build: { write: false, ...config.build } })
  if (!('output' in result)) throw new Error('Vite was to build one bundle.')
  return result.output.map(file => ('code' in file ? file.code : file.source)).join('\n')
}

it.each(['production', 'development'])('a build contains nothing of the fake: mode %s', async mode => {
  const output = await builtWith({ ...settings(writePage()), mode })
  expect(output).toContain('clientId:`mine`')
  expect(output).not.toMatch(/virtual:|127\.0\.0\.1:\d|tinyhelix-demo/)
  const constant = main.replace(/import .*virtual.*/, 'const fake = { auth: {}, network: {} }')
  const without = await builtWith({ ...settings(writePage({ 'main.ts': constant })), mode, plugins: [] })
  expect(Math.abs(output.length - without.length)).toBeLessThan(20)
  expect(addresses()).toEqual([])
})

it('a build of a page whose worker imports the module works, beside worker plugins of the page', async () => {
  const worker = "import { fake } from 'virtual:tinyhelix'\npostMessage([fake, 'from the worker'])"
  const page = "import Work from './worker.ts?worker'\nnew Work()"
  const seen: string[] = []
  const own = { name: 'own', transform: (_: string, id: string) => void seen.push(id.replace(/.*\//, '')) }
  const root = writePage({ 'main.ts': page, 'worker.ts': worker })
  const output = await builtWith({ ...settings(root), worker: { plugins: () => [own] } })
  expect(output).toContain('from the worker')
  expect(output).not.toMatch(/virtual:|127\.0\.0\.1:\d|tinyhelix-demo/)
  expect(seen).toContain('worker.ts')
})

it('vite preview serves no fake', async () => {
  const root = writePage()
  await build({ ...settings(root), logLevel: 'error', build: { outDir: 'dist' } })
  const server = await preview({ ...settings(root), preview: { port: 0 } })
  servers.push(server)
  server.printUrls()
  expect(printed.length).toBeGreaterThan(0)
  expect(addresses()).toEqual([])
})
