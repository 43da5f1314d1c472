import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parts, placeOf } from './report.ts'
import { versions } from './versions.ts'

const readme = readFileSync('test/bench/README.md', 'utf8')
const advice = 'It is out of date: `npm run bench -- --write` makes it anew.'

const written = (place: string) => new RegExp(`<!-- ${place} -->([\\s\\S]*?)<!-- /${place} -->`).exec(readme)?.[1] ?? ''

it.each(versions)('the report names the installed version: %s', version => {
  expect(written('benchmark-origin'), advice).toContain(version)
})

it.each(Object.entries(parts))('one table is written of figures of %s', (name, { title }) => {
  const part = written(placeOf(name))
  expect(part, advice).toContain(title)
  expect(part.match(/^\| --- \|/gm), advice).toHaveLength(1)
  expect(part).not.toContain('NaN')
})
