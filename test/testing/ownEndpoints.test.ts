import { type } from 'arktype'
import {
  createClient,
  type Endpoint,
  type EndpointSpec,
  type HelixClient,
  type PageEndpoint,
  type PageParams,
  type Scope,
  type WriteEndpoint,
} from 'tinyhelix'
import { choice, defineEndpoint, exactOptional, id, ids, type OneOrMore, optional, self, text } from 'tinyhelix/define'
import { createFakeTwitch, type FakeEndpoint, type FakeTwitch } from 'tinyhelix/testing'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { calls } from '../endpoints/calls.ts'
import { endpoint, names } from '../endpoints/endpoints.ts'
import { call } from './wire.ts'

/** A client that rejects answers that do not match their description. */
function strict(fake: FakeTwitch): HelixClient {
  const { auth } = fake.client()
  if (!auth) throw new Error('A client of the fake has an auth.')
  return createClient({ ...fake.network, auth, validate: 'throw', retry: false })
}

interface Badge {
  id: string
  user_id: string
  user_login: string
  user_name: string
  title: string
  level: number
  is_active: boolean
  mood: string
  image_url: string
  created_at: string
  expires_at: string | null
  game_id: string
  game_name: string
  tags: string[]
  owner: { broadcaster_id: string; broadcaster_login: string }
}

interface GetBadgesParams extends PageParams {
  broadcaster_id?: string
  user_id?: OneOrMore<string>
}

const badge = v.object({
  id: v.string(),
  user_id: v.string(),
  user_login: v.string(),
  user_name: v.string(),
  title: v.string(),
  level: v.number(),
  is_active: v.boolean(),
  mood: v.string(),
  image_url: v.string(),
  created_at: v.string(),
  expires_at: v.nullable(v.string()),
  game_id: v.string(),
  game_name: v.string(),
  tags: v.array(v.string()),
  owner: v.object({ broadcaster_id: v.string(), broadcaster_login: v.string() }),
})

const getBadges: PageEndpoint<GetBadgesParams, Badge, 'user', { total: number }> = defineEndpoint.page({
  path: '/own/badges',
  scopes: ['user:read:badges' as Scope],
  params: { broadcaster_id: self, user_id: exactOptional(ids(100)) },
  item: badge,
  extra: v.object({ total: v.number() }),
  batch: ['user_id'],
  maxFirst: 20,
})

