import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { defineEndpoint } from 'tinyhelix/define'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ada, appClient, userClient, validation } from './clients.ts'
import {
  createClient,
  getBroadcasterSubscriptions,
  getChannelFollowers,
  getStreams,
  getUnbanRequests,
  getUsers,
  type PageEndpoint,
  type PageParams,
  searchCategories,
  userToken,
} from './entry.ts'
import { pagedList } from './pagedList.ts'
import { helixRejection } from './rejection.ts'
import { follower, stream, subscription, times, user } from './rows.ts'
import { type Answer, startServer, type TestServer } from './server.ts'

const followers = times(5000, follower)
const total = followers.length

/** A server with 5,000 followers of Ada's channel, and her client. */
async function withFollowers() {
  const server = await startServer()
  server.answer('GET /channels/followers', pagedList(followers, { total }))
  return { client: userClient(server), requests: () => server.received('GET /channels/followers') }
}

/** A server that answers `GET /streams` with these pages in turn. Each has the numbers of its rows and a cursor. */
async function withStreams(...pages: (readonly [rows: readonly number[], cursor?: string])[]) {
  const server = await startServer()
  server.answer('GET /streams', ...pages.map(([rows, cursor]) => streamsAnswer(rows, cursor)))
  return { client: appClient(server), requests: () => server.received('GET /streams') }
}

const streamsAnswer = (rows: readonly number[], cursor?: string): Answer => ({
  json: { data: rows.map(stream), pagination: cursor ? { cursor } : {} },
})

const numbers = (rows: readonly { readonly user_id: string }[]) => rows.map(row => Number(row.user_id))

/** Waits until all requests under way have reached the server. */
async function afterEverythingInFlight(server: TestServer) {
  server.answer('GET /users', { json: { data: [user(1)] } })
  await getUsers(appClient(server), { id: '1' })
}

describe('awaiting a list', () => {
  it('one request asks for the largest page', async () => {
    const { client, requests } = await withFollowers()
    expect(await getChannelFollowers(client)).toEqual(followers.slice(0, 100))
    expect(requests()).toHaveLength(1)
    expect(requests()[0]?.query.get('first')).toBe('100')
  })

  it('`first` sets the size of the page', async () => {
    const { client, requests } = await withFollowers()
    expect(await getChannelFollowers(client, { first: 30 })).toHaveLength(30)
    expect(requests().map(({ query }) => query.get('first'))).toEqual(['30'])
  })

  it('`first: undefined` counts as left out', async () => {
    const { client, requests } = await withFollowers()
    expect(await getChannelFollowers(client, { first: undefined, after: undefined })).toHaveLength(100)
    expect(requests().map(({ query }) => query.get('first'))).toEqual(['100'])
  })

  it('awaiting a list twice sends its requests once', async () => {
    const { client, requests } = await withFollowers()
    const list = getChannelFollowers(client)
    const [one, two] = await Promise.all([list, list.then(rows => rows)])
    expect(one).toHaveLength(100)
    expect(two).toEqual(one)
    expect(await list).toEqual(one)
    expect(await list.finally(() => {})).toEqual(one)
    expect(String(list)).toBe('[object Paginator]')
    expect(await list.catch(() => null)).toEqual(one)
    expect(requests()).toHaveLength(1)
  })

  it('a list rejects, and runs catch() and finally(), as a promise does', async () => {
    const server = await startServer()
    server.answer('GET /streams', { status: 400, json: { message: 'no' } })
    const list = getStreams(appClient(server))
    let ended = 0
    expect(await list.catch(error => `${error}`)).toContain('no')
    expect(await list.then(null, () => 'caught')).toBe('caught')
    await expect(list.finally(() => void ended++)).rejects.toMatchObject({ code: 'bad_request' })
    await expect(list).rejects.toMatchObject({ code: 'bad_request' })
    expect(ended).toBe(1)
    expect(server.received()).toHaveLength(1)
  })

  it('a list sends nothing before it is awaited', async () => {
    const server = await startServer()
    const list = getStreams(appClient(server))
    expect([list.cursor, list.done, list.fetchedCount]).toEqual([null, false, 0])
    list.pages()
    list[Symbol.asyncIterator]()
    await afterEverythingInFlight(server)
    expect(server.received('GET /streams')).toEqual([])
  })

  it('a list returns a short page with a cursor', async () => {
    const { client, requests } = await withStreams([[1, 2], 'a'], [[3]])
    expect(numbers(await getStreams(client))).toEqual([1, 2])
    expect(requests()).toHaveLength(1)
  })
})

