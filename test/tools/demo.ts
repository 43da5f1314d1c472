import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { createServer, type InlineConfig } from 'vite'
import { explorerPlugin } from '../../demo/explorer/build/explorerPlugin.ts'
import { type StandIns, standIn, startBackend } from '../../demo/panel/fakeTwitch.ts'
import { bundledLibrary, sourceOf } from './bundledLibrary.ts'
import { demoScenes } from './demoScenes.ts'
import { demoServer } from './demoServer.ts'
import { fastRefresh } from './fastRefresh.ts'
import { tsconfigAlias } from './tsconfigAlias.ts'

/** The demo and its fake Twitch, on two origins. */
export interface RunningDemo {
  /** The address of the demo's page. */
  readonly url: string
  readonly twitch: FakeTwitchServer
  readonly close: () => Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** The pages of the extension. */
const isView = (path: string) => /^\/panel\/(panel|mobile|video_component|config|live_config)\.html$/.test(path)

/** The common options of serving and building the demo. The page finds its Twitch in `import.meta.env`. */
const configFor = (twitch: FakeTwitchServer, standIns: StandIns): InlineConfig => ({
  configFile: false,
  root: resolve(root, 'demo'),
  logLevel: 'warn',
  plugins: [
    svelte({ configFile: false }),
    vue(),
    explorerPlugin({ entryOf: sourceOf }),
    demoServer(twitch),
    standIn(standIns, isView),
  ],
  resolve: { alias: tsconfigAlias },
  // Builds rewrite styles for the oldest browser by themselves. Served styles need this, because OBS could not read
  // them.
  css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: 103 << 16 } } },
  define: {
    'import.meta.env.VITE_FAKE_TWITCH': JSON.stringify(twitch.url),
  },
})

/** Serves a fake Twitch and the extension's backend, and returns the options to serve or build the demo. */
export async function prepareDemo() {
  const twitch = await serveFakeTwitch({ scenes: demoScenes })
  const standIns = await startBackend(twitch)
  return {
    twitch,
    config: configFor(twitch, standIns),
    close: async () => {
      standIns.close()
      await twitch.close()
    },
  }
}

interface DemoOptions {
  readonly port?: number
  /** Vite's folder for prepared dependencies. */
  readonly cacheDir?: string
}

/** Serves the demo on a fake Twitch. */
export async function startDemo({
  port = 0,
  cacheDir = resolve(root, 'node_modules/.vite'),
}: DemoOptions = {}): Promise<RunningDemo> {
  const { twitch, config, close } = await prepareDemo()
  const server = await createServer({
    ...config,
    cacheDir,
    plugins: [bundledLibrary(), ...fastRefresh('/dashboard/'), ...(config.plugins ?? [])],
    resolve: {},
    server: {
      port,
      fs: { allow: [root] },
      // The first page, while its visitor still reads the address.
      warmup: { clientFiles: ['./start/main.ts', './overlay/main.ts'] },
    },
  })
  await server.listen()
  const [url = ''] = server.resolvedUrls?.local ?? []
  return {
    url,
    twitch,
    close: async () => {
      await server.close()
      await close()
    },
  }
}
