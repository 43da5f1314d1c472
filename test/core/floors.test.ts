import { readdirSync, readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import tsconfig from '../../tsconfig.json' with { type: 'json' }

const root = resolve(import.meta.dirname, '../..')

const read = (file: string) => readFileSync(resolve(root, file), 'utf8')

/** The table in `src/README.md`, from the top: each floor with its folders and files. */
const floors = [...read('src/README.md').matchAll(/^\| (`[^|]+`) +\|/gm)].map(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, place = '']) => posix.join('src', place)),
)

const sources = ['src', 'adapters'].flatMap(folder =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => posix.join(folder, file.replaceAll('\\', '/'))),
)

/** The floor of a file, counted from the top. The longest path decides: `query/live/` is not on the floor of `query/`. */
function floorOf(file: string): number {
  const lengths = floors.map(places => Math.max(...places.map(place => (file.startsWith(place) ? place.length : 0))))
  const longest = Math.max(...lengths)
  return longest ? lengths.indexOf(longest) : -1
}

/** The files that a file imports and re-exports from, types included. */
function importsOf(file: string): string[] {
  const { module } = parseSync(file, read(file))
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ]
  const paths: Readonly<Record<string, readonly string[]>> = tsconfig.compilerOptions.paths
  return requests.flatMap(({ value }) => {
    if (value.startsWith('.')) return posix.join(file, '..', value)
    return (paths[value] ?? []).map(path => posix.normalize(path))
  })
}

it('every source file belongs to one of the floors in src/README.md', () => {
  expect(floors.length).toBeGreaterThan(10)
  expect(sources.filter(file => floorOf(file) < 0)).toEqual([])
})

it('imports go down a floor or stay on the same one, types included', () => {
  const climbs = sources.flatMap(file =>
    importsOf(file)
      .filter(imported => floorOf(imported) < floorOf(file))
      .map(imported => `${file} imports ${imported}`),
  )
  expect(climbs).toEqual([])
})
