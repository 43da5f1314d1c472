import { describe, expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { fromWallTime, readEntry } from './entry.ts'

const entry = {
  version: 1,
  token: 'abc',
  id: '12.34',
  refreshToken: 'def',
  checkAt: 1_000,
  session: { userId: '1', login: 'ada', clientId: 'client', scopes: ['a:b'], expiresAt: 9_000 },
}
const { version: _, ...fields } = entry
/** Other tests in this process have set the clock. */
const pageTime = (time: number) => fromWallTime(time, Infinity)
const grant = () => ({ ...fields, checkAt: pageTime(entry.checkAt) })

const read = (change: object) => readEntry(JSON.stringify({ ...entry, ...change }), 'client')
const readSession = (change: object) => read({ session: { ...entry.session, ...change } })

describe('a stored entry', () => {
  it('an entry is read as it was written', () => {
    expect(read({})).toEqual(grant())
    expect(read({ refreshToken: undefined })).toEqual({ ...grant(), refreshToken: undefined })
    expect(readSession({ scopes: null, expiresAt: null, login: null })).toMatchObject({
      session: { scopes: null, expiresAt: null, login: null },
    })
  })

  it('an entry of version 0.2, without an id, gets the same id in all tabs', () => {
    const ids = [1, 2].map(() => read({ id: undefined })?.id)
    expect(ids).toEqual(['9000.', '9000.'])
  })

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['half a text', JSON.stringify(entry).slice(0, 60)],
    ['another text', 'abc'],
    ['a bare token', '"abc"'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[1]'],
    ['an object without fields', '{}'],
  ])('%s is read as null', (_, text) => {
    expect(readEntry(text, 'client')).toBeNull()
  })

  it.each([
    ['of another version', { version: 2 }],
    ['without a version', { version: undefined }],
    ['without a token', { token: undefined }],
    ['with an empty token', { token: '' }],
    ['with a token that breaks out of its header', { token: 'abc\r\nX: y' }],
    ['with a token that is no text', { token: { toString: 'abc' } }],
    ['with a refresh token that is no text', { refreshToken: ['def'] }],
    ['without a time of the next check', { checkAt: undefined }],
    ['with a time that is no number', { checkAt: 'soon' }],
    ['without a session', { session: undefined }],
    ['with a session that is null', { session: null }],
    ['with a session that is a text', { session: 'ada' }],
  ])('an entry %s is read as null', (_, change) => {
    expect(read(change)).toBeNull()
  })

  it.each([
    ['of another application', { clientId: 'another' }],
    ['of no application', { clientId: null }],
    ['with scopes that are a text', { scopes: 'a:b' }],
    ['with scopes that are no texts', { scopes: [1] }],
    ['with scopes that are a number', { scopes: 7 }],
    ['with a user id that is a number', { userId: 1 }],
    ['without a user id', { userId: undefined }],
    ['without an end', { expiresAt: undefined }],
    ['with scopes of which one is missing', { scopes: ['a:b', null] }],
    ['with an end that is a text', { expiresAt: 'never' }],
  ])('an entry %s is read as null', (_, change) => {
    expect(readSession(change)).toBeNull()
  })

  it('the next validation is never later than the expiry', () => {
    const { checkAt, session } = read({ checkAt: 1e300 }) ?? {}
    expect(checkAt).toBe(pageTime(Number(session?.expiresAt)))
  })

  it('an entry neither changes a prototype nor reads values from it', () => {
    const before = Reflect.ownKeys(Object.prototype)
    const fields = JSON.stringify(entry)
    expect(readEntry(`{"__proto__":${fields}}`, 'client')).toBeNull()
    expect(readEntry(`${fields.slice(0, -1)},"__proto__":{"polluted":1}}`, 'client')).toEqual(grant())
    expect(readEntry(fields.replace('"userId"', '"__proto__":{"polluted":1},"userId"'), 'client')).toEqual(grant())
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before)
    expect(Object({})).not.toHaveProperty('polluted')
  })

  it('any text is read as a whole entry or null', () => {
    const odd = fc.jsonValue({ maxDepth: 2 })
    const rather = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 15, arbitrary }, odd)
    const session = fc.record(
      {
        userId: rather(fc.string()),
        login: rather(fc.option(fc.string())),
        clientId: rather(fc.constant('client')),
        scopes: rather(fc.array(fc.string())),
        expiresAt: rather(fc.integer()),
        more: odd,
      },
      { requiredKeys: ['userId', 'login', 'clientId', 'scopes', 'expiresAt'] },
    )
    const almost = fc.record(
      {
        version: rather(fc.constant(1)),
        token: rather(fc.stringMatching(/^[a-z0-9]{1,30}$/)),
        refreshToken: rather(fc.string()),
        checkAt: rather(fc.integer()),
        session: rather(session),
      },
      { requiredKeys: ['version', 'token', 'checkAt', 'session'] },
    )
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      almost.map(value => JSON.stringify(value)),
    )
    const isText = (value: unknown) => value === null || typeof value === 'string'
    let whole = 0
    fc.assert(
      fc.property(anything, text => {
        const found = readEntry(text, 'client')
        if (found === null) return true
        whole++
        const { token, refreshToken, checkAt, session } = found
        const { userId, login, clientId, scopes, expiresAt } = session
        return (
          /^[\x21-\x7e]+$/.test(token) &&
          (refreshToken === undefined || typeof refreshToken === 'string') &&
          Number.isFinite(checkAt) &&
          Object.keys(session).length === 5 &&
          clientId === 'client' &&
          [userId, login].every(isText) &&
          (scopes === null || (Array.isArray(scopes) && scopes.every(scope => typeof scope === 'string'))) &&
          (expiresAt === null || typeof expiresAt === 'number')
        )
      }),
      { numRuns: 2000 },
    )
    expect(whole).toBeGreaterThan(100)
  })
})
