import { readdirSync, readFileSync } from 'node:fs'
import * as tinyhelix from 'tinyhelix'
import * as eventsub from 'tinyhelix/eventsub'
import { describe, expect, it } from 'vitest'
import { eventTypeName } from '../tools/eventTypeSource.ts'
import { bare, list, type Row } from './facts.ts'
import { specOf, specs } from './types.ts'

const folder = new URL('../../src/eventsub/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
const filesIn = (below: string) =>
  readdirSync(new URL(below, folder), { withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? below + entry.name : [],
  )

const names = (file: string, pattern: RegExp) => [...read(file).matchAll(pattern)].map(([, name = '']) => name)
const valuesOf = (file: string) => names(file, /^export (?:const|function|class) (\w+)/gm)
const typesOf = (file: string) => names(file, /^export (?:interface|type) (\w+)/gm)

/** The exports that a barrel takes from each file, in order. */
function barrelOf(source: string) {
  return [...source.matchAll(/export (type )?\{([^}]*)\} from '\.\/(.+?)'/g)].map(
    ([, onlyTypes, inner = '', file = '']) => {
      const entries = inner.split(',').flatMap(entry => entry.trim() || [])
      const isType = (entry: string) => Boolean(onlyTypes) || entry.startsWith('type ')
      return {
        file,
        values: entries.filter(entry => !isType(entry)),
        types: entries.filter(isType).map(entry => entry.replace(/^type /, '')),
      }
    },
  )
}

const barrel = barrelOf(read('index.ts'))
const entryOf = (file: string) => barrel.find(entry => entry.file === file) ?? { values: [], types: [] }
const sorted = (items: Iterable<string>) => [...items].sort()

describe('the list, the folder, the barrel and the library', () => {
  it('all types in the list are in folder, barrel and library', () => {
    expect(list).toHaveLength(78)
    expect(new Set(list.map(({ type }) => type)).size).toBe(74)
    expect([...specs.keys()]).toEqual(expect.arrayContaining(list.map(row => row.export)))
    expect(sorted(filesIn('types/'))).toEqual(sorted([...specs.keys()].map(name => `types/${name}.ts`)))
  })

  it.each(filesIn('types/'))('the barrel exports the type and all interfaces of %s', file => {
    const name = file.replace(/.*\/|\.ts$/g, '')
    expect(valuesOf(file)).toEqual([name])
    expect(typesOf(file)).toContain(`${name.replace(/^./, letter => letter.toUpperCase())}Event`)
    expect(entryOf(file)).toMatchObject({ values: [name], types: sorted(typesOf(file)) })
  })

  it.each(filesIn('parts/'))('the barrel exports the interfaces of %s and nothing else', file => {
    expect(sorted(entryOf(file).types)).toEqual(sorted(typesOf(file)))
    expect(entryOf(file).values).toEqual([])
    for (const name of typesOf(file)) expect(name).toMatch(/^Event[A-Z]/)
  })

  it('the barrel has each file once, sorted, not renamed and without a star', () => {
    expect(read('index.ts')).not.toMatch(/export \*| as |default/)
    const inFolders = barrel.flatMap(({ file }) => (file.includes('/') ? file : []))
    expect(inFolders).toEqual([...new Set(inFolders)])
    expect(sorted(inFolders)).toEqual(sorted([...filesIn('parts/'), ...filesIn('types/')]))
    expect(sorted(barrel.flatMap(({ values }) => values))).toEqual(sorted(Object.keys(eventsub)))
  })

  it('tinyhelix/eventsub and tinyhelix share no name, so that one file can hold both', () => {
    const all = (entries: ReturnType<typeof barrelOf>) => entries.flatMap(({ values, types }) => [...values, ...types])
    const here = all(barrel)
    const there = new Set(all(barrelOf(read('../index.ts'))))
    expect(here).toEqual([...new Set(here)])
    expect(here.filter(name => there.has(name))).toEqual([])
    for (const name of Object.keys(eventsub)) expect(tinyhelix).not.toHaveProperty(name)
  })

  it('types that no WebSocket with a user token can have, or that Twitch removed, are left out', () => {
    const described = new Set([...specs.values()].map(({ type, version }) => `${type}@${version}`))
    for (const missing of [
      'conduit.shard.disabled@1',
      'drop.entitlement.grant@1',
      'extension.bits_transaction.create@1',
      'user.authorization.grant@1',
      'user.authorization.revoke@1',
      'channel.follow@1',
      'channel.hype_train.begin@1',
      'channel.hype_train.end@1',
      'channel.hype_train.progress@1',
      'channel.update@1',
    ]) {
      expect(described).not.toContain(missing)
    }
  })
})

describe.each([...specs])('%s', (name, spec) => {
  it('the export is named after its type, and after its version if there is a newer one', () => {
    const { type, version } = spec
    const hasNewer = [...specs.values()].some(other => other.type === type && Number(other.version) > Number(version))
    expect(name).toBe(eventTypeName(type) + (hasNewer ? `V${version}` : ''))
  })

  it('the description is plain JSON except for schemas and rules', () => {
    const { params, rules, event, ...rest } = spec
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest)
    expect(Object.keys(rest).filter(key => !/^(type|version|scopes|also|owner)$/.test(key))).toEqual([])
  })
})

describe.each(list)('the list and the description of $export', row => {
  const { type, version, scopes, also, owner, condition, self } = row
  const spec = specOf(row.export)
  const isWithout = (ids: readonly string[]) => {
    const given = Object.fromEntries(ids.map(key => [key, '42']))
    return (
      Object.entries(spec.params).every(([key, schema]) => key in given || schema.type.endsWith('optional')) &&
      spec.rules.every(({ test }) => test(given, 'user'))
    )
  }

  it('both have the same type, version, scopes and owner', () => {
    expect(spec).toMatchObject({ type, version, owner })
    expect(sorted(spec.scopes)).toEqual(sorted(scopes))
    expect(spec.also ?? []).toEqual(also)
  })

  it('both have the same ids in the condition, and require the same', () => {
    expect(sorted(Object.keys(spec.params))).toEqual(sorted(condition.map(bare)))
    const selves = Object.keys(spec.params).filter(
      key => spec.params[key] === eventsub.channelFollow.spec.params['moderator_user_id'],
    )
    expect(sorted(selves)).toEqual(sorted(self))
    // Ids that default to the user may be left out.
    const needed = condition.filter(id => id.endsWith('*') && !self.includes(bare(id)))
    expect(needed).toEqual([])
    expect(isWithout([])).toBe(true)
  })

  it('the first scope of each list only reads when that is enough', () => {
    for (const scopes of [spec.scopes, ...(spec.also ?? [])] satisfies Row['also']) {
      if (scopes.some(scope => /:read(:|$)/.test(scope))) expect(scopes[0]).toMatch(/:read(:|$)/)
    }
  })
})
