import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { versions } from './versions.ts'

it('the README’s benchmarks are of the versions in use', () => {
  const [, written = ''] =
    /<!-- benchmarks -->([\s\S]*?)<!-- \/benchmarks -->/.exec(readFileSync('README.md', 'utf8')) ?? []
  const advice = 'They are out of date: `npm run bench -- --write` makes them anew.'
  for (const version of versions) expect(written, advice).toContain(version)
  // A table each for calls, lists, lookups and type checks.
  expect(written.match(/^\| --- \|/gm), advice).toHaveLength(4)
  expect(written).not.toContain('NaN')
})
