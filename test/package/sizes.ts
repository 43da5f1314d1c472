import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import { additions, type Shape, shapes } from './budgets.ts'
import { type Bundler, bundle, bundlers, compressedSize } from './bundle.ts'

/** What a shape weighs on each bundler, in bytes. */
export interface Measured {
  readonly shape: Shape
  /** With the package's dependencies, or without. */
  readonly what: 'total' | 'own'
  readonly sizes: Readonly<Record<Bundler, number>>
}

/** The names of every endpoint that the package in a project exports. */
async function endpointsOf(project: string): Promise<string[]> {
  const entry = join(project, 'node_modules/tinyhelix/dist/src/index.js')
  const exported: object = await import(/* @vite-ignore */ pathToFileURL(entry).href)
  return Object.entries(exported).flatMap(([name, value]) => (value?.spec?.path ? name : []))
}

const sizeOn = async (
  bundler: Bundler,
  project: string,
  names: readonly string[],
  what: Measured['what'] = 'total',
) => {
  const source = `export { ${names.join(', ')} } from 'tinyhelix'`
  return compressedSize(await bundle(bundler, { project, source, own: what === 'own' }))
}

/** Weighs each shape on each bundler. */
export async function measureShapes(project: string): Promise<Measured[]> {
  const endpoints = await endpointsOf(project)
  const measured: Measured[] = []
  for (const shape of shapes) {
    const names = [...new Set(shape.names.flatMap(name => (name === '*' ? endpoints : name)))]
    for (const what of ['total', 'own'] as const) {
      const sizes = { esbuild: 0, rolldown: 0, webpack: 0 }
      for (const bundler of bundlers) sizes[bundler] = await sizeOn(bundler, project, names, what)
      measured.push({ shape, what, sizes })
    }
  }
  return measured
}

/** Weighs what each endpoint adds to a page that has one, in bytes; the largest comes first. */
export async function measureAdditions(project: string): Promise<Map<string, number>> {
  const base = await sizeOn('esbuild', project, additions.names)
  const added: [string, number][] = []
  for (const name of await endpointsOf(project)) {
    if (additions.names.includes(name)) continue
    added.push([name, (await sizeOn('esbuild', project, [...additions.names, name])) - base])
  }
  return new Map(added.sort((a, b) => b[1] - a[1]))
}

/** The README's table. */
export function sizesTable(measured: readonly Measured[]): string {
  const { devDependencies } = manifest
  const rows = measured.map(({ shape, what, sizes }) => [shape.title, what, ...bundlers.map(name => sizes[name])])
  return [
    ['import', '', ...bundlers.map(name => `${name} ${devDependencies[name]}`)],
    ['---', '---', ...bundlers.map(() => '---:')],
    ...rows,
  ]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n')
}