describe('looping over a list', () => {
  it('a loop reads 5,000 rows in 50 requests, one at a time', async () => {
    const { client, requests } = await withFollowers()
    let index = 0
    for await (const row of getChannelFollowers(client)) {
      expect(row.user_id).toBe(String(index))
      expect(requests()).toHaveLength(Math.floor(index / 100) + 1)
      index++
    }
    expect(index).toBe(5000)
    expect(requests()).toHaveLength(50)
  })

  it('a loop holds one page at a time', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage: () => void = runInNewContext('gc')
    const { client } = await withFollowers()
    const rows: WeakRef<object>[] = []
    let most = 0
    let index = 0
    for await (const row of getChannelFollowers(client, {}, { limit: 1000 })) {
      if (index++ % 100) continue
      rows.push(new WeakRef(row))
      await setImmediate()
      collectGarbage()
      most = Math.max(most, rows.filter(weak => weak.deref()).length)
    }
    expect(rows).toHaveLength(10)
    // The page of the loop, and one that may not be garbage-collected yet.
    expect(most).toBeLessThanOrEqual(2)
  })

  it('each request has the same filters and the cursor of the page before', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[2], 'b'], [[3]])
    const list = getStreams(client, { language: ['en', 'de'], first: 1 }, { limit: Infinity })
    expect(numbers(await list)).toEqual([1, 2, 3])
    expect(requests().map(({ url }) => url.search)).toEqual([
      '?first=1&language=en&language=de',
      '?first=1&language=en&language=de&after=a',
      '?first=1&language=en&language=de&after=b',
    ])
  })

  it('leaving a loop sends no more requests', async () => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(1000, stream)))
    const client = appClient(server)
    let seen = 0
    for await (const _ of getStreams(client)) if (++seen === 250) break
    for await (const page of getStreams(client).pages()) if (page.data.length) break
    await afterEverythingInFlight(server)
    expect(server.received('GET /streams')).toHaveLength(3 + 1)
  })

  it('each loop starts at the beginning, whatever other readers do', async () => {
    const { client, requests } = await withFollowers()
    const list = getChannelFollowers(client)
    await list.nextPage()
    await list.nextPage()
    for (let round = 0; round < 2; round++) {
      for await (const row of list) {
        expect(row).toEqual(followers[0])
        break
      }
    }
    expect(await list).toEqual(followers.slice(0, 100))
    expect((await list.nextPage()).data[0]).toEqual(followers[200])
    expect(requests().map(({ query }) => query.get('after'))).toEqual([null, '0-100', null, null, null, '100-200'])
  })

  it('a loop starts at `after`', async () => {
    const { client } = await withFollowers()
    for await (const row of getChannelFollowers(client, { after: '3900-4000' })) {
      expect(row).toEqual(followers[4000])
      break
    }
  })

  it('a loop from `before` goes backward', async () => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(50, stream)))
    const firsts: string[] = []
    for await (const page of getStreams(appClient(server), { before: '30-40', first: 10 }).pages()) {
      firsts.push(page.data[0]?.user_id ?? 'none')
      if (page.cursor?.startsWith('0-')) break
    }
    expect(firsts).toEqual(['20', '10', '0'])
  })

  it('a loop returns short pages and repeated rows as they come', async () => {
    const { client } = await withStreams([[1, 2], 'a'], [[2], 'b'], [[2], 'c'], [[3, 4]])
    expect(numbers(await getStreams(client, {}, { limit: Infinity }))).toEqual([1, 2, 2, 2, 3, 4])
  })

  it('a loop rejects at the page that fails, after it returned the rows before', async () => {
    const server = await startServer()
    server.answer('GET /streams', streamsAnswer([1, 2], 'a'), { status: 400, json: { message: 'bad cursor' } })
    const seen: string[] = []
    const loop = async () => {
      for await (const row of getStreams(appClient(server))) seen.push(row.user_id)
    }
    expect(await helixRejection(loop())).toMatchObject({ code: 'bad_request', detail: 'bad cursor' })
    expect(seen).toEqual(['1', '2'])
  })

  it('a loop sends no request after another user has signed in', async () => {
    const server = await startServer()
    const tokens = ['ada-token', 'bob-token']
    server.answer(validation, { json: ada }, { json: { ...ada, user_id: '2', login: 'bob' } })
    const refused = { status: 401, json: { status: 401, message: 'Invalid OAuth token' } }
    const pages = pagedList(followers, { total })
    server.answer('GET /channels/followers', pages, refused, pages)
    const client = createClient({ auth: userToken(() => tokens.shift() ?? ''), ...server.network })
    const list = getChannelFollowers(client)
    await list.nextPage()
    expect(await helixRejection(list.nextPage())).toMatchObject({ code: 'token' })
    expect(client.auth?.state.session?.userId).toBe('2')
    expect(await helixRejection(list.nextPage())).toMatchObject({ code: 'token' })
    const requests = server.received('GET /channels/followers')
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(requests.map(() => 'Bearer ada-token'))
    expect(requests.map(({ query }) => query.getAll('broadcaster_id'))).toEqual(requests.map(() => ['1']))
  })
})

