import type { TokenKind } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { Received } from '../scripted/script.ts'
import { type EndpointName, explicit, type Params } from './calls.ts'
import { clientsOf, endpoint, names, rowOf, validParams } from './endpoints.ts'
import { bare, parameters, type Row, requests } from './facts.ts'
import { ada, authorization, startTwitch, valuesIn } from './twitch.ts'

const twitch = await startTwitch()

/** Documented bodies that cannot be sent, because they break a documented limit. */
const refused: Readonly<Record<string, string>> = {
  'update-conduit-shards Example': 'transport.secret: expected 10 to 100 ASCII characters',
  'create-eventsub-subscription Example 1': 'transport.secret: expected 10 to 100 ASCII characters',
}

/** An answer of the right form. Its content does not matter here. */
const answerOf = ({ export: name, result }: Row) => {
  if (result === 'void') return { status: 204 }
  if (result === 'text') return { text: 'BEGIN:VCALENDAR' }
  if (name === 'getChannelStreamSchedule') return { json: { data: { segments: [] } } }
  return { json: { data: result === 'object' ? {} : [{}] } }
}

async function send(name: EndpointName, kind: TokenKind, params: Params): Promise<Received> {
  twitch.answer(answerOf(rowOf(name)))
  await endpoint(name)(twitch.client(kind, { validate: 'off' }), params)
  const [request, ...more] = twitch.take()
  expect(more).toEqual([])
  if (!request) throw new Error(`${name} sent nothing.`)
  return request
}

/** The wrapper of an endpoint's body: around all parameters, or around the named one. */
const wrappedBy = ({ operation, body }: Row): 'all' | string | undefined => {
  const documented = parameters.find(
    ({ operation: of, place, name }) => of === operation && place === 'body' && name === 'data',
  )
  if (!documented || body.includes('data*')) return undefined
  return documented.type === 'array' ? bare(body[0] ?? '') : 'all'
}

/** The request that Twitch documents. */
function documentedRequest(name: EndpointName, kind: TokenKind, params: Params) {
  const row = rowOf(name)
  const given: Record<string, unknown> = { ...params }
  if (kind === 'user') for (const id of row.self) given[id] ??= ada.id
  if (row.maxFirst && row.query.includes('first')) given['first'] ??= row.maxFirst
  const pick = (wanted: readonly string[]) =>
    Object.fromEntries(wanted.map(bare).flatMap(key => (given[key] === undefined ? [] : [[key, given[key]] as const])))
  const query = Object.entries(pick(row.query)).map(([key, value]) => [key, [value].flat().map(String)] as const)
  const body = pick(row.body)
  const wrapped = wrappedBy(row)
  return {
    endpoint: `${row.method} ${row.path}`,
    query: Object.fromEntries(query),
    body: row.body.length ? (wrapped ? { data: wrapped === 'all' ? body : body[wrapped] } : body) : undefined,
  }
}

/** Keys whose absence has a meaning, so `undefined` is refused. */
const isExplicit = (name: EndpointName, key: string) => explicit[name]?.some(named => named === key) ?? false

const seen = ({ endpoint, query, body }: Received) => ({
  endpoint,
  query: valuesIn(query),
  body: body ? JSON.parse(body) : undefined,
})

describe.each(names)('%s', name => {
  const calls = clientsOf(name).flatMap(kind => validParams(name, kind).map(params => ({ kind, params })))

  it('the calls in the table use each parameter', () => {
    const given = new Set(calls.flatMap(({ params }) => Object.keys(params)))
    const { query, body, self } = rowOf(name)
    expect([...query, ...body].map(bare).filter(key => !given.has(key))).toEqual([])
    // With a user token, ids that may be left out are left out.
    const [fewest] = validParams(name, 'user')
    expect(Object.keys(fewest).filter(key => self.includes(key))).toEqual([])
  })

  it('the request has what Twitch documents and nothing else', async () => {
    for (const { kind, params } of calls) {
      expect(seen(await send(name, kind, params))).toEqual(documentedRequest(name, kind, params))
    }
  })

  it('the request has its kind of token, a client id and the type of its body', async () => {
    const needsToken = rowOf(name).tokens.length > 0
    for (const { kind, params } of calls) {
      const { headers, body } = await send(name, kind, params)
      expect(headers.authorization).toBe(needsToken ? authorization[kind] : undefined)
      expect(headers['client-id']).toBe(needsToken ? 'client-id' : undefined)
      expect(headers['content-type']).toBe(body ? 'application/json' : undefined)
    }
  })
})

describe('undefined parameters', () => {
  it.each(names)('%s does not send undefined parameters', async name => {
    const { query, body, self } = rowOf(name)
    const [kind] = clientsOf(name)
    const [params] = validParams(name, kind)
    const optional = [...query, ...body].filter(key => !/\*$|^first$/.test(key) && !self.includes(key))
    const absent = Object.fromEntries(optional.filter(key => !isExplicit(name, key)).map(key => [key, undefined]))
    expect(seen(await send(name, kind, { ...absent, ...params }))).toEqual(documentedRequest(name, kind, params))
  })

  it('lists with an undefined `first` ask for the largest page', async () => {
    const { query } = await send('getStreams', 'app', { first: undefined })
    expect(valuesIn(query)).toEqual({ first: ['100'] })
  })
})

describe('a documented body', () => {
  it.each(requests)(
    '$operation sends the documented body unchanged ($name)',
    async ({ operation, name: title, value }) => {
      const name = names.find(name => rowOf(name).operation === operation)
      if (!name) throw new Error(`no endpoint for ${operation}`)
      const wrapped = wrappedBy(rowOf(name))
      const { data, ...whole } = Object(value)
      const given = wrapped === 'all' ? data : wrapped ? { [wrapped]: data } : { ...whole, ...(data && { data }) }
      const outcomes: unknown[] = []
      for (const kind of clientsOf(name)) {
        const [fewest] = validParams(name, kind)
        const ids = Object.fromEntries(Object.entries(fewest).filter(([key]) => rowOf(name).query.includes(`${key}*`)))
        try {
          const { body } = await send(name, kind, { ...ids, ...given })
          outcomes.push(JSON.parse(body))
        } catch (error) {
          outcomes.push(error)
        }
      }
      const reason = refused[`${operation} ${title}`]
      if (reason) expect(String(outcomes)).toContain(reason)
      else expect(outcomes).toContainEqual(value)
    },
  )
})
