import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { compile } from './compile.ts'

const { project, files } = inject('packed')

const program = `
import * as tinyhelix from 'tinyhelix'
import * as testing from 'tinyhelix/testing'

const client = tinyhelix.createClient({ auth: tinyhelix.userToken('a token') })
export const titles: string[] = (await tinyhelix.getStreams(client, { game_id: '1' })).map(stream => stream.title)
export { testing, tinyhelix }
`

test.each([
  { module: 'esnext', moduleResolution: 'bundler' },
  { module: 'node16' },
  { module: 'nodenext' },
  { module: 'nodenext', exactOptionalPropertyTypes: true, isolatedModules: true, verbatimModuleSyntax: true },
])('a strict program that checks libraries compiles with $module', options => {
  expect(compile(project, { 'page.ts': program }, options)).toBe('')
})

test('a program loads no types but those of the package, valibot and the platform', () => {
  const loaded = compile(project, { 'page.ts': program }, {}, '--listFiles').trim().split('\n')
  expect(loaded.length).toBeGreaterThan(100)
  expect(loaded.filter(file => !/\/(tinyhelix|valibot|typescript|@typescript)\/|\/page\.ts$/.test(file))).toEqual([])
})

test('a program that hands endpoints on can declare what it exports', () => {
  const library = `
import { createClient, getStreams, userToken } from 'tinyhelix'

export const client = createClient({ auth: userToken('a token') })
export const live = () => getStreams(client)
export { getStreams }
`
  expect(compile(project, { 'library.ts': library }, { declaration: true, isolatedDeclarations: false })).toBe('')
})

test('every example in the documentation of an export compiles', () => {
  const examples = files
    // The declarations of @tanstack/svelte-query themselves do not compile when libraries are checked.
    .filter(file => file.endsWith('.d.ts') && !file.endsWith('adapters/svelte.d.ts'))
    .flatMap(file => {
      const text = readFileSync(join(project, 'node_modules/tinyhelix', file), 'utf8').replace(/^ *\* ?/gm, '')
      return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ''], index) => [
        `${file.replace(/\.d\.ts$/, '')}.${index}.ts`,
        `${code}\nexport {}\n`,
      ])
    })
  expect(examples.length).toBeGreaterThan(100)
  expect(compile(project, Object.fromEntries(examples), { lib: ['es2022', 'dom', 'dom.iterable'] })).toBe('')
})