describe('limit', () => {
  it('limit asks for no more rows than needed', async () => {
    const { client, requests } = await withFollowers()
    expect(await getChannelFollowers(client, {}, { limit: 5 })).toEqual(followers.slice(0, 5))
    expect(requests().map(({ query }) => query.get('first'))).toEqual(['5'])
  })

  it.each([150, 200])(
    'a limit of %d returns that many rows, from full pages and a part of the last one',
    async limit => {
      const { client, requests } = await withFollowers()
      expect(await getChannelFollowers(client, {}, { limit })).toEqual(followers.slice(0, limit))
      expect(requests()).toHaveLength(2)
    },
  )

  it.each([150, 200])('a limit of %d ends a loop after that many rows', async limit => {
    const { client, requests } = await withFollowers()
    const seen: unknown[] = []
    for await (const row of getChannelFollowers(client, {}, { limit })) seen.push(row)
    expect(seen).toEqual(followers.slice(0, limit))
    expect(requests()).toHaveLength(2)
  })

  it('limit ends pages() with the page that reaches it', async () => {
    const { client, requests } = await withFollowers()
    const sizes: number[] = []
    for await (const page of getChannelFollowers(client, { first: 40 }, { limit: 100 }).pages()) {
      sizes.push(page.data.length)
    }
    expect(sizes).toEqual([40, 40, 40])
    expect(requests()).toHaveLength(3)
  })

  it('a limit of Infinity returns all rows', async () => {
    const { client, requests } = await withFollowers()
    expect(await getChannelFollowers(client, {}, { limit: Infinity })).toEqual(followers)
    expect(requests()).toHaveLength(50)
  })

  it('a limit of 0 returns no rows and sends no request', async () => {
    const { client, requests } = await withFollowers()
    const list = getChannelFollowers(client, {}, { limit: 0 })
    expect(await list).toEqual([])
    for await (const _ of list) expect.unreachable()
    expect(requests()).toEqual([])
  })

  it('a limit of 0 counts as 1 for nextPage()', async () => {
    const { client, requests } = await withFollowers()
    expect((await getChannelFollowers(client, {}, { limit: 0 }).nextPage()).data).toEqual(followers.slice(0, 1))
    expect(requests().map(({ query }) => query.get('first'))).toEqual(['1'])
  })

  it.each([-1, Number.NaN, null])('a limit of %j rejects with `parameter` before anything is sent', async limit => {
    const { client, requests } = await withFollowers()
    const list = getChannelFollowers(client, {}, Object({ limit }))
    for (const read of [list, list.nextPage(), list.pages().next(), list[Symbol.asyncIterator]().next()]) {
      expect(await helixRejection(read)).toMatchObject({
        code: 'parameter',
        message: `GET /channels/followers takes a limit >=0, not ${limit}.`,
      })
    }
    expect(requests()).toEqual([])
  })

  it('a limit above the number of rows returns all rows', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[2]])
    expect(numbers(await getStreams(client, {}, { limit: 1000 }))).toEqual([1, 2])
    expect(requests()).toHaveLength(2)
  })
})

