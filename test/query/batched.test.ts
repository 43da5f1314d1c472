import { QueryClient } from '@tanstack/query-core'
import { type Endpoint, getGames, getStreams, getUsers, getVideosById } from 'tinyhelix'
import { defineEndpoint, ids, optional } from 'tinyhelix/define'
import { batched, helixQuery } from 'tinyhelix/query'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { type ScriptedFetch, scriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'
import { stubClient } from './stubClient.ts'

/** Returns every user except those whose id begins with `no`. */
const answerUsers = (twitch: ScriptedFetch) =>
  twitch.answer('GET /users', ({ query }) => ({
    json: {
      data: [
        ...query.getAll('id').map(id => ({ id, login: `login${id}` })),
        ...query.getAll('login').map(login => ({ id: '0', login: login.toLowerCase() })),
      ]
        .filter(({ id }) => !id.startsWith('no'))
        .reverse(),
    },
  }))

const idsOf = (twitch: ScriptedFetch) => twitch.received().map(({ query }) => query.getAll('id'))

describe('batched', () => {
  it('one request asks for all ids of a tick, and each query gets its own row or null', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const userOf = batched(stubClient(twitch), getUsers, 'id')
    const later = Promise.resolve().then(() => userOf('c'))
    const users = await Promise.all([userOf('a'), userOf('no-one'), userOf('b'), later])
    expect(users.map(user => user?.login ?? user)).toEqual(['logina', null, 'loginb', 'loginc'])
    expect(idsOf(twitch)).toEqual([['a', 'no-one', 'b', 'c']])
  })

  it('the next tick starts a new request', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const userOf = batched(stubClient(twitch), getUsers, 'id')
    await userOf('a')
    await userOf('a')
    expect(idsOf(twitch)).toEqual([['a'], ['a']])
  })

  it('equal lookups share an answer', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const client = stubClient(twitch)
    const [one, other] = await Promise.all([batched(client, getUsers, 'id')('a'), batched(client, getUsers, 'id')('a')])
    expect(one).toBe(other)
    expect(idsOf(twitch)).toEqual([['a']])
  })

  it('a thousand lookups make ten requests', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const userOf = batched(stubClient(twitch), getUsers, 'id')
    const ids = Array.from({ length: 1000 }, (_, index) => `${index}`)
    const users = await Promise.all(ids.map(id => userOf(id)))
    expect(users.map(user => user?.id)).toEqual(ids)
    expect(idsOf(twitch).map(sent => sent.length)).toEqual(Array(10).fill(100))
  })

  it('a request has as many ids as its endpoint takes', async () => {
    const getThings: Endpoint<{ id?: string | readonly string[] | undefined }, { id: string }[]> = defineEndpoint.list({
      path: '/things',
      params: { id: optional(ids(20)) },
      batch: ['id'],
      item: v.object({ id: v.string() }),
    })
    const twitch = scriptedFetch()
    twitch.answer('GET /things', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
    const thingOf = batched(stubClient(twitch), getThings, 'id')
    const wanted = Array.from({ length: 50 }, (_, index) => `${index}`)
    expect(await Promise.all(wanted.map(id => thingOf(id)))).toEqual(wanted.map(id => ({ id })))
    expect(idsOf(twitch).map(sent => sent.length)).toEqual([20, 20, 10])
  })

  it('names match in any case, ids exactly', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    twitch.answer('GET /videos', { json: { data: [{ id: 'a' }] } })
    const client = stubClient(twitch)
    expect(await batched(client, getUsers, 'login')('Ada')).toMatchObject({ login: 'ada' })
    expect(await batched(client, getVideosById, 'id')('A')).toBeNull()
  })

  it('an endpoint with pages can be batched', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /streams', { json: { data: [{ id: 's', user_id: '5' }], pagination: { cursor: 'x' } } })
    const streamOf = batched(stubClient(twitch), getStreams, 'user_id')
    expect(await Promise.all([streamOf('5'), streamOf('6')])).toEqual([{ id: 's', user_id: '5' }, null])
    expect(twitch.received()).toHaveLength(1)
  })

  it('a 404 resolves each lookup to null', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /videos', { status: 404, json: { message: 'video not found' } })
    expect(await batched(stubClient(twitch), getVideosById, 'id')('1')).toBeNull()
  })

  it('a failed request rejects only its own lookups', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /users', ({ query }) =>
      query.getAll('id').includes('0')
        ? { status: 400, json: { message: 'no' } }
        : { json: { data: query.getAll('id').map(id => ({ id })) } },
    )
    const userOf = batched(stubClient(twitch), getUsers, 'id')
    const ids = Array.from({ length: 150 }, (_, index) => `${index}`)
    const settled = await Promise.allSettled(ids.map(id => userOf(id)))
    expect(settled.map(({ status }) => status)).toEqual([
      ...Array(100).fill('rejected'),
      ...Array(50).fill('fulfilled'),
    ])
    expect(settled[0]).toMatchObject({ reason: { code: 'bad_request' } })
  })

  it('an invalid id rejects only its own lookup', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const userOf = batched(stubClient(twitch), getUsers, 'id')
    const [bad, good] = await Promise.allSettled([userOf(''), userOf('a')])
    expect(bad).toMatchObject({ reason: { code: 'parameter' } })
    expect(good).toMatchObject({ value: { id: 'a' } })
  })

  it('an id that no URL can carry rejects, and the others are sent', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const userOf = batched(stubClient(twitch), getUsers, 'id')
    const odd: string[] = ['\ud800', Object(5), Object({ toString: 1 }), Object(null), Object(['b', 'c'])]
    const settled = await Promise.allSettled(['a', ...odd, 'd'].map(id => userOf(id)))
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual(
      odd.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'parameter' }) })),
    )
    expect(idsOf(twitch)).toEqual([['a', 'd']])
  })

  it.each([
    ['id', 'a'],
    ['login', 'A'],
  ] as const)('malformed rows are skipped, and other lookups get theirs: by %s', async (key, asked) => {
    const twitch = scriptedFetch()
    const odd = [null, 5, 'text', [], {}, { [key]: null }, { [key]: { toString: 1 } }]
    twitch.answer('GET /users', { json: { data: [...odd, { [key]: 'a' }] } })
    const userOf = batched(stubClient(twitch), getUsers, key)
    expect(await Promise.all([userOf(asked), userOf('b')])).toEqual([{ [key]: 'a' }, null])
  })

  it('a parameter that does not identify rows is refused', () => {
    expect(() => batched(stubClient(scriptedFetch()), getStreams, 'game_id')).toThrow(
      expect.objectContaining({ code: 'parameter' }),
    )
    // @ts-expect-error: rows have no such field
    expect(() => batched(stubClient(scriptedFetch()), getStreams, 'first')).toThrow()
    batched(stubClient(scriptedFetch()), getGames, 'name')
  })
})

