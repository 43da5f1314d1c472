import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as tinyhelix from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { kinds, takes } from './calls.ts'
import { deviations } from './deviations.ts'
import { endpoint, library, names, rowOf } from './endpoints.ts'
import { bare, fields, groupOf, list, parameters } from './facts.ts'

const sources = fileURLToPath(new URL('../../src/', import.meta.url))
const read = (file: string) => readFileSync(sources + file, 'utf8')

/** All source files, by path below `src`. */
const files = readdirSync(sources, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  .map(entry => relative(sources, `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'))

const endpointFiles = files.filter(file => file.startsWith('endpoints/'))

/** The exports of a file, by kind. */
const exportsOf = (file: string) => {
  const named = (pattern: RegExp) => [...read(file).matchAll(pattern)].map(match => match[1] ?? '')
  return {
    values: [...new Set(named(/^export (?:declare )?(?:async )?(?:const|let|function\*?|class|enum) (\w+)/gm))],
    types: named(/^export (?:declare )?(?:interface|type) (\w+)/gm),
  }
}

/** The exports that the barrel takes from each file. */
const barrel = new Map(
  [...read('index.ts').matchAll(/export (type )?\{([^}]*)\} from '\.\/(.+?)'/g)].map(
    ([, onlyTypes, inner = '', file = '']) => {
      const entries = inner
        .split(',')
        .map(entry => entry.trim())
        .filter(Boolean)
      const isType = (entry: string) => Boolean(onlyTypes) || entry.startsWith('type ')
      return [
        file,
        {
          values: entries.filter(entry => !isType(entry)),
          types: entries.filter(isType).map(entry => entry.replace(/^type /, '')),
        },
      ]
    },
  ),
)

/** Whether an export is typed as an endpoint. */
const isEndpoint = (file: string, value: string) =>
  new RegExp(`^export const ${value}:\\s*\\w*Endpoint<`, 'm').test(read(file))

const nothing = { values: [], types: [] }
const sorted = (items: Iterable<string>) => [...items].sort()

describe('the list, the folders, the barrel and the library', () => {
  const planned = sorted(list.map(row => row.export))

  it('all four name the same endpoints', () => {
    expect(planned).toHaveLength(157)
    expect(sorted(names)).toEqual(planned)
    expect([...library.keys()]).toEqual(expect.arrayContaining(planned))
  })

  it('each endpoint has a file of its name in the folder of its category', () => {
    const expected = list.map(row => `endpoints/${groupOf(row)}/${row.export}.ts`)
    const found = endpointFiles.filter(file => exportsOf(file).values.some(value => isEndpoint(file, value)))
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(sorted(found.map(file => file.replace(/.*\/|\.ts$/g, '')))).toEqual(sorted(library.keys()))
    for (const file of found) expect([file, exportsOf(file).values]).toEqual([file, [file.replace(/.*\/|\.ts$/g, '')]])
  })

  it.each(endpointFiles)('the barrel exports the endpoint and all types of %s', file => {
    const { values, types } = exportsOf(file)
    const exported = barrel.get(file) ?? nothing
    expect(sorted(exported.types)).toEqual(sorted(types))
    expect(exported.values).toEqual(values.filter(value => isEndpoint(file, value)))
  })

  it('the barrel exports nothing twice, renamed or with a star', () => {
    expect(read('index.ts')).not.toMatch(/export \*| as |default/)
    const all = [...barrel.values()].flatMap(({ values, types }) => [...values, ...types])
    expect(all).toEqual([...new Set(all)])
    expect(sorted([...barrel.values()].flatMap(({ values }) => values))).toEqual(sorted(Object.keys(tinyhelix)))
  })
})

describe('the list and the description', () => {
  it.each(names)('the list and the description of %s agree', name => {
    const { method, path, tokens, scopes, query, body, result, maxFirst } = rowOf(name)
    const { spec } = endpoint(name)
    expect(spec).toMatchObject({ result, method, path, scopes })
    expect(sorted(spec.tokens)).toEqual(sorted(tokens))
    expect(sorted(kinds[takes(name)])).toEqual(sorted(tokens))
    expect(spec.maxFirst ?? null).toBe(maxFirst)
    expect(spec.backward ?? false).toBe(query.includes('before'))
    expect(sorted(Object.keys(spec.params))).toEqual(sorted([...query, ...body].map(bare)))
    expect(sorted(spec.query ?? Object.keys(spec.params))).toEqual(sorted(query.map(bare)))
    expect(spec.query === undefined).toBe(body.length === 0)
  })

  it.each(deviations)('the list and the description of $endpoint differ: $because', ({ endpoint: name, here }) => {
    expect(list.find(row => row.export === name)).not.toMatchObject(here)
  })
})

describe('the list and the reference', () => {
  const operations = [...new Set(parameters.map(({ operation }) => operation))]
  const exportsFor = (operation: string) => names.map(rowOf).filter(row => row.operation === operation)

  /** The library's name of a documented parameter: Twitch wraps some bodies in `data`. */
  const documented = (operation: string, place: string) => {
    const found = parameters.filter(({ operation: of, place: at }) => of === operation && at === place)
    const top = found.filter(({ name }) => !/[.[]/.test(name))
    if (operation === 'check-automod-status' && place === 'body')
      return top.map(({ name: _, ...rest }) => ({ ...rest, name: 'messages' }))
    if (!/^(ban-user|warn-chat-user)$/.test(operation) || place === 'query') return top
    return found.flatMap(({ name, ...rest }) => (name === 'data' ? [] : [{ ...rest, name: name.replace('data.', '') }]))
  }

  it.each(operations)('%s has the same parameters in the same places in both', operation => {
    for (const place of ['query', 'body'] as const) {
      const listed = exportsFor(operation).flatMap(row => row[place].map(bare))
      const expected = documented(operation, place).map(({ name }) => name)
      expect(sorted(new Set(listed))).toEqual(sorted(expected))
    }
  })

  it.each(operations)('%s requires the same parameters in both', operation => {
    const rows = list.filter(row => row.operation === operation)
    for (const row of rows) {
      const required = (place: 'query' | 'body') => row[place].filter(name => name.endsWith('*')).map(bare)
      for (const place of ['query', 'body'] as const) {
        const expected = documented(operation, place).flatMap(({ name, required }) => (required ? [name] : []))
        // If one operation of Twitch has several functions, each requires the parameter that tells them apart.
        if (rows.length > 1) expect(required(place)).toEqual(expect.arrayContaining(expected))
        else expect(sorted(required(place))).toEqual(sorted(expected))
      }
    }
  })

  it('both have the same operations', () => {
    const known = new Set([...parameters, ...fields].map(({ operation }) => operation))
    expect(sorted(known)).toEqual(sorted(new Set(list.map(({ operation }) => operation))))
  })
})
