import { defineEndpoint } from 'tinyhelix/define'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { ada, appClient, userClient, validation } from './clients.ts'
import {
  type BidirectionalPageParams,
  createClient,
  type Endpoint,
  type EndpointSpec,
  type HelixClient,
  type PageEndpoint,
  type PageParams,
  type Scope,
  type WriteEndpoint,
} from './entry.ts'
import { pagedList } from './pagedList.ts'
import { helixRejection } from './rejection.ts'
import { times } from './rows.ts'
import { startServer } from './server.ts'

interface Clap {
  id: string
  hands: number
}

interface GetClapsParams extends PageParams {
  channel: string
  loud?: boolean | undefined
}

const clap = v.object({ id: v.string(), hands: v.number() })

const getClaps: PageEndpoint<GetClapsParams, Clap, 'app', { total: number }> = defineEndpoint.page({
  path: '/new/claps',
  tokens: ['app'],
  params: { channel: v.string(), loud: v.optional(v.boolean()) },
  maxFirst: 50,
  item: clap,
  extra: v.object({ total: v.number() }),
})

interface SendClapParams {
  channel: string
  hands: number
}

const sendClap: WriteEndpoint<SendClapParams, Clap> = defineEndpoint.one({
  method: 'POST',
  path: '/new/claps',
  scopes: ['channel:clap' as Scope],
  params: { channel: v.string(), hands: v.number() },
  query: ['channel'],
  data: true,
  item: clap,
})

const claps = times(120, index => ({ id: `${index}`, hands: 2 }))

