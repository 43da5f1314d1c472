import { execSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { replaceMarked } from '../readme/marked.ts'
import { packPackage } from '../tools/packed.ts'
import { origin, parts, placeOf } from './report.ts'

// `npm run bench` shows the figures. Names of parts, as in `npm run bench -- events`, measure those alone.
// `npm run bench -- --write` puts the figures of all parts into test/bench/README.md, with the commit that was measured.
const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true })
const rounds = Number(process.env['ROUNDS'] ?? 9)
const unknown = positionals.find(name => !Object.hasOwn(parts, name))
if (unknown) throw new Error(`There is no part "${unknown}", only ${Object.keys(parts).join(', ')}.`)
const git = (words: string) => execSync(`git ${words}`).toString().trim()
if (values.write && positionals.length)
  throw new Error('All tables come from one run: --write takes no names of parts.')
if (values.write && git('status --porcelain'))
  throw new Error('Commit first: the tables name the commit that was measured.')

const { project } = packPackage()
const commit = values.write ? git('rev-parse --short=10 HEAD') : ''
const measured = new Map([['benchmark-origin', origin(rounds, commit)]])
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
