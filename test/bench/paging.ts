import { markdownTable } from '../package/markdownTable.ts'
import { loadTinyhelix, makeTwurple, withFetch } from './libraries.ts'
import { collectGarbage, megabytesInUse } from './memory.ts'
import { fetchFrom, startBenchServer } from './server.ts'
import { median, shuffled } from './statistics.ts'

/** What a walk through a list took; memory is that in use, in megabytes. */
interface Walk {
  readonly rows: number
  readonly requests: number
  readonly seconds: number
  /** At a tenth of the way, without garbage. */
  readonly early: number
  /** At the end, without garbage. */
  readonly late: number
  /** At the most, with garbage. */
  readonly peak: number
}

/** The code that a careful developer writes. */
async function* byHand(url: string): AsyncGenerator<unknown> {
  const headers = { Authorization: 'Bearer token', 'Client-Id': 'client' }
  let cursor: string | undefined
  do {
    const page = new URL(`${url}/helix/channels/followers?broadcaster_id=1&first=100`)
    if (cursor) page.searchParams.set('after', cursor)
    const answer = await fetch(page, { headers, signal: AbortSignal.timeout(30_000) })
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
    const { data, pagination } = await answer.json()
    yield* data
    cursor = pagination.cursor
  } while (cursor)
}

/** What waits for all rows before it goes through them. */
async function* keeping(rows: PromiseLike<readonly unknown[]>): AsyncGenerator<unknown> {
  yield* await rows
}

/** Walks through all followers of a channel that has so many, over a real socket. */
export async function comparePaging(project: string, followers: number, rounds: number): Promise<string> {
  const { createClient, getChannelFollowers, userToken } = await loadTinyhelix(project)
  const { url, requests, close } = await startBenchServer({ followers })
  const network = { baseURL: `${url}/helix`, authURL: `${url}/oauth2` }
  const twurple = makeTwurple()
  const client = createClient({ auth: userToken('token'), ...network })
  const lists = new Map<string, () => AsyncIterable<unknown>>([
    ['by hand', () => byHand(url)],
    ['`for await (… of getChannelFollowers(client))`', () => getChannelFollowers(client)],
    [
      '`await getChannelFollowers(client, {}, { limit: Infinity })`, which keeps them',
      () => keeping(getChannelFollowers(client, {}, { limit: Infinity })),
    ],
    ['`@twurple/api`, `getChannelFollowersPaginated`', () => twurple.channels.getChannelFollowersPaginated('1')],
  ])

  const walk = async (list: AsyncIterable<unknown>, looksAtMemory: boolean): Promise<Walk> => {
    await requests()
    collectGarbage()
    const begun = performance.now()
    let [rows, early, peak] = [0, 0, 0]
    for await (const _ of list) {
      rows++
      if (!looksAtMemory || rows % 100) continue
      peak = Math.max(peak, megabytesInUse())
      if (rows !== followers / 10) continue
      collectGarbage()
      early = megabytesInUse()
    }
    const seconds = (performance.now() - begun) / 1000
    collectGarbage()
    return { rows, requests: await requests(), seconds, early, late: megabytesInUse(), peak }
  }

  const times = new Map([...lists].map(([name]) => [name, [] as number[]]))
  const rows = await withFetch(fetchFrom(url), async () => {
    for (let round = 0; round < rounds; round++) {
      for (const [name, list] of shuffled([...lists])) times.get(name)?.push((await walk(list(), false)).seconds)
    }
    const found: (string | number)[][] = []
    for (const [name, list] of lists) {
      // Looking takes time, so a walk that is looked at is not timed.
      const { rows, requests, early, late, peak } = await walk(list(), true)
      const memory = [early, late, peak].map(megabytes => `${megabytes.toFixed(1)} MB`)
      found.push([name, rows, requests, `${median(times.get(name) ?? []).toFixed(2)} s`, ...memory])
    }
    return found
  })
  await close()
  return markdownTable(['list', 'rows', 'requests', 'time', 'heap at a tenth', 'at the end', 'at the most'], rows)
}
