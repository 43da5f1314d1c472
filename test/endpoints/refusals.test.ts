import { isHelixError, type TokenKind } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { type EndpointName, explicit, type Params } from './calls.ts'
import { clientsOf, endpoint, everyKind, names, rowOf, validParams } from './endpoints.ts'
import { bare, parameters } from './facts.ts'
import { startTwitch, valuesIn } from './twitch.ts'

const twitch = await startTwitch()

interface Setting {
  readonly scopes?: readonly string[]
}

/** The outcome of a call: the code and message of the refusal, and the number of requests. */
async function outcome(name: EndpointName, kind: TokenKind, params: Params, setting: Setting = {}) {
  twitch.answer({ json: { data: [] } })
  const result: unknown = await endpoint(name)(twitch.client(kind, { validate: 'off', ...setting }), params).then(
    value => value,
    (error: unknown) => error,
  )
  const refusal = isHelixError(result) ? result : undefined
  return {
    code: refusal?.code,
    missing: refusal?.missing,
    message: refusal?.message ?? '',
    sent: twitch.take().length,
    result,
  }
}

const fewest = (name: EndpointName, kind: TokenKind): Params => validParams(name, kind)[0]

/** Parameters without one key. */
const without = (params: Params, key: string): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => name !== key))

/** The required parameters, except those that default to the token's user. */
const required = (name: EndpointName, kind: TokenKind) => {
  const { query, body, self } = rowOf(name)
  return [...query, ...body]
    .filter(key => key.endsWith('*'))
    .map(bare)
    .filter(key => kind !== 'user' || !self.includes(key))
}

const allKeys = (name: EndpointName) => [...rowOf(name).query, ...rowOf(name).body].map(bare)

describe.each(names)('%s', name => {
  const kind = clientsOf(name)[0]
  const { scopes, self, maxFirst, operation } = rowOf(name)

  it('the endpoint rejects kinds of token that Twitch does not accept', async () => {
    for (const kind of everyKind.filter(kind => !clientsOf(name).includes(kind))) {
      expect(await outcome(name, kind, fewest(name, kind))).toMatchObject({ code: 'token', sent: 0 })
    }
  })

  it('the endpoint accepts each of its scopes, and rejects without one', async () => {
    if (!scopes.length) return
    const params = fewest(name, 'user')
    const refusal = await outcome(name, 'user', params, { scopes: ['user:read:email'] })
    expect(refusal).toMatchObject({ code: 'scope', missing: scopes, sent: 0 })
    for (const scope of scopes) expect(refusal.message).toContain(scope)
    for (const scope of scopes)
      expect(await outcome(name, 'user', params, { scopes: [scope] })).toMatchObject({ sent: 1 })
  })

  it('the endpoint rejects without a required parameter', async () => {
    for (const kind of clientsOf(name)) {
      for (const key of required(name, kind)) {
        const rest = without(fewest(name, kind), key)
        for (const params of [rest, { ...rest, [key]: undefined }]) {
          expect(await outcome(name, kind, params)).toMatchObject({
            code: 'parameter',
            message: expect.stringContaining(key),
            sent: 0,
          })
        }
      }
    }
  })

  it('the endpoint rejects undefined for an id that defaults to the signed-in user or selects all', async () => {
    for (const key of [...self, ...(explicit[name] ?? [])]) {
      const params = { ...fewest(name, kind), [key]: undefined }
      expect(await outcome(name, kind, params)).toMatchObject({
        code: 'parameter',
        message: expect.stringContaining(key),
        sent: 0,
      })
    }
  })

  it('the endpoint rejects an empty id, also in a list', async () => {
    const repeated = parameters.flatMap(of => (of.operation === operation && of.repeated ? [of.name] : []))
    for (const key of allKeys(name).filter(key => /(^|_)(id|login)$/.test(key))) {
      if (name === 'modifyChannelInformation' && key === 'game_id') continue
      for (const value of repeated.includes(key) ? ['', [''], ['1', '']] : ['', ['1']]) {
        expect(await outcome(name, kind, { ...fewest(name, kind), [key]: value })).toMatchObject({
          code: 'parameter',
          message: expect.stringContaining(key),
          sent: 0,
        })
      }
    }
  })

  it('the endpoint rejects values of another type and null', async () => {
    const wrong: Record<string, unknown> = {
      string: 5,
      boolean: 'true',
      integer: '5',
      number: '5',
      array: 'a',
      object: 'a',
    }
    for (const key of allKeys(name)) {
      const documented = parameters.find(of => of.operation === operation && of.name === key)
      // `first` is a number, even where the reference says text.
      const type = key === 'first' ? 'integer' : key === 'should_reinvite_guest' ? 'boolean' : (documented?.type ?? '')
      for (const value of [null, ...(type in wrong ? [wrong[type]] : [])]) {
        expect([key, value, await outcome(name, kind, { ...fewest(name, kind), [key]: value })]).toMatchObject([
          key,
          value,
          { code: 'parameter', message: expect.stringContaining(key), sent: 0 },
        ])
      }
    }
  })

  it('the endpoint rejects an unknown parameter', async () => {
    for (const key of ['nonsense', 'limit', ...(maxFirst ? [] : ['first']), 'broadcasterId']) {
      expect(await outcome(name, kind, { ...fewest(name, kind), [key]: 1 })).toMatchObject({
        code: 'parameter',
        message: expect.stringContaining(key),
        sent: 0,
      })
    }
  })
})

