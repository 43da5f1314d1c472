import type { Page } from 'playwright'
import { bundle } from '../package/bundle.ts'
import { markdownTable } from '../package/markdownTable.ts'
import { headers, streamsAnswer, validation } from './answers.ts'
import { openBenchPage, timesOf } from './benchPage.ts'
import { median } from './statistics.ts'

const byHand = 'by hand'
const tinyhelix = 'tinyhelix'
const twurple = '@twurple/api'

/** Code, by who wrote it. */
type Codes = Readonly<Record<string, string>>

/** One thing that was done in several ways. */
interface Row {
  readonly title: string
  readonly unit: 'µs' | 'ms'
  /** Turns the seconds of a round into the time of one. */
  readonly each: number
  /** The seconds that each round took, by who did it. */
  readonly times: Readonly<Record<string, readonly number[]>>
}

/** Keeps a module in the page under a name. */
const keepModule = (page: Page, name: string, code: string) =>
  page.evaluate(
    async ([name, code]) => {
      const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
      Object.assign(globalThis, { kept: { ...Object(globalThis).kept, [name]: await Object(globalThis).load(url) } })
    },
    [name, code] as const,
  )

/** Lets everything in the page that fetches get this answer at once. */
const stubFetch = (page: Page, answer: string) =>
  page.evaluate(
    ([answer, validation, headers]) => {
      globalThis.fetch = async request =>
        new Response(String(Object(request).url ?? request).endsWith('/validate') ? validation : answer, { headers })
    },
    [answer, validation, headers()] as const,
  )

/** Calls many times, with clients of its own: one of twurple's takes 800 calls a minute. */
const clients = 3
const calls = 700
const callOften = (page: Page, name: string) =>
  page.evaluate(
    async ([name, clients, calls]) => {
      for (let client = 0; client < clients; client++) {
        const live = Object(globalThis).kept[name].open()
        for (let call = 0; call < calls; call++) await live('509658')
      }
    },
    [name, clients, calls] as const,
  )

/** Shows a list again after each of 1,000 pages. */
const scroll = (page: Page, name: string) =>
  page.evaluate(name => {
    const { flattenPages } = Object(globalThis).kept[name]
    const pages = Array.from({ length: 1000 }, (_, page) => ({
      data: Array.from({ length: 30 }, (_, row) => ({ id: `${page * 30 + row}`, title: 'A title' })),
    }))
    for (let count = 1; count <= pages.length; count++) flattenPages({ pages: pages.slice(0, count) })
  }, name)

/** What a careful person writes for a list that repeats rows. */
const flattenedByHand = `
export function flattenPages({ pages }) {
  const rows = new Map()
  for (const { data } of pages) for (const row of data) if (!rows.has(row.id)) rows.set(row.id, row)
  return [...rows.values()]
}`

/** The same call by everybody. */
const sources: Codes = {
  [byHand]: `
export const open = () => async game => {
  const url = new URL('https://api.twitch.tv/helix/streams')
  url.searchParams.set('first', '100')
  url.searchParams.set('game_id', game)
  const headers = { Authorization: 'Bearer token', 'Client-Id': 'client' }
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new Error(answer.status + ' ' + answer.statusText)
  return (await answer.json()).data
}`,
  [tinyhelix]: `
import { createClient, getStreams, userToken } from 'tinyhelix'
export function open() {
  const client = createClient({ auth: userToken('token') })
  return game_id => getStreams(client, { game_id })
}`,
  [twurple]: `
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'
export function open() {
  const { streams } = new ApiClient({ authProvider: new StaticAuthProvider('client', 'token') })
  return async game => (await streams.getStreams({ game, limit: 100 })).data
}`,
}

/** The time of calls and a long scroll in Chromium, compared with code by hand and with twurple. */
export async function compareInChromium(project: string, rounds: number): Promise<string> {
  const names = Object.keys(sources)
  const bundles = names.map(async name => [name, await bundle('esbuild', { project, source: sources[name] ?? '' })])
  const one: Codes = Object.fromEntries(await Promise.all(bundles))
  const { page, version, threadTime, close } = await openBenchPage()
  /** Seconds of the processor that the page's thread had: others on this machine do not count. */
  const timeOf = async (work: (page: Page, name: string) => Promise<void>, name: string) => {
    const begun = await threadTime()
    await work(page, name)
    return (await threadTime()) - begun
  }
  const rows: Row[] = []

  for (const [name, code] of Object.entries(one)) await keepModule(page, name, code)
  for (const count of [1, 20, 100]) {
    await stubFetch(page, streamsAnswer(count))
    for (const name of names) await callOften(page, name)
    const times = await timesOf(names, rounds, name => timeOf(callOften, name))
    rows.push({
      title: `a call of ${count} ${count > 1 ? 'rows' : 'row'}`,
      unit: 'µs',
      each: 1e6 / calls / clients,
      times,
    })
  }

  const source = "export { flattenPages } from 'tinyhelix/query'"
  await keepModule(page, tinyhelix, await bundle('esbuild', { project, source, external: /^@tanstack/ }))
  await keepModule(page, byHand, flattenedByHand)
  const times = await timesOf([byHand, tinyhelix], Math.min(rounds, 3), name => timeOf(scroll, name))
  rows.push({ title: 'a scroll: `flattenPages` after each of 1,000 pages', unit: 'ms', each: 1e3, times })

  await close()
  return markdownTable(
    [`in Chromium ${version}`, byHand, tinyhelix, 'ratio', twurple, 'ratio', 'tinyhelix to twurple'],
    rows.map(({ title, ...row }) => [title, ...cellsOf(row)]),
  )
}

/** A middle, for people. */
const amount = (times: readonly number[] | undefined, { unit, each }: Omit<Row, 'title'>) => {
  const value = median(times ?? []) * each
  return times ? `${value.toFixed(unit === 'ms' && value < 100 ? 1 : 0)} ${unit}` : '–'
}

/** The median over all rounds of how many times longer one takes than another. */
const ratio = (times: readonly number[] | undefined, base: readonly number[] | undefined) =>
  times && base ? median(times.map((time, round) => time / (base[round] ?? Number.NaN))).toFixed(2) : '–'

const cellsOf = (row: Omit<Row, 'title'>): string[] => {
  const { [byHand]: hand, [tinyhelix]: own, [twurple]: other } = row.times
  return [
    amount(hand, row),
    amount(own, row),
    ratio(own, hand),
    amount(other, row),
    ratio(other, hand),
    ratio(own, other),
  ]
}
