import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { expect, it, vi } from 'vitest'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

const root = resolve(import.meta.dirname, '../../demo/overlay')

/** The files of the overlay's build, by name, with their bytes over the wire. */
async function builtFiles() {
  vi.stubEnv('NODE_ENV', 'production')
  const result = await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    resolve: { alias: tsconfigAlias },
    build: {
      write: false,
      target: 'chrome103',
      modulePreload: false,
      rolldownOptions: { input: ['index.html', 'settings.html'].map(page => resolve(root, page)) },
    },
  })
  vi.unstubAllEnvs()
  if (!('output' in result)) throw new Error('Vite was to build one bundle.')
  return new Map(
    result.output.map(file => {
      const isCode = file.type === 'chunk'
      return [
        file.fileName,
        {
          bytes: gzipSync(isCode ? file.code : file.source).length,
          source: isCode ? '' : `${file.source}`,
          imports: isCode ? file.imports : [],
        },
      ]
    }),
  )
}

it('the overlay and its settings page load little before they show something, compressed by gzip', async () => {
  const files = await builtFiles()
  /** What a page loads at first: what its HTML names, and what that imports. */
  const loadedBy = (page: string) => {
    const names = new Set<string>()
    const add = (name: string) => {
      if (names.has(name)) return
      names.add(name)
      files.get(name)?.imports.forEach(add)
    }
    add(page)
    for (const [name] of files.get(page)?.source.matchAll(/assets\/[\w.-]+/g) ?? []) add(name)
    return names
  }
  const weightOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (files.get(name)?.bytes ?? 0), 0) / 1000
  const overlay = loadedBy('index.html')
  const parts = /assets\/(Alerts|Chat|Goal|HypeTrain|Labels|Poll|Prediction)-/
  const all = new Set(overlay)
  const add = (name: string) => {
    if (all.has(name)) return
    all.add(name)
    files.get(name)?.imports.forEach(add)
  }
  for (const [name, { imports }] of files) if (parts.test(name) && (imports.length || name.endsWith('.css'))) add(name)
  const settings = [...loadedBy('settings.html')].filter(name => !all.has(name))
  const weights = { overlay: weightOf(overlay), withItsParts: weightOf(all), settingsMore: weightOf(settings) }
  console.log(JSON.stringify(weights))
  expect(weights.overlay).toBeLessThanOrEqual(75)
  expect(weights.withItsParts).toBeLessThanOrEqual(95)
  expect(weights.settingsMore).toBeLessThanOrEqual(60)
})
