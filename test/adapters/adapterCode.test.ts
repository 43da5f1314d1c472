import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** The lines of code in a source file, without comments, imports, lists of exports and blank lines. */
const codeOf = (source: string) =>
  source
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^import [\s\S]*? from '.*'$/gm, '')
    .replace(/^export type \{[^}]*\}$/gm, '')
    .split('\n')
    .filter(line => line.trim())

it.each(['react', 'vue', 'svelte'])('the %s adapter has at most 220 lines of code', adapter => {
  const lines = codeOf(readFileSync(`adapters/${adapter}.ts`, 'utf8'))
  expect(lines.length).toBeGreaterThan(50)
  expect(lines.length).toBeLessThanOrEqual(220)
})
