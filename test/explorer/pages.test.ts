import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { searchTextsOf } from '../../demo/explorer/build/explorerPlugin.ts'
import { endpoints, eventTypes, families } from '../../demo/explorer/facts/library.ts'
import { eventsOf } from '../../demo/explorer/facts/relations.ts'
import { fieldsOf } from '../../demo/explorer/form/fields.ts'
import { list } from '../endpoints/facts.ts'
import { jsonLines } from '../tools/jsonLines.ts'
import { facts } from './explorerFacts.ts'

const publicApi = readFileSync(new URL('../package/publicApi.txt', import.meta.url), 'utf8')

describe('the explorer', () => {
  it('has a page for each of 157 endpoints, 78 types of events and 28 families of live queries', () => {
    expect([endpoints.size, eventTypes.size, families.size]).toEqual([157, 78, 28])
    expect([...endpoints.keys()].sort()).toEqual(list.map(row => row.export).sort())
    const all = [...endpoints.keys(), ...eventTypes.keys(), ...families.keys()]
    expect(all.filter(name => !publicApi.includes(name))).toEqual([])
    expect(searchTextsOf(facts).pages.map(({ name }) => name)).toEqual(all)
  })

  it('has a description for each of them, and Twitch’s own page for each endpoint', () => {
    const bare = [...endpoints.keys(), ...eventTypes.keys(), ...families.keys()].filter(
      name => !facts.texts.get(name)?.paragraphs.length,
    )
    expect(bare).toEqual([])
    const unknown = [...endpoints.keys()].filter(
      name => !/^https:\/\/dev\.twitch\.tv\//.test(facts.texts.get(name)?.see ?? ''),
    )
    expect(unknown).toEqual([])
  })

  it('knows the type of every parameter, of every id of a condition, and fields of every answer that has some', () => {
    const missing: string[] = []
    for (const [name, { spec }] of [...endpoints, ...eventTypes]) {
      const { params = [], fields = [], resultType = '' } = facts.texts.get(name) ?? {}
      for (const field of fieldsOf(spec.params, params)) if (!field.text?.type) missing.push(`${name} ${field.name}`)
      if (!fields.length && !/^(void|string|string\[\])$/.test(resultType)) missing.push(`${name}: ${resultType}`)
    }
    expect(missing).toEqual([])
  })

  it('has a believable event for each type', () => {
    expect([...facts.events.keys()]).toEqual([...eventTypes.keys()])
  })

  it('names the events that each write causes, as Twitch’s reference does', () => {
    const documented = new Map<string, Set<string>>()
    for (const { write, events } of jsonLines<{ write: string; events: string[] }>(
      new URL('../testing/data/writeEvents.jsonl', import.meta.url),
    )) {
      documented.set(write, new Set([...(documented.get(write) ?? []), ...events]))
    }
    const known = [...endpoints.keys()].map(name => [name, [...eventsOf(name)].sort()])
    expect(known).toEqual([...endpoints.keys()].map(name => [name, [...(documented.get(name) ?? [])].sort()]))
  })
})
