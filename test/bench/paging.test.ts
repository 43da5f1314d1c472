import { createClient, getChannelFollowers } from 'tinyhelix'
import { expect, it } from 'vitest'
import { collectGarbage, megabytesInUse } from './memory.ts'

const pageSize = 100
const pageCount = 500

/** The followers of a channel, a page at a time. */
const answerPage: typeof fetch = async input => {
  const start = Number(new URL(String(input)).searchParams.get('after') ?? 0)
  const end = start + pageSize
  const data = Array.from({ length: pageSize }, (_, index) => ({
    user_id: `${start + index}`,
    user_login: `someone_${start + index}`,
    user_name: `Someone_${start + index}`,
    followed_at: '2026-05-01T18:00:00Z',
  }))
  const pagination = end < pageSize * pageCount ? { cursor: `${end}` } : {}
  return Response.json({ total: pageSize * pageCount, data, pagination })
}

it('a walk through a long list asks for each page once and keeps none', async () => {
  let requests = 0
  const client = createClient({
    kind: 'user',
    fetch: input => {
      requests++
      return answerPage(input)
    },
  })
  let [rows, early] = [0, 0]
  for await (const _ of getChannelFollowers(client, { broadcaster_id: '1' })) {
    rows++
    if (rows !== (pageSize * pageCount) / 5) continue
    collectGarbage()
    early = megabytesInUse()
  }
  collectGarbage()
  const grown = megabytesInUse() - early
  expect([rows, requests]).toEqual([pageSize * pageCount, pageCount])
  // The rows that came meanwhile would take more than twice as much.
  expect(grown).toBeLessThan(4)
})
