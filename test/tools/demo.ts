import { resolve } from 'node:path'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { createServer } from 'vite'

/** The demo and the Twitch that it talks to, on two origins. */
export interface RunningDemo {
  /** Where the demo's page is. */
  readonly url: string
  readonly twitch: FakeTwitchServer
  readonly close: () => Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

const include = ['ofetch', 'valibot']

/** Serves the demo on a fake Twitch. The page finds the latter's address in `import.meta.env.VITE_FAKE_TWITCH`. */
export async function startDemo({ port = 0 }: { readonly port?: number } = {}): Promise<RunningDemo> {
  const twitch = await serveFakeTwitch()
  const server = await createServer({
    configFile: false,
    root: resolve(root, 'demo'),
    cacheDir: resolve(root, 'node_modules/.vite'),
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    define: { 'import.meta.env.VITE_FAKE_TWITCH': JSON.stringify(twitch.url) },
    // Found late, they would make Vite reload the page in front of a user.
    optimizeDeps: { include },
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