describe('pages', () => {
  it.each(names.flatMap(name => (rowOf(name).maxFirst ? [{ name, maxFirst: rowOf(name).maxFirst ?? 0 }] : [])))(
    '$name accepts a page of 1 to $maxFirst rows',
    async ({ name, maxFirst }) => {
      const kind = clientsOf(name)[0]
      const attempt = (first: unknown) => outcome(name, kind, { ...fewest(name, kind), first })
      const schedule = name === 'getChannelStreamSchedule'
      for (const first of [1, maxFirst]) {
        expect(await attempt(first)).toMatchObject({ code: schedule ? 'schema' : undefined, sent: 1 })
      }
      for (const first of [0, maxFirst + 1, 1.5, -1]) {
        expect(await attempt(first)).toMatchObject({
          code: 'parameter',
          message: expect.stringContaining('first'),
          sent: 0,
        })
      }
    },
  )

  it.each(names.filter(name => rowOf(name).result === 'page'))('%s rejects an empty cursor', async name => {
    const kind = clientsOf(name)[0]
    for (const key of allKeys(name).filter(key => key === 'after' || key === 'before')) {
      expect(await outcome(name, kind, { ...fewest(name, kind), [key]: '' })).toMatchObject({
        code: 'parameter',
        sent: 0,
      })
    }
  })
})

describe('an empty list of ids', () => {
  const lists = names.flatMap(name => {
    const { result, operation, query } = rowOf(name)
    if (result !== 'list' && result !== 'page') return []
    const repeated = parameters.filter(
      of => of.operation === operation && of.repeated && query.some(key => bare(key) === of.name),
    )
    return repeated.map(({ name: key }) => ({ name, key }))
  })

  it.each(lists)('$name sends nothing for an empty list in $key', async ({ name, key }) => {
    const kind = clientsOf(name)[0]
    const given = Object.entries(fewest(name, kind)).filter(([other]) => required(name, kind).includes(other))
    const params = { ...Object.fromEntries(given), [key]: [] }
    expect(await outcome(name, kind, params)).toMatchObject({ code: undefined, sent: 0, result: [] })
  })

  it.each([
    ['getUsers', 'id', 'login'],
    ['getGames', 'id', 'name'],
    ['getGames', 'igdb_id', 'id'],
    ['getStreams', 'user_login', 'user_id'],
  ] as const)('%s with an empty list in %s sends only %s', async (name, key, other) => {
    twitch.answer({ json: { data: [] } })
    await endpoint(name)(twitch.client('app'), { [key]: [], [other]: ['x'] })
    expect(twitch.take().map(({ query }) => without(valuesIn(query), 'first'))).toEqual([{ [other]: ['x'] }])
  })
})
