import { Bench } from 'tinybench'
import { markdownTable } from '../package/markdownTable.ts'
import { streamsAnswer, stubbedFetch } from './answers.ts'
import { loadTinyhelix, makeTwurple, withFetch } from './libraries.ts'
import { median, quantile, shuffled } from './statistics.ts'

const rowCounts = [1, 20, 100]
const baseline = 'by hand'

/** What a careful person writes for one endpoint. */
const byHand = (fetch: typeof globalThis.fetch) => async () => {
  const url = new URL('https://api.twitch.tv/helix/streams')
  url.searchParams.set('first', '100')
  url.searchParams.set('game_id', '509658')
  const headers = { Authorization: 'Bearer token', 'Client-Id': 'client' }
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
  return (await answer.json()).data
}

/** One row's median time per call, in microseconds. */
async function timeOf(name: string, call: () => Promise<unknown>) {
  const bench = new Bench({ time: 150, warmupTime: 30 }).add(name, call)
  const [task] = await bench.run()
  if (task?.result.state !== 'completed') throw new Error(`${name} did not complete.`)
  return task.result.latency.p50 * 1000
}

/** The time of a call, of a `fetch` written by hand and of twurple, all without a network. */
export async function compareCalls(project: string, rounds: number): Promise<string> {
  const { createClient, getStreams, userToken } = await loadTinyhelix(project)
  const withClient = (fetch: typeof globalThis.fetch, validate: 'off' | 'report' | 'throw') => {
    const client = createClient({ auth: userToken('token'), fetch, validate })
    return async () => await getStreams(client, { game_id: '509658' })
  }

  const compare = async (fetch: typeof globalThis.fetch) => {
    const twurple = makeTwurple()
    const calls = new Map<string, () => Promise<unknown>>([
      [baseline, byHand(fetch)],
      // Shows what a ratio means when nothing differs.
      ['by hand, again', byHand(fetch)],
      ["`validate: 'off'`", withClient(fetch, 'off')],
      ["`validate: 'report'`", withClient(fetch, 'report')],
      ["`validate: 'throw'`", withClient(fetch, 'throw')],
      ['`@twurple/api`', async () => (await twurple.streams.getStreams({ game: '509658', limit: 100 })).data],
    ])
    const times = new Map([...calls].map(([name]) => [name, [] as number[]]))
    for (let round = 0; round < rounds; round++) {
      for (const [name, call] of shuffled([...calls])) times.get(name)?.push(await timeOf(name, call))
    }
    const base = times.get(baseline) ?? []
    return [...times].map(([name, found]) => {
      const ratios = found.map((time, round) => time / (base[round] ?? Number.NaN))
      const [low, middle, high] = [0.1, 0.5, 0.9].map(part => quantile(ratios, part).toFixed(2))
      return { name, cells: [`${median(found).toFixed(0)} µs`, `${middle} (${low}–${high})`] }
    })
  }

  const columns: Awaited<ReturnType<typeof compare>>[] = []
  for (const count of rowCounts) {
    const fetch = stubbedFetch(streamsAnswer(count))
    columns.push(await withFetch(fetch, () => compare(fetch)))
  }
  const names = columns[0]?.map(({ name }) => name) ?? []
  return markdownTable(
    ['call', ...rowCounts.flatMap(count => [`${count} ${count > 1 ? 'rows' : 'row'}`, 'ratio'])],
    names.map((name, row) => [name, ...columns.flatMap(column => column[row]?.cells ?? [])]),
  )
}