describe('the size of a page', () => {
  it.each([101, 0, -1, 1.5, Number.NaN])(
    '`first: %d` rejects with `parameter` before anything is sent',
    async first => {
      const { client, requests } = await withFollowers()
      const error = await helixRejection(getChannelFollowers(client, { first }))
      expect(error).toMatchObject({ code: 'parameter', endpoint: 'GET /channels/followers' })
      expect(error.issues).toMatchObject([{ path: 'first' }])
      for (const told of ['first', String(first)]) expect(error.message).toContain(told)
      if (first > 100) expect(error.message).toContain('100')
      for (const read of [() => getChannelFollowers(client, { first }).nextPage(), () => loop(client, first)]) {
        expect(await helixRejection(read())).toMatchObject({ code: 'parameter' })
      }
      expect(requests()).toEqual([])
    },
  )

  const loop = async (client: ReturnType<typeof userClient>, first: number) => {
    for await (const _ of getChannelFollowers(client, { first })) expect.unreachable()
  }

  it('`first` has the limit of its endpoint', async () => {
    const server = await startServer()
    server.answer('GET /search/categories', { json: { data: [] } })
    const client = appClient(server)
    await searchCategories(client, { query: 'chess', first: 100 })
    expect(await helixRejection(searchCategories(client, { query: 'chess', first: 101 }))).toMatchObject({
      code: 'parameter',
    })
    expect(server.received()).toHaveLength(1)
  })
})

