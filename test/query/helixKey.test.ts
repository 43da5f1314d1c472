import * as tinyhelix from 'tinyhelix'
import {
  appToken,
  createClient,
  type EndpointSpec,
  getBroadcasterSubscriptions,
  getChannelFollowers,
  getDropsEntitlements,
  getStreamKey,
  getStreams,
  getUserActiveExtensions,
  getUsers,
} from 'tinyhelix'
import { helixInfiniteQuery, helixKey, helixQuery, parseHelixKey } from 'tinyhelix/query'
import { describe, expect, it } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { stubAuth, stubClient } from './stubClient.ts'

const client = stubClient(scriptedFetch())
const hash = JSON.stringify

describe('a query key', () => {
  it('the key has path, shape, parameters and user', () => {
    expect(helixKey(client, getStreams, { language: 'en' })).toEqual([
      'tinyhelix',
      '/streams',
      'page',
      { language: 'en' },
      null,
    ])
    expect(helixKey(client, getChannelFollowers)).toEqual(['tinyhelix', '/channels/followers', 'page', {}, '1'])
  })

  it('the key is the query’s key', () => {
    const params = { language: 'en' }
    expect(helixQuery(client, getStreams, params).queryKey).toEqual(helixKey(client, getStreams, params))
    expect(helixQuery(client, getStreams, params, { limit: 200 }).queryKey).toEqual(
      helixKey(client, getStreams, params, 200),
    )
    expect(helixInfiniteQuery(client, getStreams, params).queryKey).toEqual(
      helixKey(client, getStreams, params, 'infinite'),
    )
  })

  it('the keys of plain query, each limit and infinite query differ', () => {
    const keys = [
      helixQuery(client, getStreams),
      helixQuery(client, getStreams, {}, { limit: 200 }),
      helixQuery(client, getStreams, {}, { limit: 300 }),
      helixQuery(client, getStreams, {}, { limit: Number.POSITIVE_INFINITY }),
      helixInfiniteQuery(client, getStreams),
    ].map(({ queryKey }) => hash(queryKey))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('the key has the getters of a class, such as the fields of Svelte’s `$state`, and is not made of a function', () => {
    class Filter {
      get game_id() {
        return '5'
      }
    }
    expect(helixKey(client, getStreams, new Filter())).toEqual(helixKey(client, getStreams, { game_id: '5' }))
    expect(() => helixQuery(client, getStreams, (() => ({ game_id: '5' })) as never)).toThrow(
      'parameters in one object',
    )
  })

  it('the key is the same for a value and a list of it, in any order of parameters, and without undefined ones', () => {
    const key = hash(helixKey(client, getStreams, { game_id: 'a', language: ['de', 'en'], first: 20 }))
    expect(hash(helixKey(client, getStreams, { first: 20, language: ['de', 'en'], game_id: ['a'] }))).toBe(key)
    expect(
      hash(helixKey(client, getStreams, { game_id: 'a', language: ['de', 'en'], first: 20, type: undefined })),
    ).toBe(key)
    expect(hash(helixKey(client, getStreams, { game_id: 'b', language: ['de', 'en'], first: 20 }))).not.toBe(key)
  })

  it('the keys of an empty list and of no list differ', () => {
    expect(hash(helixKey(client, getUsers, { id: [] }))).not.toBe(hash(helixKey(client, getUsers)))
  })

  it('the key of a plain query has the cursor, and that of an infinite query does not', () => {
    expect(hash(helixKey(client, getStreams, { after: 'x' }))).not.toBe(hash(helixKey(client, getStreams)))
    const params: object = { after: 'x', before: 'y' }
    expect(helixInfiniteQuery(client, getStreams, params).queryKey).toEqual(
      helixInfiniteQuery(client, getStreams).queryKey,
    )
  })

  it('the key has null in place of unknown parameters, not of absent ones', () => {
    expect(helixKey(client, getUsers, null)[3]).toBeNull()
    // A key without it would be that of the own channel, whose list must not be shown while another id is loading.
    const unknown: object = { broadcaster_id: undefined }
    expect(helixKey(client, getChannelFollowers, unknown as { broadcaster_id: string })[3]).toBeNull()
    const login: object = { login: undefined }
    expect(helixKey(client, getUsers, login)[3]).toBeNull()
  })

  it.each([
    ['needs a user token', helixKey(client, getStreamKey)],
    ['defaults to the user', helixKey(client, getBroadcasterSubscriptions)],
    [
      'defaults to the user, though an id is given',
      helixKey(client, getBroadcasterSubscriptions, { broadcaster_id: '2' }),
    ],
    ['tells oneself more', helixKey(client, getUsers, { login: 'bob' })],
    ['is about oneself if nobody is named', helixKey(client, getUserActiveExtensions)],
  ])('the key has the user if the answer %s', (_, key) => {
    expect(key[4]).toBe('1')
  })

  it('the key has no user for public answers and for tokens without a user', () => {
    const twitch = scriptedFetch()
    expect(helixKey(client, getStreams)[4]).toBeNull()
    const app = createClient({ auth: appToken('secret'), fetch: twitch.fetch })
    expect(helixKey(app, getUsers, { login: 'bob' })[4]).toBeNull()
    const proxied = createClient({ kind: 'user', baseURL: '/helix' })
    expect(helixKey(proxied, getStreamKey)[4]).toBeNull()
  })

  it('the key of an unknown user differs from that without a user', () => {
    const client = stubClient(scriptedFetch(), stubAuth())
    for (const query of [
      helixQuery(client, getStreamKey),
      helixQuery(client, getUsers),
      helixQuery(client, getBroadcasterSubscriptions),
      helixQuery(client, getDropsEntitlements),
    ]) {
      expect(query).toMatchObject({ enabled: false })
      expect(parseHelixKey(query.queryKey)?.user).toBe('')
    }
  })

  it('parseHelixKey reads each part, and returns null for other keys', () => {
    expect(parseHelixKey(helixKey(client, getChannelFollowers, { user_id: '5' }))).toEqual({
      path: '/channels/followers',
      shape: 'page',
      params: { user_id: '5' },
      user: '1',
    })
    expect(parseHelixKey(['todos', 1])).toBeNull()
    expect(parseHelixKey(['tinyhelix'])).toBeNull()
  })

  it('the key never has the token', () => {
    const keys = endpoints.map(([, endpoint]) => helixKey(client, endpoint as unknown as typeof getStreams))
    expect(hash(keys)).not.toContain('token')
  })
})

interface Described {
  readonly spec: EndpointSpec
}

const endpoints: [name: string, endpoint: Described][] = Object.entries(tinyhelix).flatMap(([name, value]) =>
  typeof value === 'function' && 'spec' in value ? [[name, value as Described]] : [],
)

describe('two endpoints', () => {
  const required = ({ params }: EndpointSpec) =>
    Object.keys(params).filter(key => !params[key]?.type.endsWith('optional'))
  /** Whether two endpoints could give different answers to parameters with the same key. */
  const mayCollide = ({ spec: a }: Described, { spec: b }: Described) =>
    a.result === b.result &&
    (a.item !== b.item || a.extra !== b.extra) &&
    required(a).every(key => key in b.params) &&
    required(b).every(key => key in a.params)

  const reads = endpoints.filter(([, { spec }]) => spec.method === 'GET')
  const pairs = reads.flatMap(([name, endpoint], index) =>
    reads
      .slice(index + 1)
      .flatMap(([other, another]) =>
        endpoint.spec.path === another.spec.path ? [{ name, other, endpoint, another }] : [],
      ),
  )

  it('some endpoints share a path, so their keys must differ', () => {
    expect(reads.length).toBeGreaterThan(80)
    expect(pairs.length).toBeGreaterThan(5)
  })

  it.each(pairs)('$name and $other never share a key for different answers', ({ endpoint, another }) => {
    expect(mayCollide(endpoint, another)).toBe(false)
  })
})
