import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { replaceMarked } from '../readme/marked.ts'
import { packPackage } from '../tools/packed.ts'
import { report } from './report.ts'

// `npm run bench` shows the figures, `npm run bench -- --write` puts them into the README, too.
const rounds = Number(process.env['ROUNDS'] ?? 9)
const { project } = packPackage()
const tables = await report(project, rounds, part => console.log(`\n${part}`))
rmSync(project, { recursive: true })
if (process.argv.includes('--write')) {
  writeFileSync('README.md', replaceMarked(readFileSync('README.md', 'utf8'), 'benchmarks', tables))
}
