import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { parseAst } from 'rolldown/parseAst'
import * as tinyhelix from 'tinyhelix'
import * as chat from 'tinyhelix/chat'
import * as define from 'tinyhelix/define'
import * as eventsub from 'tinyhelix/eventsub'
import { networkAt } from 'tinyhelix/testing'
import { expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { documents } from '../readme/documents.ts'
import { installedBeside } from '../tools/packed.ts'
import { newerInScripts } from './oldestBrowser.ts'

const { project, files } = inject('packed')
const folder = join(project, 'node_modules/tinyhelix')
const read = (file: string) => readFileSync(join(folder, file), 'utf8')
/** The files of the fake's page, which browsers load unchanged. */
const isOfPage = (file: string) => file.startsWith('dist/src/testing/page/')
const modules = files.filter(file => /^dist\/(src|adapters)\/.*\.js$/.test(file) && !isOfPage(file))
const declarations = files.filter(file => file.endsWith('.d.ts'))

/** The imports of a module or declaration, without those in comments. */
const importsOf = (code: string) =>
  [...withoutComments(code).matchAll(/\b(?:from|import)\s*\(?\s*["']([^"'\s()]+)["']/g)].map(([, name = '']) => name)

const withoutComments = (code: string) => code.replace(/^\s*(\/?\*|\/\/).*$/gm, '')

const foreignImportsOf = (file: string) => importsOf(read(file)).filter(name => !name.startsWith('.'))

/** The modules that may use Node's modules: the entry with Node's name. */
const isForNode = (file: string) => /\/node(\/|\.)/.test(file)

/** The names that a module calls or reads members of, without words in its texts. */
function usedGlobalsOf(node: unknown): string[] {
  const found: string[] = []
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    for (const [key, value] of Object.entries(part)) {
      const isUse = key === 'callee' || (key === 'object' && 'property' in part)
      if (isUse && value?.type === 'Identifier') found.push(value.name)
      look(value)
    }
  }
  look(node)
  return found
}

const packageOf = (specifier: string) => specifier.match(/^(@[^/]+\/)?[^/]+/)?.[0]

it('the tarball has the build and documents for users, and nothing else', () => {
  const page = readdirSync(resolve(import.meta.dirname, '../../src/testing/page'))
  expect(files.filter(isOfPage)).toEqual(page.map(file => `dist/src/testing/page/${file}`).sort())
  const beside = files.filter(file => !/^dist\/(src|adapters)\/.+\.(js|d\.ts)$/.test(file) && !isOfPage(file))
  expect(beside).toEqual(
    [
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      'package.json',
      ...documents.filter(document => document !== 'README.md'),
      'dist/tinyhelix.min.js',
      'dist/tinyhelix.min.js.map',
    ].sort(),
  )
})

it('the package unpacks to at most 3.7 MB', () => {
  const bytes = files.map(file => statSync(join(folder, file)).size).reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeLessThanOrEqual(3_700_000)
})

it('links between documents work in the tarball, and those to demos in the repository', () => {
  for (const document of documents) {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link)
    const targets = links.map(link => join(dirname(document), link).replaceAll('\\', '/'))
    // GitHub and npm lead to the repository from there.
    const missing = targets.filter(target => !files.includes(target) && !/^demo\/\w+$/.test(target))
    expect(missing, document).toEqual([])
  }
})

it('every module has declarations, and no source map because it is readable', () => {
  expect(modules.length).toBeGreaterThan(100)
  for (const file of modules) {
    expect(files).toContain(file.replace(/\.js$/, '.d.ts'))
    expect(read(file), file).not.toContain('sourceMappingURL')
  }
})

it('every declaration belongs to a module or has only types', () => {
  for (const file of declarations) {
    if (!modules.includes(file.replace(/\.d\.ts$/, '.js')))
      expect(read(file)).not.toMatch(/export declare (const|function|class)/)
  }
})

it('every entry has types and code that exist', () => {
  const { './package.json': _, './vite/client': types, ...entries } = manifest.exports
  // It declares a module that Vite generates.
  expect(types).toEqual({ types: './dist/src/vite/client.d.ts' })
  expect(read('dist/src/vite/client.d.ts')).toMatch(/^declare module 'virtual:tinyhelix' \{/)
  for (const entry of Object.values(entries)) expect(Object.keys(entry)).toEqual(['types', 'default'])
  const targets = [
    ...Object.values({ types, ...entries }).flatMap(entry => Object.values(entry)),
    manifest.unpkg,
    manifest.jsdelivr,
  ]
  for (const target of targets) expect(files).toContain(target.replace('./', ''))
})

it('the build exports what the sources export', async () => {
  const built: object = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'dist/src/index.js')).href)
  expect(Object.keys(built).sort()).toEqual(Object.keys(tinyhelix).sort())
})

