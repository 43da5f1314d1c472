import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { build, preview } from 'vite'

/** The demo as it is deployed, and the Twitch that it talks to, on two origins. */
export interface BuiltDemo {
  /** Where the demo's page is. */
  readonly url: string
  readonly twitch: FakeTwitchServer
  readonly close: () => Promise<void>
}

/** Builds the demo for a fake Twitch of its own, and serves both. */
export async function serveBuiltDemo(): Promise<BuiltDemo> {
  const twitch = await serveFakeTwitch()
  const outDir = mkdtempSync(join(tmpdir(), 'tinyhelix-demo-'))
  const shared = { configFile: false, root: resolve(import.meta.dirname, '../../demo'), logLevel: 'warn' } as const
  await build({
    ...shared,
    resolve: { tsconfigPaths: true },
    define: { 'import.meta.env.VITE_FAKE_TWITCH': JSON.stringify(twitch.url) },
    build: { outDir, target: 'es2022', emptyOutDir: true },
  })
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0 } })
  const [url = ''] = server.resolvedUrls?.local ?? []
  return {
    url,
    twitch,
    close: async () => {
      await server.close()
      await twitch.close()
      rmSync(outDir, { recursive: true })
    },
  }
}