describe('an own endpoint', () => {
  const fake = createFakeTwitch({ endpoints: [getBadges] })

  it('the endpoint returns believable rows, the same each time', async () => {
    const [row, ...others] = await getBadges(strict(fake))
    const { login, display_name } = fake.user(row?.user_id ?? '')
    expect(row).toMatchObject({ user_login: login, user_name: display_name, mood: '' })
    expect(row?.id).toMatch(/^[\da-f]{8}-/)
    expect(new Date(row?.created_at ?? '').toJSON()).toMatch(/^20/)
    expect(row?.title.length).toBeGreaterThan(2)
    expect(row?.level).toEqual(expect.any(Number))
    expect(new URL(row?.image_url ?? '').protocol).toBe('data:')
    expect(Date.parse(row?.expires_at ?? '')).toBeGreaterThan(Date.parse(row?.created_at ?? ''))
    expect(row?.tags.length).toBeGreaterThan(0)
    expect(row?.owner).toEqual({ broadcaster_id: '1001', broadcaster_login: 'ada' })
    const category = await call(fake, `GET /games?id=${row?.game_id}`)
    expect(category.body.data).toMatchObject([{ name: row?.game_name }])
    expect(others.map(({ expires_at }) => expires_at)).toContain(null)
    expect(await getBadges(strict(createFakeTwitch({ endpoints: [getBadges] })))).toMatchObject([
      { id: row?.id, user_id: row?.user_id },
      ...others.map(({ id }) => ({ id })),
    ])
  })

  it('the endpoint has pages, with as many rows as its total says', async () => {
    const list = getBadges(strict(fake), {}, { limit: Infinity })
    const rows = await list
    const pages: number[] = []
    let total = 0
    for await (const page of getBadges(strict(fake)).pages()) {
      pages.push(page.data.length)
      total = page.total
    }
    expect(pages).toEqual([20, 20, 10])
    expect([rows.length, new Set(rows.map(({ id }) => id)).size, total]).toEqual([50, 50, 50])
    expect(await getBadges(strict(fake), { first: 3 })).toHaveLength(3)
  })

  it('the endpoint returns a row for each id, and none for unknown users', async () => {
    const rows = await getBadges(strict(fake), { user_id: ['1003', '1002', '7', '1003'] })
    expect(rows.map(({ user_id, user_login }) => [user_id, user_login])).toEqual([
      ['1003', fake.user('1003').login],
      ['1002', fake.user('1002').login],
    ])
  })

  it('the endpoint checks token, scope, parameters, ids and cursors', async () => {
    const own = 'GET /own/badges?broadcaster_id=1001'
    for (const [line, options, status] of [
      [own, { token: { scopes: [] } }, 401],
      [own, { token: { kind: 'app' } }, 401],
      ['GET /own/badges', {}, 400],
      ['GET /own/badges?broadcaster_id=1002', {}, 401],
      [`${own}&first=21`, {}, 400],
      [`${own}&after=x`, {}, 400],
      ['POST /own/badges', {}, 404],
      [own, {}, 200],
    ] as const) {
      expect([line, (await call(fake, line, options)).status]).toEqual([line, status])
    }
  })

  it('an own scope can be required and granted', async () => {
    const scope = 'user:read:badges'
    const ask = `https://id.twitch.tv/oauth2/authorize?client_id=${fake.clientId}&redirect_uri=http://localhost&response_type=token&scope=${scope}`
    expect(await fake.consent(ask)).toContain(`scope=${encodeURIComponent(scope)}`)
    expect(await createFakeTwitch().consent(ask)).toContain('error=invalid_scope')
    expect(() => createFakeTwitch().grant({ scopes: [scope as Scope] })).toThrow(`Twitch has no scope ${scope}.`)
  })

  it('other fakes do not have the endpoint', async () => {
    expect(await call(createFakeTwitch(), 'GET /own/badges?broadcaster_id=1001')).toMatchObject({ status: 404 })
  })

  it('an own write returns the written row', async () => {
    interface Party {
      id: string
      title: string
      mood: string
      starts_at: string
    }
    const createParty: WriteEndpoint<{ title: string; mood: 'calm' | 'loud' }, Party> = defineEndpoint.one({
      method: 'POST',
      path: '/own/parties',
      params: { title: text(1, 60), mood: choice('calm', 'loud') },
      query: [],
      item: v.object({ id: v.string(), title: v.string(), mood: v.string(), starts_at: v.string() }),
    })
    const client = strict(createFakeTwitch({ endpoints: [createParty] }))
    expect(await createParty(client, { title: 'Tea', mood: 'loud' })).toMatchObject({ title: 'Tea', mood: 'loud' })
  })

  it('two endpoints can share a path if they require different parameters', async () => {
    interface Thing {
      id: string
      name: string | null
    }
    const item = v.object({ id: v.string(), name: v.nullable(v.string()) })
    const byId: Endpoint<{ id: string }, Thing> = defineEndpoint.one({ path: '/own/things', params: { id }, item })
    const byName: Endpoint<{ name: string; kind?: string | undefined }, Thing[]> = defineEndpoint.list({
      path: '/own/things',
      params: { name: id, kind: optional(id) },
      item,
    })
    const client = strict(createFakeTwitch({ endpoints: [byId, byName] }))
    expect(await byId(client, { id: '7' })).toMatchObject({ id: '7' })
    expect(await byName(client, { name: 'Lamp' })).toMatchObject([{ name: 'Lamp' }, { name: 'Lamp' }, { name: 'Lamp' }])
  })

  it('createFakeTwitch throws for an endpoint of the library, and for other values', () => {
    const mine = defineEndpoint.void({ path: '/streams' })
    expect(() => createFakeTwitch({ endpoints: [mine] })).toThrow(
      'The fake answers GET /streams already: leave it out of its endpoints.',
    )
    for (const wrong of [undefined, null, 'getThings', {}, { endpoint: undefined }] as unknown as FakeEndpoint[]) {
      expect(() => createFakeTwitch({ endpoints: [wrong] })).toThrow('are what defineEndpoint returned')
    }
  })
})

