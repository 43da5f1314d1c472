// Runs a TypeScript file, which Node 20 cannot do by itself: `node test/tools/run.js FILE`.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const { compilerOptions } = JSON.parse(readFileSync(resolve(root, 'tsconfig.json'), 'utf8'))

/** The package's own names lead to its sources. Otherwise Vite passes them to Node, which uses an old build. */
const alias = Object.entries(compilerOptions.paths).map(([name, [file]]) => ({
  find: new RegExp(`^${name}$`),
  replacement: resolve(root, file),
}))

const [file = ''] = process.argv.splice(2, 1)
await runnerImport(resolve(file), { configFile: false, resolve: { alias } })
