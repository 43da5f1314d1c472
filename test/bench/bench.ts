import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { replaceMarked } from '../readme/marked.ts'
import { packPackage } from '../tools/packed.ts'
import { origin, parts, placeOf } from './report.ts'

// `npm run bench` shows the figures, `npm run bench -- --write` puts them into test/bench/README.md, too. Names of parts, as in
// `npm run bench -- events`, measure those alone.
const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true })
const rounds = Number(process.env['ROUNDS'] ?? 9)
const unknown = positionals.find(name => !Object.hasOwn(parts, name))
if (unknown) throw new Error(`There is no part "${unknown}", only ${Object.keys(parts).join(', ')}.`)

const { project } = packPackage()
const measured = new Map([['benchmark-origin', origin(rounds)]])
for (const [name, { title, measure }] of Object.entries(parts)) {
  if (positionals.length && !positionals.includes(name)) continue
  const text = `${title}\n\n${await measure(project, rounds)}`
  console.log(`\n${text}`)
  measured.set(placeOf(name), text)
}
rmSync(project, { recursive: true })
if (values.write) {
  const readme = [...measured].reduce(
    (document, [place, text]) => replaceMarked(document, place, text),
    readFileSync('test/bench/README.md', 'utf8'),
  )
  writeFileSync('test/bench/README.md', readme)
}