describe('the end of a list', () => {
  const all = async (list: AsyncIterable<{ readonly user_id: string }>) => {
    const seen: { readonly user_id: string }[] = []
    for await (const row of list) seen.push(row)
    return numbers(seen)
  }

  it('an empty page ends the list, even with a cursor', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[], 'b'], [[2], 'c'])
    expect(await all(getStreams(client))).toEqual([1])
    expect(requests()).toHaveLength(2)
  })

  it('a repeated cursor ends the list, and the repeated page is not returned again', async () => {
    const { client, requests } = await withStreams([[1, 2], 'a'], [[1, 2], 'a'])
    expect(await all(getStreams(client))).toEqual([1, 2])
    expect(requests()).toHaveLength(2)
  })

  it('a repeated cursor ends the list after its new rows are returned', async () => {
    const { client, requests } = await withStreams([[1, 2], 'a'], [[3], 'a'])
    expect(await all(getStreams(client))).toEqual([1, 2, 3])
    expect(requests()).toHaveLength(2)
  })

  it('the cursor of any earlier page ends the list', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[2], 'b'], [[3], 'a'], [[4], 'b'], [[5], 'c'])
    expect(await all(getStreams(client))).toEqual([1, 2, 3])
    expect(requests()).toHaveLength(3)
  })

  it('the cursor that the caller passed as `after` ends the list', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[2], 'b'])
    expect(await all(getStreams(client, { after: 'a' }))).toEqual([1])
    expect(requests()).toHaveLength(1)
  })

  it('a repeated cursor ends nextPage()', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[2], 'b'], [[3], 'a'], [[4], 'b'], [[5], 'a'])
    const list = getStreams(client)
    while (!list.done && requests().length < 5) await list.nextPage()
    expect(requests()).toHaveLength(3)
    expect(list.done).toBe(true)
  })

  it('the first page ends the list if the filter accepts no cursor, even if Twitch sent one', async () => {
    const server = await startServer()
    server.answer('GET /subscriptions', { json: { data: [subscription], pagination: { cursor: 'a' } } })
    const list = getBroadcasterSubscriptions(userClient(server), { user_id: '42' }, { limit: Infinity })
    expect(await list).toEqual([subscription])
    expect(await list.nextPage()).toMatchObject({ cursor: null })
    expect(list.done).toBe(true)
    expect(server.received('GET /subscriptions')).toHaveLength(2)
  })

  it('the first page ends the list if a rule forbids `after`', async () => {
    const getHead: PageEndpoint<PageParams, unknown, 'app'> = defineEndpoint.page({
      path: '/new/head',
      tokens: ['app'],
      item: v.unknown(),
      rules: [{ keys: ['after'], expected: 'left out', test: ({ after }) => after === undefined }],
    })
    const server = await startServer()
    server.answer('GET /new/head', { json: { data: [1], pagination: { cursor: 'a' } } })
    expect(await getHead(appClient(server), {}, { limit: Infinity })).toEqual([1])
    expect(server.received()).toHaveLength(1)
  })

  it('an empty page does not end a list that has empty pages in the middle', async () => {
    const server = await startServer()
    const request = (index: number) => ({
      id: `${index}`,
      broadcaster_id: '1',
      broadcaster_login: 'ada',
      broadcaster_name: 'Ada',
      moderator_id: null,
      moderator_login: null,
      moderator_name: null,
      user_id: `${index}`,
      user_login: 'bob',
      user_name: 'Bob',
      text: 'please',
      status: 'pending',
      created_at: '2026-05-01T10:00:00Z',
      resolved_at: null,
      resolution_text: null,
    })
    const endpoint = 'GET /moderation/unban_requests'
    server.answer(
      endpoint,
      { json: { data: [request(1)], pagination: { cursor: 'a' } } },
      { json: { data: [], pagination: { cursor: 'b' } } },
      { json: { data: [], pagination: { cursor: 'c' } } },
      { json: { data: [request(2)], pagination: {} } },
    )
    const client = userClient(server)
    expect(await all(getUnbanRequests(client, { status: 'pending' }))).toEqual([1, 2])
    expect(server.received(endpoint)).toHaveLength(4)

    server.answer(endpoint, { json: { data: [], pagination: { cursor: 'a' } } })
    expect(await all(getUnbanRequests(client, { status: 'pending' }))).toEqual([])
    expect(server.received(endpoint)).toHaveLength(6)
  })
})

