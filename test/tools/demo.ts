import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { createServer, type InlineConfig } from 'vite'
import { explorerPlugin } from '../../demo/explorer/build/explorerPlugin.ts'
import { demoScenes } from './demoScenes.ts'
import { demoServer } from './demoServer.ts'
import { tsconfigAlias } from './tsconfigAlias.ts'

/** The demo and its fake Twitch, on two origins. */
export interface RunningDemo {
  /** The address of the demo's page. */
  readonly url: string
  readonly twitch: FakeTwitchServer
  readonly close: () => Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** The common options of serving and building the demo. The page finds its Twitch in `import.meta.env`. */
export const demoConfig = (twitch: FakeTwitchServer): InlineConfig => ({
  configFile: false,
  root: resolve(root, 'demo'),
  logLevel: 'warn',
  plugins: [svelte({ configFile: false }), vue(), explorerPlugin(), demoServer(twitch)],
  resolve: { alias: tsconfigAlias },
  // Builds rewrite styles for the oldest browser by themselves. Served styles need this, because OBS could not read
  // them.
  css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: 103 << 16 } } },
  define: {
    'import.meta.env.VITE_FAKE_TWITCH': JSON.stringify(twitch.url),
    // Replaces the token of Twitch's extension helper.
    'import.meta.env.VITE_FAKE_HELIX_TOKEN': JSON.stringify(
      twitch.fake.grant({ kind: 'extension', expiresInSeconds: null }),
    ),
  },
})

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
  const twitch = await serveFakeTwitch({ scenes: demoScenes })
  const server = await createServer({
    ...demoConfig(twitch),
    cacheDir,
    server: { port, fs: { allow: [root] } },
  })
  await server.listen()
  const [url = ''] = server.resolvedUrls?.local ?? []
  return {
    url,
    twitch,
    close: async () => {
      await server.close()
      await twitch.close()
    },
  }
}
