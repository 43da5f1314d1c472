import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }
import { lazyDescriptions } from './src/single/lazyDescriptions.ts'
import { tsconfigAlias } from './test/tools/tsconfigAlias.ts'

/** What users import or run: each source keeps its place under `dist`, or Rolldown would name modules anew. */
const entries = [
  ...Object.values(manifest.exports).flatMap(target => (typeof target === 'string' ? [] : target.default)),
  manifest.bin.tinyhelix,
].map(file => file.replace(/^\.\/dist\/(.+)\.js$/, '$1'))

/** Barrels that are read as a whole, with `import *`: they stay as they are, too. */
const barrels = ['src/testing/features/index']

/** What users install beside this library, and what Node has. */
const external = /^(ofetch|valibot|@tanstack\/.+|react|vue|svelte|node:.+)(\/|$)/

/**
 * An entry that another file imports stays as it is: Rolldown would give it the object behind `import *` as an export, and put
 * what makes that into a module of its own.
 */
const linkedEntries: Plugin = {
  name: 'linked-entries',
  apply: 'build',
  enforce: 'pre',
  resolveId: (source, importer = '') => {
    const file = relative(import.meta.dirname, resolve(dirname(importer), source))
    const isLinked = importer && [...entries, ...barrels].some(entry => `${entry}.ts` === file)
    return isLinked ? { id: source.replace(/\.ts$/, '.js'), external: true } : null
  },
}

/** The fake's page: browsers get its files as they are, from the package as from the sources. */
const fakePage: Plugin = {
  name: 'fake-page',
  apply: 'build',
  generateBundle() {
    const folder = 'src/testing/page'
    for (const file of readdirSync(folder)) {
      this.emitFile({ type: 'asset', fileName: `${folder}/${file}`, source: readFileSync(`${folder}/${file}`) })
    }
  },
}

/** Everything in one file, for pages without a build. */
const single: UserConfig['build'] = {
  emptyOutDir: false,
  sourcemap: true,
  lib: { entry: 'src/single/index.ts', formats: ['es'], fileName: () => 'tinyhelix.min.js' },
  rolldownOptions: {
    output: {
      minify: true,
      // They help bundlers, which have no business with this file.
      comments: false,
      postBanner: `/*! tinyhelix ${manifest.version}, with ofetch, destr, ufo and valibot in it. License of each: MIT */`,
    },
  },
}

/** A file for each source, so that bundlers drop what a page does not import; annotations and names stay as they are. */
const modules: UserConfig['build'] = {
  minify: false,
  lib: { entry: Object.fromEntries([...entries, ...barrels].map(entry => [entry, `${entry}.ts`])), formats: ['es'] },
  rolldownOptions: {
    external,
    // It warns of 'use client', which a file for each source keeps.
    checks: { moduleLevelDirective: false },
    output: { preserveModules: true, preserveModulesRoot: '.', entryFileNames: '[name].js' },
  },
}

/** Tests that visit the demos, and take minutes together. `npm test` has those of the dashboard. */
const demos = ['test/browser/{plain,plainTrouble,overlay,panel,start,demoStart,dashboardCare}.test.ts']

export default defineConfig(({ command, mode }) => ({
  logLevel: command === 'build' ? 'warn' : 'info',
  plugins: mode === 'single' ? [lazyDescriptions(import.meta.dirname)] : [linkedEntries, fakePage],
  resolve: { tsconfigPaths: true },
  build: { target: 'es2022', reportCompressedSize: false, ...(mode === 'single' ? single : modules) },
  test: {
    reporters: ['default', './test/tools/closingLine.ts'],
    // One after the other: what is measured or timed is not to wait for what needs the whole machine.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/package/**', 'test/browser/**', 'test/adapters/**', 'test/runtimes/**', 'test/long/**'],
          sequence: { groupOrder: 0 },
          // Machines may be busy with something else.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        resolve: { alias: { ofetch: 'ofetch-next' } },
        test: {
          // What depends on ofetch, once more on its next major version.
          name: 'ofetch-next',
          include: ['test/core/{abort,refusedToken,resultKinds,retries,secrets,wire}.test.ts'],
          sequence: { groupOrder: 0 },
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false })],
        // Without it Svelte is taken from where it has no components that live.
        resolve: { conditions: ['browser'], alias: tsconfigAlias },
        test: {
          name: 'adapters',
          include: ['test/adapters/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          sequence: { groupOrder: 0 },
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: './test/tools/packed.ts',
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/{browser,runtimes}/**/*.test.ts'],
          exclude: demos,
          globalSetup: './test/tools/browser.ts',
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        extends: true,
        test: {
          // The demos in all their states: `npm run test:long` as well.
          name: 'long-demos',
          include: demos,
          globalSetup: './test/tools/browser.ts',
          sequence: { groupOrder: 4 },
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        extends: true,
        test: {
          // What takes minutes: `npm run test:long`.
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          sequence: { groupOrder: 3 },
          fileParallelism: false,
          // To see what is left of the memory in use.
          execArgv: ['--expose-gc'],
          testTimeout: 900_000,
        },
      },
    ],
  },
}))
