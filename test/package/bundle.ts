import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { rolldown } from 'rolldown'
import webpack from 'webpack'

/** A bundler that people use for pages. */
export type Bundler = 'esbuild' | 'rolldown' | 'webpack'

export const bundlers: readonly Bundler[] = ['esbuild', 'rolldown', 'webpack']

type Alias = Readonly<Record<string, string>>

/** The code to bundle, and the folder from which imports are resolved. */
interface Bundle {
  readonly source: string
  /** A folder whose `node_modules` has the package. */
  readonly project: string
  /** Imports that are left out. */
  readonly external?: RegExp
  /** Replacements of packages, by package name. */
  readonly alias?: Alias
}

/** Bundles and minifies like the build of a page. */
export async function bundle(bundler: Bundler, { source, project, external, alias = {} }: Bundle): Promise<string> {
  const folder = mkdtempSync(join(project, 'bundle-'))
  const entry = join(folder, 'entry.js')
  try {
    writeFileSync(entry, source)
    return await builds[bundler](entry, alias, external)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The compressed size in bytes. */
export const compressedSize = (code: string): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

const builds: Record<Bundler, (entry: string, alias: Alias, external?: RegExp) => Promise<string>> = {
  esbuild: async (entry, alias, external) => {
    const { outputFiles } = await build({
      entryPoints: [entry],
      alias,
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
  rolldown: async (entry, alias, external) => {
    const build = await rolldown({
      input: entry,
      ...(external && { external }),
      platform: 'browser',
      resolve: { alias },
    })
    const { output } = await build.generate({ format: 'esm', minify: true })
    await build.close()
    return output.map(file => ('code' in file ? file.code : '')).join('')
  },
  webpack: async (entry, alias, external) => {
    const path = join(entry, '..', 'out')
    const compiler = webpack({
      mode: 'production',
      target: ['web', 'es2022'],
      entry,
      resolve: { alias },
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