describe('defineEndpoint', () => {
  it('an own endpoint returns pages', async () => {
    const server = await startServer()
    server.answer('GET /new/claps', pagedList(claps, { total: 120 }))
    const client = appClient(server, { validate: 'throw' })
    expect(await getClaps(client, { channel: 'ada' })).toEqual(claps.slice(0, 50))
    expect(await getClaps(client, { channel: 'ada', loud: true }, { limit: Infinity })).toEqual(claps)
    expect((await getClaps(client, { channel: 'ada', first: 1 }).nextPage()).total).toBe(120)
    expect(server.received().map(({ url }) => url.search)).toEqual([
      '?first=50&channel=ada',
      '?first=50&channel=ada&loud=true',
      '?first=50&channel=ada&loud=true&after=0-50',
      '?first=50&channel=ada&loud=true&after=50-100',
      '?first=1&channel=ada',
    ])
    expect(await helixRejection(getClaps(client, { channel: 'ada', first: 51 }))).toMatchObject({ code: 'parameter' })
  })

  it('an own endpoint sends parameters and body, checks scopes and validates with schemas', async () => {
    const server = await startServer()
    server.answer('POST /new/claps', { json: { data: [{ id: '1', hands: 2 }] } }, { json: { data: [{ id: '1' }] } })
    expect(await helixRejection(sendClap(userClient(server), { channel: 'ada', hands: 2 }))).toMatchObject({
      code: 'scope',
      missing: ['channel:clap'],
      endpoint: 'POST /new/claps',
    })
    expect(server.received('POST /new/claps')).toEqual([])

    const client = userClient(server, { validate: 'throw' })
    server.answer(validation, { json: { ...ada, scopes: ['channel:clap' as Scope] } })
    expect(await sendClap(client, { channel: 'ada', hands: 2 })).toEqual({ id: '1', hands: 2 })
    const [request] = server.received('POST /new/claps')
    expect(request?.url.search).toBe('?channel=ada')
    expect(JSON.parse(request?.body ?? '')).toEqual({ data: { hands: 2 } })
    expect(await helixRejection(sendClap(client, { channel: 'ada', hands: 2 }))).toMatchObject({ code: 'schema' })
    const wrong = sendClap(client, { channel: 'ada', hands: 'two' } as never)
    expect(await helixRejection(wrong)).toMatchObject({ code: 'parameter' })
    expect(server.received('POST /new/claps')).toHaveLength(2)
  })

  it('an own endpoint carries its description', () => {
    expect(getClaps.spec).toMatchObject({
      result: 'page',
      method: 'GET',
      path: '/new/claps',
      tokens: ['app'],
      scopes: [],
    })
    expect(sendClap.spec).toMatchObject({
      result: 'one',
      method: 'POST',
      tokens: ['user'],
      scopes: ['channel:clap' as Scope],
    })
    expect(Object.keys(getClaps.spec.params).sort()).toEqual(['after', 'channel', 'first', 'loud'])
    for (const [kind, define] of Object.entries(defineEndpoint)) {
      const describe = define as (description: object) => { readonly spec: EndpointSpec }
      const { spec } = describe({ path: '/new/claps', item: v.unknown() })
      expect(spec).toMatchObject({ result: kind, method: 'GET', tokens: ['user'], scopes: [] })
      expect(Object.keys(spec.params)).toEqual(kind === 'page' ? ['after'] : [])
    }
  })

  it('an own list without `first` pages forward and backward', async () => {
    const getAll: PageEndpoint<BidirectionalPageParams, unknown, 'app'> = defineEndpoint.page({
      path: '/new/claps',
      tokens: ['app'],
      item: v.unknown(),
      backward: true,
    })
    const server = await startServer()
    server.answer('GET /new/claps', pagedList(times(50, String)))
    const client = appClient(server)
    expect(await getAll(client, {}, { limit: 5 })).toEqual(['0', '1', '2', '3', '4'])
    expect(await getAll(client, { before: '20-40' })).toEqual(times(20, String))
    expect(server.received().map(({ url }) => url.search)).toEqual(['', '?before=20-40'])
    expect(await helixRejection(getAll(client, { first: 5 }))).toMatchObject({ issues: [{ path: 'first' }] })
    expect(await helixRejection(getAll(client, { after: 'a', before: 'b' }))).toMatchObject({
      message: 'GET /new/claps was not sent. after and before: expected them given one at a time.',
    })
    expect(await helixRejection(getAll(client, { after: '' }))).toMatchObject({ issues: [{ path: 'after' }] })
  })

  it('the types of an own endpoint are those of the library’s endpoints', () => {
    const client: HelixClient<'app'> = createClient({ kind: 'app', baseURL: '/helix' })
    expectTypeOf(getClaps).parameter(0).toEqualTypeOf<HelixClient<'app'>>()
    expectTypeOf(() => getClaps(client, { channel: 'ada' }).nextPage()).returns.resolves.toHaveProperty('total')
    expectTypeOf<Awaited<ReturnType<typeof getClaps>>>().toEqualTypeOf<Clap[]>()
    // @ts-expect-error: channel is required
    expect(() => getClaps(client, {})).not.toThrow()
    // @ts-expect-error: this takes a user's token
    expectTypeOf(() => sendClap(client, { channel: 'ada', hands: 2 })).toBeFunction()
  })

  it.each([
    '',
    '/',
    'users',
    '//users',
    '//evil.example/users',
    '/\\evil.example',
    '\\\\evil.example',
    '/users/',
    '/users//blocks',
    '/../oauth2/token',
    '/users/..',
    '/users/../../oauth2/token',
    '/users/./blocks',
    '/%2e%2e/oauth2',
    '/users%2f..',
    '/users?id=1',
    '/users#id',
    '/users;x',
    '/users\n',
    '/users\t/blocks',
    ' /users',
    '@evil.example/users',
    '.evil.example/users',
    ':8080/users',
    'https://evil.example/users',
    '/users@evil.example',
  ])('the path %j throws before anything is sent', async path => {
    const server = await startServer()
    const client = appClient(server)
    for (const kind of Object.values(defineEndpoint)) {
      const call = async () => {
        const endpoint = (kind as (description: object) => (client: HelixClient<'app'>) => PromiseLike<unknown>)({
          path,
          tokens: ['app'],
          item: v.unknown(),
        })
        return await endpoint(client)
      }
      expect(await helixRejection(call())).toMatchObject({
        code: 'parameter',
        message: `"${path}" is no path of an endpoint: it must read like /users/blocks.`,
      })
    }
    expect(server.received()).toEqual([])
  })

  it.each(['/users', '/new/claps', '/v2/new-claps_beta/x1'])('the path %s is accepted', async path => {
    const server = await startServer()
    server.answer(`GET ${path}`, { json: { data: [1] } })
    const list: Endpoint<Record<string, never>, unknown[], 'app'> = defineEndpoint.list({
      path,
      tokens: ['app'],
      item: v.unknown(),
    })
    expect(await list(appClient(server))).toEqual([1])
  })
})