describe('a cancelled lookup', () => {
  const held = () => {
    const twitch = scriptedFetch()
    const answered = deferred<void>()
    twitch.answer('GET /users', async ({ query }) => {
      await answered.promise
      return { json: { data: query.getAll('id').map(id => ({ id })) } }
    })
    return { twitch, answered, userOf: batched(stubClient(twitch), getUsers, 'id') }
  }

  it('a cancelled lookup rejects at once, and others get their rows', async () => {
    const { twitch, answered, userOf } = held()
    const controller = new AbortController()
    const cancelled = userOf('a', { signal: controller.signal })
    const other = userOf('a')
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => twitch.received().length).toBe(1)
    expect(twitch.received()[0]?.signal.aborted).toBe(false)
    answered.resolve()
    expect(await other).toMatchObject({ id: 'a' })
  })

  it('a lookup after a cancelled one in the same tick gets its row', async () => {
    const { twitch, answered, userOf } = held()
    const controller = new AbortController()
    const cancelled = userOf('a', { signal: controller.signal })
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    answered.resolve()
    const users = await Promise.all([userOf('a'), userOf('b')])
    expect(users.map(user => user?.id)).toEqual(['a', 'b'])
    expect(twitch.received()).toHaveLength(1)
  })

  it('a lookup whose timer fires before that of an earlier one, as with nested timers of browsers, gets its row', async () => {
    const { twitch, answered, userOf } = held()
    const controller = new AbortController()
    let end = () => {}
    const start = setTimeout
    const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementationOnce(callback => {
      end = () => callback()
      return start(() => {})
    })
    const cancelled = userOf('a', { signal: controller.signal })
    timers.mockRestore()
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    const early = userOf('b')
    await expect.poll(() => twitch.received().length).toBe(1)
    const late = userOf('c')
    end()
    answered.resolve()
    expect(await Promise.all([early, late])).toEqual([{ id: 'b' }, { id: 'c' }])
  })

  it('the request is aborted when all lookups are cancelled, and not sent if that was before', async () => {
    const { twitch, userOf } = held()
    const controller = new AbortController()
    const { signal } = controller
    const lookups = [userOf('a', { signal }), userOf('b', { signal })]
    const untilSent = expect.poll(() => twitch.received().length).toBe(1)
    await untilSent
    controller.abort()
    expect((await Promise.allSettled(lookups)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect.poll(() => twitch.received()[0]?.signal.aborted).toBe(true)

    const early = new AbortController()
    const never = userOf('c', { signal: early.signal })
    early.abort()
    await expect(never).rejects.toMatchObject({ name: 'AbortError' })
    await new Promise(resolve => setTimeout(resolve))
    await new Promise(resolve => setTimeout(resolve))
    expect(twitch.received()).toHaveLength(1)
  })
})

describe('the option batch of a query', () => {
  it('one request asks for all single ids, with the same keys and data as without batch', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    const client = stubClient(twitch)
    const queryClient = new QueryClient()
    const plain = helixQuery(client, getUsers, { id: 'a' })
    const query = helixQuery(client, getUsers, { id: ['a'] }, { batch: true })
    expect(query.queryKey).toEqual(plain.queryKey)
    const fetched = await Promise.all([
      queryClient.fetchQuery(query),
      queryClient.fetchQuery(helixQuery(client, getUsers, { id: 'no-one' }, { batch: true })),
      queryClient.fetchQuery(helixQuery(client, getUsers, { login: 'Ada' }, { batch: true })),
    ])
    expect(fetched.map(users => users.map(({ login }) => login))).toEqual([['logina'], [], ['ada']])
    expect(idsOf(twitch)).toEqual([['a', 'no-one'], []])
    expect(await new QueryClient().fetchQuery(plain)).toEqual(fetched[0])
  })

  it('batch applies only to queries with a single id', async () => {
    const twitch = scriptedFetch()
    answerUsers(twitch)
    twitch.answer('GET /streams', { json: { data: [] } })
    const client = stubClient(twitch)
    const queryClient = new QueryClient()
    await Promise.all([
      queryClient.fetchQuery(helixQuery(client, getUsers, { id: ['a', 'b'] }, { batch: true })),
      queryClient.fetchQuery(helixQuery(client, getUsers, { id: 'c' }, { batch: true })),
      queryClient.fetchQuery(helixQuery(client, getStreams, { user_id: '1', first: 5 }, { batch: true })),
      queryClient.fetchQuery(helixQuery(client, getStreams, { game_id: '1' }, { batch: true })),
    ])
    expect(
      twitch
        .received()
        .map(({ endpoint, query }) => `${endpoint} ${query}`)
        .sort(),
    ).toEqual([
      'GET /streams first=100&game_id=1',
      'GET /streams first=5&user_id=1',
      'GET /users id=a&id=b',
      'GET /users id=c',
    ])
  })
})
