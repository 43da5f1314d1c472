import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { operationOf, searchTextsOf } from '../../demo/explorer/build/explorerPlugin.ts'
import { refusalsOf, refusedOperations } from '../../demo/explorer/build/refusals.ts'
import { createScale } from '../../demo/explorer/build/weigh.ts'
import { errorsOf } from '../../demo/explorer/facts/errors.ts'
import { endpoints, eventTypes, families } from '../../demo/explorer/facts/library.ts'
import { eventsOf } from '../../demo/explorer/facts/relations.ts'
import { fieldsOf } from '../../demo/explorer/form/fields.ts'
import { list } from '../endpoints/facts.ts'
import { jsonLines } from '../tools/jsonLines.ts'
import { facts } from './explorerFacts.ts'

const publicApi = readFileSync(new URL('../package/publicApi.txt', import.meta.url), 'utf8')

function text(name: string) {
  const found = facts.texts.get(name)
  if (!found) throw new Error(`${name} has no text.`)
  return found
}

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

  it('says why Twitch refuses a call, for each status of its reference that does not mean the same everywhere', () => {
    const everywhere = [400, 401, 500]
    for (const { operation, statuses } of jsonLines<{ operation: string; statuses: number[] }>(
      new URL('data/statuses.jsonl', import.meta.url),
    )) {
      const known = refusalsOf(operation).map(({ status }) => status)
      const own = (all: readonly number[]) => all.filter(status => !everywhere.includes(status))
      expect([operation, ...own(known)]).toEqual([operation, ...own(statuses)])
      expect([operation, ...statuses]).toEqual(expect.arrayContaining(known))
    }
    const operations = new Set([...endpoints.keys()].map(name => operationOf(text(name))))
    expect([...refusedOperations()].filter(operation => !operations.has(operation))).toEqual([])
  })

  it('lists the errors of an endpoint with code, status and reasons, and each code once', () => {
    for (const [name, endpoint] of endpoints) {
      const page = text(name)
      const codes = errorsOf(endpoint, { ...page, refused: refusalsOf(operationOf(page)) }).flatMap(
        ({ codes }) => codes,
      )
      expect([name, ...codes]).toEqual([name, ...new Set(codes)])
    }
    const [ban, page] = [endpoints.get('banUser'), text('banUser')]
    expect(ban && errorsOf(ban, { ...page, refused: refusalsOf('ban-user') })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          codes: ['forbidden'],
          status: 403,
          words: expect.arrayContaining(['The user is not a moderator of the channel.']),
        }),
        expect.objectContaining({ codes: ['conflict'], status: 409 }),
      ]),
    )
  })

  it('knows how many bytes an endpoint, a type of events and a family add to a page', async () => {
    const weigh = createScale(facts.files)
    const [users, streams, follow, polls] = await Promise.all(
      ['getUsers', 'getStreams', 'channelFollow', 'livePolls'].map(weigh),
    )
    // A list that is read page by page brings its reader.
    expect(streams).toBeGreaterThan(Number(users) + 300)
    for (const bytes of [users, streams, follow, polls]) {
      expect(bytes).toBeGreaterThan(50)
      expect(bytes).toBeLessThan(3000)
    }
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
