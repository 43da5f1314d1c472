import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inspect } from 'node:util'
import { createServer, isRunnableDevEnvironment } from 'vite'
import { afterAll, expect, it, vi } from 'vitest'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'
import { documents } from './documents.ts'
import { snippetsOf } from './snippets.ts'

// The folder is in the project, so that packages are found from there.
const folder = mkdtempSync(resolve('node_modules/.readme-'))

/** Transforms and loads the library once, for all programs. */
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  resolve: { alias: tsconfigAlias },
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

let count = 0

/** Runs a program, and returns its output. */
async function printedBy(code: string): Promise<string[]> {
  const file = join(folder, `program-${count++}.ts`)
  writeFileSync(file, code)
  const printed: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((...values) => {
    printed.push(values.map(value => (typeof value === 'string' ? value : inspect(value))).join(' '))
  })
  try {
    const { ssr } = server.environments
    if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite cannot run modules for servers.')
    await ssr.runner.import(file)
  } finally {
    log.mockRestore()
  }
  return printed
}

/** The documented output of a program: `console.log(…) // 100`, with words after a colon. */
const promisedBy = (code: string) =>
  [...code.matchAll(/console\.log\(.*\) \/\/ (\d+|\[.*\]|\{.*\})(?=:|$)/gm)].map(([, value]) => value)

/** Programs that need only the fake. */
const programs = documents.flatMap(document =>
  snippetsOf(readFileSync(document, 'utf8'))
    .filter(({ language, code }) => language === 'ts' && code.includes('createFakeTwitch('))
    .map(({ line, code }) => ({ place: `${document}:${line}`, code })),
)

it.each(programs)('the code in $place runs on the fake and prints its documented output', async ({ code }) => {
  const printed = await printedBy(code)
  expect(printed).toEqual(expect.arrayContaining(promisedBy(code)))
})

it('the first example of the README prints its documented output', async () => {
  const [, code = '', output = ''] =
    /^```ts\n([\s\S]*?)^```\n\n^```text\n([\s\S]*?)^```/m.exec(readFileSync('README.md', 'utf8')) ?? []
  expect(await printedBy(code)).toEqual(output.trim().split('\n'))
})
