import { dirname, resolve, sep } from 'node:path'
import { rolldown } from 'rolldown'
import type { Plugin } from 'vite'
import manifest from '../../package.json' with { type: 'json' }
import tsconfig from '../../tsconfig.json' with { type: 'json' }

const root = resolve(import.meta.dirname, '../..')

/** Where the bundles seem to be. Nothing is written there. */
const folder = resolve(root, 'node_modules/.tinyhelix')

/** The sources that run in a browser, by their names. */
const inputs = Object.fromEntries(
  Object.entries(tsconfig.compilerOptions.paths).flatMap(([name, [file = '']]) =>
    /\/(node|vite)$/.test(name) ? [] : [[name, file]],
  ),
)

/** The source of one of the library's names, which declares what the bundle exports. */
export const sourceOf = (name: string): string => resolve(root, inputs[name] ?? '')

/** Packages that Vite prepares, for the library and the demos alike. */
const external = /^(ofetch|valibot|@tanstack\/.+|react|vue|svelte)(\/|$)/

/**
 * Serves the library's sources as a few bundles. Otherwise a page would ask for each of its 600 files, which takes
 * longer than everything else on it. A change of a source builds them anew and reloads the pages.
 */
export function bundledLibrary(): Plugin {
  const build = async () => {
    const bundle = await rolldown({ input: inputs, external, cwd: root, logLevel: 'silent' })
    const { output } = await bundle.generate({ format: 'esm', sourcemap: 'inline', chunkFileNames: '[name].js' })
    await bundle.close()
    return new Map(output.flatMap(file => (file.type === 'chunk' ? [[resolve(folder, file.fileName), file.code]] : [])))
  }
  const bundle = () => {
    const files = build()
    // Vite shows what is wrong with a source to the page that asks for it.
    files.catch(() => {})
    return files
  }
  let bundles = bundle()
  return {
    name: 'bundled-library',
    apply: 'serve',
    enforce: 'pre',
    config: () => ({
      optimizeDeps: {
        exclude: Object.keys(inputs),
        // Vite finds what the demos import, but does not look into the library.
        include: [...Object.keys(manifest.dependencies), '@tanstack/query-core'],
      },
    }),
    resolveId(source, importer = '') {
      if (Object.hasOwn(inputs, source)) return `${resolve(folder, source)}.js`
      return importer.startsWith(folder) && source.startsWith('.') ? resolve(dirname(importer), source) : null
    },
    async load(id) {
      return id.startsWith(folder) ? (await bundles).get(id) : null
    },
    configureServer({ watcher, moduleGraph, ws }) {
      const sources = ['src', 'adapters'].map(name => resolve(root, name))
      // Vite itself watches its root alone.
      watcher.add(sources)
      watcher.on('all', (_, file) => {
        if (!sources.some(source => file.startsWith(source + sep))) return
        bundles = bundle()
        for (const id of moduleGraph.idToModuleMap.keys()) {
          const module = id.startsWith(folder) && moduleGraph.getModuleById(id)
          if (module) moduleGraph.invalidateModule(module)
        }
        ws.send({ type: 'full-reload' })
      })
    },
  }
}
