import { expect, test as it } from 'vitest'
import { playTabs, type TabPlay } from './tabPlay.ts'

/** A test with this number of plays; `TABS_SEED` and `TABS_PLAYS` choose others. */
export function testTabPlays(count: number, play: TabPlay): void {
  const first = Number(process.env['TABS_SEED'] ?? 1)
  const plays = Number(process.env['TABS_PLAYS'] ?? count)

  it('random plays of tabs: one tab has the socket, and each tab gets its events or a gap', async () => {
    const totals = { events: 0, deliveries: 0, lost: 0, gaps: 0, leaders: 0 }
    for (let seed = first; seed < first + plays; seed++) {
      try {
        const outcome = await playTabs(seed, play)
        for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += outcome[key]
      } catch (error) {
        throw new Error(`TABS_SEED=${seed} TABS_PLAYS=1: ${Object(error).message}`, { cause: error })
      }
    }
    if (process.env['TABS_PLAYS']) console.log(JSON.stringify(totals))
    expect(totals.deliveries).toBeGreaterThan(0)
    expect(totals.leaders).toBeGreaterThan(plays)
  })
}
