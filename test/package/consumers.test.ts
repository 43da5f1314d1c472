import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { documents } from '../readme/documents.ts'
import { snippetsOf } from '../readme/snippets.ts'
import { inLongRun } from '../tools/inLongRun.ts'
import {
  type Compilation,
  type Compiler,
  compile as compileAt,
  compilers,
  oldestCompiler,
  versionOf,
} from './compile.ts'

const { project, files } = inject('packed')

/** `npm test` compiles with the newest. */
const asked = inject('isLongRun') ? compilers : (['typescript'] as const)

/** One file for each entry that a page imports. */
const pages = {
  'page.ts': `
import * as tinyhelix from 'tinyhelix'
import * as query from 'tinyhelix/query'
import * as testing from 'tinyhelix/testing'

const client = tinyhelix.createClient({ auth: tinyhelix.userToken('a token') })
export const titles: string[] = (await tinyhelix.getStreams(client, { game_id: '1' })).map(stream => stream.title)
export const users = query.helixQuery(client, tinyhelix.getUsers, { id: '1' })
// @ts-expect-error: rows are typed.
export const ids: number[] = (await tinyhelix.getStreams(client)).map(stream => stream.id)
export { query, testing, tinyhelix }
`,
  ...Object.fromEntries(
    [
      ['react', 'useHelixQuery(getStreams).data'],
      ['vue', 'useHelixQuery(getStreams).data.value'],
      ['svelte', 'createHelixQuery(getStreams).data'],
    ].map(([framework, data]) => [
      `${framework}.ts`,
      `
import { getStreams, type Stream } from 'tinyhelix'
import * as adapter from 'tinyhelix/${framework}'

export const streams = (): Stream[] | undefined => adapter.${data}
// @ts-expect-error: hooks are typed, too.
export const ids = (): number[] | undefined => adapter.${data}
export { adapter }
`,
    ]),
  ),
}

const server = `
import { createClient, getStreams, userToken } from 'tinyhelix'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { fakeTwitch } from 'tinyhelix/vite'

export const plugin = fakeTwitch({ seed: 2 })
export const url: string = (await serveFakeTwitch()).url
export const client = createClient({ auth: userToken('a token') })
export const live = () => getStreams(client)
export { getStreams }
`

/** All entries that need neither Vite nor a framework. */
const bot = `
import { createClient, deviceCode } from 'tinyhelix'
import { anonymousChat } from 'tinyhelix/chat'
import { defineEndpoint } from 'tinyhelix/define'
import { createEventSub } from 'tinyhelix/eventsub'
import { createExtension } from 'tinyhelix/extension'
import { createFakeTwitch } from 'tinyhelix/testing'
import { serveFakeTwitch } from 'tinyhelix/testing/node'

export const client = createClient({ auth: deviceCode({ clientId: 'a client id' }) })
export const others = [anonymousChat, createEventSub, createExtension, createFakeTwitch, defineEndpoint, serveFakeTwitch]
`

/** The errors of @tanstack/svelte-query's own declarations in every program that checks libraries. */
const itsOwn = /^.*@tanstack\/svelte-query\/dist\/context\.d\.ts\(\d+,\d+\): error TS2614: .*'Box'.*\n/gm

/** The code of the README and of the guides. */
const snippets = documents.flatMap((file, index) =>
  snippetsOf(readFileSync(file, 'utf8')).map(snippet => ({ ...snippet, document: index })),
)

/** The declaration that tools for Vue have for its files. */
const vueFiles = `declare module '*.vue' { const component: import('vue').Component; export default component }`

/** The types in a page's `tsconfig.json`. */
const virtualModule = `/// <reference types="tinyhelix/vite/client" />`

/** A registration affects the whole program, so the rest must compile without it. */
const programs = [false, true].map(registers =>
  Object.fromEntries(
    snippets
      .filter(({ code }) => code.includes('interface Register') === registers)
      .map(({ document, line, language, code }) => [
        `document-${document}-line-${line}.${language}`,
        `${code}\nexport {}\n`,
      ]),
  ),
)

