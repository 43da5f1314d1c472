import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import manifest from '../../package.json' with { type: 'json' }
import {
  type Addition,
  additions,
  type Imports,
  oneMore,
  type Part,
  type Program,
  pages,
  programs,
  type Shape,
  shapes,
} from './budgets.ts'
import { type Bundler, bundle, bundlers, compressedSize } from './bundle.ts'
import { markdownTable } from './markdownTable.ts'

/** The bytes with each measured bundler. */
export type Sizes = ReadonlyMap<Bundler, number>

export interface MeasuredShape {
  readonly shape: Shape
  readonly total: Sizes
  readonly own: Sizes
}

export interface MeasuredAddition {
  readonly addition: Addition
  readonly added: Sizes
}

export interface MeasuredProgram {
  readonly program: Program
  readonly sizes: Sizes
}

/** A page built with this library, and with another. */
export interface MeasuredPage {
  readonly title: string
  readonly own: Sizes
  readonly other: Sizes
}

/** All sizes in the documents. */
export interface Measured {
  readonly pages: readonly MeasuredPage[]
  readonly shapes: readonly MeasuredShape[]
  readonly additions: readonly MeasuredAddition[]
  readonly programs: readonly MeasuredProgram[]
}

/** The path of ofetch's next major version. */
const nextOfetch = createRequire(import.meta.url).resolve('ofetch-next')

const peers = Object.keys(manifest.peerDependencies)
const dependencies = Object.keys(manifest.dependencies)

const namesAsModules = (names: readonly string[]) => new RegExp(`^(${names.join('|')})(/|$)`)

/** The parts that are not measured. An adapter measured alone lacks the parts that it shares. */
const leftOut = {
  total: namesAsModules(peers),
  own: namesAsModules([...peers, ...dependencies]),
  shared: new RegExp(`${namesAsModules([...peers, ...dependencies]).source}|^\\.\\./src/`),
}

/** The names of the exports of an entry whose `spec` has a given member. */
async function describedBy(member: string, project: string, entry: string): Promise<string[]> {
  const file = join(project, 'node_modules/tinyhelix/dist/src', entry)
  const exported: object = await import(/* @vite-ignore */ pathToFileURL(file).href)
  return Object.entries(exported).flatMap(([name, value]) => (value?.spec?.[member] ? name : []))
}

/** The names of every endpoint that the package in a project exports. */
export const endpointsOf = (project: string): Promise<string[]> => describedBy('path', project, 'index.js')

/** The names of all event types that the installed package exports. */
export const eventTypesOf = (project: string): Promise<string[]> => describedBy('event', project, 'eventsub/index.js')

/** Measures pages of one project, and remembers the results. */
async function openScale(project: string, asked: readonly Bundler[]) {
  const endpoints = await endpointsOf(project)
  const groups: Readonly<Record<string, readonly string[]>> = { endpoints, eventTypes: await eventTypesOf(project) }
  const known = new Map<string, Promise<number>>()

  const weigh = (bundler: Bundler, source: string, external: RegExp, alias = {}) => {
    const key = [bundler, source, external.source, JSON.stringify(alias)].join('\n')
    const size = known.get(key) ?? bundle(bundler, { project, source, external, alias }).then(compressedSize)
    known.set(key, size)
    return size
  }

  const sourceOf = (imports: Imports) =>
    Object.entries(imports)
      .map(([entry, names]) => {
        const listed = new Set(names.flatMap(name => groups[name] ?? name))
        return `export ${listed.has('*') ? '*' : `{ ${[...listed].join(', ')} }`} from '${entry}'\n`
      })
      .join('')

  const onEach = async (size: (bundler: Bundler) => Promise<number>): Promise<Sizes> =>
    new Map(await Promise.all(asked.map(async bundler => [bundler, await size(bundler)] as const)))

  return {
    endpoints,
    weighImports: (bundler: Bundler, imports: Imports, part: keyof typeof leftOut) =>
      weigh(bundler, sourceOf(imports), leftOut[part]),
    weighProgram: (bundler: Bundler, { source, onNextOfetch }: Program) =>
      weigh(bundler, source, leftOut.total, onNextOfetch ? { ofetch: nextOfetch } : {}),
    onEach,
  }
}

