import { getBannedUsers, getChannelFollowers, getExtensionLiveChannels, getStreams, getTopGames } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'
import { call } from './wire.ts'

const fake = createFakeTwitch()
const ada = fake.client()

it('a list is complete and in order, page by page', async () => {
  const streams = await getStreams(ada, {}, { limit: Infinity })
  expect(streams).toHaveLength(600)
  expect(new Set(streams.map(({ user_id }) => user_id)).size).toBe(600)
  const viewers = streams.map(({ viewer_count }) => viewer_count)
  expect(viewers).toEqual([...viewers].sort((a, b) => b - a))
})

it('a page has 20 rows by default', async () => {
  expect((await call(fake, 'GET /streams')).body.data).toHaveLength(20)
  expect((await call(fake, 'GET /streams?first=7')).body.data).toHaveLength(7)
})

it('some lists have a cursor on their last page, and an empty page after it', async () => {
  const banned = getBannedUsers(ada)
  const pages = []
  for await (const page of banned.pages()) pages.push(page.data.length)
  expect(pages.at(-1)).toBe(0)
  expect(pages.length).toBeGreaterThan(2)
})

it.for([
  ['GET /games/top?first=100', 'GET /games/top', {}],
  ['GET /subscriptions?broadcaster_id=1001&first=100', 'GET /subscriptions?broadcaster_id=1001', { cursor: '' }],
] as const)('the last page of %s has its own form of cursor', async ([start, again, end]) => {
  const sign = again.includes('?') ? '&' : '?'
  let { body } = await call(fake, start)
  const size = body.data.length
  for (let rounds = 0; body.pagination.cursor && rounds < 20; rounds++) {
    expect(body.data.length).toBe(size)
    body = (await call(fake, `${again}${sign}first=100&after=${encodeURIComponent(body.pagination.cursor)}`)).body
  }
  expect(body.pagination).toEqual(end)
  expect(body.data.length).toBeGreaterThan(0)
})

it('`before` goes back', async () => {
  const pages = getTopGames(ada, { first: 10 })
  const [first, second, third] = [await pages.nextPage(), await pages.nextPage(), await pages.nextPage()]
  expect((await pages.previousPage()).data).toEqual(second.data)
  expect((await pages.previousPage()).data).toEqual(first.data)
  expect((await pages.nextPage()).data).toEqual(second.data)
  expect((await pages.nextPage()).data).toEqual(third.data)
})

it('a cursor of another list is refused', async () => {
  const { cursor } = await getTopGames(ada).nextPage()
  for (const after of ['nonsense', btoa('{}'), cursor ?? '']) {
    await expect(call(fake, `GET /streams?after=${encodeURIComponent(after)}`)).resolves.toMatchObject({ status: 400 })
  }
})

it('each page has the totals', async () => {
  const pages = getChannelFollowers(ada)
  expect((await pages.nextPage()).total).toBe(5000)
  expect((await pages.nextPage()).total).toBe(5000)
})

it('getExtensionLiveChannels has the cursor in place of an object', async () => {
  const { body } = await call(fake, `GET /extensions/live?extension_id=${fake.clientId}`)
  expect(body.pagination).toEqual(expect.any(String))
  const rows = await getExtensionLiveChannels(ada, { extension_id: fake.clientId, first: 10 }, { limit: Infinity })
  expect(rows.length).toBeGreaterThan(20)
})
