import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { explorerPlugin } from '../../demo/explorer/build/explorerPlugin.ts'
import { tsconfigAlias } from './tsconfigAlias.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Builds the documentation site from the sources: static files that can be put into any folder of any server. Pages say
 * how many bytes their exports add to a page, which takes most of the time: of all, or of those for which `isWeighed`
 * returns `true`.
 */
export async function buildSite(outDir: string, isWeighed?: (name: string) => boolean): Promise<void> {
  await build({
    configFile: false,
    root: resolve(root, 'demo/explorer'),
    base: './',
    logLevel: 'warn',
    plugins: [svelte({ configFile: false }), explorerPlugin({ withTextFiles: true, ...(isWeighed && { isWeighed }) })],
    resolve: { alias: tsconfigAlias },
    build: {
      outDir,
      target: 'chrome103',
      emptyOutDir: true,
      reportCompressedSize: false,
      // Most of the time goes into reading declarations.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  })
}
