import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTabsBrowser, serveTabsSite, type Tab, type TabsBrowser } from '../browser/tabsSite.ts'
import { markdownTable } from '../package/markdownTable.ts'
import { findBrowser } from '../tools/browser.ts'

let browser: TabsBrowser
beforeAll(async () => {
  browser = await openTabsBrowser(findBrowser())
})
afterAll(() => browser.close())

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const channels = Array.from({ length: 10 }, (_, index) => `${1001 + index}`)
const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 10 })

type Way = Readonly<{
  runs: number
  isDeaf?: boolean
  isHidden?: boolean
  /** Resolves to the tab that must get a gap, if it is not the follower. */
  end: (leader: Tab, elsewhere: string) => Promise<void>
  /** The measurement begins after this. */
  after?: (leader: Tab) => Promise<void>
}>

const ways: Readonly<Record<string, Way>> = {
  'tab closed': { runs: 10, end: leader => leader.close() },
  'tab closed, the other one is hidden': { runs: 10, isHidden: true, end: leader => leader.close() },
  'tab crashed': { runs: 10, end: leader => leader.crash() },
  'navigated away': { runs: 10, end: (leader, elsewhere) => leader.navigate(elsewhere) },
  frozen: { runs: 10, end: leader => leader.setFrozen(true) },
  'back from the history': {
    runs: 10,
    end: (leader, elsewhere) => leader.navigate(elsewhere),
    after: leader => leader.back(),
  },
  'suspended without a word': { runs: 3, isDeaf: true, end: leader => leader.setFrozen(true) },
}

it('the time of a hand-over between tabs is measured, from the loss of the leader to the gap', async () => {
  const rows: (string | number)[][] = []
  for (const [title, { runs, isDeaf = false, isHidden, end, after }] of Object.entries(ways)) {
    const times: number[] = []
    for (let run = 0; run < runs; run++) {
      const site = await serveTabsSite()
      const elsewhere = `${new URL(site.addressOf()).origin}/elsewhere`
      const open = async () => {
        const tab = await browser.open(site.addressOf({ channels, isDeaf }))
        await soon(async () => (await tab.see()).status).toBe('live')
        return tab
      }
      const leader = await open()
      const follower = await open()
      if (isHidden) await browser.open(elsewhere)
      const told = after ? leader : follower
      let begin = Date.now()
      await end(leader, elsewhere)
      if (after) {
        await soon(async () => (await follower.see()).gaps.length).toBe(1)
        begin = Date.now()
        await after(leader)
      }
      await soon(async () => (await told.see()).gaps.length).toBe(1)
      times.push(Number((await told.see()).gaps[0]?.toldAt) - begin)
      await browser.closeTabs()
      await site.close()
    }
    rows.push([title, runs, median(times), Math.min(...times), Math.max(...times)])
  }
  console.log(markdownTable(['what happens', 'runs', 'median, ms', 'least', 'most'], rows))
  expect(rows).toHaveLength(Object.keys(ways).length)
})
