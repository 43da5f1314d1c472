import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { rolldown } from 'rolldown'
import webpack from 'webpack'

/** A bundler that people build pages with. */
export type Bundler = 'esbuild' | 'rolldown' | 'webpack'

export const bundlers: readonly Bundler[] = ['esbuild', 'rolldown', 'webpack']

/** What to bundle, and where it is resolved. */
interface Bundle {
  readonly source: string
  /** A folder whose `node_modules` has the package. */
  readonly project: string
  /** What is left out, by how it is imported. */
  readonly external?: RegExp
}

/** Bundles and minifies as a page's build does. */
export async function bundle(bundler: Bundler, { source, project, external }: Bundle): Promise<string> {
  const folder = mkdtempSync(join(project, 'bundle-'))
  const entry = join(folder, 'entry.js')
  try {
    writeFileSync(entry, source)
    return await builds[bundler](entry, external)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Bytes over the wire. */
export const compressedSize = (code: string): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

const builds: Record<Bundler, (entry: string, external?: RegExp) => Promise<string>> = {
  esbuild: async (entry, external) => {
    const { outputFiles } = await build({
      entryPoints: [entry],
      plugins: external
        ? [
            {
              name: 'external',
              setup: ({ onResolve }) => onResolve({ filter: external }, ({ path }) => ({ path, external: true })),
            },
          ]
        : [],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      logLevel: 'error',
    })
    return outputFiles.map(file => file.text).join('')
  },
  rolldown: async (entry, external) => {
    const build = await rolldown({
      input: entry,
      ...(external && { external }),
      platform: 'browser',
    })
    const { output } = await build.generate({ format: 'esm', minify: true })
    await build.close()
    return output.map(file => ('code' in file ? file.code : '')).join('')
  },
  webpack: async (entry, external) => {
    const path = join(entry, '..', 'out')
    const compiler = webpack({
      mode: 'production',
      target: ['web', 'es2022'],
      entry,
      externals: ({ request = '' }, decide) => {
        decide(undefined, external?.test(request) ? `module ${request}` : undefined)
      },
      experiments: { outputModule: true },
      output: {
        path,
        filename: 'bundle.js',
        library: { type: 'module' },
        module: true,
      },
      performance: false,
    })
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, done) => compiler.close(() => (error ? reject(error) : resolve(done))))
    })
    if (stats?.hasErrors()) throw new Error(stats.toString('errors-only'))
    return readFileSync(join(path, 'bundle.js'), 'utf8')
  },
}
