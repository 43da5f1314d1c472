import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build, preview } from 'vite'
import { vi } from 'vitest'
import { prepareDemo, type RunningDemo } from '../tools/demo.ts'

/** The explorer is a site of its own, which takes a while to build. */
const allPages = readdirSync(resolve(import.meta.dirname, '../../demo'), { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.html') && !/node_modules|^explorer/.test(file),
)

/** Builds pages of the demo for a fake Twitch of their own, and serves both. */
export async function serveBuiltDemo(pages: readonly string[] = allPages): Promise<RunningDemo> {
  const { twitch, config, close } = await prepareDemo()
  const outDir = mkdtempSync(join(tmpdir(), 'tinyhelix-demo-'))
  const input = pages.map(page => join(config.root ?? '', page))
  // Vitest's own value would make a development build.
  vi.stubEnv('NODE_ENV', 'production')
  await build({
    ...config,
    // Rolldown would warn of every 'use client' in packages.
    logLevel: 'error',
    build: { outDir, target: 'es2022', emptyOutDir: true, rolldownOptions: { input } },
  })
  vi.unstubAllEnvs()
  const server = await preview({ ...config, build: { outDir }, preview: { port: 0 } })
  const [url = ''] = server.resolvedUrls?.local ?? []
  return {
    url,
    twitch,
    close: async () => {
      await server.close()
      await close()
      rmSync(outDir, { recursive: true })
    },
  }
}
