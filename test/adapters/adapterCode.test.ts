import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** The lines of a source file that are code of its own: no comments, imports, lists of exports or blank lines. */
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
