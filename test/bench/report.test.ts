import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parts, placeOf } from './report.ts'

const readme = readFileSync('test/bench/README.md', 'utf8')
const advice = 'It is out of date: `npm run bench -- --write` makes it anew.'

const written = (place: string) => new RegExp(`<!-- ${place} -->([\\s\\S]*?)<!-- /${place} -->`).exec(readme)?.[1] ?? ''

it.each(Object.entries(parts))('one table is written of figures of %s', (name, { title }) => {
  const part = written(placeOf(name))
  expect(part, advice).toContain(title)
  expect(part.match(/^\| --- \|/gm), advice).toHaveLength(1)
  expect(part).not.toContain('NaN')
})
