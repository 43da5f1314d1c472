import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, relative, resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }
import { lazyDescriptions } from './src/single/lazyDescriptions.ts'
import Sequencer from './test/tools/sequencer.ts'
import { isolatedIfAlone, sharedProcesses } from './test/tools/sharedProcesses.ts'
import { tsconfigAlias } from './test/tools/tsconfigAlias.ts'

/**
 * The entries that users import or run. Each source keeps its path under `dist`; otherwise Rolldown would rename
 * modules.
 */
const entries = [
  ...Object.values(manifest.exports).flatMap(target => Object(target).default ?? []),
  manifest.bin.tinyhelix,
].map(file => file.replace(/^\.\/dist\/(.+)\.js$/, '$1'))

/** Barrels that are imported with `import *`, which stay as they are, too. */
const barrels = ['src/testing/features/index']

/** Packages that users install besides this library, and Node's modules. */
const external = /^(ofetch|valibot|@tanstack\/.+|react|vue|svelte|vite|node:.+)(\/|$)/

/**
 * An entry that another file imports stays as it is. Otherwise Rolldown would export the object of `import *` from it,
 * and add a module for that.
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

/** Files that the package has unchanged from the sources: the fake's page, and the types of a virtual module. */
const copies: Plugin = {
  name: 'copies',
  apply: 'build',
  generateBundle() {
    const page = 'src/testing/page'
    for (const fileName of [...readdirSync(page).map(file => `${page}/${file}`), 'src/vite/client.d.ts']) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(fileName) })
    }
  },
}

