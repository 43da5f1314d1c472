import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { bundledLibrary } from './bundledLibrary.ts'

const root = resolve(import.meta.dirname, '../..')
const cacheDir = mkdtempSync(join(tmpdir(), 'tinyhelix-cache-'))
let server: ViteDevServer

beforeEach(async () => {
  server = await createServer({
    ...{ configFile: false, cacheDir, root: resolve(root, 'demo'), logLevel: 'silent' },
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true, entries: [] },
    plugins: [bundledLibrary()],
  })
})
afterEach(async () => {
  await server.close()
  rmSync(cacheDir, { recursive: true, force: true })
})

/** The files that a page loads for one of the library's names. */
async function loaded(name: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const load = async (id: string) => {
    if (found.has(id)) return
    found.add(id)
    const { code = '' } = (await server.environments.client.transformRequest(id)) ?? {}
    const imports = code.matchAll(/^(?:import|\} from|export \* from) ?[^\n]*"(\/[^"]*\.tinyhelix\/[^"]*)"/gm)
    for (const [, path = ''] of imports) await load(path)
  }
  const resolved = await server.environments.client.pluginContainer.resolveId(name)
  await load(resolved?.id ?? '')
  return found
}

it('the demo’s server serves each name of the library in a few files', async () => {
  for (const name of [
    'tinyhelix',
    'tinyhelix/eventsub',
    'tinyhelix/testing',
    'tinyhelix/svelte',
    'tinyhelix/query/live',
  ]) {
    const { size } = await loaded(name)
    expect(size, name).toBeGreaterThan(0)
    expect(size, name).toBeLessThan(50)
  }
})

it('the demo’s server reloads its pages once a source of the library changes', async () => {
  const send = vi.spyOn(server.ws, 'send')
  server.watcher.emit('all', 'change', resolve(root, 'demo/index.html'))
  expect(send).not.toHaveBeenCalledWith({ type: 'full-reload' })
  server.watcher.emit('all', 'change', resolve(root, 'src/index.ts'))
  expect(send).toHaveBeenCalledWith({ type: 'full-reload' })
})
