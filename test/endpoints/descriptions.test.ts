import { describe, expect, it } from 'vitest'
import { endpoint, library } from './endpoints.ts'

/** Rules for every endpoint, whether the tables have it or not. */
describe.each([...library.keys()])('the description of %s', name => {
  const { spec } = endpoint(name)
  const keys = Object.keys(spec.params)

  it('the path is below the API, and the method fits the name', () => {
    expect(spec.path).toMatch(/^(\/[a-z_]+)+$/)
    const isRead = /^(get|search|check)[A-Z]/.test(name)
    // A check with more parameters than a query can hold is a POST.
    if (spec.method === 'GET') expect(isRead).toBe(true)
    else expect(name).not.toMatch(/^(get|search)[A-Z]/)
  })

  it('each kind of token and each scope appears once, and an endpoint with scopes accepts a user token', () => {
    expect(spec.tokens).toEqual([...new Set(spec.tokens)])
    expect(spec.scopes).toEqual([...new Set(spec.scopes)])
    for (const scope of spec.scopes) expect(scope).toMatch(/^[a-z]+(:[a-z_]+){1,2}$/)
    if (spec.scopes.length) expect(spec.tokens).toContain('user')
  })

  it('names in the description are parameters of the endpoint', () => {
    const rules = spec.rules.flatMap(rule => rule.keys)
    const named = [...(spec.query ?? []), ...(spec.batch ?? []), ...(spec.othersIds ?? []), ...rules]
    const known = spec.result === 'page' ? [...keys, 'before'] : keys
    expect(named.filter(key => !known.includes(key))).toEqual([])
    if (typeof spec.data === 'string') expect(keys).toContain(spec.data)
  })

  it('a schema of rows comes with rows, and `first` with pages', () => {
    expect(spec.item !== undefined).toBe(spec.result !== 'void' && spec.result !== 'text')
    if (spec.result !== 'page') {
      expect(spec).not.toMatchObject({ maxFirst: expect.anything() })
      expect(keys).not.toContain('after')
    }
    expect(keys.includes('first')).toBe(spec.maxFirst !== undefined)
  })

  it('a read sends no body', () => {
    if (spec.method === 'GET') expect([spec.query, spec.data]).toEqual([undefined, undefined])
  })

  it('a write is not public, and only a write is optimistic', () => {
    if (spec.method === 'GET') expect(spec.optimistic).toBeUndefined()
    else expect(spec.public).toBeUndefined()
  })
})