const resolutions = [
  { module: 'esnext', moduleResolution: 'bundler' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
  ...(inject('isLongRun') ? [{ module: 'node16', moduleResolution: 'node16' }] : []),
]

inLongRun('a page compiles with the oldest TypeScript that the README names, libraries checked', () => {
  const source = `
import { createClient, getChannelFollowers, getStreams, getUsers, scopesFor, type Stream, userToken } from 'tinyhelix'
import { channelFollow } from 'tinyhelix/eventsub'
import { helixQuery } from 'tinyhelix/query'
import { createFakeTwitch } from 'tinyhelix/testing'

const client = createClient({ auth: userToken('token') })
export const streams: PromiseLike<Stream[]> = getStreams(client, { game_id: '1' })
export const query = helixQuery(client, getUsers, { login: 'ada' })
export const scopes = scopesFor(getChannelFollowers, channelFollow)
export const fake = createFakeTwitch()
// @ts-expect-error: there is no such parameter
getStreams(client, { nothing: 1 })
`
  expect(readFileSync('README.md', 'utf8')).toContain(`TypeScript ${oldestCompiler.replace('typescript-', '')}`)
  expect(compileAt(project, { 'page.ts': source }, { compiler: oldestCompiler })).toBe('')
})

it.each<Compiler>(inject('isLongRun') ? [...compilers, oldestCompiler] : asked)(
  '%s checks parameters as functions and refs alike',
  compiler => {
    const source = readFileSync('test/types/reactiveParams.test-d.ts', 'utf8')
    const options = { ...resolutions[0], exactOptionalPropertyTypes: true, skipLibCheck: true }
    expect(compileAt(project, { 'page.ts': source }, { compiler, options })).toBe('')
  },
)

describe.each(asked)('with %s', compiler => {
  const compile = (sources: Readonly<Record<string, string>>, compilation: Compilation = {}) =>
    compileAt(project, sources, { compiler, ...compilation })

  it('the version is the one in its name', () => {
    expect(compile({}, { words: ['--version'] })).toContain(versionOf(compiler))
  })

  it.each(resolutions)('every entry for pages compiles under $moduleResolution', options => {
    expect(compile(pages, { options }).replace(itsOwn, '')).toBe('')
  })

  it('a program for Node compiles with the strictest options and declares what it exports', () => {
    const options = {
      types: ['node'],
      declaration: true,
      exactOptionalPropertyTypes: true,
      isolatedModules: true,
      noPropertyAccessFromIndexSignature: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
    }
    expect(compile({ 'server.ts': server }, { options })).toBe('')
  })

  it('a program for Node compiles without the types of a page', () => {
    expect(compile({ 'bot.ts': bot }, { options: { lib: ['es2022'], types: ['node'] } })).toBe('')
  })

  it('the code of the README and the guides compiles as strictly as a new project', () => {
    expect(snippets.length).toBeGreaterThan(15)
    const options = {
      ...resolutions[0],
      jsx: 'react-jsx',
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      // The other tests check libraries. Here that would take most of the time.
      skipLibCheck: true,
    }
    for (const program of programs)
      expect(compile({ ...program, 'vue.d.ts': vueFiles, 'vite.d.ts': virtualModule }, { options })).toBe('')
  })

  it('a page loads only types of the package, valibot and the platform', () => {
    const { 'page.ts': source } = pages
    const loaded = compile({ 'page.ts': source }, { words: ['--listFilesOnly'] })
      .trim()
      .split('\n')
    expect(loaded.length).toBeGreaterThan(100)
    const isExpected = /\/(tinyhelix|valibot|typescript[^/]*|@typescript)\/|\/page\.ts$/
    expect(loaded.filter(file => !isExpected.test(file))).toEqual([])
  })
})

inLongRun('every example in the documentation of an export compiles', () => {
  const examples = files
    .filter(file => file.endsWith('.d.ts'))
    .flatMap(file => {
      const text = readFileSync(join(project, 'node_modules/tinyhelix', file), 'utf8').replace(/^ *\* ?/gm, '')
      return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ''], index) => [
        `${file.replace(/\.d\.ts$/, '')}.${index}.ts`,
        `${code}\nexport {}\n`,
      ])
    })
  expect(examples.length).toBeGreaterThan(100)
  const options = { lib: ['es2022', 'dom', 'dom.iterable'] }
  expect(compileAt(project, Object.fromEntries(examples), { options }).replace(itsOwn, '')).toBe('')
})
