import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the table in test/README.md has every scenario: `npm run engines` writes it', () => {
  const [, table = ''] =
    /<!-- engines -->([\s\S]*)<!-- \/engines -->/.exec(readFileSync('test/README.md', 'utf8')) ?? []
  const rows = [...table.matchAll(/^\| (.+?) \| \w+ \|/gm)].map(([, title]) => title)
  // The file is read as text, because the imports of scenarios take seconds.
  const files = ['scenarios', 'chatScenarios'].map(name => readFileSync(`test/engines/${name}.ts`, 'utf8'))
  const source = files.join('')
  const titles = [...source.matchAll(/^ +title: '(.+)',$/gm)].map(([, title]) => title)
  expect(titles.length).toBeGreaterThan(30)
  expect(rows).toEqual(expect.arrayContaining(titles))
  expect(table).not.toContain('fails')
})
