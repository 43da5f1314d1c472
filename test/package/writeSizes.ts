import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { replaceMarked } from '../readme/marked.ts'
import { packPackage } from '../tools/packed.ts'
import { measureShapes, sizesTable } from './sizes.ts'

// `npm run sizes`: measures anew and puts the figures in the README.
const { project } = packPackage()
const table = sizesTable(await measureShapes(project))
rmSync(project, { recursive: true })
writeFileSync('README.md', replaceMarked(readFileSync('README.md', 'utf8'), 'sizes', table))
console.log(table)