it('modules import only their own files and declared dependencies', () => {
  for (const file of modules) {
    // Adapters are for users of their framework.
    const isPeer = (name: string) => file.startsWith('dist/adapters/') && /^(@tanstack\/|react|vue|svelte)/.test(name)
    const foreign = foreignImportsOf(file).filter(
      name => !isPeer(name) && !(isForNode(file) && name.startsWith('node:')),
    )
    expect(installedBeside, file).toEqual(expect.arrayContaining(foreign.map(packageOf)))
  }
})

it('modules run without Node, and under a policy that forbids `eval`', () => {
  for (const file of [...modules.filter(file => !isForNode(file)), 'dist/tinyhelix.min.js']) {
    const used = usedGlobalsOf(parseAst(read(file)))
    // Bundlers replace the module that it requests. Without a bundler, it catches the error.
    const isAllowed = (name: string) => name === 'process' && file === 'dist/src/inDevelopment.js'
    const ofElsewhere = /^(process|Buffer|global|require|__dirname|eval|Function)$/
    expect(
      used.filter(name => ofElsewhere.test(name) && !isAllowed(name)),
      file,
    ).toEqual([])
  }
})

it('declarations load no types of other packages: ofetch’s break programs that check libraries', () => {
  for (const file of declarations) {
    // Adapters are for users of their framework, and the plugin is for users of Vite.
    const isPeer = (name: string) =>
      (file.startsWith('dist/adapters/') && /^(@tanstack\/|react|vue|svelte)/.test(name)) ||
      (file.startsWith('dist/src/vite/') && name === 'vite')
    const foreign = foreignImportsOf(file).filter(
      name => !isPeer(name) && !(isForNode(file) && name.startsWith('node:')),
    )
    expect(foreign, file).toEqual([])
  }
})

it('modules with React hooks begin with "use client" for frameworks with server components', () => {
  expect(read('dist/adapters/react.js')).toMatch(/^(["'])use client\1/)
  expect(modules.filter(file => /^["']use client/.test(read(file)))).toEqual(['dist/adapters/react.js'])
})

it('functions keep their names, and their documentation in the declarations', () => {
  const declaration = read('dist/src/endpoints/streams/getStreams.d.ts')
  expect(declaration).toMatch(/\*\/\nexport declare const getStreams: PageEndpoint</)
  expect(declaration).toContain('@example')
  expect(read('dist/src/client.js')).toContain('function createClient(')
})

it('the single file has everything that a page imports, and fakeTwitchAt', async () => {
  const code = read('dist/tinyhelix.min.js')
  expect(code).not.toMatch(/(^|[;}])(import|export)\b[^;]*["'`]/m)
  expect(code).toContain(`//# sourceMappingURL=${basename('dist/tinyhelix.min.js.map')}`)
  expect(code).toMatch(/^\/\*! .*MIT/)
  const exported = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'dist/tinyhelix.min.js')).href)
  expect(Object.keys(exported)).toEqual(
    Object.keys({ ...tinyhelix, ...chat, ...define, ...eventsub, networkAt }).sort(),
  )
  const { sources, sourcesContent } = JSON.parse(read('dist/tinyhelix.min.js.map'))
  expect(sources).toContain('../src/client.ts')
  const withCode = sources.filter((_: string, index: number) => sourcesContent[index])
  expect(withCode).toContain('../src/client.ts')
  expect(withCode.filter((source: string) => source.includes('node_modules'))).toEqual([])
  expect(sources).toContain('../src/eventsub/types/channelFollow.ts')
})

it('the single file describes each endpoint and type of events as the modules do, and only when first read', async () => {
  const specOf = (value: object) => Object.getOwnPropertyDescriptor(value, 'spec')
  const file = pathToFileURL(join(folder, 'dist/tinyhelix.min.js')).href
  const single: Readonly<Record<string, object>> = await import(/* @vite-ignore */ file)
  const described = Object.entries<object>({ ...tinyhelix, ...eventsub }).filter(([, value]) => specOf(value))
  expect(described.length).toBeGreaterThan(200)
  for (const [name, value] of described) {
    const own = specOf(single[name] ?? {})
    expect(own?.get, name).toBeTypeOf('function')
    // Schemas contain functions, whose source text is minified.
    const written = (spec: unknown) =>
      JSON.stringify(spec, (_, part) => (typeof part === 'function' ? 'a function' : part))
    expect(written(Object(single[name]).spec), name).toBe(written(specOf(value)?.value))
    expect(Object(single[name]).spec).toBe(Object(single[name]).spec)
  }
})

it('modules for pages use nothing newer than the oldest browser, the Chromium 103 of OBS', async () => {
  for (const file of modules.filter(file => !isForNode(file))) {
    const code = read(file)
    expect(newerInScripts.exec(withoutComments(code))?.[0], file).toBeUndefined()
    // Newer syntax would be written in another way.
    const [asItIs, forOBS] = await Promise.all(
      ['esnext', 'es2022'].map(target => transform(code, { target, supported: { 'top-level-await': true } })),
    )
    expect(forOBS?.code, file).toBe(asItIs?.code)
  }
})
