import { readFileSync } from 'node:fs'
import * as tinyhelix from 'tinyhelix'
import { type EndpointSpec, scopesFor } from 'tinyhelix'
import type { LiveFamily } from 'tinyhelix/query/live'
import * as exported from 'tinyhelix/query/live'
import { describe, expect, it } from 'vitest'
import { specOf } from '../../eventsub/types.ts'
import { replaceMarked } from '../../readme/marked.ts'
import { believable } from '../../testing/believableEvent.ts'
import { type EventFact, liveFacts } from './facts.ts'
import { familyTable } from './familyTable.ts'

const families = new Map(
  Object.entries(exported).flatMap(([name, value]): [string, LiveFamily][] =>
    typeof value === 'object' && 'rules' in value ? [[name, value]] : [],
  ),
)

const rulesOf = (live: string, path: string) => families.get(live)?.rules.filter(rule => rule.path === path) ?? []

const unique = (values: readonly string[]) => [...new Set(values)].sort()

it('the families and their paths are those of the table', () => {
  expect([...families.keys()].sort()).toEqual(unique(liveFacts.map(({ live }) => live)))
  const paths = [...families].flatMap(([live, { rules }]) => rules.map(({ path }) => `${live} ${path}`))
  expect(unique(paths)).toEqual(liveFacts.map(({ live, path }) => `${live} ${path}`).sort())
})

it('the guide lists every family', () => {
  const guide = readFileSync('src/query/live/README.md', 'utf8')
  expect(guide).toBe(replaceMarked(guide, 'families', familyTable()))
})

it('families are for endpoints that read', () => {
  const reads = Object.entries(tinyhelix).flatMap(([name, value]) => {
    const { spec }: { spec?: EndpointSpec } = Object(value)
    return spec?.method === 'GET' ? `${name} ${spec.path}` : []
  })
  const followed = liveFacts.flatMap(({ path, endpoints }) => endpoints.map(name => `${name} ${path}`))
  expect(reads).toEqual(expect.arrayContaining(followed))
})

/** The value at a path such as `bits_voting.is_enabled`. */
const at = (event: unknown, place: string) =>
  place.split('.').reduce<unknown>((value, key) => Object(value)[key], event)

describe.each(liveFacts)('$live: $path', ({ live, path, about, scopes, events, passive }) => {
  const rules = rulesOf(live, path)
  const ruleOf = ({ on }: EventFact) => rules.find(({ type }) => type === specOf(on))

  it('the family has the types and effects of the table', () => {
    const told = rules.map(({ type, effect: { effect, row, from, partial, after } }) => ({
      type: type.type,
      version: type.version,
      effect,
      row,
      from,
      partial: partial && true,
      after: after && [...after],
    }))
    const facts = events.map(({ type, version, effect, row, from, partial, after }) => ({
      type,
      version,
      effect,
      row,
      from,
      // An event does not contain a user's e-mail address, so an answer with one becomes stale.
      partial: live === 'liveUsers' ? true : partial,
      after,
    }))
    expect(told).toEqual(facts)
  })

  it('the family reads the id of an answer from the parameters in the table', () => {
    for (const rule of rules) {
      const ids = Object.entries(about).filter(([, parameter]) => parameter)
      if (passive) expect(rule.about).toBeNull()
      // An id that is left out is that of the answer's user.
      else if (ids.length) expect(rule.about).toEqual(Object.fromEntries(ids))
      expect(Object.keys(rule.type.params)).toEqual(expect.arrayContaining(Object.keys(passive ? {} : about)))
    }
  })

  it('an event sets the fields of the table', () => {
    for (const fact of events) {
      const { fields = {} } = ruleOf(fact)?.effect ?? {}
      const names = Object.keys(fact.fields ?? {}).map(name => name.split('.')[0] ?? '')
      expect(Object.keys(fields).sort(), fact.on).toEqual(unique(names))
      const keep = ['broadcaster_id', 'broadcaster_login', 'broadcaster_name']
      const event = believable(specOf(fact.on).event, keep) as never
      for (const [name, place] of Object.entries(fact.fields ?? {})) {
        const [field = '', ...inside] = name.split('.')
        const source = fields[field]
        const value = at(typeof source === 'string' ? at(event, source) : source?.(event), inside.join('.') || '')
        const whole = inside.length ? value : typeof source === 'string' ? at(event, source) : source?.(event)
        const said = place.startsWith('= ') ? place.slice(2) : undefined
        if (said !== undefined) expect(`${whole}`, name).toBe(said)
        else if (place === 'made of it') expect(whole, name).toBeDefined()
        // Lists that are null in an event are empty in answers.
        else expect(whole ?? null, name).toEqual(name === 'current.top_contributions' ? [] : (at(event, place) ?? null))
      }
    }
  })

  it('an event refetches only the answers of the table', () => {
    for (const fact of events) {
      const others = Object.entries(fact.match ?? {}).filter(
        ([name]) => !Object.values(about).includes(name) || name === 'reward_id',
      )
      const { match = {}, effect } = ruleOf(fact)?.effect ?? {}
      if (effect !== 'refetch') continue
      const event = believable(specOf(fact.on).event) as never
      expect(Object.keys(match)).toEqual(others.map(([name]) => name))
      for (const [name, place] of others) expect(match[name]?.(event)).toBe(at(event, place))
    }
  })

  it('the family needs the scopes of the table', () => {
    const { spec } = families.get(live) ?? { spec: { scopes: [], also: [] } }
    const lists = unique(spec.also.filter(list => list.length).map(list => [...list].sort().join(' ')))
    const ofAllPaths = liveFacts.filter(fact => fact.live === live).flatMap(fact => fact.scopes)
    expect(lists).toEqual(unique(ofAllPaths.map(list => [...list].sort().join(' '))))
    expect(scopesFor({ spec })).toHaveLength(scopes.length)
  })
})