/** Measures everything with each of these bundlers. */
export async function measure(project: string, asked: readonly Bundler[] = bundlers): Promise<Measured> {
  const { weighImports, weighProgram, onEach } = await openScale(project, asked)

  const weighShape = (imports: Imports, part: Part) => onEach(bundler => weighImports(bundler, imports, part))
  const measuredShapes: MeasuredShape[] = []
  for (const shape of shapes) {
    const total = await weighShape(shape.imports, 'total')
    measuredShapes.push({ shape, total, own: await weighShape(shape.imports, 'own') })
  }

  const measuredAdditions: MeasuredAddition[] = []
  for (const addition of additions) {
    const { beside, imports, part } = addition
    const added = await onEach(async bundler => {
      if (!beside) return weighImports(bundler, imports, 'shared')
      return (await weighImports(bundler, imports, part)) - (await weighImports(bundler, beside, part))
    })
    measuredAdditions.push({ addition, added })
  }

  const measuredPrograms: MeasuredProgram[] = []
  for (const program of programs) {
    measuredPrograms.push({ program, sizes: await onEach(bundler => weighProgram(bundler, program)) })
  }

  const weighPage = async (file: string) => {
    const typed = readFileSync(join(import.meta.dirname, '../bench/pages', file), 'utf8')
    const { code: source } = await transform(typed, { loader: 'ts' })
    return onEach(bundler => weighProgram(bundler, { source, call: '' }))
  }
  const measuredPages: MeasuredPage[] = []
  for (const { title, own, other } of pages) {
    measuredPages.push({ title, own: await weighPage(own), other: await weighPage(other) })
  }
  return { shapes: measuredShapes, additions: measuredAdditions, programs: measuredPrograms, pages: measuredPages }
}

/** Measures what each endpoint adds to a page that has one, in bytes. The largest comes first. */
export async function measureOneMore(project: string, names?: readonly string[]): Promise<Map<string, number>> {
  const { endpoints, weighImports } = await openScale(project, [])
  const weigh = (...more: string[]) => weighImports('esbuild', { tinyhelix: [...oneMore.beside, ...more] }, 'total')
  const base = await weigh()
  const added: [string, number][] = []
  for (const name of names ?? endpoints) added.push([name, (await weigh(name)) - base])
  return new Map(added.sort((a, b) => b[1] - a[1]))
}

/** A marked part of a document with sizes. */
export type SizesPlace = 'size-line' | 'call-size' | 'page-sizes' | 'sizes'

/** The document of the part. */
export const sizesPlaces: Readonly<Record<SizesPlace, string>> = {
  'size-line': 'README.md',
  'call-size': 'test/bench/README.md',
  'page-sizes': 'test/bench/README.md',
  sizes: 'test/bench/README.md',
}

/** The text in place of a number. */
export const notMeasured = '–'

const kilobytes = (bytes: number | undefined) => `${(Number(bytes) / 1000).toFixed(1)} kB`

/** The marked parts by name. */
export function sizesTables({ shapes, additions, programs, pages }: Measured): Readonly<Record<SizesPlace, string>> {
  const { devDependencies } = manifest
  const named = bundlers.map(name => `${name} ${devDependencies[name]}`)
  const versions: Readonly<Record<string, string>> = devDependencies
  const nameOf = ({ library, call, onNextOfetch }: Program) => {
    if (!library) return `\`${call}\`, written by hand`
    const name = [`\`${library}\``, versions[library], `\`${call}\``].filter(Boolean).join(' ')
    return onNextOfetch ? `${name}, on ofetch ${devDependencies['ofetch-next'].replace(/.*@/, '')}` : name
  }
  const cells = (sizes: Sizes) => bundlers.map(bundler => sizes.get(bundler) ?? notMeasured)
  const sizeOf = (library: string) => programs.find(({ program }) => program.library === library)?.sizes.get('esbuild')
  const [one, other] = [sizeOf(manifest.name), sizeOf('@twurple/api')].map(kilobytes)
  return {
    'size-line': `A page that calls one endpoint downloads ${one}, minified and compressed, dependencies included. With \`@twurple/api\` it is ${other}.`,
    'call-size': markdownTable(
      ['one call, bundled whole', ...named],
      programs.map(({ program, sizes }) => [nameOf(program), ...cells(sizes)]),
    ),
    'page-sizes': markdownTable(
      [
        'a page, bundled whole',
        ...bundlers.map(name => `tinyhelix: ${name}`),
        ...bundlers.map(name => `twurple: ${name}`),
      ],
      pages.map(({ title, own, other }) => [title, ...cells(own), ...cells(other)]),
    ),
    sizes: [
      markdownTable(
        ['import', ...named, ...bundlers.map(name => `own: ${name}`)],
        shapes.map(({ shape, total, own }) => [shape.title, ...cells(total), ...cells(own)]),
      ),
      'What parts add to a page:',
      markdownTable(
        ['part', ...named],
        additions.map(({ addition, added }) => [`${addition.title} (${addition.part})`, ...cells(added)]),
      ),
    ].join('\n\n'),
  }
}
