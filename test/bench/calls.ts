import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Bench } from 'tinybench'
import manifest from '../../package.json' with { type: 'json' }
import { packPackage } from '../tools/packed.ts'
import { streamsAnswer, stubbedFetch } from './answers.ts'

// `npm run bench`: what a call of the built package costs beside a `fetch` written by hand, both without a network.
const rounds = Number(process.env['ROUNDS'] ?? 15)
const control = 'by hand, again'

const { project } = packPackage()
const entry = pathToFileURL(join(project, 'node_modules/tinyhelix/dist/src/index.js')).href
const { createClient, getStreams, userToken }: typeof import('tinyhelix') = await import(/* @vite-ignore */ entry)

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

const withClient = (fetch: typeof globalThis.fetch, validate: 'off' | 'report' | 'throw') => {
  const client = createClient({ auth: userToken('token'), fetch, validate })
  return async () => await getStreams(client, { game_id: '509658' })
}

const shuffled = <T>(list: readonly T[]) =>
  list
    .map(value => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)

const quantile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.round((values.length - 1) * part)] ?? Number.NaN

/** One row's median time per call, in microseconds. */
async function timeOf(name: string, call: () => Promise<unknown>) {
  const bench = new Bench({ time: 150, warmupTime: 30 }).add(name, call)
  const [task] = await bench.run()
  if (task?.result.state !== 'completed') throw new Error(`${name} did not complete.`)
  return task.result.latency.p50 * 1000
}

async function compare(count: number) {
  const fetch = stubbedFetch(streamsAnswer(count))
  const rows = new Map([
    ['by hand', byHand(fetch)],
    [control, byHand(fetch)],
    ["validate: 'off'", withClient(fetch, 'off')],
    ["validate: 'report'", withClient(fetch, 'report')],
    ["validate: 'throw'", withClient(fetch, 'throw')],
  ])
  const times = new Map([...rows].map(([name]) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    // In another order each time, so that no row always has the warmer or the cooler machine.
    for (const [name, call] of shuffled([...rows])) times.get(name)?.push(await timeOf(name, call))
  }
  const baseline = times.get('by hand') ?? []
  console.log(`\n${count} rows`)
  console.table(
    Object.fromEntries(
      [...times].map(([name, found]) => {
        const ratios = found.map((time, round) => time / (baseline[round] ?? Number.NaN))
        const [low, middle, high] = [0.1, 0.5, 0.9].map(part => quantile(ratios, part).toFixed(2))
        return [
          name,
          { 'µs per call': quantile(found, 0.5).toFixed(1), ratio: middle, 'most ratios': `${low} to ${high}` },
        ]
      }),
    ),
  )
}

console.log(`tinyhelix ${manifest.version}, Node ${process.version}, ${rounds} rounds in shuffled order.`)
console.log(`"${control}" shows what a ratio means when nothing differs.`)
for (const count of [1, 20, 100]) await compare(count)
rmSync(project, { recursive: true })
