import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { additions } from './budgets.ts'
import { bundlers } from './bundle.ts'
import { type Measured, measureAdditions, measureShapes, sizesTable } from './sizes.ts'

const { project } = inject('packed')

describe('what an import costs, minified and brotli-compressed', () => {
  let measured: Measured[]

  beforeAll(async () => {
    measured = await measureShapes(project)
    console.log(sizesTable(measured))
  })

  test('stays within its budget on every bundler', () => {
    const over = measured.flatMap(({ shape, what, sizes }) => {
      const { [what]: budget = Infinity } = shape
      return bundlers.flatMap(bundler =>
        sizes[bundler] > budget ? `${shape.title}, ${what}: ${sizes[bundler]} bytes on ${bundler}, of ${budget}` : [],
      )
    })
    expect(over).toEqual([])
  })

  test('is what the README says, to one in a hundred', () => {
    const [, written = ''] =
      /<!-- sizes -->\s*([\s\S]*?)\s*<!-- \/sizes -->/.exec(readFileSync('README.md', 'utf8')) ?? []
    const figures = (table: string) => (table.match(/\b\d{4,}\b/g) ?? []).map(Number)
    const labels = (table: string) => table.replace(/\b\d{4,}\b/g, '')
    const advice = 'The README is out of date: `npm run sizes` writes it anew.'
    expect(labels(written), advice).toBe(labels(sizesTable(measured)))
    const truth = figures(sizesTable(measured))
    for (const [index, figure] of figures(written).entries()) {
      expect(Math.abs(figure / (truth[index] ?? 0) - 1), advice).toBeLessThan(0.01)
    }
  })
})

describe('what one more endpoint costs', () => {
  let added: Map<string, number>

  beforeAll(async () => {
    added = await measureAdditions(project)
    const sizes = [...added.values()]
    console.log(
      `One more endpoint adds ${sizes.at(-1)} to ${sizes[0]} bytes, ${sizes[sizes.length >> 1]} in the middle.`,
    )
  })

  test('a usual one adds little', () => {
    expect(added.get(additions.usual.name)).toBeLessThanOrEqual(additions.usual.most)
  })

  test('none adds much', () => {
    expect([...added].filter(([, bytes]) => bytes > additions.largest)).toEqual([])
  })
})
