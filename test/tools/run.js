// Runs a TypeScript file, which Node 20 cannot do by itself: `node test/tools/run.js FILE`.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const [file = ''] = process.argv.splice(2, 1)
await runnerImport(resolve(file), { configFile: false, resolve: { tsconfigPaths: true } })
