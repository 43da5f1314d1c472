import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { replaceMarked } from '../readme/marked.ts'
import { packPackage } from '../tools/packed.ts'
import { measure, type SizesPlace, sizesPlaces, sizesTables } from './sizes.ts'

// `npm run sizes`: measures, and writes the sizes into the documents. With `--print` it only prints them.
const { project } = packPackage()
const places: readonly SizesPlace[] = ['size-line', 'call-size', 'page-sizes', 'sizes']
const tables = sizesTables(await measure(project))
rmSync(project, { recursive: true })
for (const place of places) {
  const [document, text] = [sizesPlaces[place], tables[place]]
  if (!process.argv.includes('--print')) {
    writeFileSync(document, replaceMarked(readFileSync(document, 'utf8'), place, text))
  }
  console.log(`${text}\n`)
}
