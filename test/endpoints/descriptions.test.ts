import { describe, expect, it } from 'vitest'
import { endpoint, library } from './endpoints.ts'

/** What holds for every endpoint, whether or not the tables have it. */
describe.each([...library.keys()])('the description of %s', name => {
  const { spec } = endpoint(name)
  const keys = Object.keys(spec.params)

  it('has a path below the API, and a method that fits its name', () => {
    expect(spec.path).toMatch(/^(\/[a-z_]+)+$/)
    const isRead = /^(get|search|check)[A-Z]/.test(name)
    // A check that has more to say than a query can hold is a POST.
    if (spec.method === 'GET') expect(isRead).toBe(true)
    else expect(name).not.toMatch(/^(get|search)[A-Z]/)
  })

  it('takes tokens of different kinds, and has scopes only for those that have scopes', () => {
    expect(spec.tokens).toEqual([...new Set(spec.tokens)])
    expect(spec.scopes).toEqual([...new Set(spec.scopes)])
    for (const scope of spec.scopes) expect(scope).toMatch(/^[a-z]+(:[a-z_]+){1,2}$/)
    if (spec.scopes.length) expect(spec.tokens).toContain('user')
  })

  it('names only parameters that it has', () => {
    const rules = spec.rules.flatMap(rule => rule.keys)
    const named = [...(spec.query ?? []), ...(spec.batch ?? []), ...(spec.othersIds ?? []), ...rules]
    const known = spec.result === 'page' ? [...keys, 'before'] : keys
    expect(named.filter(key => !known.includes(key))).toEqual([])
    if (typeof spec.data === 'string') expect(keys).toContain(spec.data)
  })

  it('has the schema of a row exactly if there are rows, and pages only if it is a page', () => {
    expect(spec.item !== undefined).toBe(spec.result !== 'void' && spec.result !== 'text')
    if (spec.result !== 'page') {
      expect(spec).not.toMatchObject({ maxFirst: expect.anything() })
      expect(keys).not.toContain('after')
    }
    expect(keys.includes('first')).toBe(spec.maxFirst !== undefined)
  })

  it('puts nothing into the body of a read', () => {
    if (spec.method === 'GET') expect([spec.query, spec.data]).toEqual([undefined, undefined])
  })

  it('is not public if it writes, and is optimistic only then', () => {
    if (spec.method === 'GET') expect(spec.optimistic).toBeUndefined()
    else expect(spec.public).toBeUndefined()
  })
})