describe('an own endpoint with a schema of another library', () => {
  interface Lamp {
    id: string
    watts: number
  }
  const zodSchema = z.object({ id: z.string(), watts: z.number() })
  const getLamps: PageEndpoint<PageParams, Lamp> = defineEndpoint.page({
    path: '/own/lamps',
    item: zodSchema,
    maxFirst: 2,
  })
  const getLamp: Endpoint<{ id: string }, Lamp> = defineEndpoint.one({
    path: '/own/lamp',
    params: { id },
    item: type({ id: 'string', watts: 'number' }),
  })

  it.for([
    ['zod', getLamps],
    ['arktype', getLamp],
  ] as const)('a schema of %s needs a sample', ([vendor, endpoint]) => {
    expect(() => createFakeTwitch({ endpoints: [endpoint] })).toThrow(
      new RegExp(`cannot read the schema of GET /own/lamps?, which is one of ${vendor}: register .*sample`),
    )
  })

  it('the endpoint returns its sample', async () => {
    const rows = [1, 2, 3].map(number => ({ id: `${number}`, watts: 40 }))
    const fake = createFakeTwitch({
      endpoints: [
        { endpoint: getLamps, sample: rows },
        { endpoint: getLamp, sample: rows[0] },
      ],
    })
    expect(await getLamps(strict(fake), {}, { limit: Infinity })).toEqual(rows)
    expect(await getLamps(strict(fake))).toEqual(rows.slice(0, 2))
    expect(await getLamp(strict(fake), { id: '1' })).toEqual(rows[0])
  })

  it('a sample that does not match the schema throws', () => {
    expect(() =>
      createFakeTwitch({ endpoints: [{ endpoint: getLamps, sample: [{ id: '1', watts: 1 }, { id: '2' }] }] }),
    ).toThrow(/^The sample of GET \/own\/lamps does not fit its schema: sample\.watts: /)
  })

  it('a schema of page fields needs a sample', async () => {
    const getTotals: PageEndpoint<PageParams, { id: string }, 'user', { total: number }> = defineEndpoint.page({
      path: '/own/totals',
      item: v.object({ id: v.string() }),
      extra: z.object({ total: z.number() }),
    })
    expect(() => createFakeTwitch({ endpoints: [getTotals] })).toThrow('{ endpoint, sample, extra: { … } }')
    const fake = createFakeTwitch({ endpoints: [{ endpoint: getTotals, extra: { total: 9 } }] })
    expect(await getTotals(strict(fake)).nextPage()).toMatchObject({ total: 9 })
  })

  it('a schema with a custom check needs a sample', () => {
    const getOdd: Endpoint<{ id: string }, { code: string }> = defineEndpoint.one({
      path: '/own/odd',
      params: { id },
      item: v.object({ code: v.pipe(v.string(), v.startsWith('ODD-')) }),
    })
    expect(() => createFakeTwitch({ endpoints: [getOdd] })).toThrow(
      /^What the fake made up for GET \/own\/odd does not fit its schema \(sample\.code: .*sample: /,
    )
    createFakeTwitch({ endpoints: [{ endpoint: getOdd, sample: { code: 'ODD-1' } }] })
  })
})

it('a sample that does not match its schema is never sent', async () => {
  let fits = true
  const getMood: Endpoint<{ id: string }, { id: string }> = defineEndpoint.one({
    path: '/own/mood',
    params: { id },
    item: v.object({
      id: v.pipe(
        v.string(),
        v.check(() => fits, 'not in the mood'),
      ),
    }),
  })
  const fake = createFakeTwitch({ endpoints: [getMood] })
  await expect(getMood(strict(fake), { id: '1' })).resolves.toEqual({ id: '1' })
  fits = false
  await expect(getMood(strict(fake), { id: '1' })).rejects.toMatchObject({
    status: 501,
    detail: expect.stringContaining('What the fake made up for GET /own/mood does not fit its schema'),
  })
})

describe('descriptions of the library as own endpoints', () => {
  const copies = names.map(name => {
    const { spec } = endpoint(name)
    // Endpoints without a user token are called without one.
    const tokens = spec.tokens.filter(kind => kind === 'user')
    const copy: EndpointSpec = { ...spec, path: `/copy${spec.path}`, tokens, scopes: [] }
    return { name, copy }
  })
  const fake = createFakeTwitch({ endpoints: copies.map(({ copy }) => ({ spec: copy })) })
  const client = strict(fake)

  /** The fewest parameters of a valid call, with ids of existing users. */
  const paramsOf = ({ name, copy }: (typeof copies)[number]) => {
    const own = Object.keys(copy.params).filter(key => copy.params[key] === self)
    const given = Object.entries(calls[name][1]).map(([key, value]) => [
      key,
      /(broadcaster|user)_id$/.test(key) ? '1002' : value,
    ])
    return Object.fromEntries([...own.map(key => [key, '1001']), ...given])
  }

  it.for(copies)('the fake answers a copy of $name', async of => {
    const { result, rows: place, item } = of.copy
    const body = await client.request(of.copy, paramsOf(of), {})
    if (result === 'void') return expect(body).toBeUndefined()
    if (result === 'text') return expect(body).toEqual(expect.any(String))
    const { data } = Object(body)
    const rows: unknown[] = result === 'envelope' ? [body] : result === 'object' ? [data] : place ? data[place] : data
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(item?.['~standard'].validate(row)).not.toHaveProperty('issues')
  })
})
