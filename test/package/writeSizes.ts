import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { replaceMarked } from '../readme/marked.ts'
import { packPackage } from '../tools/packed.ts'
import { measure, sizesTables } from './sizes.ts'

// `npm run sizes`: measures anew and puts the figures in the README; with `--print` it only shows them.
const { project } = packPackage()
const tables = sizesTables(await measure(project))
rmSync(project, { recursive: true })
if (!process.argv.includes('--print')) {
  const readme = Object.entries(tables).reduce(
    (text, [place, table]) => replaceMarked(text, place, table),
    readFileSync('README.md', 'utf8'),
  )
  writeFileSync('README.md', readme)
}
console.log(Object.values(tables).join('\n\n'))
