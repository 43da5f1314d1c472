import { existsSync, readdirSync } from 'node:fs'
import { describe, it } from 'vitest'
import { program } from '../runtimes/runtimes.ts'
import { describeRuntime } from '../runtimes/suite.ts'

const folder = 'node_modules/.runtimes'

/** The program of a runtime, if `test/tools/installRuntimes.js` could install it. */
const fileOf = (name: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter(entry => entry.startsWith(`${name}@`))
    .map(entry => `${folder}/${entry}/node_modules/.bin/${name}`)
    .find(existsSync)

for (const [title, name, ...words] of [
  ['Bun', 'bun'],
  ['Deno', 'deno', 'run', '--allow-net'],
] as const) {
  const file = fileOf(name)
  if (file) describeRuntime(title, program(file, ...words))
  else
    describe.skip(`in ${title}`, () =>
      it(`the cases are skipped, because npm could not install the package ${name}`, () => {}))
}
