import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { maxOf, oneMore, withoutEvents } from './budgets.ts'
import { type Bundler, bundle, bundlers } from './bundle.ts'
import { type Measured, measure, measureOneMore, notMeasured, type Sizes, sizesPlaces, sizesTables } from './sizes.ts'

const { project } = inject('packed')

/** `npm test` uses one bundler. */
const asked: readonly Bundler[] = inject('isLongRun') ? bundlers : ['esbuild']

/** The bundlers on which a part exceeds its maximum. */
const above = (title: string, sizes: Sizes, most = Infinity) =>
  [...sizes].flatMap(([bundler, bytes]) => (bytes > most ? `${title}: ${bytes} bytes on ${bundler}, of ${most}` : []))

describe('the size of an import, minified and compressed with brotli', () => {
  let measured: Measured

  beforeAll(async () => {
    measured = await measure(project, asked)
    console.log(Object.values(sizesTables(measured)).join('\n\n'))
  })

  it('an import stays within its budget on every bundler', () => {
    const over = measured.shapes.flatMap(({ shape, total, own }) => [
      ...above(`${shape.title}, in all`, total, shape.total),
      ...above(`${shape.title}, own`, own, shape.own),
    ])
    expect(over).toEqual([])
  })

  it('each additional part adds little', () => {
    expect(measured.additions.flatMap(({ addition, added }) => above(addition.title, added, addition.most))).toEqual([])
  })

  it('a call costs a small part of twurple’s size', () => {
    const sizesWith = (library: string) => measured.programs.find(({ program }) => program.library === library)?.sizes
    for (const bundler of asked) {
      const ratio = Number(sizesWith('tinyhelix')?.get(bundler)) / Number(sizesWith(maxOf.library)?.get(bundler))
      expect(ratio, bundler).toBeLessThan(maxOf.ratio)
    }
  })

  it.each(['size-line', 'call-size', 'page-sizes', 'sizes'] as const)(
    'the documented size is true to 1%: %s',
    place => {
      const file = sizesPlaces[place]
      const document = readFileSync(file, 'utf8')
      const [, written = ''] =
        new RegExp(`<!-- ${place} -->\\s*([\\s\\S]*?)\\s*<!-- /${place} -->`).exec(document) ?? []
      const figure = /(?<=\| )(?:-?\d+|–)(?= \|)|\d+\.\d(?= kB)/g
      const figures = (text: string) => text.match(figure) ?? []
      // Another version of a dependency or a bundler may have the same size.
      const labels = (text: string) => text.replace(figure, '').replace(/ \d+\.\d+\.\d[\w.-]*/g, '')
      const advice = `${file} is out of date: \`npm run sizes\` writes it anew.`
      const truth = sizesTables(measured)[place]
      expect(labels(written), advice).toBe(labels(truth))
      const stale = figures(truth).filter((size, index) => {
        if (size === notMeasured) return false
        const difference = Math.abs(Number(figures(written)[index] ?? 0) - Number(size))
        // The size of a part is the difference of two sizes, which another Node may compress slightly differently.
        return difference > Math.max(Math.abs(Number(size)) / 100, place === 'size-line' ? 0.11 : 15)
      })
      expect(stale, advice).toEqual([])
    },
  )
})

it.each(asked)('an unused import adds no bytes: %s', async bundler => {
  const entries = Object.keys(manifest.exports).filter(entry => !/node|vite|json/.test(entry))
  const source = entries.map(entry => `import '${entry.replace('.', manifest.name)}'`).join('\n')
  expect(await bundle(bundler, { project, source, external: /^(@tanstack\/|react|vue|svelte)/ })).toBe('')
})

it.each(asked)('a page with an adapter and no events ships nothing of EventSub: %s', async bundler => {
  const external = /^(@tanstack\/|react|vue|svelte)/
  for (const imports of Object.values(withoutEvents)) {
    for (const [entry, names] of Object.entries(imports)) {
      const code = (more: string) =>
        bundle(bundler, { project, source: `export { ${names.join(', ')}${more} } from '${entry}'`, external })
      expect(await code('')).not.toMatch(/useEventSub|channel\.chat|There is no EventSub/)
      expect(await code(', useChatLog')).toMatch(/channel\.chat/)
      expect(await code(', useEventSub')).not.toMatch(/channel\.chat/)
    }
  }
})

describe('the size of one more endpoint', () => {
  let added: Map<string, number>

  beforeAll(async () => {
    // `npm test` measures one endpoint.
    added = await measureOneMore(project, inject('isLongRun') ? undefined : [oneMore.usual.name])
    const sizes = [...added.values()]
    if (sizes.length > 1) {
      console.log(
        `One more endpoint adds ${sizes.at(-2)} to ${sizes[0]} bytes, ${sizes[sizes.length >> 1]} in the middle.`,
      )
    }
  })

  it('a typical endpoint adds little', () => {
    expect(added.get(oneMore.usual.name)).toBeLessThanOrEqual(oneMore.usual.most)
  })

  it('no endpoint adds much', () => {
    expect([...added].filter(([, bytes]) => bytes > oneMore.maxFirst)).toEqual([])
  })
})