describe('page by page', () => {
  it('a page has the other fields of the answer', async () => {
    const { client, requests } = await withFollowers()
    const page = await getChannelFollowers(client, { first: 1 }).nextPage()
    expect(page).toEqual({ data: [followers[0]], cursor: '0-1', total: 5000 })
    for await (const { data, total } of getChannelFollowers(client, { first: 2 }).pages()) {
      expect([data.length, total]).toEqual([2, 5000])
      break
    }
    expect(requests()).toHaveLength(2)
  })

  it('nextPage() goes forward, shows its position and ends without a request', async () => {
    const { client, requests } = await withStreams([[1, 2], 'a'], [[3, 4], 'b'], [[5]])
    const list = getStreams(client)
    const standing = () => [list.cursor, list.done, list.fetchedCount]
    expect(numbers((await list.nextPage()).data)).toEqual([1, 2])
    expect(standing()).toEqual(['a', false, 2])
    expect(numbers((await list.nextPage()).data)).toEqual([3, 4])
    expect(standing()).toEqual(['b', false, 4])
    expect(numbers((await list.nextPage()).data)).toEqual([5])
    expect(standing()).toEqual([null, true, 5])
    expect(await list.nextPage()).toEqual({ data: [], cursor: null })
    expect(standing()).toEqual([null, true, 5])
    expect(requests().map(({ query }) => query.get('after'))).toEqual([null, 'a', 'b'])
  })

  it('two calls of nextPage() at once return two pages', async () => {
    const { client, requests } = await withStreams([[1], 'a'], [[2], 'b'], [[3]])
    const list = getStreams(client)
    const pages = await Promise.all([list.nextPage(), list.nextPage(), list.nextPage(), list.nextPage()])
    expect(pages.map(page => numbers(page.data))).toEqual([[1], [2], [3], []])
    expect(requests().map(({ query }) => query.get('after'))).toEqual([null, 'a', 'b'])
  })

  it('nextPage() can be repeated after it failed', async () => {
    const server = await startServer()
    const failing = { status: 400, json: { message: 'no' } }
    server.answer('GET /streams', streamsAnswer([1], 'a'), failing, streamsAnswer([2]))
    const list = getStreams(appClient(server))
    await list.nextPage()
    const [failed, next] = await Promise.allSettled([list.nextPage(), list.nextPage()])
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'bad_request' } })
    expect(next).toMatchObject({ status: 'fulfilled', value: { data: [stream(2)] } })
    expect(server.received().map(({ query }) => query.get('after'))).toEqual([null, 'a', 'a'])
    expect(list.fetchedCount).toBe(2)
  })

  it('previousPage() goes back, and nextPage() goes forward again', async () => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(35, stream)))
    const list = getStreams(appClient(server), { first: 10 })
    const first = async (page: ReturnType<typeof list.nextPage>) => numbers((await page).data)[0]
    expect(await first(list.nextPage())).toBe(0)
    expect(await first(list.nextPage())).toBe(10)
    expect(await first(list.nextPage())).toBe(20)
    expect(await first(list.previousPage())).toBe(10)
    expect(server.received().at(-1)?.query.get('before')).toBe('20-30')
    expect(server.received().at(-1)?.query.has('after')).toBe(false)
    expect(list.cursor).toBe('10-20')
    expect(await first(list.previousPage())).toBe(0)
    expect(await first(list.nextPage())).toBe(10)
    expect(list.done).toBe(false)
  })

  it('previousPage() goes back when the endpoint accepts no `before`', async () => {
    const { client, requests } = await withFollowers()
    const list = getChannelFollowers(client)
    for (let count = 0; count < 3; count++) await list.nextPage()
    expect((await list.previousPage()).data).toEqual(followers.slice(100, 200))
    expect((await list.previousPage()).data).toEqual(followers.slice(0, 100))
    expect((await list.previousPage()).data).toEqual([])
    expect((await list.nextPage()).data).toEqual(followers.slice(100, 200))
    const after = ['0-100', '100-200', '0-100', null, '0-100']
    expect(requests().map(({ query }) => query.get('after'))).toEqual([null, ...after])
    expect(requests().filter(({ query }) => query.has('before'))).toEqual([])
  })

  it.each([
    ['after', '10-20', [20, 10, 0]],
    ['before', '10-20', [0, 10, 20, 30]],
  ] as const)('previousPage() goes back past where the caller began with `%s`', async (key, cursor, firsts) => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(35, stream)))
    const list = getStreams(appClient(server), { first: 10, [key]: cursor })
    const seen = [await list.nextPage()]
    while (seen.length < firsts.length) seen.push(await list.previousPage())
    expect(seen.map(({ data }) => numbers(data)[0])).toEqual(firsts)
    // Repeated calls return nothing more, and the way back has the same length.
    for (let count = 0; count < 3; count++) expect((await list.previousPage()).data).toEqual([])
    const back: (number | undefined)[] = []
    while (back.length < firsts.length - 1) back.push(numbers((await list.nextPage()).data)[0])
    expect(back).toEqual(firsts.slice(0, -1).reverse())
  })

  it('previousPage() before the start returns an empty page without a request', async () => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(35, stream)))
    const list = getStreams(appClient(server), { first: 10 })
    expect((await list.previousPage()).data).toEqual([])
    await list.nextPage()
    expect((await list.previousPage()).data).toEqual([])
    expect(server.received()).toHaveLength(1)
  })

  it('previousPage() from the last page, which has no cursor, returns the page before it', async () => {
    const server = await startServer()
    server.answer('GET /streams', pagedList(times(15, stream)))
    const list = getStreams(appClient(server), { first: 10 })
    await list.nextPage()
    await list.nextPage()
    expect(list.done).toBe(true)
    const { data } = await list.previousPage()
    expect(numbers(data)[0]).toBe(0)
    expect(list.done).toBe(false)
  })
})
