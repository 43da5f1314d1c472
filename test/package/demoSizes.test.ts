import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, expect, it, vi } from 'vitest'
import { prepareDemo } from '../tools/demo.ts'

afterAll(() => void vi.unstubAllEnvs())

it.for([
  { page: 'index.html', most: 90_000 },
  { page: 'dashboard/index.html', most: 150_000 },
  { page: 'plain/index.html', most: 65_000 },
])('the first load of demo/$page is at most $most bytes, gzipped', async ({ page, most }) => {
  // As for deployment: Vitest's own value would be taken for development.
  vi.stubEnv('NODE_ENV', 'production')
  const { config, close } = await prepareDemo()
  const input = join(config.root ?? '', page)
  const built = await build({
    ...config,
    logLevel: 'error',
    build: { write: false, target: 'es2022', rolldownOptions: { input } },
  })
  await close()
  const files = [built].flat().flatMap(result => ('output' in result ? result.output : []))
  /** The page, its styles, and the scripts that they import at once. */
  const needed = new Set<string>()
  const need = (name: string) => {
    if (needed.has(name)) return
    needed.add(name)
    const file = files.find(({ fileName }) => fileName === name)
    if (file?.type === 'chunk') for (const imported of file.imports) need(imported)
  }
  for (const file of files) {
    if (file.type === 'chunk' ? file.isEntry : /\.(?:css|html)$/.test(file.fileName)) need(file.fileName)
  }
  const sizeOf = (name: string) => {
    const file = files.find(({ fileName }) => fileName === name)
    return file ? gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length : 0
  }
  const size = [...needed].reduce((sum, name) => sum + sizeOf(name), 0)
  expect(size).toBeGreaterThan(10_000)
  expect(size).toBeLessThanOrEqual(most)
})
