import type { Plugin, ResolvedConfig, ViteDevServer } from 'vite'
import { type FakeConfig, readFakeConfig } from '../testing/fakeConfig.ts'
import type { FakeTwitchServer } from '../testing/node.ts'
import { demoApplication, type FakeApplication } from '../testing/wire/oauth/applications.ts'

/** Options of {@link fakeTwitch}: what {@link FakeConfig} has, here or in a file. */
export interface FakeTwitchPluginOptions extends FakeConfig {
  /**
   * A file that exports what `defineFake` returns, such as `tinyhelix.fake.ts`. A relative path begins in Vite's `root`.
   * The other options replace what the file has by the same name. When the file changes, Vite restarts.
   */
  readonly config?: string | undefined
}

const moduleName = 'virtual:tinyhelix'

/** Other plugins leave an id with this beginning alone. */
const moduleId = `\0${moduleName}`

/**
 * A plugin for Vite that serves a fake Twitch while `vite dev` runs, at a free port of its own, and prints the address
 * where you control it. The page learns the fake's address from `virtual:tinyhelix`. In a build, in `vite preview` and in
 * Vitest this module is empty, and nothing of the fake is in the page: the same code then talks to Twitch. The types of
 * the module are in `tinyhelix/vite/client`.
 *
 * @throws {Error} When the server starts: if an option is wrong, or the file cannot be loaded.
 * @example
 * ```ts
 * // vite.config.ts
 * import { fakeTwitch } from 'tinyhelix/vite'
 * import { defineConfig } from 'vite'
 *
 * export default defineConfig({ plugins: [fakeTwitch()] })
 * ```
 */
export function fakeTwitch({ config: file, ...options }: FakeTwitchPluginOptions = {}): Plugin {
  /** A restart starts a server before it ends the one before. */
  const fakes = new Map<ResolvedConfig, FakeTwitchServer>()
  const modules: Plugin = {
    name: 'tinyhelix:fake-twitch',
    resolveId: source => (source === moduleName ? moduleId : null),
    load(id) {
      return id === moduleId ? moduleFor(fakes.get(this.environment.getTopLevelConfig())) : null
    },
  }
  return {
    ...modules,
    // Vite builds workers without the page's own plugins.
    config: () => ({ worker: { plugins: () => [modules] } }),
    configureServer: async server => {
      const { config } = server
      if (isOfVitest(config)) return
      const given = readFakeConfig(options, 'fakeTwitch() of tinyhelix/vite')
      // A build does not need them.
      const [{ serveFakeTwitch }, { loadFakeConfig }] = await Promise.all([
        import('../testing/node.ts'),
        import('../testing/node/loadFakeConfig.ts'),
      ])
      const loaded = file === undefined ? null : await loadFakeConfig(file, config.root)
      if (loaded) restartAtChange(server, loaded.files)
      const fake = await serveFakeTwitch({ ...loaded?.config, ...given, applications: [applicationOf(server)] })
      fakes.set(config, fake)
      announce(server, fake)
    },
    // A server that ends calls it, too.
    async buildEnd() {
      const config = this.environment.getTopLevelConfig()
      const fake = fakes.get(config)
      fakes.delete(config)
      await fake?.close()
    },
  }
}

/** Vitest starts a server too, for tests that have a fake of their own. */
const isOfVitest = ({ plugins }: ResolvedConfig): boolean => plugins.some(({ name }) => /^vitest(:|$)/.test(name))

/** The fake's application, whose users come back to any page of this server. */
const applicationOf = (server: ViteDevServer): FakeApplication => ({
  ...demoApplication,
  // Twitch takes http for localhost only.
  redirectOrigins: () => {
    const { local = [], network = [] } = server.resolvedUrls ?? {}
    return [...local, ...network].filter(url => url.startsWith('https:')).map(url => new URL(url).origin)
  },
})

function restartAtChange(server: ViteDevServer, files: readonly string[]): void {
  const known = new Set(files.map(normalizePath))
  server.watcher.add([...files])
  server.watcher.on('all', (event, path) => {
    if (event !== 'unlink' && known.has(normalizePath(path))) void server.restart()
  })
}

const normalizePath = (path: string): string => path.replaceAll('\\', '/')

/** Roots whose addresses have been printed: at a restart Vite prints them again only if its own have changed. */
const printed = new Set<string>()

/** Prints the fake's address where Vite prints its own, and at once where Vite prints nothing. */
function announce(server: ViteDevServer, { url }: FakeTwitchServer): void {
  const { root, logger, server: settings } = server.config
  const print = () => logger.info(`  ➜  Fake Twitch: ${url}/`)
  if (settings.middlewareMode || printed.has(root)) print()
  const { printUrls } = server
  server.printUrls = () => {
    printUrls()
    print()
    printed.add(root)
  }
}

/** What the page imports. */
function moduleFor(served: FakeTwitchServer | undefined): string {
  const { imagesURL, ...addresses } = served?.network ?? {}
  const auth = served ? { clientId: served.fake.clientId, ...addresses } : {}
  const network = { ...addresses, imagesURL }
  return `export const fake = ${JSON.stringify({ auth, network })}`
}
