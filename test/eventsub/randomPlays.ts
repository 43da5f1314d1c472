import { expect, test as it } from 'vitest'
import { type PlayKind, play } from './play.ts'

/** The seed of the first play. The seed of a failure with `EVENTSUB_PLAYS=1` repeats that play. */
const firstSeed = Number(process.env['EVENTSUB_SEED'] ?? 1)

const playAll = (kind: PlayKind, count: number) => {
  const totals = { plays: 0, events: 0, connects: 0, lost: 0, gaps: 0 }
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      const { events, connects, lost, gaps } = play(seed, kind)
      totals.plays++
      totals.events += events
      totals.connects += connects
      totals.lost += lost
      totals.gaps += gaps
    } catch (error) {
      throw new Error(`EVENTSUB_SEED=${seed} EVENTSUB_PLAYS=1 (${kind}): ${Object(error).message}`, { cause: error })
    }
  }
  if (process.env['EVENTSUB_PLAYS']) console.log(kind, JSON.stringify(totals))
  return totals
}

/** Tests with this number of plays of all kinds together; `EVENTSUB_PLAYS` chooses another number. */
export function testRandomPlays(usual: number): void {
  const plays = Number(process.env['EVENTSUB_PLAYS'] ?? usual)
  const share = (part: number) => Math.max(1, Math.round(plays * part))

  it('random plays: each subscription exists once in the end, and each loss is in a gap', () => {
    expect(playAll('everything', share(0.45)).plays).toBeGreaterThan(0)
  })

  it('random plays with connection trouble: each loss is in a gap', () => {
    expect(playAll('trouble', share(0.45)).plays).toBeGreaterThan(0)
  })

  it('random plays with sleeps only: no connection and no event is lost', () => {
    expect(playAll('sleep', share(0.1)).lost).toBe(0)
  })
}