/** Leaves the code of dependencies out of a source map: debuggers pass over it, and it is a sixth of the map. */
const ownSources: Plugin = {
  name: 'own-sources',
  generateBundle(_, bundle) {
    for (const [file, output] of Object.entries(bundle)) {
      if (!file.endsWith('.map') || output.type !== 'asset') continue
      const map = JSON.parse(String(output.source))
      map.sourcesContent = map.sources.map((source: string, index: number) =>
        source.includes('node_modules') ? null : map.sourcesContent[index],
      )
      output.source = JSON.stringify(map)
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

/** A file for each source, so that bundlers drop unused ones. Annotations and names stay. */
const modules: UserConfig['build'] = {
  minify: false,
  lib: { entry: Object.fromEntries([...entries, ...barrels].map(entry => [entry, `${entry}.ts`])), formats: ['es'] },
  rolldownOptions: {
    external,
    // It warns of 'use client', which a file for each source keeps.
    checks: { moduleLevelDirective: false },
    output: {
      preserveModules: true,
      preserveModulesRoot: '.',
      entryFileNames: '[name].js',
      // Editors read JSDoc in the declarations. Bundlers need the annotations.
      comments: { jsdoc: false, annotation: true, legal: true },
    },
  },
}

/** For demos that have a `tsconfig.json` of their own, whose tools the tests use. */
const ownNames = { alias: tsconfigAlias }

type LaneTests = NonNullable<UserWorkspaceConfig['test']>

/** Settings of lanes that drive a browser. */
const browsing: LaneTests = {
  globalSetup: './test/tools/browser.ts',
}

/** Settings of lanes that drive browsers of all engines. */
const inEngines: LaneTests = { ...browsing, globalSetup: './test/tools/engines.ts' }

/** Settings of lanes that build and pack the library first. */
const packing: LaneTests = {
  include: ['test/package/**/*.test.ts'],
  globalSetup: './test/tools/packed.ts',
  // A busy machine needs longer.
  testTimeout: 900_000,
  hookTimeout: 900_000,
}

/** Visits of the demos, the rig and the fake's page in all their states, and what units or other visits have in part. */
const longVisits =
  'test/browser/{plain*,overlay*,explorer*,guideOverlay,panel*,start,dashboard*,scenes,authTime,authExtension,framedPopup,liveWarnings,extensionRig,fakePage,vite}.test.ts'

/** Lanes of the long run test their tables completely. They run two files at a time, because some need a whole core. */
const long: LaneTests = { provide: { isLongRun: true }, sequence: { groupOrder: 1 }, maxWorkers: 2 }

const lanes: readonly UserWorkspaceConfig[] = [
  {
    plugins: [isolatedIfAlone],
    resolve: ownNames,
    test: {
      name: 'unit',
      include: ['test/**/*.test.{ts,tsx}'],
      exclude: ['test/{package,browser,engines,adapters,runtimes,explorer,tools,vite,long}/**'],
      setupFiles: ['./test/tools/leaveAsFound.ts'],
      pool: sharedProcesses,
    },
  },
  {
    // Tests of code that depends on ofetch, with its next major version.
    resolve: { alias: { ofetch: 'ofetch-next' } },
    test: {
      name: 'ofetch-next',
      include: ['test/core/{abort,clearedTimers,refusedToken,resultKinds,retries,secrets,wire}.test.ts'],
    },
  },
  // They start servers and compilers, which units do without, to be quick.
  { resolve: ownNames, test: { name: 'tools', include: ['test/{tools,vite}/**/*.test.ts'] } },
  {
    plugins: [svelte({ configFile: false })],
    // Otherwise Svelte is resolved to its server build, which has no live components.
    resolve: { conditions: ['browser'] },
    test: {
      name: 'adapters',
      include: ['test/adapters/**/*.test.{ts,tsx}'],
      environment: 'happy-dom',
      setupFiles: ['./test/tools/endTimers.ts'],
    },
  },
  // They count what the library has: a new endpoint is theirs when its facts are written down.
  { test: { name: 'explorer', include: ['test/explorer/**/*.test.ts'] } },
  { test: { name: 'package', ...packing } },
  {
    resolve: ownNames,
    test: { name: 'browser', include: ['test/browser/**/*.test.ts'], exclude: [longVisits], ...browsing },
  },
  { test: { name: 'runtimes', include: ['test/runtimes/**/*.test.ts'], ...inEngines } },
  { test: { name: 'long-package', ...packing, ...long } },
  { resolve: ownNames, test: { name: 'long-browser', include: ['test/browser/**/*.test.ts'], ...browsing, ...long } },
  { resolve: ownNames, test: { name: 'long-engines', include: ['test/engines/**/*.test.ts'], ...inEngines, ...long } },
  {
    resolve: ownNames,
    test: {
      name: 'long',
      include: ['test/long/**/*.test.ts'],
      // For tests that measure the used memory.
      execArgv: ['--expose-gc'],
      testTimeout: 900_000,
      ...long,
    },
  },
]

/** `vitest` alone watches units. Other lanes are named: `vitest --project browser`. */
const isLaneNamed = process.argv.some(word => word.startsWith('--project'))

export default defineConfig(({ command, mode }) => ({
  logLevel: command === 'build' ? 'warn' : 'info',
  plugins: mode === 'single' ? [lazyDescriptions(import.meta.dirname), ownSources] : [linkedEntries, copies],
  // The alias is for demos, which have a `tsconfig.json` of their own.
  resolve: { tsconfigPaths: true, alias: tsconfigAlias },
  // Pages without a build step show no warnings for developers.
  ...(mode === 'single' && { define: { 'process.env.NODE_ENV': '"production"' } }),
  build: { target: 'es2022', reportCompressedSize: false, ...(mode === 'single' ? single : modules) },
  test: {
    reporters: ['default', './test/tools/closingLine.ts'],
    sequence: { sequencer: Sequencer },
    // Vitest would leave one core idle. Tests that wait leave another one to a third file.
    maxWorkers: availableParallelism() + 1,
    // Only tests that hang reach these limits, also on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // Lists of the root and of a lane are joined. A text of a lane would replace this one.
    setupFiles: ['./test/tools/patience.ts'],
    // Playwright's driver of Firefox throws if a page removes a frame that is being navigated.
    onUnhandledError: ({ stack }) => !stack?.includes('BidiPage._onNavigationCommitted'),
    provide: { isLongRun: false },
    projects: lanes
      .filter(({ test }) => isLaneNamed || test?.name === 'unit')
      .map(lane => ({ extends: true, ...lane })),
  },
}))
